// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/smallest_change.h"

#include "core/base/json.h"
#include "core/segment/value_words.h"
#include "core/segment/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::segment {

namespace {

struct EventGroup {
    const AddedEvent* event;
    std::size_t count = 0;
};

/// Events alike together, in order of first appearance.
std::vector<EventGroup> grouped(const std::vector<AddedEvent>& events)
{
    std::vector<EventGroup> groups;
    for (const AddedEvent& event : events) {
        const auto known = std::find_if(groups.begin(), groups.end(), [&](const EventGroup& group) {
            return group.event->type == event.type && group.event->properties == event.properties;
        });
        if (known == groups.end()) {
            groups.push_back({&event, 1});
        } else {
            ++known->count;
        }
    }
    return groups;
}

std::string lineOf(const EventGroup& group, const TimeZone& zone)
{
    std::string line = fmt::format("{} more {}", group.count, readableName(group.event->type));
    const char* glue = " with ";
    for (const auto& [name, value] : group.event->properties) {
        line += fmt::format("{}{} {}", glue, name, wordsOf(value, zone));
        glue = " and ";
    }
    return line;
}

} // namespace

std::vector<std::string> changeLines(const SmallestChange& change, const TimeZone& zone)
{
    std::vector<std::string> lines;
    for (const ValueChange& value : change.values) {
        lines.push_back(isMissing(value.after)
                            ? fmt::format("clear {}", readableName(value.attribute))
                            : fmt::format("set {} to {}", readableName(value.attribute), wordsOf(value.after, zone)));
    }
    for (const EventGroup& group : grouped(change.events)) {
        lines.push_back(lineOf(group, zone));
    }
    return lines;
}

std::string describe(const SmallestChange& change, const TimeZone& zone)
{
    if (!change.isPossible) {
        return change.obstacles.empty() ? "no change of facts was found that would be enough"
                                        : change.obstacles.front().words;
    }
    std::string text;
    const std::vector<std::string> lines = changeLines(change, zone);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        text += i == 0 ? "" : i + 1 < lines.size() ? ", " : ", and ";
        text += lines[i];
    }
    return text.empty() ? "nothing: a member already" : text;
}

Json toJson(const SmallestChange& change, const TimeZone& zone)
{
    Json json = Json::object();
    json["possible"] = change.isPossible;
    json["cost"] = change.cost();
    json["words"] = describe(change, zone);
    json["set"] = Json::array();
    for (const ValueChange& value : change.values) {
        json["set"].push_back(
            {{"attribute", value.attribute}, {"from", toJson(value.before, zone)}, {"to", toJson(value.after, zone)}});
    }
    json["add"] = Json::array();
    for (const EventGroup& group : grouped(change.events)) {
        Json properties = Json::object();
        for (const auto& [name, value] : group.event->properties) {
            properties[name] = toJson(value, zone);
        }
        json["add"].push_back(
            {{"event", group.event->type}, {"count", group.count}, {"properties", std::move(properties)}});
    }
    json["obstacles"] = Json::array();
    for (const ChangeObstacle& obstacle : change.obstacles) {
        json["obstacles"].push_back({{"path", obstacle.jsonPath}, {"words", obstacle.words}});
    }
    return json;
}

} // namespace postweave::segment
