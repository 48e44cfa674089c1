// SPDX-License-Identifier: GPL-3.0-or-later
// What this process takes of memory and of the processors, for benchmarks.
#pragma once

#include <cstdio>
#include <ctime>
#include <memory>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace postweave::bench {

/// Of all threads so far.
[[nodiscard]] inline double processorMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The most that was ever resident.
[[nodiscard]] inline double peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// What is resident now; memory that the allocator merely keeps is given back before. 0 where the system does not tell.
[[nodiscard]] inline double residentMegabytes()
{
#if defined(__GLIBC__)
    ::malloc_trim(0);
#endif
    struct CloseFile {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen("/proc/self/statm", "r"));
    long total = 0;
    long resident = 0;
    const bool known = file && std::fscanf(file.get(), "%ld %ld", &total, &resident) == 2;
    return known ? static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1048576.0 : 0;
}

} // namespace postweave::bench
