// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/lint.h"

#include "core/segment/lint_rules.h"
#include "core/segment/validation.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::segment {

namespace {

void visitCounted(const Node& node, NodePath& path, const std::function<void(const Node&, const NodePath&)>& visit)
{
    if (isIgnored(node) && !path.empty()) {
        return;
    }
    visit(node, path);
    const std::vector<Node>* children = childrenOf(node);
    for (std::uint32_t i = 0; children != nullptr && i < children->size(); ++i) {
        path.push_back(i);
        visitCounted((*children)[i], path, visit);
        path.pop_back();
    }
}

/// The node that a diagnostic's path lies in.
NodePath nodeOf(const FilterTree& tree, const std::string& path)
{
    NodePath found;
    tree.forEach([&](const Node&, const NodePath& node) {
        const std::string own = tree.jsonPath(node);
        const bool inside =
            path.starts_with(own) && (path.size() == own.size() || path[own.size()] == '.' || path[own.size()] == '[');
        if (inside && node.size() >= found.size()) {
            found = node;
        }
    });
    return found;
}

/// False where it is switched off, or stands in something that is.
bool isCounted(const FilterTree& tree, const NodePath& path)
{
    bool found = false;
    forEachCountedNode(tree, [&](const Node&, const NodePath& node) { found = found || node == path; });
    return found;
}

LintFindings validationWarnings(const LintScope& scope)
{
    LintFindings findings;
    for (Diagnostic& warning : validate({}, scope.tree, scope.catalog, scope.definitions)) {
        const NodePath node = nodeOf(scope.tree, warning.path);
        if (!isCounted(scope.tree, node)) {
            continue;
        }
        warning.path = scope.tree.jsonPath(node);
        const std::uint64_t people = scope.findsAt(node);
        findings.push_back({std::move(warning), node, people});
    }
    return findings;
}

} // namespace

void forEachCountedNode(const FilterTree& tree, const std::function<void(const Node&, const NodePath&)>& visit)
{
    NodePath path;
    visitCounted(tree.root(), path, visit);
}

std::uint64_t LintScope::countOf(Node node) const
{
    const auto members = evaluator.members(FilterTree(std::move(node)), cancel);
    return members ? members->count() : 0;
}

std::uint64_t LintScope::findsAt(const NodePath& path) const
{
    const auto found = std::find_if(evaluation.nodes.begin(), evaluation.nodes.end(),
                                    [&](const NodeCount& count) { return count.path == path; });
    return found == evaluation.nodes.end() ? 0 : found->finds;
}

LintFinding LintScope::finding(Severity severity, std::string rule, const NodePath& path, std::string message,
                               std::string mend, std::uint64_t people) const
{
    return {{severity, std::move(rule), std::move(message), std::move(mend), {}, tree.jsonPath(path)}, path, people};
}

Result<std::vector<LintFinding>> lint(const FilterTree& tree, const LintQuestion& question, const CancelToken& cancel)
{
    Evaluator evaluator(question.audience, question.definitions, question.now, question.zone, question.cache);
    const auto evaluation = evaluator.evaluate(tree, cancel);
    if (!evaluation) {
        return fail(evaluation.error());
    }
    const Catalog catalog = catalogOf(*question.audience);
    const LintScope scope{tree,      *question.audience, catalog, *question.definitions, {question.now, question.zone},
                          evaluator, *evaluation,        cancel};
    LintFindings findings = validationWarnings(scope);
    for (const auto& rule : {lintValues, lintWindows, lintMissing}) {
        for (LintFinding& found : rule(scope)) {
            findings.push_back(std::move(found));
        }
    }
    for (LintFinding& found : lintByProof(scope, findings)) {
        findings.push_back(std::move(found));
    }
    if (cancel.isCancelled()) {
        return fail(ErrorCode::Cancelled, "cancelled");
    }
    std::stable_sort(findings.begin(), findings.end(), [](const LintFinding& a, const LintFinding& b) {
        return std::tie(a.node, a.diagnostic.rule) < std::tie(b.node, b.diagnostic.rule);
    });
    return findings;
}

} // namespace postweave::segment
