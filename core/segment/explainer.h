// SPDX-License-Identifier: GPL-3.0-or-later
// Explainer: evaluates a tree for one profile, value by value, and says why.
#pragma once

#include "core/segment/catalog.h"
#include "core/segment/explanation.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/tree_evaluation.h"

#include <map>
#include <string>
#include <vector>

namespace postweave::segment {

/// Goes its own way from values to outcomes, not through codes and bitsets; only scores and percentiles, which need
/// everybody, come from `evaluation`. Refers to everything it is given.
class Explainer {
public:
    Explainer(const EvaluationScope& scope, const Definitions& definitions, const Catalog& catalog,
              TreeEvaluation& evaluation)
        : m_scope(scope), m_definitions(definitions), m_catalog(catalog), m_evaluation(evaluation)
    {
    }

    [[nodiscard]] Result<Explanation> explain(const FilterTree& tree, audience::Ordinal profile);

private:
    struct FoundEvent {
        const audience::EventTable* table;
        std::size_t row;
    };
    using Outcome = Result<ExplainedNode>; ///< path and ignored are left for the caller

    [[nodiscard]] Result<bool> walk(const Node& node, const NodePath& path, bool ignored, Explanation& explanation);
    [[nodiscard]] Result<bool> walkGroup(const Group& group, const NodePath& path, bool ignored,
                                         Explanation& explanation, ExplainedNode& explained);

    [[nodiscard]] Outcome explainLeaf(const AttributeTest& leaf);
    [[nodiscard]] Outcome explainLeaf(const EventCount& leaf);
    [[nodiscard]] Outcome explainLeaf(const EventAggregate& leaf);
    [[nodiscard]] Outcome explainLeaf(const EventBoundary& leaf);
    [[nodiscard]] Outcome explainLeaf(const EventSequence& leaf);
    [[nodiscard]] Outcome explainLeaf(const ScoreTest& leaf);
    [[nodiscard]] Outcome explainLeaf(const SegmentReference& leaf);
    [[nodiscard]] Outcome explainLeaf(const AttributeComparison& leaf);
    [[nodiscard]] Outcome explainLeaf(const BucketTest& leaf);
    [[nodiscard]] Outcome explainLeaf(const DistanceTest& leaf);
    [[nodiscard]] Outcome explainLeaf(const Group& group);

    /// By time, then by table.
    [[nodiscard]] std::vector<FoundEvent> eventsIn(const EventFilter& events, TimeSpan span) const;
    void addEvidence(const std::vector<FoundEvent>& events, ExplainedNode& explained) const;
    [[nodiscard]] Result<void> tellTerms(const Score& score, ExplainedNode& explained);
    [[nodiscard]] std::string timeText(Instant time) const;
    /// `country is US`, `country is not set`.
    [[nodiscard]] std::string factText(const std::string& attribute, const Value& value) const;

    const EvaluationScope& m_scope;
    const Definitions& m_definitions;
    const Catalog& m_catalog;
    TreeEvaluation& m_evaluation;
    const FilterTree* m_tree = nullptr;
    audience::Ordinal m_profile = 0;
};

} // namespace postweave::segment
