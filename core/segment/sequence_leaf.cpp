// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/leaf_evaluation.h"
#include "core/segment/pair_sequence.h"
#include "core/segment/sequence_match.h"

#include <algorithm>
#include <optional>

namespace postweave::segment {

using audience::Bitset;
using audience::Ordinal;

namespace {

/// The times of each candidate's matches for one step: by profile, then by time.
class StepIndex {
public:
    StepIndex(const EventSelection& events, const Bitset& candidates, const EvaluationScope& scope)
        : m_starts(scope.audience.size() + 1)
    {
        const auto each = [&](const auto& visit) {
            return events.forEachRowByTime(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
                const Ordinal profile = slice.table->profiles()[row];
                if (candidates.test(profile)) {
                    visit(profile, slice.table->time(row).microseconds);
                }
            });
        };
        m_complete = each([&](Ordinal profile, std::int64_t) { ++m_starts[profile + 1]; });
        for (std::size_t i = 1; i < m_starts.size(); ++i) {
            m_starts[i] += m_starts[i - 1];
        }
        std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
        m_times.resize(m_starts.back());
        m_complete = m_complete && each([&](Ordinal profile, std::int64_t time) { m_times[next[profile]++] = time; });
    }

    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] std::vector<std::int64_t> timesOf(Ordinal profile) const
    {
        return {m_times.begin() + m_starts[profile], m_times.begin() + m_starts[profile + 1]};
    }

private:
    std::vector<std::uint32_t> m_starts;
    std::vector<std::int64_t> m_times;
    bool m_complete = false;
};

/// Whoever has an event for each positive step.
std::optional<Bitset> candidatesFor(const EventSequence& leaf, const std::vector<EventSelection>& selections,
                                    const EvaluationScope& scope)
{
    Bitset candidates(scope.audience.size(), true);
    for (std::size_t i = 0; i < selections.size(); ++i) {
        if (!leaf.steps[i].occurs) {
            continue;
        }
        const LeafResult having = profilesWithAny(selections[i], scope);
        if (!having) {
            return std::nullopt;
        }
        candidates &= *having;
    }
    return candidates;
}

LeafResult evaluateChains(const EventSequence& leaf, const std::vector<EventSelection>& selections,
                          const EvaluationScope& scope)
{
    const std::optional<Bitset> candidates = candidatesFor(leaf, selections, scope);
    if (!candidates) {
        return cancelled();
    }
    std::vector<StepIndex> steps;
    for (const EventSelection& selection : selections) {
        steps.emplace_back(selection, *candidates, scope);
        if (!steps.back().isComplete()) {
            return cancelled();
        }
    }
    Bitset members(scope.audience.size());
    StepTimes times(steps.size());
    candidates->forEach([&](Ordinal profile) {
        if (profile % 1024 == 0 && scope.cancel.isCancelled()) {
            return;
        }
        std::transform(steps.begin(), steps.end(), times.begin(),
                       [&](const StepIndex& step) { return step.timesOf(profile); });
        members.assign(profile, !findChain(leaf, times, scope.frame).empty());
    });
    return scope.cancel.isCancelled() ? LeafResult(cancelled()) : LeafResult(std::move(members));
}

} // namespace

LeafResult evaluateSequence(const EventSequence& leaf, const EvaluationScope& scope)
{
    const TimeSpan window = resolveWindow(leaf.within, scope.frame);
    std::vector<EventSelection> selections;
    for (const SequenceStep& step : leaf.steps) {
        selections.push_back(selectEvents(step.events, window, scope));
    }
    return isPairSequence(leaf, selections) ? evaluatePairSequence(leaf, selections, scope)
                                            : evaluateChains(leaf, selections, scope);
}

} // namespace postweave::segment
