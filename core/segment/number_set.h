// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of numbers as closed ranges: what a comparison accepts.
#pragma once

#include "core/base/calendar.h"
#include "core/base/time_zone.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace postweave::segment {

template <typename Number>
struct NumberRange {
    Number low;
    Number high; ///< included
    bool operator==(const NumberRange&) const = default;
};

/// A union of ranges, ascending and apart. Doubles are finite or infinite, never NaN.
template <typename Number>
class NumberSet {
public:
    using Range = NumberRange<Number>;

    NumberSet() = default;
    /// Empty if low > high.
    NumberSet(Number low, Number high)
    {
        if (low <= high) {
            m_ranges.push_back({low, high});
        }
    }
    /// The union of ranges in any order.
    [[nodiscard]] static NumberSet unionOf(std::vector<Range> ranges)
    {
        NumberSet all;
        all.m_ranges = std::move(ranges);
        all.merge();
        return all;
    }
    [[nodiscard]] static NumberSet everything() { return {smallest(), largest()}; }

    [[nodiscard]] const std::vector<Range>& ranges() const { return m_ranges; }
    [[nodiscard]] bool contains(Number number) const
    {
        const auto after = std::upper_bound(m_ranges.begin(), m_ranges.end(), number,
                                            [](Number value, const Range& range) { return value < range.low; });
        return after != m_ranges.begin() && number <= std::prev(after)->high;
    }
    void add(const NumberSet& other)
    {
        m_ranges.insert(m_ranges.end(), other.m_ranges.begin(), other.m_ranges.end());
        merge();
    }
    [[nodiscard]] NumberSet intersection(const NumberSet& other) const
    {
        NumberSet common;
        auto a = m_ranges.begin();
        auto b = other.m_ranges.begin();
        while (a != m_ranges.end() && b != other.m_ranges.end()) {
            const Range both{std::max(a->low, b->low), std::min(a->high, b->high)};
            if (both.low <= both.high) {
                common.m_ranges.push_back(both);
            }
            a->high < b->high ? ++a : ++b;
        }
        return common;
    }
    /// Every number that is not in it.
    [[nodiscard]] NumberSet complement() const
    {
        NumberSet rest;
        Number low = smallest();
        for (const Range& range : m_ranges) {
            if (range.low > low) {
                rest.m_ranges.push_back({low, before(range.low)});
            }
            if (range.high == largest()) {
                return rest;
            }
            low = after(range.high);
        }
        rest.m_ranges.push_back({low, largest()});
        return rest;
    }
    bool operator==(const NumberSet&) const = default;

    [[nodiscard]] static constexpr Number smallest()
    {
        return std::numeric_limits<Number>::has_infinity ? -std::numeric_limits<Number>::infinity()
                                                         : std::numeric_limits<Number>::lowest();
    }
    [[nodiscard]] static constexpr Number largest()
    {
        return std::numeric_limits<Number>::has_infinity ? std::numeric_limits<Number>::infinity()
                                                         : std::numeric_limits<Number>::max();
    }

private:
    void merge()
    {
        std::sort(m_ranges.begin(), m_ranges.end(), [](const Range& a, const Range& b) { return a.low < b.low; });
        std::vector<Range> merged;
        for (const Range& range : m_ranges) {
            if (!merged.empty() && range.low <= merged.back().high) {
                merged.back().high = std::max(merged.back().high, range.high);
            } else {
                merged.push_back(range);
            }
        }
        m_ranges = std::move(merged);
    }
    [[nodiscard]] static Number before(Number number)
    {
        if constexpr (std::numeric_limits<Number>::is_integer) {
            return number - 1;
        } else {
            return std::nextafter(number, smallest());
        }
    }
    [[nodiscard]] static Number after(Number number)
    {
        if constexpr (std::numeric_limits<Number>::is_integer) {
            return number + 1;
        } else {
            return std::nextafter(number, largest());
        }
    }

    std::vector<Range> m_ranges;
};

using IntegerSet = NumberSet<std::int64_t>;
using RealSet = NumberSet<double>;

/// The moments (microseconds) whose day in the zone is `day` or later. More than one range only where clocks were set
/// back across a midnight.
[[nodiscard]] IntegerSet momentsFrom(Date day, const TimeZone& zone);
/// The moments whose day in the zone lies from `first` to `last`, both included.
[[nodiscard]] IntegerSet momentsOfDays(Date first, Date last, const TimeZone& zone);

} // namespace postweave::segment
