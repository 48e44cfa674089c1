// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/segment/segment_format.h"

#include "core/segment/format_parts.h"

#include <array>

namespace postweave::segment {

namespace {

constexpr std::array<std::string_view, 5> kFunctions{"sum", "avg", "min", "max", "distinct"};
constexpr std::array<const char*, 5> kGroupKeys{"all", "any", "none", "of", "not"};

/// Writes one node's own keys.
struct NodeWriter {
    Json& json;

    void operator()(const Group& group) const
    {
        const char* key = kGroupKeys[static_cast<std::size_t>(group.kind)];
        if (group.kind == GroupKind::Not) {
            json[key] = writeNode(group.children.front());
            return;
        }
        if (group.kind == GroupKind::AtLeast) {
            json["at_least"] = group.atLeast;
        }
        Json children = Json::array();
        for (const Node& child : group.children) {
            children.push_back(writeNode(child));
        }
        json[key] = std::move(children);
    }

    void operator()(const AttributeTest& node) const
    {
        json["attribute"] = node.attribute;
        writeTest(json, node.test);
        if (node.held) {
            const char* key = node.held->bound == Held::Bound::AtLeast ? "at_least" : "less_than";
            json["held"][key] = formatDuration(node.held->duration);
        }
    }

    void operator()(const EventCount& node) const
    {
        writeEventFilter(json, node.events);
        writeWithin(node.within);
        if (node.count) {
            Json count = Json::object();
            writeTest(count, *node.count);
            json["count"] = std::move(count);
        }
    }

    void operator()(const EventAggregate& node) const
    {
        writeEventFilter(json, node.events);
        writeWithin(node.within);
        json["aggregate"]["fn"] = kFunctions[static_cast<std::size_t>(node.function)];
        json["aggregate"]["property"] = node.property;
        writeTest(json, node.test);
    }

    void operator()(const EventBoundary& node) const
    {
        writeEventFilter(json, node.events);
        json["which"] = node.which == EventBoundary::Which::First ? "first" : "last";
        writeWithin(node.within);
    }

    void operator()(const EventSequence& node) const
    {
        Json steps = Json::array();
        for (const SequenceStep& step : node.steps) {
            Json item = Json::object();
            writeEventFilter(item, step.events);
            if (step.within) {
                item["within"] = formatDuration(*step.within);
            }
            if (!step.occurs) {
                item["occurs"] = false;
            }
            steps.push_back(std::move(item));
        }
        json["sequence"] = std::move(steps);
        writeWithin(node.within);
    }

    void operator()(const ScoreTest& node) const
    {
        json["score"] = node.score;
        if (const auto* test = std::get_if<ValueTest>(&node.test)) {
            writeTest(json, *test);
            return;
        }
        const auto& band = std::get<PercentileBand>(node.test);
        json["percentile"]["from"] = writeNumber(band.from);
        json["percentile"]["to"] = writeNumber(band.to);
    }

    void operator()(const AttributeComparison& node) const
    {
        json["attribute"] = node.attribute;
        json["op"] = nameOf(node.op);
        json["other"] = node.other;
        if (node.ignoreCase) {
            json["ignore_case"] = true;
        }
    }

    void operator()(const BucketTest& node) const
    {
        json["bucket"] = node.seed;
        writeTest(json, node.test);
    }

    void operator()(const DistanceTest& node) const
    {
        Json& distance = json["distance"];
        distance["latitude"] = node.latitude;
        distance["longitude"] = node.longitude;
        distance["from"]["latitude"] = writeNumber(node.from.latitude);
        distance["from"]["longitude"] = writeNumber(node.from.longitude);
        writeTest(json, node.test);
    }

    void operator()(const SegmentReference& node) const { json["segment"] = node.segment; }

private:
    void writeWithin(const std::optional<Window>& window) const
    {
        if (window) {
            json["within"] = writeWindow(*window);
        }
    }
};

} // namespace

Json writeNode(const Node& node)
{
    Json json = Json::object();
    std::visit(NodeWriter{json}, node.body);
    if (node.off) {
        json["off"] = true;
    }
    return json;
}

Json writeSegment(const Segment& segment)
{
    Json json = Json::object();
    json["format"] = kSegmentFormat;
    json["name"] = segment.name;
    json["where"] = writeNode(segment.tree.root());
    return json;
}

std::string segmentText(const Segment& segment)
{
    return toText(writeSegment(segment), 2) + '\n';
}

std::string canonicalText(const Node& node)
{
    return toText(writeNode(node));
}

} // namespace postweave::segment
