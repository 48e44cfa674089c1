// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that count and sum events.
#include "core/segment/leaf_evaluation.h"

#include "core/audience/column_scan.h"

#include <algorithm>
#include <limits>

namespace postweave::segment {

using audience::Bitset;
using audience::CodedColumn;

namespace {

using Code = audience::ValueDictionary::Code;

constexpr std::uint8_t kSaturated = std::numeric_limits<std::uint8_t>::max();

/// Bit n tells whether the count n is accepted.
Bitset acceptedCounts(const RealSet& accepted, std::size_t largest)
{
    Bitset counts(largest + 1);
    for (std::size_t n = 0; n <= largest; ++n) {
        counts.assign(n, accepted.contains(static_cast<double>(n)));
    }
    return counts;
}

/// Whether all counts of 255 and more share a fate, so that a byte a profile is enough.
bool fitsBytes(const RealSet& accepted)
{
    const RealSet large(kSaturated, RealSet::largest());
    const RealSet common = accepted.intersection(large);
    return common.ranges().empty() || common == large;
}

LeafResult profilesWithAny(const EventSelection& events, const EvaluationScope& scope)
{
    Bitset profiles(scope.audience.size());
    const bool done = events.forEachRow(
        scope.cancel, [&](const EventSlice& slice, std::size_t row) { profiles.set(slice.table->profiles()[row]); });
    return done ? LeafResult(std::move(profiles)) : cancelled();
}

LeafResult profilesByBytes(const EventSelection& events, const RealSet& accepted, const EvaluationScope& scope)
{
    std::vector<std::uint8_t> counts(scope.audience.size());
    const bool done = events.forEachRow(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
        std::uint8_t& count = counts[slice.table->profiles()[row]];
        count = static_cast<std::uint8_t>(count + (count != kSaturated));
    });
    return done ? LeafResult(audience::rowsWithCounts(std::move(counts), acceptedCounts(accepted, kSaturated)))
                : cancelled();
}

} // namespace

Bitset profilesByCounts(std::vector<std::uint32_t> counts, const RealSet& accepted)
{
    const std::uint32_t largest = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
    return audience::rowsWithCounts(std::move(counts), acceptedCounts(accepted, largest));
}

ValueMatcher numberMatcher(const ValueTest& test, const TimeFrame& frame)
{
    return matcherFor(test, ValueType::Number, frame);
}

ValueMatcher countMatcher(const std::optional<ValueTest>& count, const TimeFrame& frame)
{
    const ValueTest atLeastOne{Operator::GreaterOrEqual, Literal(std::int64_t{1}), false};
    return numberMatcher(count.value_or(atLeastOne), frame);
}

LeafResult evaluateCount(const EventCount& leaf, const EvaluationScope& scope)
{
    const EventSelection events =
        EventSelection::make(leaf.events, resolveWindow(leaf.within, scope.frame), scope.audience, scope.frame);
    const RealSet accepted = countMatcher(leaf.count, scope.frame).acceptedNumbers();
    const RealSet some(1, RealSet::largest());
    const RealSet common = accepted.intersection(some);
    if (common.ranges().empty() || common == some) {
        LeafResult any = profilesWithAny(events, scope);
        const bool acceptsSome = !common.ranges().empty();
        if (!any || acceptsSome == accepted.contains(0)) {
            return any ? LeafResult(Bitset(scope.audience.size(), acceptsSome)) : any;
        }
        return acceptsSome ? std::move(any) : LeafResult(std::move(any->flip()));
    }
    if (fitsBytes(accepted)) {
        return profilesByBytes(events, accepted, scope);
    }
    std::vector<std::uint32_t> counts(scope.audience.size());
    const bool done = events.forEachRow(
        scope.cancel, [&](const EventSlice& slice, std::size_t row) { ++counts[slice.table->profiles()[row]]; });
    return done ? LeafResult(profilesByCounts(std::move(counts), accepted)) : cancelled();
}

LeafResult evaluateBoundary(const EventBoundary& leaf, const EvaluationScope& scope)
{
    const TimeSpan window = resolveWindow(leaf.within, scope.frame);
    const TimeSpan all = resolveWindow(std::nullopt, scope.frame);
    const bool first = leaf.which == EventBoundary::Which::First;
    // The first one lies in the window where some do and none came before it; so for the last.
    const TimeSpan outside = first ? TimeSpan{all.from, window.from} : TimeSpan{window.to, all.to};
    LeafResult inside = profilesWithAny(EventSelection::make(leaf.events, window, scope.audience, scope.frame), scope);
    const LeafResult beyond =
        profilesWithAny(EventSelection::make(leaf.events, outside, scope.audience, scope.frame), scope);
    if (!inside || !beyond) {
        return cancelled();
    }
    *inside -= *beyond;
    return inside;
}

