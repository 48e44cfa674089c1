// SPDX-License-Identifier: GPL-3.0-or-later
// Progress: how long work reports how far it is.
#pragma once

#include <cstdint>
#include <functional>

namespace postweave {
inline namespace base {

struct ProgressReport {
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: not known
};

/// Called on the thread that does the work, at most some dozens of times a second; may be empty.
using Progress = std::function<void(const ProgressReport&)>;

} // namespace base
} // namespace postweave
