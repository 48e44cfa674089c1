// SPDX-License-Identifier: GPL-3.0-or-later
// What a column holds, for people who choose values: the most frequent ones, ranges, histograms.
#pragma once

#include "core/audience/bitset.h"
#include "core/audience/coded_column.h"
#include "core/base/value.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postweave::audience {

struct ValueCount {
    Value value; ///< for lists one item, as text
    std::uint64_t count = 0;
};

/// The `limit` most frequent values, most frequent first, then ascending. With `containing`, only texts and items that
/// hold it, whatever the case. Lists count each item once a row.
[[nodiscard]] std::vector<ValueCount> topValues(const CodedColumn& column, std::size_t limit,
                                                std::string_view containing = {});

struct Bin {
    double from = 0; ///< inclusive; dates as days, datetimes as microseconds
    double to = 0;   ///< exclusive, inclusive in the last bin
    std::uint64_t count = 0;
};

struct Range {
    Value smallest; ///< missing if no row is set
    Value largest;
    std::uint64_t setCount = 0;
    std::uint64_t missingCount = 0;
    std::uint64_t distinctCount = 0;
};

[[nodiscard]] Range rangeOf(const CodedColumn& column);
/// Equal bins from the smallest to the largest value; fewer than `binCount` where there are fewer whole numbers or days
/// between. Empty for booleans, texts, lists and where no row is set. `only`, if given, says which rows count.
[[nodiscard]] std::vector<Bin> histogram(const CodedColumn& column, std::size_t binCount, const Bitset* only = nullptr);
/// The value below which this share (0 to 1) of the set rows lies; missing if there is none to order.
[[nodiscard]] Value quantile(const CodedColumn& column, double share);

} // namespace postweave::audience
