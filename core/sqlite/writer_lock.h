// SPDX-License-Identifier: GPL-3.0-or-later
// WriterLock: one writer a workspace, across processes.
#pragma once

#include "core/base/error.h"

#include <filesystem>

namespace postweave::sqlite {

/// An advisory lock (flock) on `FILE-lock` beside the workspace, removed when released; the system releases it when the
/// process ends, however it ends.
class WriterLock {
public:
    /// Waits up to kBusyMilliseconds. WorkspaceLocked if another writer holds it; WriteFailed if the folder cannot be
    /// written.
    [[nodiscard]] static Result<WriterLock> acquire(const std::filesystem::path& file);
    /// True where a writer before ended without releasing it.
    [[nodiscard]] bool wasLeftBehind() const { return m_wasLeftBehind; }
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    WriterLock(std::filesystem::path path, int descriptor, bool wasLeftBehind)
        : m_path(std::move(path)), m_descriptor(descriptor), m_wasLeftBehind(wasLeftBehind)
    {
    }
    void release();

    std::filesystem::path m_path;
    int m_descriptor = -1;
    bool m_wasLeftBehind = false;
};

} // namespace postweave::sqlite
