// SPDX-License-Identifier: GPL-3.0-or-later
// Parallel loops over index ranges. Results must not depend on how ranges are cut.
#pragma once

#include <cstddef>
#include <functional>

namespace postweave {
inline namespace base {

/// Threads to use: the environment's POSTWEAVE_THREADS (1 to 256), else the machine's.
[[nodiscard]] unsigned threadCount();

/// Calls `work(begin, end)` over disjoint ranges that cover [0, count), each of at least `grain` elements (the last may
/// be shorter), on threadCount() threads, the caller's among them; returns when all are done. The first exception that
/// `work` throws is thrown again here.
void parallelFor(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& work);

} // namespace base
} // namespace postweave
