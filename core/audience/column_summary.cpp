// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/column_summary.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace postweave::audience {

namespace {

using Code = ValueDictionary::Code;

/// Rows per code, the missing value's at 0.
std::vector<std::uint64_t> rowsPerCode(const CodedColumn& column, const Bitset* only = nullptr)
{
    std::vector<std::uint64_t> counts(column.dictionary().size() + 1);
    std::visit(
        [&](const auto& codes) {
            if (only != nullptr) {
                only->forEach([&](std::uint32_t row) { ++counts[codes[row]]; });
                return;
            }
            for (const auto code : codes) {
                ++counts[code];
            }
        },
        column.codes());
    return counts;
}

/// Rows per distinct item of a list column.
std::vector<std::uint64_t> rowsPerItem(const CodedColumn& column)
{
    const ValueDictionary& dictionary = column.dictionary();
    const std::vector<std::uint64_t> rows = rowsPerCode(column);
    std::vector<std::uint64_t> counts(dictionary.itemCount());
    for (Code code = 1; code < rows.size(); ++code) {
        std::vector<std::uint32_t> items(dictionary.list(code).begin(), dictionary.list(code).end());
        std::sort(items.begin(), items.end());
        items.erase(std::unique(items.begin(), items.end()), items.end());
        for (const std::uint32_t item : items) {
            counts[item] += rows[code];
        }
    }
    return counts;
}

bool isOrdered(ValueType type)
{
    return type != ValueType::Boolean && type != ValueType::Text && type != ValueType::List;
}

double asNumber(const ValueDictionary& dictionary, Code code)
{
    return dictionary.type() == ValueType::Number ? dictionary.number(code)
                                                  : static_cast<double>(dictionary.integer(code));
}

/// Which of the texts hold the needle, whatever the case.
class TextFilter {
public:
    explicit TextFilter(std::string_view needle) : m_needle(foldCase(needle)) {}
    [[nodiscard]] bool accepts(std::string_view text) const
    {
        return m_needle.empty() || foldCase(text).find(m_needle) != std::string::npos;
    }

private:
    std::string m_needle;
};

/// Positions with a count, most first; equal counts keep their order.
std::vector<std::size_t> mostFrequent(const std::vector<std::uint64_t>& counts, std::vector<std::size_t> positions,
                                      std::size_t limit)
{
    const auto more = [&](std::size_t a, std::size_t b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
    };
    const std::size_t kept = std::min(limit, positions.size());
    std::partial_sort(positions.begin(), positions.begin() + static_cast<std::ptrdiff_t>(kept), positions.end(), more);
    positions.resize(kept);
    return positions;
}

std::vector<ValueCount> topItems(const CodedColumn& column, std::size_t limit, const TextFilter& filter)
{
    const std::vector<std::uint64_t> counts = rowsPerItem(column);
    std::vector<std::size_t> positions;
    for (std::size_t item = 0; item < counts.size(); ++item) {
        if (counts[item] > 0 && filter.accepts(column.dictionary().item(item))) {
            positions.push_back(item);
        }
    }
    std::vector<ValueCount> top;
    for (const std::size_t item : mostFrequent(counts, std::move(positions), limit)) {
        top.push_back({std::string(column.dictionary().item(item)), counts[item]});
    }
    return top;
}

/// How wide each bin is: whole for whole numbers.
double binWidth(const ValueDictionary& dictionary, double span, std::size_t binCount)
{
    const double width = span / static_cast<double>(binCount);
    return dictionary.type() == ValueType::Number ? width : std::max(1.0, std::ceil(width));
}

} // namespace

std::vector<ValueCount> topValues(const CodedColumn& column, std::size_t limit, std::string_view containing)
{
    const TextFilter filter(containing);
    const ValueDictionary& dictionary = column.dictionary();
    if (column.type() == ValueType::List) {
        return topItems(column, limit, filter);
    }
    const std::vector<std::uint64_t> counts = rowsPerCode(column);
    std::vector<std::size_t> positions;
    for (Code code = 1; code < counts.size(); ++code) {
        if (counts[code] > 0 && (column.type() != ValueType::Text || filter.accepts(dictionary.text(code)))) {
            positions.push_back(code);
        }
    }
    std::vector<ValueCount> top;
    for (const std::size_t code : mostFrequent(counts, std::move(positions), limit)) {
        top.push_back({dictionary.value(static_cast<Code>(code)), counts[code]});
    }
    return top;
}

Range rangeOf(const CodedColumn& column)
{
    const std::vector<std::uint64_t> counts = rowsPerCode(column);
    Range range;
    range.missingCount = counts[ValueDictionary::kMissing];
    range.setCount = column.rowCount() - range.missingCount;
    range.distinctCount = column.dictionary().size();
    if (range.distinctCount > 0 && isOrdered(column.type())) {
        range.smallest = column.dictionary().value(1);
        range.largest = column.dictionary().value(static_cast<Code>(range.distinctCount));
    }
    return range;
}

std::vector<Bin> histogram(const CodedColumn& column, std::size_t binCount, const Bitset* only)
{
    const ValueDictionary& dictionary = column.dictionary();
    if (!isOrdered(column.type()) || dictionary.size() == 0 || binCount == 0) {
        return {};
    }
    const auto last = static_cast<Code>(dictionary.size());
    const double smallest = asNumber(dictionary, 1);
    const bool whole = column.type() != ValueType::Number;
    const double span = asNumber(dictionary, last) - smallest + (whole ? 1 : 0);
    const double width = span > 0 ? binWidth(dictionary, span, binCount) : 1;
    const auto bins = static_cast<std::size_t>(std::max(1.0, std::ceil(span / width)));
    std::vector<Bin> result(std::min(bins, binCount));
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i].from = smallest + width * static_cast<double>(i);
        result[i].to = smallest + width * static_cast<double>(i + 1);
    }
    const std::vector<std::uint64_t> counts = rowsPerCode(column, only);
    for (Code code = 1; code <= last; ++code) {
        const auto bin = static_cast<std::size_t>((asNumber(dictionary, code) - smallest) / width);
        result[std::min(bin, result.size() - 1)].count += counts[code];
    }
    return result;
}

Value quantile(const CodedColumn& column, double share)
{
    if (!isOrdered(column.type())) {
        return {};
    }
    const std::vector<std::uint64_t> counts = rowsPerCode(column);
    const std::uint64_t setCount = column.rowCount() - counts[ValueDictionary::kMissing];
    const double wanted = std::clamp(share, 0.0, 1.0) * static_cast<double>(setCount);
    std::uint64_t seen = 0;
    for (Code code = 1; code < counts.size(); ++code) {
        seen += counts[code];
        if (static_cast<double>(seen) > wanted || seen == setCount) {
            return column.dictionary().value(code);
        }
    }
    return {};
}

} // namespace postweave::audience
