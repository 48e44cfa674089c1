// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_history.h"

#include <algorithm>

namespace postweave::ui::segments {

std::uint64_t crossed(const StoredRefresh& refresh, bool entered, std::optional<CrossingReason> reason)
{
    std::uint64_t count = 0;
    for (const Crossing& crossing : refresh.crossings) {
        const bool isMeant = crossing.entered == entered && (!reason || crossing.reason == *reason);
        count += isMeant ? crossing.profiles.size() : 0;
    }
    return count;
}

audience::Bitset peopleWithIds(const std::vector<std::uint32_t>& ids, const audience::Audience& audience)
{
    audience::Bitset people(audience.size());
    const std::vector<std::uint32_t>& known = audience.profileIds();
    for (const std::uint32_t id : ids) {
        const auto found = std::lower_bound(known.begin(), known.end(), id);
        if (found != known.end() && *found == id) {
            people.set(static_cast<std::size_t>(found - known.begin()));
        }
    }
    return people;
}

audience::Bitset peopleWhoCrossed(const StoredRefresh& refresh, bool entered, const audience::Audience& audience)
{
    audience::Bitset people(audience.size());
    for (const Crossing& crossing : refresh.crossings) {
        if (crossing.entered == entered) {
            people |= peopleWithIds(crossing.profiles, audience);
        }
    }
    return people;
}

} // namespace postweave::ui::segments
