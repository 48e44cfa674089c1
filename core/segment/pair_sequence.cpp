// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/pair_sequence.h"

#include <algorithm>
#include <limits>

namespace postweave::segment {

using audience::Bitset;

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr Instant kLastMoment{253'402'300'799'999'999}; // 9999-12-31T23:59:59.999999Z

/// The matches of one step, from the latest to the earliest.
class BackwardRows {
public:
    BackwardRows(const EventSelection& events, const CancelToken& cancel)
    {
        if (events.slices().empty()) {
            return;
        }
        const EventSlice& slice = events.slices().front();
        m_table = slice.table;
        m_begin = slice.rows.begin;
        m_left = slice.rows.size();
        if (slice.filters.empty()) {
            return;
        }
        m_rows.reserve(m_left);
        m_complete = events.forEachRow(
            cancel, [this](const EventSlice&, std::size_t row) { m_rows.push_back(static_cast<std::uint32_t>(row)); });
        m_left = m_rows.size();
    }

    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] bool isAtEnd() const { return m_left == 0; }
    [[nodiscard]] std::uint32_t row() const
    {
        return m_rows.empty() ? static_cast<std::uint32_t>(m_begin + m_left - 1) : m_rows[m_left - 1];
    }
    [[nodiscard]] std::int64_t time() const { return timeOf(row()); }
    [[nodiscard]] std::int64_t timeOf(std::uint32_t row) const { return m_table->time(row).microseconds; }
    [[nodiscard]] std::uint32_t profile() const { return m_table->profiles()[row()]; }
    void next() { --m_left; }

private:
    const audience::EventTable* m_table = nullptr;
    std::size_t m_begin = 0;
    std::size_t m_left = 0;
    std::vector<std::uint32_t> m_rows; ///< where not all of the window match
    bool m_complete = true;
};

/// The end of the term that starts at a moment.
class Term {
public:
    explicit Term(const std::optional<Duration>& within, const TimeZone& zone)
        : m_length(within ? within->microseconds : 0),
          m_latest(within ? add(kLastMoment, *within, zone).microseconds : 0)
    {
    }
    [[nodiscard]] std::int64_t endAfter(std::int64_t from) const
    {
        return m_latest == 0 ? kNever : std::min(from + m_length, m_latest);
    }

private:
    std::int64_t m_length;
    std::int64_t m_latest; ///< terms saturate here; 0: without end
};

} // namespace

bool isPairSequence(const EventSequence& sequence, const std::vector<EventSelection>& steps)
{
    return sequence.steps.size() == 2 && sequence.steps[0].occurs &&
           (!sequence.steps[1].within || sequence.steps[1].within->isExact()) &&
           std::all_of(steps.begin(), steps.end(),
                       [](const EventSelection& events) { return events.slices().size() <= 1; });
}

LeafResult evaluatePairSequence(const EventSequence& sequence, const std::vector<EventSelection>& steps,
                                const EvaluationScope& scope)
{
    BackwardRows firsts(steps[0], scope.cancel);
    BackwardRows seconds(steps[1], scope.cancel);
    if (!firsts.isComplete() || !seconds.isComplete()) {
        return cancelled();
    }
    const SequenceStep& second = sequence.steps[1];
    const Term term(second.within, scope.frame.zone);
    std::vector<std::uint32_t> following(scope.audience.size()); // by profile, a row of the second step + 1; 0: none
    Bitset members(scope.audience.size());
    while (!firsts.isAtEnd()) {
        const std::int64_t time = firsts.time();
        // Only what comes strictly later counts as following.
        for (; !seconds.isAtEnd() && seconds.time() > time; seconds.next()) {
            following[seconds.profile()] = seconds.row() + 1;
        }
        const std::uint32_t next = following[firsts.profile()];
        const std::int64_t end = term.endAfter(time);
        const bool follows = next != 0 && seconds.timeOf(next - 1) <= end;
        const bool isOver = !second.within || end <= scope.frame.now.microseconds;
        if (second.occurs ? follows : !follows && isOver) {
            members.set(firsts.profile());
        }
        firsts.next();
    }
    return members;
}

} // namespace postweave::segment
