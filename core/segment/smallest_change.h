// SPDX-License-Identifier: GPL-3.0-or-later
// SmallestChange: what would have to be so for somebody outside a segment to be in it.
#pragma once

#include "core/audience/audience.h"
#include "core/base/calendar.h"
#include "core/base/json_fwd.h"
#include "core/segment/filter_tree.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace postweave::segment {

struct ValueChange {
    std::string attribute;
    Value before;
    Value after; ///< missing: cleared
    bool operator==(const ValueChange&) const = default;
};

struct AddedEvent {
    std::string type;
    Instant time;
    std::vector<std::pair<std::string, Value>> properties;
    bool operator==(const AddedEvent&) const = default;
};

/// Of a condition that facts of today cannot change.
struct ChangeObstacle {
    NodePath node; ///< of the reference where the condition stands in a referenced segment
    std::string jsonPath;
    std::string words; ///< `2 matching events lie in the past, and what happened stays`
    bool operator==(const ChangeObstacle&) const = default;
};

/// What happened stays, so that events can be added, now, and never taken away; an attribute can take any value, as of
/// now. Each attribute changed and each event added costs 1.
struct SmallestChange {
    bool isPossible = false; ///< with no change at all: a member already
    std::vector<ValueChange> values;
    std::vector<AddedEvent> events;
    std::vector<ChangeObstacle> obstacles; ///< where it is not possible: what is in the way

    [[nodiscard]] std::uint64_t cost() const { return values.size() + events.size(); }
    bool operator==(const SmallestChange&) const = default;
};

/// `set Country to US, and 2 more Purchase with category Rock`; what is in the way where there is no change.
[[nodiscard]] std::string describe(const SmallestChange& change, const TimeZone& zone);
/// One line a value, and one for events alike.
[[nodiscard]] std::vector<std::string> changeLines(const SmallestChange& change, const TimeZone& zone);
/// `{"possible", "cost", "words", "set": [{"attribute", "from", "to"}], "add": [{"event", "count", "properties"}],
///   "obstacles": [{"path", "words"}]}`
[[nodiscard]] Json toJson(const SmallestChange& change, const TimeZone& zone);

} // namespace postweave::segment
