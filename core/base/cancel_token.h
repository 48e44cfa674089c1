// SPDX-License-Identifier: GPL-3.0-or-later
// CancelToken: how a caller tells long work to stop. Copies share one flag.
#pragma once

#include <atomic>
#include <memory>

namespace postweave {
inline namespace base {

/// Safe to use from several threads. Work asks isCancelled() at least every few milliseconds and returns
/// ErrorCode::Cancelled, leaving nothing half done.
class CancelToken {
public:
    void cancel() const { m_flag->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_flag->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_flag = std::make_shared<std::atomic<bool>>(false);
};

} // namespace base
} // namespace postweave
