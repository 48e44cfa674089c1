// SPDX-License-Identifier: GPL-3.0-or-later
// How many different values of a property a profile's events have.
#include "core/segment/leaf_evaluation.h"
#include "core/segment/profile_runs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

namespace postweave::segment {

using audience::Bitset;

namespace {

using Code = audience::ValueDictionary::Code;

/// One number for each different value, shared by all tables; integers and numbers of the same size are one value.
class ValueNumbers {
public:
    explicit ValueNumbers(const EventSelection& events, const std::string& property)
    {
        for (const EventSlice& slice : events.slices()) {
            const audience::CodedColumn* column = slice.table->property(property);
            m_columns.push_back(column);
            m_numbers.emplace_back();
            if (column != nullptr) {
                number(column->dictionary(), m_numbers.back());
            }
        }
    }

    [[nodiscard]] std::size_t count() const { return m_known.size(); }
    /// nullptr where no event of the slice has the property.
    [[nodiscard]] const audience::CodedColumn* column(std::size_t slice) const { return m_columns[slice]; }
    /// By code a bit for its number, none for the missing value: for at most 64 values.
    [[nodiscard]] std::vector<std::uint64_t> masks(std::size_t slice) const
    {
        std::vector<std::uint64_t> masks(m_numbers[slice].size());
        for (std::size_t code = 1; code < masks.size(); ++code) {
            masks[code] = std::uint64_t{1} << m_numbers[slice][code];
        }
        return masks;
    }
    /// Nothing if the row has no value.
    [[nodiscard]] std::optional<std::uint32_t> numberOf(std::size_t slice, std::size_t row) const
    {
        const Code code = m_columns[slice] == nullptr ? 0 : m_columns[slice]->code(row);
        return code == audience::ValueDictionary::kMissing ? std::nullopt : std::optional(m_numbers[slice][code]);
    }

private:
    void number(const audience::ValueDictionary& dictionary, std::vector<std::uint32_t>& numbers)
    {
        numbers.resize(dictionary.size() + 1);
        for (Code code = 1; code < numbers.size(); ++code) {
            const auto next = static_cast<std::uint32_t>(m_known.size());
            numbers[code] = m_known.try_emplace(normalised(dictionary.value(code)), next).first->second;
        }
    }

    static Value normalised(Value value)
    {
        constexpr std::int64_t kExact = std::int64_t{1} << 53;
        const auto* integer = std::get_if<std::int64_t>(&value);
        if (integer != nullptr && *integer >= -kExact && *integer <= kExact) {
            return static_cast<double>(*integer);
        }
        return value;
    }

    std::vector<const audience::CodedColumn*> m_columns;
    std::vector<std::vector<std::uint32_t>> m_numbers; ///< by slice and code
    std::map<Value, std::uint32_t> m_known;
};

/// One profile after the other, for values that fit a word's bits.
LeafResult judgeByRuns(const ProfileRunWalk& walk, const ValueNumbers& values, const RealSet& accepted,
                       const EvaluationScope& scope)
{
    constexpr std::size_t kBits = 64;
    std::array<bool, kBits + 1> acceptedCounts{};
    for (std::size_t count = 0; count <= kBits; ++count) {
        acceptedCounts[count] = accepted.contains(static_cast<double>(count));
    }
    // Nobody has more values than events.
    const auto least = static_cast<std::size_t>(
        std::find(acceptedCounts.begin(), acceptedCounts.end(), !acceptedCounts[0]) - acceptedCounts.begin());
    const std::vector<std::uint64_t> masks = values.masks(0);
    const auto runOver = [&](const auto& codes) {
        return walk.run(scope.audience.size(), least, [&](std::span<const std::uint32_t> rows) {
            std::uint64_t seen = 0;
            for (const std::uint32_t row : rows) {
                seen |= walk.takes(row) ? masks[codes[row]] : 0;
            }
            return acceptedCounts[static_cast<std::size_t>(std::popcount(seen))];
        });
    };
    auto members = std::visit(runOver, values.column(0)->codes());
    return members ? LeafResult(*std::move(members)) : cancelled();
}

/// One bit a value: for few values.
bool countByMasks(const EventSelection& events, const ValueNumbers& values, const EvaluationScope& scope,
                  std::vector<std::uint32_t>& counts)
{
    std::vector<std::uint64_t> masks(counts.size());
    const bool done = events.forEachRow(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
        if (const auto number = values.numberOf(static_cast<std::size_t>(&slice - events.slices().data()), row)) {
            masks[slice.table->profiles()[row]] |= std::uint64_t{1} << *number;
        }
    });
    std::transform(masks.begin(), masks.end(), counts.begin(),
                   [](std::uint64_t mask) { return static_cast<std::uint32_t>(std::popcount(mask)); });
    return done;
}

bool countByPairs(const EventSelection& events, const ValueNumbers& values, const EvaluationScope& scope,
                  std::vector<std::uint32_t>& counts)
{
    std::vector<std::uint64_t> pairs;
    const bool done = events.forEachRow(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
        if (const auto number = values.numberOf(static_cast<std::size_t>(&slice - events.slices().data()), row)) {
            pairs.push_back(std::uint64_t{slice.table->profiles()[row]} << 32U | *number);
        }
    });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const std::uint64_t pair : pairs) {
        ++counts[pair >> 32U];
    }
    return done;
}

} // namespace

LeafResult evaluateDistinct(const EventAggregate& leaf, const EventSelection& events, const EvaluationScope& scope)
{
    constexpr std::size_t kMaskBits = 64;
    const ValueNumbers values(events, leaf.property);
    const RealSet accepted = numberMatcher(leaf.test, scope.frame).acceptedNumbers();
    const bool isWalkable = events.slices().size() == 1 && values.column(0) != nullptr && values.count() <= kMaskBits;
    if (const auto walk = isWalkable ? ProfileRunWalk::over(events, scope.cancel) : std::nullopt) {
        return judgeByRuns(*walk, values, accepted, scope);
    }
    std::vector<std::uint32_t> counts(scope.audience.size());
    const bool done = values.count() <= kMaskBits ? countByMasks(events, values, scope, counts)
                                                  : countByPairs(events, values, scope, counts);
    return done ? LeafResult(profilesByCounts(std::move(counts), accepted)) : cancelled();
}

} // namespace postweave::segment
