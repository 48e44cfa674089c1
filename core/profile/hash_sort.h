// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting by hash, whose bits spread evenly. Private to core/profile.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace postweave::profile {

/// As std::sort of elements with a member `hash` below 2⁶³, but most of the way by its uppermost bits.
template <typename T, typename Less>
void sortByHash(std::vector<T>& elements, Less less)
{
    constexpr unsigned kBits = 12;
    constexpr std::size_t kWorthIt = 4096;
    if (elements.size() < kWorthIt) {
        std::sort(elements.begin(), elements.end(), less);
        return;
    }
    const auto bucketOf = [](const T& element) { return static_cast<std::size_t>(element.hash >> (63U - kBits)); };
    std::array<std::size_t, (std::size_t{1} << kBits) + 1> ends{};
    for (const T& element : elements) {
        ++ends[bucketOf(element) + 1];
    }
    for (std::size_t bucket = 1; bucket < ends.size(); ++bucket) {
        ends[bucket] += ends[bucket - 1];
    }
    std::vector<T> sorted(elements.size());
    for (const T& element : elements) {
        sorted[ends[bucketOf(element)]++] = element; // from where the bucket starts to where it ends
    }
    auto begin = sorted.begin();
    for (std::size_t bucket = 0; bucket + 1 < ends.size(); ++bucket) {
        const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(ends[bucket]);
        std::sort(begin, end, less);
        begin = end;
    }
    elements = std::move(sorted);
}

} // namespace postweave::profile
