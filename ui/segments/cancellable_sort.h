// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting that can be told to stop, for tables of a million rows.
#pragma once

#include "core/base/cancel_token.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace postweave::ui::segments {

/// Stable. False, with the items in any order, some of them moved from, if cancelled: that is looked at after at most
/// some 250,000 comparisons. Needs room for the items once more.
template <typename Item, typename Less>
[[nodiscard]] bool sortUntilCancelled(std::vector<Item>& items, const Less& less, const CancelToken& cancel)
{
    constexpr std::size_t kRun = std::size_t{1} << 14U;
    const std::size_t count = items.size();
    const auto at = [&items](std::size_t index) { return items.begin() + static_cast<std::ptrdiff_t>(index); };
    for (std::size_t begin = 0; begin < count; begin += kRun) {
        if (cancel.isCancelled()) {
            return false;
        }
        std::stable_sort(at(begin), at(std::min(begin + kRun, count)), less);
    }
    std::vector<Item> merged(count > kRun ? count : 0);
    for (std::size_t width = kRun; width < count; width *= 2) {
        for (std::size_t begin = 0, next = 0; begin < count; begin = next) {
            const std::size_t middle = std::min(begin + width, count);
            next = std::min(middle + width, count);
            std::size_t left = begin;
            std::size_t right = middle;
            for (std::size_t to = begin; to < next; ++to) {
                if (to % kRun == 0 && cancel.isCancelled()) {
                    return false;
                }
                const bool takesRight = left == middle || (right < next && less(items[right], items[left]));
                merged[to] = std::move(takesRight ? items[right++] : items[left++]);
            }
        }
        items.swap(merged);
    }
    return true;
}

} // namespace postweave::ui::segments
