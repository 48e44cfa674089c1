// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of lint. Private to core/segment.
#pragma once

#include "core/segment/evaluator.h"
#include "core/segment/lint.h"
#include "core/segment/value_matcher.h"

#include <functional>

namespace postweave::segment {

/// What the rules look at; refers to what it is given.
struct LintScope {
    const FilterTree& tree;
    const audience::Audience& audience;
    const Catalog& catalog;
    const Definitions& definitions;
    TimeFrame frame;
    Evaluator& evaluator;
    const Evaluation& evaluation; ///< of the tree
    const CancelToken& cancel;

    /// How many satisfy a node of its own.
    [[nodiscard]] std::uint64_t countOf(Node node) const;
    /// Those who satisfy the node at a path.
    [[nodiscard]] std::uint64_t findsAt(const NodePath& path) const;
    [[nodiscard]] LintFinding finding(Severity severity, std::string rule, const NodePath& path, std::string message,
                                      std::string mend, std::uint64_t people) const;
};

using LintFindings = std::vector<LintFinding>;

/// Nodes that count, parents first.
void forEachCountedNode(const FilterTree& tree, const std::function<void(const Node&, const NodePath&)>& visit);

/// Contradictions, tautologies, conditions that change nothing. `known`: findings so far; their nodes are left alone.
[[nodiscard]] LintFindings lintByProof(const LintScope& scope, const LintFindings& known);
[[nodiscard]] LintFindings lintValues(const LintScope& scope);
[[nodiscard]] LintFindings lintWindows(const LintScope& scope);
[[nodiscard]] LintFindings lintMissing(const LintScope& scope);

} // namespace postweave::segment
