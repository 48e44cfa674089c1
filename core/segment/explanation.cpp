// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explanation.h"

#include "core/base/json.h"

namespace postweave::segment {

namespace {

Json eventsJson(const std::vector<EventEvidence>& events, const TimeZone& zone)
{
    Json list = Json::array();
    for (const EventEvidence& event : events) {
        Json properties = Json::object();
        for (const auto& [name, value] : event.properties) {
            properties[name] = toJson(value, zone);
        }
        list.push_back({{"type", event.type}, {"time", zone.format(event.time)}, {"properties", properties}});
    }
    return list;
}

Json nodesJson(const std::vector<ExplainedNode>& nodes, const TimeZone& zone)
{
    Json list = Json::array();
    for (const ExplainedNode& node : nodes) {
        Json item = Json::object();
        item["path"] = node.jsonPath;
        item["value"] = node.value;
        item["because"] = node.because;
        if (node.actual) {
            item["actual"] = toJson(*node.actual, zone);
        }
        if (node.eventCount > 0) {
            item["event_count"] = node.eventCount;
            item["events"] = eventsJson(node.events, zone);
        }
        if (!node.inner.empty()) {
            item["nodes"] = nodesJson(node.inner, zone);
        }
        list.push_back(std::move(item));
    }
    return list;
}

} // namespace

Json toJson(const Explanation& explanation, const TimeZone& zone)
{
    Json json = Json::object();
    json["member"] = explanation.member;
    json["nodes"] = nodesJson(explanation.nodes, zone);
    return json;
}

} // namespace postweave::segment
