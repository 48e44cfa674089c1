// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluator.h"

#include "core/segment/change_search.h"
#include "core/segment/explainer.h"
#include "core/segment/percentile_bounds.h"
#include "core/segment/segment_format.h"
#include "core/segment/tree_evaluation.h"
#include "core/segment/validation.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::segment {

using audience::Bitset;

Evaluator::Evaluator(std::shared_ptr<const audience::Audience> audience, std::shared_ptr<const Definitions> definitions,
                     Instant now, TimeZone zone, std::shared_ptr<LeafCache> cache, std::optional<Instant> horizon)
    : m_audience(std::move(audience)),
      m_definitions(std::move(definitions)),
      m_frame{now, std::move(zone), horizon},
      m_cache(cache ? std::move(cache) : std::make_shared<LeafCache>()),
      m_catalog(catalogOf(*m_audience))
{
}

namespace {

/// Whether two trees differ at most in how groups join their children, which no error hangs on.
bool haveSameLeaves(const Node& left, const Node& right)
{
    const std::vector<Node>* children = childrenOf(left);
    const std::vector<Node>* others = childrenOf(right);
    if (children == nullptr || others == nullptr) {
        return children == others && left.body == right.body;
    }
    return std::equal(children->begin(), children->end(), others->begin(), others->end(), &haveSameLeaves);
}

} // namespace

Result<void> Evaluator::check(const FilterTree& tree)
{
    if (m_valid && haveSameLeaves(m_valid->root(), tree.root())) {
        return {};
    }
    if (const auto error = firstError(validate({}, tree, m_catalog, *m_definitions))) {
        return fail(*error);
    }
    m_valid = tree;
    return {};
}

Result<Bitset> Evaluator::members(const FilterTree& tree, const CancelToken& cancel)
{
    if (const auto valid = check(tree); !valid) {
        return fail(valid.error());
    }
    const EvaluationScope scope{*m_audience, m_frame, cancel};
    const auto members = TreeEvaluation(scope, *m_definitions, *m_cache).members(tree);
    return members ? Result<Bitset>(**members) : fail(members.error());
}

Result<std::size_t> Evaluator::count(const FilterTree& tree, const CancelToken& cancel)
{
    if (const auto valid = check(tree); !valid) {
        return fail(valid.error());
    }
    const EvaluationScope scope{*m_audience, m_frame, cancel};
    return TreeEvaluation(scope, *m_definitions, *m_cache).count(tree);
}

Result<Evaluation> Evaluator::evaluate(const FilterTree& tree, const CancelToken& cancel)
{
    if (const auto valid = check(tree); !valid) {
        return fail(valid.error());
    }
    const EvaluationScope scope{*m_audience, m_frame, cancel};
    const auto all = TreeEvaluation(scope, *m_definitions, *m_cache).allMembers(tree);
    if (!all) {
        return fail(all.error());
    }
    Evaluation evaluation{*all->front().members, {}};
    for (const TreeEvaluation::NodeMembers& node : *all) {
        evaluation.nodes.push_back(
            {node.path, node.members->count(), audience::countCommon(*node.members, evaluation.members), node.ignored});
    }
    return evaluation;
}

Result<std::shared_ptr<const std::vector<double>>> Evaluator::scores(const Score& score, const CancelToken& cancel)
{
    if (const auto error = firstError(validate(score, m_catalog))) {
        return fail(*error);
    }
    const EvaluationScope scope{*m_audience, m_frame, cancel};
    return TreeEvaluation(scope, *m_definitions, *m_cache).scores(score).map([](const LeafCache::Scores& sums) {
        return std::make_shared<const std::vector<double>>(sums->toNumbers());
    });
}

Result<Explanation> Evaluator::explain(const FilterTree& tree, audience::Ordinal profile, const CancelToken& cancel)
{
    if (profile >= m_audience->size()) {
        return fail(ErrorCode::NotFound, fmt::format("there is no profile number {}", profile));
    }
    if (const auto valid = check(tree); !valid) {
        return fail(valid.error());
    }
    const EvaluationScope scope{*m_audience, m_frame, cancel};
    TreeEvaluation evaluation(scope, *m_definitions, *m_cache);
    return Explainer(scope, *m_definitions, m_catalog, evaluation).explain(tree, profile);
}

Result<SmallestChange> Evaluator::smallestChange(const FilterTree& tree, audience::Ordinal profile,
                                                 const CancelToken& cancel)
{
    if (profile >= m_audience->size()) {
        return fail(ErrorCode::NotFound, fmt::format("there is no profile number {}", profile));
    }
    if (const auto valid = check(tree); !valid) {
        return fail(valid.error());
    }
    const auto byValue = [&](const ScoreTest& test) -> Result<ScoreTest> {
        const auto sums = scores(*findScore(*m_definitions, test.score), cancel);
        return sums ? Result<ScoreTest>(percentileByValue(test, **sums, profile)) : fail(sums.error());
    };
    const auto holds = [&](const Node& node) -> Result<bool> {
        const auto found = members(FilterTree(node), cancel);
        return found ? Result<bool>(found->test(profile)) : fail(found.error());
    };
    const FactScope scope{*m_audience, m_definitions, m_frame};
    return ChangeSearch(scope, profile, tree, {byValue, holds}).run(cancel);
}

} // namespace postweave::segment
