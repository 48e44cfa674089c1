// SPDX-License-Identifier: GPL-3.0-or-later
// Explanation: why a profile satisfies each node of a segment, or does not.
#pragma once

#include "core/base/calendar.h"
#include "core/base/json_fwd.h"
#include "core/base/value.h"
#include "core/segment/filter_tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postweave::segment {

struct EventEvidence {
    std::string type;
    Instant time;
    std::vector<std::pair<std::string, Value>> properties;
};

struct ExplainedNode {
    NodePath path;
    std::string jsonPath;
    bool value = false;
    bool ignored = false;
    std::string because;               ///< `country is US`; `2 matching events, the last on 2026-06-30`
    std::optional<Value> actual;       ///< an attribute's value, a count, an aggregate, a score or its percentile
    std::vector<EventEvidence> events; ///< the latest matching ones, at most kMaxEvidence, latest last
    std::uint64_t eventCount = 0;      ///< all matching ones
    std::vector<ExplainedNode> inner;  ///< of a reference: the nodes of the segment, with paths in it
};

inline constexpr std::size_t kMaxEvidence = 20;

struct Explanation {
    bool member = false;
    std::vector<ExplainedNode> nodes; ///< every node, parents first
};

/// `{"member", "nodes": [{"path", "value", "because", "actual"?, "event_count"?, "events"?: [{"type", "time",
/// "properties"}], "nodes"?}]}` as `segment explain` prints it; `nodes` in a node: those of the referenced segment.
[[nodiscard]] Json toJson(const Explanation& explanation, const TimeZone& zone);

} // namespace postweave::segment
