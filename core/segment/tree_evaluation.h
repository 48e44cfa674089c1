// SPDX-License-Identifier: GPL-3.0-or-later
// TreeEvaluation: one evaluation of a valid tree, node by node.
#pragma once

#include "core/segment/catalog.h"
#include "core/segment/leaf_cache.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/set_expression.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace postweave::segment {

/// Lives for one call; refers to everything it is given.
class TreeEvaluation {
public:
    using Members = LeafCache::Members;

    TreeEvaluation(const EvaluationScope& scope, const Definitions& definitions, LeafCache& cache)
        : m_scope(scope), m_definitions(definitions), m_cache(cache)
    {
    }

    struct NodeMembers {
        NodePath path;
        Members members;
        bool ignored;
    };

    /// The root's members. Ignored nodes are not evaluated.
    [[nodiscard]] Result<Members> members(const FilterTree& tree);
    /// How many these are, without a set of them.
    [[nodiscard]] Result<std::size_t> count(const FilterTree& tree);
    /// Every node's, ignored ones too, parents first.
    [[nodiscard]] Result<std::vector<NodeMembers>> allMembers(const FilterTree& tree);
    [[nodiscard]] Result<LeafCache::Scores> scores(const Score& score);
    [[nodiscard]] Result<Members> segmentMembers(const std::string& name);

private:
    [[nodiscard]] Result<Members> run(const Node& node, std::vector<NodeMembers>* record, const NodePath& path,
                                      bool ignored);
    [[nodiscard]] Result<Members> runGroup(const Group& group, std::vector<NodeMembers>* record, const NodePath& path,
                                           bool ignored);
    [[nodiscard]] Result<Members> runLeaf(const Node& node);
    [[nodiscard]] Result<Members> findOrEvaluate(const Node& node);
    [[nodiscard]] Result<SetExpression> expressionOf(const Node& node);
    [[nodiscard]] LeafResult evaluateLeaf(const Node& node);
    [[nodiscard]] LeafResult evaluateScoreTest(const ScoreTest& leaf);
    [[nodiscard]] LeafResult evaluateBucketTest(const BucketTest& leaf);
    [[nodiscard]] LeafResult evaluateDistanceTest(const DistanceTest& leaf);
    /// Numbers by profile that several leaves share, computed once.
    template <typename Compute>
    [[nodiscard]] Result<LeafCache::Scores> shared(const std::string& key, const Compute& compute);
    [[nodiscard]] std::string cacheKey(const Node& node) const;
    [[nodiscard]] std::string scopeKey(std::uint64_t serial, bool withNow) const;

    const EvaluationScope& m_scope;
    const Definitions& m_definitions;
    LeafCache& m_cache;
    std::map<std::string, Members> m_segments;
};

} // namespace postweave::segment