namespace {

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

/// The numbers of a column's codes; empty if it has none.
std::vector<double> numbersOf(const CodedColumn* column)
{
    if (column == nullptr || !isNumeric(column->type())) {
        return {};
    }
    const audience::ValueDictionary& dictionary = column->dictionary();
    std::vector<double> numbers(dictionary.size() + 1);
    for (Code code = 1; code < numbers.size(); ++code) {
        numbers[code] = dictionary.type() == ValueType::Number ? dictionary.number(code)
                                                               : static_cast<double>(dictionary.integer(code));
    }
    return numbers;
}

/// Gathers one number a profile.
class Accumulator {
public:
    Accumulator(const EventAggregate& leaf, const EvaluationScope& scope)
        : m_leaf(leaf), m_scope(scope), m_sums(scope.audience.size()), m_counts(scope.audience.size())
    {
    }

    bool run(const EventSelection& events)
    {
        for (const EventSlice& slice : events.slices()) {
            m_sources.push_back({slice.table->property(m_leaf.property), {}});
            m_sources.back().numbers = numbersOf(m_sources.back().column);
        }
        // Sums depend on the order of their terms: by time, whatever tables they come from.
        return events.forEachRowByTime(m_scope.cancel, [&](const EventSlice& slice, std::size_t row) {
            const Source& source = m_sources[static_cast<std::size_t>(&slice - events.slices().data())];
            if (source.numbers.empty()) {
                return;
            }
            if (const Code code = source.column->code(row); code != audience::ValueDictionary::kMissing) {
                add(slice.table->profiles()[row], source.numbers[code]);
            }
        });
    }

    Bitset result()
    {
        const RealSet accepted = numberMatcher(m_leaf.test, m_scope.frame).acceptedNumbers();
        if (m_leaf.function == AggregateFunction::Average) {
            for (std::size_t i = 0; i < m_sums.size(); ++i) {
                m_sums[i] /= std::max(1.0, static_cast<double>(m_counts[i]));
            }
        }
        Bitset profiles = profilesInSet(m_sums, accepted);
        if (m_leaf.function != AggregateFunction::Sum) {
            profiles &= profilesByCounts(std::move(m_counts), RealSet(1, RealSet::largest()));
        }
        return profiles;
    }

private:
    static Bitset profilesInSet(const std::vector<double>& numbers, const RealSet& set)
    {
        std::vector<std::pair<double, double>> ranges;
        for (const RealSet::Range& range : set.ranges()) {
            ranges.emplace_back(range.low, range.high);
        }
        return audience::rowsInRanges(numbers, ranges);
    }

    void add(std::uint32_t profile, double number)
    {
        double& sum = m_sums[profile];
        const bool isFirst = m_counts[profile]++ == 0;
        switch (m_leaf.function) {
        case AggregateFunction::Smallest:
            sum = isFirst ? number : std::min(sum, number);
            break;
        case AggregateFunction::Largest:
            sum = isFirst ? number : std::max(sum, number);
            break;
        default:
            sum += number;
        }
    }

    /// Where one slice keeps the property.
    struct Source {
        const CodedColumn* column;
        std::vector<double> numbers; ///< by code; empty if it has none
    };

    const EventAggregate& m_leaf;
    const EvaluationScope& m_scope;
    std::vector<Source> m_sources;
    std::vector<double> m_sums;
    std::vector<std::uint32_t> m_counts;
};

} // namespace

LeafResult evaluateAggregate(const EventAggregate& leaf, const EvaluationScope& scope)
{
    const EventSelection events =
        EventSelection::make(leaf.events, resolveWindow(leaf.within, scope.frame), scope.audience, scope.frame);
    if (leaf.function == AggregateFunction::Distinct) {
        return evaluateDistinct(leaf, events, scope);
    }
    Accumulator accumulator(leaf, scope);
    return accumulator.run(events) ? LeafResult(accumulator.result()) : cancelled();
}

} // namespace postweave::segment
