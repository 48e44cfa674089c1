// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that count events, and where the first and the last one lie.
#include "core/audience/column_scan.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/shared_counting.h"

#include <algorithm>
#include <limits>

namespace postweave::segment {

using audience::Bitset;

namespace {

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

using ByteCounts = std::vector<std::uint8_t>;

void addSaturated(ByteCounts& sums, const ByteCounts& counts)
{
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const unsigned sum = unsigned{sums[i]} + counts[i];
        sums[i] = static_cast<std::uint8_t>(std::min<unsigned>(sum, kSaturated));
    }
}

LeafResult profilesByBytes(const EventSelection& events, const RealSet& accepted, const EvaluationScope& scope)
{
    ByteCounts counts(scope.audience.size());
    const bool done = gatherShared(
        events, scope.cancel, counts,
        [](ByteCounts& own, std::uint32_t profile) {
            std::uint8_t& count = own[profile];
            count = static_cast<std::uint8_t>(count + (count != kSaturated));
        },
        addSaturated);
    return done ? LeafResult(profilesByCounts(std::move(counts), accepted)) : cancelled();
}

LeafResult profilesByWideCounts(const EventSelection& events, const RealSet& accepted, const EvaluationScope& scope)
{
    std::vector<std::uint32_t> counts(scope.audience.size());
    const bool done = events.forEachProfile(scope.cancel, [&](std::uint32_t profile) { ++counts[profile]; });
    return done ? LeafResult(profilesByCounts(std::move(counts), accepted)) : cancelled();
}

} // namespace

EventSelection selectEvents(const EventFilter& filter, TimeSpan span, const EvaluationScope& scope)
{
    return EventSelection::make(filter, span, scope.audience, scope.frame);
}

LeafResult profilesWithAny(const EventSelection& events, const EvaluationScope& scope)
{
    Bitset profiles(scope.audience.size());
    const bool done = gatherShared(
        events, scope.cancel, profiles, [](Bitset& found, std::uint32_t profile) { found.set(profile); },
        [](Bitset& all, const Bitset& found) { all |= found; });
    return done ? LeafResult(std::move(profiles)) : cancelled();
}

bool areAlikeFrom(std::uint32_t limit, const RealSet& accepted)
{
    const RealSet large(limit, RealSet::largest());
    const RealSet common = accepted.intersection(large);
    return common.ranges().empty() || common == large;
}

Bitset profilesByCounts(std::vector<std::uint32_t> counts, const RealSet& accepted)
{
    const std::uint32_t largest = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
    return audience::rowsWithCounts(std::move(counts), acceptedCounts(accepted, largest));
}

Bitset profilesByCounts(std::vector<std::uint8_t> counts, const RealSet& accepted)
{
    return audience::rowsWithCounts(std::move(counts), acceptedCounts(accepted, kSaturated));
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
    const EventSelection events = selectEvents(leaf.events, resolveWindow(leaf.within, scope.frame), scope);
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
    return areAlikeFrom(kSaturated, accepted) ? profilesByBytes(events, accepted, scope)
                                              : profilesByWideCounts(events, accepted, scope);
}

LeafResult evaluateBoundary(const EventBoundary& leaf, const EvaluationScope& scope)
{
    const TimeSpan window = resolveWindow(leaf.within, scope.frame);
    const TimeSpan all = resolveWindow(std::nullopt, scope.frame);
    const bool first = leaf.which == EventBoundary::Which::First;
    // The first one lies in the window where some do and none came before it; so for the last.
    const TimeSpan outside = first ? TimeSpan{all.from, window.from} : TimeSpan{window.to, all.to};
    LeafResult inside = profilesWithAny(selectEvents(leaf.events, window, scope), scope);
    const LeafResult beyond = profilesWithAny(selectEvents(leaf.events, outside, scope), scope);
    if (!inside || !beyond) {
        return cancelled();
    }
    *inside -= *beyond;
    return inside;
}

} // namespace postweave::segment
