// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sequence_match.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace postweave::segment {

namespace {

using Times = std::vector<std::int64_t>;

/// Looks for chains step by step: which events can be the last of a chain so far, and which one comes before each.
class ChainFinder {
public:
    ChainFinder(const EventSequence& sequence, const StepTimes& times, const TimeFrame& frame)
        : m_sequence(sequence), m_times(times), m_frame(frame)
    {
    }

    std::vector<std::int64_t> find()
    {
        std::vector<std::size_t> absent; // negative steps since the last positive one
        for (std::size_t step = 0; step < m_sequence.steps.size(); ++step) {
            if (!m_sequence.steps[step].occurs) {
                absent.push_back(step);
                continue;
            }
            m_levels.push_back(step == 0 ? firstLevel() : nextLevel(step, absent));
            absent.clear();
            if (m_levels.back().empty()) {
                return {};
            }
        }
        const std::vector<Link>& last = m_levels.back();
        const auto found =
            std::find_if(last.begin(), last.end(), [&](const Link& link) { return endsWell(link.time, absent); });
        return found == last.end() ? std::vector<std::int64_t>()
                                   : chainTo(static_cast<std::size_t>(found - last.begin()));
    }

private:
    struct Link {
        std::int64_t time;
        std::size_t before; ///< position in the level below
    };

    [[nodiscard]] std::vector<Link> firstLevel() const
    {
        std::vector<Link> level;
        for (const std::int64_t time : m_times[0]) {
            level.push_back({time, 0});
        }
        return level;
    }

    [[nodiscard]] std::vector<Link> nextLevel(std::size_t step, const std::vector<std::size_t>& absent) const
    {
        const std::vector<Link>& below = m_levels.back();
        std::vector<Link> level;
        for (const std::int64_t time : m_times[step]) {
            if (const auto before = predecessor(below, time, step, absent)) {
                level.push_back({time, *before});
            }
        }
        return level;
    }

    /// The latest one is tried first: it leaves the least room for what must not happen, and for the delay to run out.
    /// Earlier ones matter only where a negative step has a term of its own.
    [[nodiscard]] std::optional<std::size_t> predecessor(const std::vector<Link>& below, std::int64_t time,
                                                         std::size_t step, const std::vector<std::size_t>& absent) const
    {
        const auto end = std::lower_bound(below.begin(), below.end(), time,
                                          [](const Link& link, std::int64_t limit) { return link.time < limit; });
        const bool onlyLatest = std::none_of(absent.begin(), absent.end(),
                                             [&](std::size_t s) { return m_sequence.steps[s].within.has_value(); });
        for (auto link = end; link != below.begin();) {
            --link;
            if (!inTime(link->time, time, step)) {
                return std::nullopt;
            }
            if (staysClear(link->time, time, absent)) {
                return static_cast<std::size_t>(link - below.begin());
            }
            if (onlyLatest) {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::int64_t deadline(std::int64_t from, std::size_t step) const
    {
        const auto& within = m_sequence.steps[step].within;
        return within ? add({from}, *within, m_frame.zone).microseconds : std::numeric_limits<std::int64_t>::max();
    }

    [[nodiscard]] bool inTime(std::int64_t from, std::int64_t to, std::size_t step) const
    {
        return to <= deadline(from, step);
    }

    /// No event of the negative steps strictly between, nor past a step's own term.
    [[nodiscard]] bool staysClear(std::int64_t from, std::int64_t to, const std::vector<std::size_t>& absent) const
    {
        return std::all_of(absent.begin(), absent.end(), [&](std::size_t step) {
            const Times& times = m_times[step];
            const auto next = std::upper_bound(times.begin(), times.end(), from);
            return next == times.end() || *next >= to || *next > deadline(from, step);
        });
    }

    /// The negative steps at the end: none within their term, and the term has passed.
    [[nodiscard]] bool endsWell(std::int64_t from, const std::vector<std::size_t>& absent) const
    {
        return std::all_of(absent.begin(), absent.end(), [&](std::size_t step) {
            const Times& times = m_times[step];
            const auto next = std::upper_bound(times.begin(), times.end(), from);
            const std::int64_t term = deadline(from, step);
            const bool over = !m_sequence.steps[step].within || term <= m_frame.now.microseconds;
            return over && (next == times.end() || *next > term);
        });
    }

    [[nodiscard]] std::vector<std::int64_t> chainTo(std::size_t position) const
    {
        std::vector<std::int64_t> chain(m_levels.size());
        for (std::size_t level = m_levels.size(); level-- > 0;) {
            chain[level] = m_levels[level][position].time;
            position = m_levels[level][position].before;
        }
        return chain;
    }

    const EventSequence& m_sequence;
    const StepTimes& m_times;
    const TimeFrame& m_frame;
    std::vector<std::vector<Link>> m_levels;
};

} // namespace

std::vector<std::int64_t> findChain(const EventSequence& sequence, const StepTimes& times, const TimeFrame& frame)
{
    return ChainFinder(sequence, times, frame).find();
}

} // namespace postweave::segment
