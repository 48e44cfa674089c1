// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentHistory: the stored refreshes of a saved segment, as the window shows them.
#pragma once

#include "core/audience/audience.h"
#include "core/audience/bitset.h"
#include "core/base/calendar.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postweave::ui::segments {

enum class CrossingReason : std::uint8_t { Data, Definition, Time };

/// Profiles who came in or went out at a refresh, for one reason.
struct Crossing {
    bool entered = false; ///< else left
    CrossingReason reason = CrossingReason::Data;
    std::vector<std::uint32_t> profiles; ///< ids
};

struct StoredRefresh {
    Instant now;
    std::uint64_t members = 0;
    std::vector<Crossing> crossings;
};

/// Oldest first; never null where it is given, and never changed.
using SegmentHistory = std::shared_ptr<const std::vector<StoredRefresh>>;

[[nodiscard]] std::uint64_t crossed(const StoredRefresh& refresh, bool entered,
                                    std::optional<CrossingReason> reason = std::nullopt);
/// Those of the ids that the audience still has.
[[nodiscard]] audience::Bitset peopleWithIds(const std::vector<std::uint32_t>& ids, const audience::Audience& audience);
[[nodiscard]] audience::Bitset peopleWhoCrossed(const StoredRefresh& refresh, bool entered,
                                                const audience::Audience& audience);

/// Who was a member at a past moment, in terms of a later audience.
struct PastMembers {
    audience::Bitset members;
    std::uint64_t gone = 0; ///< members then whom the later audience does not have
    std::string failure;    ///< why they could not be found; else empty
};

} // namespace postweave::ui::segments
