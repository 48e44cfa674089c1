// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/definition_bundle.h"

#include "core/base/json.h"
#include "core/segment/segment_format.h"

#include <set>

namespace postweave::workspace {

namespace {

/// Adds what a tree names to the JSON of a bundle, and what that names.
void addNamed(const segment::FilterTree& tree, const segment::Definitions& definitions, Json& bundle)
{
    tree.forEach([&](const segment::Node& node, const segment::NodePath&) {
        if (const auto* test = std::get_if<segment::ScoreTest>(&node.body)) {
            const auto found = definitions.scores.find(test->score);
            if (found != definitions.scores.end()) {
                bundle["scores"][test->score] = segment::writeScore(found->second);
            }
        }
        const auto* reference = std::get_if<segment::SegmentReference>(&node.body);
        const auto found =
            reference == nullptr ? definitions.segments.end() : definitions.segments.find(reference->segment);
        if (found != definitions.segments.end() && !bundle["segments"].contains(reference->segment)) {
            bundle["segments"][reference->segment] = segment::writeNode(found->second.root());
            addNamed(found->second, definitions, bundle);
        }
    });
}

std::optional<segment::FilterTree> readTree(const Json& json)
{
    segment::NodeReading reading = segment::readNode(json);
    return reading.node ? std::optional(segment::FilterTree(std::move(*reading.node))) : std::nullopt;
}

bool readSegments(const Json& json, segment::Definitions& definitions)
{
    for (const auto& [name, node] : json.items()) {
        auto tree = readTree(node);
        if (!tree) {
            return false;
        }
        definitions.segments.emplace(name, std::move(*tree));
    }
    return true;
}

bool readScores(const Json& json, segment::Definitions& definitions)
{
    for (const auto& [name, text] : json.items()) {
        segment::ScoreReading reading = segment::readScore(text);
        if (hasErrors(reading.diagnostics)) {
            return false;
        }
        definitions.scores.emplace(name, std::move(reading.score));
    }
    return true;
}

} // namespace

std::string bundleText(const segment::FilterTree& tree, const segment::Definitions& definitions)
{
    Json bundle = Json::object();
    bundle["where"] = segment::writeNode(tree.root());
    bundle["segments"] = Json::object();
    bundle["scores"] = Json::object();
    addNamed(tree, definitions, bundle);
    return toText(bundle);
}

std::optional<DefinitionBundle> readBundle(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json || !json->is_object() || !json->contains("where") || !json->contains("segments") ||
        !json->contains("scores")) {
        return std::nullopt;
    }
    auto tree = readTree(json->at("where"));
    DefinitionBundle bundle;
    if (!tree || !json->at("segments").is_object() || !json->at("scores").is_object() ||
        !readSegments(json->at("segments"), bundle.definitions) ||
        !readScores(json->at("scores"), bundle.definitions)) {
        return std::nullopt;
    }
    bundle.tree = std::move(*tree);
    return bundle;
}

} // namespace postweave::workspace
