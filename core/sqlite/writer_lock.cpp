// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/writer_lock.h"

#include "core/sqlite/database.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace postweave::sqlite {

namespace {

constexpr std::chrono::milliseconds kPause{20};

tl::unexpected<Error> cannotLock(const std::filesystem::path& file, const std::filesystem::path& lock)
{
    return fail(ErrorCode::WriteFailed,
                fmt::format("cannot be opened for writing: {}: {}", lock.filename().string(), std::strerror(errno)),
                {file.string(), 0, 0, ""});
}

/// The holder before may have removed the file between our open and our lock.
bool isStillInPlace(int descriptor, const std::filesystem::path& path)
{
    struct stat held {};
    struct stat standing {};
    return ::fstat(descriptor, &held) == 0 && ::stat(path.c_str(), &standing) == 0 && held.st_ino == standing.st_ino &&
           held.st_dev == standing.st_dev;
}

struct Attempt {
    int descriptor = -1; ///< that holds the lock; -1: another does
    bool cannotOpen = false;
    bool existed = false;
};

Attempt tryLock(const std::filesystem::path& path)
{
    constexpr int kFlags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    Attempt attempt;
    attempt.descriptor = ::open(path.c_str(), kFlags | O_EXCL, 0666);
    if (attempt.descriptor < 0 && errno == EEXIST) {
        attempt.existed = true;
        attempt.descriptor = ::open(path.c_str(), kFlags, 0666);
    }
    if (attempt.descriptor < 0) {
        attempt.cannotOpen = true;
    } else if (::flock(attempt.descriptor, LOCK_EX | LOCK_NB) != 0 || !isStillInPlace(attempt.descriptor, path)) {
        ::close(std::exchange(attempt.descriptor, -1));
    }
    return attempt;
}

} // namespace

Result<WriterLock> WriterLock::acquire(const std::filesystem::path& file)
{
    const std::filesystem::path path = file.string() + "-lock";
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(kBusyMilliseconds);
    for (;;) {
        const Attempt attempt = tryLock(path);
        if (attempt.cannotOpen) {
            return cannotLock(file, path);
        }
        if (attempt.descriptor >= 0) {
            return WriterLock(path, attempt.descriptor, attempt.existed);
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return fail(ErrorCode::WorkspaceLocked,
                        "another program has the workspace open for writing; close it there, or open it for reading",
                        {file.string(), 0, 0, ""});
        }
        std::this_thread::sleep_for(kPause);
    }
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_wasLeftBehind(other.m_wasLeftBehind)
{
}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_wasLeftBehind, other.m_wasLeftBehind);
    return *this;
}

WriterLock::~WriterLock()
{
    release();
}

void WriterLock::release()
{
    if (m_descriptor < 0) {
        return;
    }
    // Removed while still held, so that nobody can lose a lock just taken.
    ::unlink(m_path.c_str());
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace postweave::sqlite
