// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/profile_runs.h"

namespace postweave::segment {

std::optional<ProfileRunWalk> ProfileRunWalk::over(const EventSelection& events, const CancelToken& cancel)
{
    constexpr std::size_t kLeastShare = 4; // of a table's rows that the window leaves
    if (events.slices().size() != 1) {
        return std::nullopt;
    }
    const EventSlice& slice = events.slices().front();
    if (slice.rows.size() < slice.table->rowCount() / kLeastShare) {
        return std::nullopt;
    }
    ProfileRunWalk walk(slice, cancel);
    if (walk.m_filtered) {
        walk.m_matches = audience::Bitset(slice.rows.size());
        const bool done = events.forEachRow(
            cancel, [&](const EventSlice&, std::size_t row) { walk.m_matches.set(row - slice.rows.begin); });
        if (!done) {
            return std::nullopt;
        }
    }
    return walk;
}

} // namespace postweave::segment
