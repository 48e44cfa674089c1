// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace postweave {
inline namespace base {

unsigned threadCount()
{
    if (const char* text = std::getenv("POSTWEAVE_THREADS")) {
        const int count = std::atoi(text);
        if (count >= 1 && count <= 256) {
            return static_cast<unsigned>(count);
        }
    }
    return std::max(1U, std::thread::hardware_concurrency());
}

void parallelFor(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& work)
{
    grain = std::max<std::size_t>(grain, 1);
    const std::size_t pieces = (count + grain - 1) / grain;
    const std::size_t threads = std::min<std::size_t>(threadCount(), pieces);
    if (threads <= 1) {
        if (count > 0) {
            work(0, count);
        }
        return;
    }
    // A few pieces a thread even out uneven work without losing the grain.
    const std::size_t step = std::max(grain, (count + threads * 4 - 1) / (threads * 4));
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failureMutex;
    const auto run = [&] {
        for (;;) {
            const std::size_t begin = next.fetch_add(step);
            if (begin >= count) {
                return;
            }
            try {
                work(begin, std::min(count, begin + step));
            } catch (...) {
                const std::lock_guard lock(failureMutex);
                failure = failure ? failure : std::current_exception();
                next.store(count);
                return;
            }
        }
    };
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < threads; ++i) {
        helpers.emplace_back(run);
    }
    run();
    for (std::thread& thread : helpers) {
        thread.join();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

} // namespace base
} // namespace postweave
