// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at events profile by profile, for what hangs on all of a profile's events at once.
#pragma once

#include "core/segment/shared_counting.h"

#include <array>
#include <optional>
#include <span>

namespace postweave::segment {

/// The matches of a selection over one event type, profile by profile.
class ProfileRunWalk {
public:
    /// Nothing where events are of several types, or where a walk over all profiles costs more than it saves.
    [[nodiscard]] static std::optional<ProfileRunWalk> over(const EventSelection& events, const CancelToken& cancel);

    [[nodiscard]] const EventSlice& slice() const { return *m_slice; }

    /// Who satisfies `judge(rows)`, which gets the rows of one profile, by time, none left out, and asks takes(row) of
    /// each. It says the same of fewer than `least` rows as of none: these are not looked at. On several threads.
    /// Nothing if cancelled.
    template <typename Judge>
    std::optional<audience::Bitset> run(std::size_t profiles, std::size_t least, const Judge& judge) const
    {
        const audience::EventTable::ProfileRuns runs = m_slice->table->profileRuns();
        audience::Bitset members(profiles, judge(std::span<const std::uint32_t>()));
        std::atomic<bool> complete{true};
        forEachProfileShare(profiles, m_slice->table->rowCount(), [&](ProfileShare share) {
            const auto first = std::lower_bound(runs.owners.begin(), runs.owners.end(), share.begin());
            const auto last = std::lower_bound(first, runs.owners.end(), share.begin() + share.size());
            OwnerBlock owners;
            for (auto left = std::span(first, last); !left.empty();) {
                if (m_cancel->isCancelled()) {
                    complete = false;
                    return;
                }
                for (const std::uint32_t owner : owners.take(left, runs.starts, least)) {
                    const std::uint32_t begin = runs.starts[owner];
                    members.assign(owner, judge(runs.rows.subspan(begin, runs.starts[owner + 1] - begin)));
                }
            }
        });
        return complete ? std::optional(std::move(members)) : std::nullopt;
    }

    /// Whether the row lies in the window and passes every test.
    [[nodiscard]] bool takes(std::uint32_t row) const
    {
        return row - m_begin < m_size && (!m_filtered || m_matches.test(row - m_begin));
    }

private:
    /// Some owners at a time, those with few rows left out, without a branch on how many each has.
    class OwnerBlock {
    public:
        /// Takes them off the beginning of `left`.
        std::span<const std::uint32_t> take(std::span<const std::uint32_t>& left,
                                            std::span<const audience::EventTable::Row> starts, std::size_t least)
        {
            const std::size_t taken = std::min(kOwners, left.size());
            std::size_t count = 0;
            for (const std::uint32_t owner : left.first(taken)) {
                m_owners[count] = owner;
                count += starts[owner + 1] - starts[owner] >= least ? 1 : 0;
            }
            left = left.subspan(taken);
            return {m_owners.data(), count};
        }

    private:
        static constexpr std::size_t kOwners = 4096;
        std::array<std::uint32_t, kOwners> m_owners;
    };

    ProfileRunWalk(const EventSlice& slice, const CancelToken& cancel)
        : m_slice(&slice),
          m_cancel(&cancel),
          m_begin(static_cast<std::uint32_t>(slice.rows.begin)),
          m_size(static_cast<std::uint32_t>(slice.rows.size())),
          m_filtered(!slice.filters.empty())
    {
    }

    const EventSlice* m_slice;
    const CancelToken* m_cancel;
    std::uint32_t m_begin;
    std::uint32_t m_size;
    bool m_filtered;
    audience::Bitset m_matches; ///< by row of the window, where it is filtered
};

} // namespace postweave::segment
