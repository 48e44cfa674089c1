// SPDX-License-Identifier: GPL-3.0-or-later
// ChangeSearch: the cheapest change of facts that makes a person a member. Private to core/segment.
//
// The tree says which sets of conditions would be enough (a plan, cheapest first); a plan is carried out on the person
// alone, condition by condition, each fact tried out before it counts; what turns out to be superfluous is dropped. So
// whatever is proposed works, and nothing can be left out of it. That no cheaper one exists is certain where conditions
// do not share events, as long as no more than kMaxPlans sets come into question, and attributes that conditions tie to
// each other have few values to choose from (kMaxJointOptions).
#pragma once

#include "core/segment/change_options.h"
#include "core/segment/evaluator.h"
#include "core/segment/fact_candidates.h"
#include "core/segment/smallest_change.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postweave::segment {

inline constexpr std::size_t kMaxPlans = 32;

/// What only everybody together can tell.
struct PopulationView {
    /// A percentile as a test by value, while everybody else's scores stay.
    std::function<Result<ScoreTest>(const ScoreTest&)> byValue;
    /// Whether the person satisfies a node as things are.
    std::function<Result<bool>(const Node&)> holds;
};

/// Whether a score's terms are sums over the person's own facts.
[[nodiscard]] bool isOwnSum(const Score& score);

/// A condition of the tree, or of a segment that it refers to.
struct ChangeLeaf {
    Node node;      ///< percentiles as the scores they mean
    Node original;  ///< as it is written
    NodePath place; ///< in the tree that was asked
    bool holds = false;
};

class ChangeSearch {
public:
    /// Refers to what it is given.
    ChangeSearch(const FactScope& scope, audience::Ordinal person, const FilterTree& tree, PopulationView population)
        : m_scope(scope), m_tree(tree), m_person(person), m_population(std::move(population))
    {
    }

    [[nodiscard]] Result<SmallestChange> run(const CancelToken& cancel);

private:
    /// What a plan asks of leaves: which must come to hold, and which must come not to.
    struct Goal {
        std::size_t leaf;
        bool wanted;
        bool operator==(const Goal&) const = default;
    };
    struct Plan {
        std::map<std::size_t, audience::Bitset> allowed; ///< by place in m_options: which of the options
        std::vector<Goal> goals;                         ///< on events and scores
        std::size_t cost = 0;
    };
    using Plans = std::vector<Plan>;
    [[nodiscard]] Result<Node> prepared(const Node& node, const NodePath& place, bool inside);
    [[nodiscard]] Result<Node> preparedLeaf(const Node& node, const NodePath& place);
    [[nodiscard]] Result<Node> preparedScore(const ScoreTest& test);
    [[nodiscard]] bool isAllowed(const PersonFacts& facts) const;
    [[nodiscard]] std::vector<bool> leavesIn(const PersonFacts& facts, const std::vector<std::size_t>& leaves) const;
    [[nodiscard]] bool isMember(const PersonFacts& facts) const;
    void makeOptions();

    [[nodiscard]] Plans plansFor(const Node& node, bool wanted, std::size_t& leaf);
    [[nodiscard]] Plans plansForLeaf(std::size_t leaf, bool wanted);
    [[nodiscard]] std::optional<Plan> merged(const Plan& left, const Plan& right) const;
    void refreshCost(Plan& plan) const;
    [[nodiscard]] static Plans cheapest(Plans plans);

    [[nodiscard]] std::optional<PersonFacts> carriedOut(const Plan& plan) const;
    [[nodiscard]] bool reach(const Goal& goal, PersonFacts& facts) const;
    [[nodiscard]] SmallestChange withoutSuperfluous(const PersonFacts& facts) const;
    [[nodiscard]] std::string obstacleWords(const ChangeLeaf& leaf) const;
    void addObstacle(std::size_t leaf);

    const FactScope& m_scope;
    const FilterTree& m_tree;
    audience::Ordinal m_person;
    PopulationView m_population;
    bool m_eventsAreFixed = false;          ///< events would move a score that other people's events are ranked with
    std::vector<std::string> m_fixedValues; ///< attributes that are part of such a score
    std::optional<PersonFacts> m_standing;  ///< the facts there are
    Node m_root;
    std::vector<ChangeLeaf> m_leaves; ///< in the order of m_root
    std::vector<AttributeOptions> m_options;
    std::map<std::size_t, std::size_t> m_optionsOf; ///< by leaf
    std::map<std::size_t, std::size_t> m_goalCost;
    std::vector<ChangeObstacle> m_obstacles;
};

} // namespace postweave::segment
