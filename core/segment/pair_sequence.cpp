// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/pair_sequence.h"

#include "core/segment/shared_counting.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>

namespace postweave::segment {

using audience::Bitset;

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr Instant kLastMoment{253'402'300'799'999'999}; // 9999-12-31T23:59:59.999999Z

/// The matches of one step whose profiles are in a set, from the latest to the earliest.
class BackwardMatches {
public:
    /// `events` are of one type at most.
    BackwardMatches(const EventSelection& events, const Bitset& among, const CancelToken& cancel)
        : m_slice(events.slices().empty() ? nullptr : &events.slices().front()),
          m_unread(m_slice == nullptr ? audience::RowRange() : m_slice->rows),
          m_among(among),
          m_cancel(cancel)
    {
        refill();
    }

    [[nodiscard]] bool isAtEnd() const { return m_left == 0; }
    [[nodiscard]] bool wasCancelled() const { return m_cancelled; }
    [[nodiscard]] std::int64_t time() const { return m_slice->table->time(m_block[m_left - 1]).microseconds; }
    [[nodiscard]] std::uint32_t profile() const { return m_slice->table->profiles()[m_block[m_left - 1]]; }
    void next()
    {
        if (--m_left == 0) {
            refill();
        }
    }

private:
    static constexpr std::size_t kBlockRows = 4096;

    void refill()
    {
        while (m_left == 0 && m_unread.size() > 0) {
            const std::size_t begin = m_unread.end - std::min(kBlockRows, m_unread.size());
            std::size_t count = 0; // written without a branch on who is among them
            const bool done =
                EventSelection::forEachRowOf(*m_slice, {begin, m_unread.end}, m_cancel,
                                             [&, profiles = m_slice->table->profiles().data(),
                                              block = m_block.data()](const EventSlice&, std::size_t row) {
                                                 block[count] = static_cast<std::uint32_t>(row);
                                                 count += m_among.test(profiles[row]) ? 1 : 0;
                                             });
            m_cancelled = !done;
            m_left = done ? count : 0;
            m_unread.end = done ? begin : m_unread.begin;
        }
    }

    const EventSlice* m_slice;
    audience::RowRange m_unread;
    const Bitset& m_among;
    const CancelToken& m_cancel;
    std::array<std::uint32_t, kBlockRows> m_block;
    std::size_t m_left = 0; ///< of the block
    bool m_cancelled = false;
};

/// Numbers a set's members from 0, so that what is kept of each lies close together however few they are.
class MemberNumbers {
public:
    explicit MemberNumbers(const Bitset& members) : m_members(members), m_before(members.words().size())
    {
        for (std::size_t i = 0; i < m_before.size(); ++i) {
            m_before[i] = m_count;
            m_count += static_cast<std::uint32_t>(std::popcount(members.words()[i]));
        }
    }

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::size_t operator[](std::uint32_t member) const
    {
        const Bitset::Word lower = (Bitset::Word{1} << (member % Bitset::kWordBits)) - 1;
        const std::size_t word = member / Bitset::kWordBits;
        return m_before[word] + static_cast<std::size_t>(std::popcount(m_members.words()[word] & lower));
    }

private:
    const Bitset& m_members;
    std::vector<std::uint32_t> m_before; ///< by word, how many members stand before it
    std::uint32_t m_count = 0;
};

/// The time that the second step has.
class Term {
public:
    explicit Term(const std::optional<Duration>& within, const TimeZone& zone)
        : m_length(within ? within->microseconds : 0),
          m_latest(within ? add(kLastMoment, *within, zone).microseconds : 0)
    {
    }
    [[nodiscard]] std::int64_t endAfter(std::int64_t from) const
    {
        return isEndless() ? kNever : std::min(from + m_length, m_latest);
    }
    /// The terms that start before it are over by `now`; endless ones end with what is known by now.
    [[nodiscard]] Instant firstStartNotOver(Instant now) const
    {
        return {isEndless() || m_latest <= now.microseconds ? kNever : now.microseconds - m_length + 1};
    }

private:
    [[nodiscard]] bool isEndless() const { return m_latest == 0; }

    std::int64_t m_length;
    std::int64_t m_latest; ///< terms saturate here; 0: without end
};

/// Looks at profiles that have events of both steps, where the times decide.
class PairJudge {
public:
    PairJudge(const EventSequence& sequence, const EventSelection& firsts, const EventSelection& seconds,
              const EvaluationScope& scope)
        : m_occurs(sequence.steps[1].occurs),
          m_term(sequence.steps[1].within, scope.frame.zone),
          m_firsts(firsts),
          m_seconds(seconds),
          m_scope(scope)
    {
    }

    /// Adds to `members` those of `contested` that are some. False if cancelled.
    [[nodiscard]] bool judge(const Bitset& contested, Bitset& members) const
    {
        std::atomic<bool> complete{true};
        forEachProfileShare(contested.size(), rowsOf(contested), [&](ProfileShare share) {
            complete = judgeThose(partOf(contested, share), members) && complete;
        });
        return complete;
    }

private:
    /// About how many events are theirs.
    [[nodiscard]] std::size_t rowsOf(const Bitset& profiles) const
    {
        return (m_firsts.rowCount() + m_seconds.rowCount()) * profiles.count() /
               std::max<std::size_t>(1, profiles.size());
    }

    static Bitset partOf(const Bitset& profiles, ProfileShare share)
    {
        if (share.size() == profiles.size()) {
            return profiles;
        }
        Bitset part(profiles.size());
        const auto from = profiles.words().subspan(share.begin() / Bitset::kWordBits,
                                                   (share.size() + Bitset::kWordBits - 1) / Bitset::kWordBits);
        std::copy(from.begin(), from.end(),
                  part.words().begin() + static_cast<std::ptrdiff_t>(share.begin() / Bitset::kWordBits));
        return part;
    }

    [[nodiscard]] bool judgeThose(const Bitset& profiles, Bitset& members) const
    {
        const MemberNumbers numbers(profiles);
        std::vector<std::int64_t> following(numbers.count(), kNever); // the second step's next time
        BackwardMatches firsts(m_firsts, profiles, m_scope.cancel);
        BackwardMatches seconds(m_seconds, profiles, m_scope.cancel);
        for (; !firsts.isAtEnd(); firsts.next()) {
            const std::int64_t time = firsts.time();
            // Only what comes strictly later counts as following.
            for (; !seconds.isAtEnd() && seconds.time() > time; seconds.next()) {
                following[numbers[seconds.profile()]] = seconds.time();
            }
            const std::int64_t next = following[numbers[firsts.profile()]];
            const bool follows = next != kNever && next <= m_term.endAfter(time);
            if (follows == m_occurs) {
                members.set(firsts.profile());
            }
        }
        return !firsts.wasCancelled() && !seconds.wasCancelled();
    }

    bool m_occurs;
    Term m_term;
    const EventSelection& m_firsts;
    const EventSelection& m_seconds;
    const EvaluationScope& m_scope;
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
    const SequenceStep& second = sequence.steps[1];
    // Where nothing may follow, a first step tells nothing before its term is over.
    const EventSelection firsts =
        second.occurs ? steps[0]
                      : steps[0].before(Term(second.within, scope.frame.zone).firstStartNotOver(scope.frame.now));
    LeafResult starting = profilesWithAny(firsts, scope);
    LeafResult contested = profilesWithAny(steps[1], scope);
    if (!starting || !contested) {
        return cancelled();
    }
    *contested &= *starting;
    Bitset members(scope.audience.size());
    if (!second.occurs) {
        members = *std::move(starting);
        members -= *contested;
    }
    const PairJudge judge(sequence, firsts, steps[1], scope);
    return judge.judge(*contested, members) ? LeafResult(std::move(members)) : cancelled();
}

} // namespace postweave::segment
