// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_counting.h"

#include "core/segment/tree_edit.h"
#include "core/segment/validation.h"

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using segment::FilterTree;
using segment::NodePath;

namespace {

bool beginsWith(const std::string& path, const std::string& prefix)
{
    if (!path.starts_with(prefix)) {
        return false;
    }
    return path.size() == prefix.size() || path[prefix.size()] == '.' || path[prefix.size()] == '[';
}

segment::Evaluator evaluatorOf(const SegmentContext& context, Instant now)
{
    return {context.audience, context.definitions, now, context.zone, context.cache};
}

} // namespace

const segment::NodeCount* TreeCounts::at(const NodePath& path) const
{
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto& count) { return count.path == path; });
    return found != nodes.end() ? &*found : nullptr;
}

std::vector<NodeProblem> findProblems(const segment::Segment& segment, const SegmentContext& context)
{
    Diagnostics diagnostics = segment::validate(segment.name, segment.tree, context.catalog, *context.definitions);
    if (diagnostics.empty()) {
        return {};
    }
    std::vector<std::pair<std::string, NodePath>> places;
    segment.tree.forEach(
        [&](const segment::Node&, const NodePath& path) { places.emplace_back(segment.tree.jsonPath(path), path); });
    std::vector<NodeProblem> problems;
    for (Diagnostic& diagnostic : diagnostics) {
        NodePath deepest;
        for (const auto& [jsonPath, path] : places) {
            if (path.size() >= deepest.size() && beginsWith(diagnostic.path, jsonPath)) {
                deepest = path;
            }
        }
        problems.push_back({std::move(deepest), std::move(diagnostic)});
    }
    return problems;
}

const NodeProblem* problemAt(const std::vector<NodeProblem>& problems, const NodePath& path)
{
    const NodeProblem* found = nullptr;
    for (const NodeProblem& problem : problems) {
        if (problem.path != path) {
            continue;
        }
        if (problem.diagnostic.severity == Severity::Error) {
            return &problem;
        }
        found = found != nullptr ? found : &problem;
    }
    return found;
}

FilterTree withoutFaulty(const FilterTree& tree, const std::vector<NodeProblem>& problems)
{
    FilterTree sound = tree;
    for (const NodeProblem& problem : problems) {
        if (problem.diagnostic.severity != Severity::Error) {
            continue;
        }
        // An empty group in its place, switched off: paths stay, and what is off is still validated.
        segment::Node nothing = segment::makeGroup(segment::GroupKind::All);
        nothing.off = !problem.path.empty();
        if (segment::Edit edit = segment::replaceNode(sound, problem.path, std::move(nothing))) {
            sound = std::move(edit->tree);
        }
    }
    return sound;
}

Result<Counts> countTree(const segment::Segment& segment, const Context& context, const CancelToken& cancel)
{
    auto counts = std::make_shared<TreeCounts>();
    counts->tree = segment.tree;
    counts->context = context;
    counts->problems = findProblems(segment, *context);
    const FilterTree sound = withoutFaulty(segment.tree, counts->problems);
    counts->leftOut = sound != segment.tree;
    Result<segment::Evaluation> evaluation = evaluatorOf(*context, context->now).evaluate(sound, cancel);
    if (!evaluation) {
        return fail(std::move(evaluation.error()));
    }
    counts->members = std::move(evaluation->members);
    counts->memberCount = counts->members.count();
    counts->nodes = std::move(evaluation->nodes);
    return counts;
}

std::optional<std::uint64_t> countMembers(const FilterTree& tree, const SegmentContext& context, Instant now,
                                          const CancelToken& cancel)
{
    const Result<audience::Bitset> members = evaluatorOf(context, now).members(tree, cancel);
    return members ? std::optional<std::uint64_t>(members->count()) : std::nullopt;
}

} // namespace postweave::ui::segments
