// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/change_search.h"

#include "core/segment/leaf_evaluation.h"
#include "core/segment/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxLeaves = 2000;
constexpr std::size_t kImpossible = std::numeric_limits<std::size_t>::max();

} // namespace

bool isOwnSum(const Score& score)
{
    return std::all_of(score.terms.begin(), score.terms.end(), [](const ScoreTerm& term) {
        return std::holds_alternative<EventTerm>(term) || std::holds_alternative<AttributeTerm>(term);
    });
}

namespace {

/// Conditions that ask more of an event come first: what is added for them serves the others too.
std::size_t askedOf(const Node& node)
{
    if (const auto* count = std::get_if<EventCount>(&node.body)) {
        return count->events.where.size();
    }
    if (const auto* aggregate = std::get_if<EventAggregate>(&node.body)) {
        return aggregate->events.where.size() + 1;
    }
    if (const auto* boundary = std::get_if<EventBoundary>(&node.body)) {
        return boundary->events.where.size();
    }
    return std::holds_alternative<EventSequence>(node.body) ? 100 : 0;
}

/// Of a set that is not empty.
std::size_t firstOf(const audience::Bitset& options)
{
    std::size_t option = 0;
    while (!options.test(option)) {
        ++option;
    }
    return option;
}

std::size_t wantedOf(const Group& group)
{
    return group.kind == GroupKind::All ? group.children.size() : group.kind == GroupKind::AtLeast ? group.atLeast : 1;
}

} // namespace

Result<Node> ChangeSearch::prepared(const Node& node, const NodePath& place, bool inside)
{
    const auto* group = std::get_if<Group>(&node.body);
    if (group == nullptr) {
        const auto* reference = std::get_if<SegmentReference>(&node.body);
        return reference == nullptr
                   ? preparedLeaf(node, place)
                   : prepared(m_scope.definitions->segments.find(reference->segment)->second.root(), place, true);
    }
    Group own{group->kind, group->atLeast, {}};
    for (std::uint32_t i = 0; i < group->children.size(); ++i) {
        NodePath childPlace = place;
        if (!inside) {
            childPlace.push_back(i);
        }
        if (isIgnored(group->children[i])) {
            continue;
        }
        auto child = prepared(group->children[i], childPlace, inside);
        if (!child) {
            return child;
        }
        own.children.push_back(std::move(*child));
    }
    return Node{std::move(own), false};
}

Result<Node> ChangeSearch::preparedLeaf(const Node& node, const NodePath& place)
{
    if (m_leaves.size() >= kMaxLeaves) {
        return fail(ErrorCode::LimitExceeded, fmt::format("more than {} conditions", kMaxLeaves));
    }
    Node own = node;
    own.off = false;
    if (const auto* score = std::get_if<ScoreTest>(&node.body)) {
        auto byValue = preparedScore(*score);
        if (!byValue) {
            return byValue;
        }
        own = std::move(*byValue);
        if (childrenOf(own) != nullptr) {
            m_obstacles.push_back({place, m_tree.jsonPath(place),
                                   fmt::format("‘{}’ ranks people by a score that cannot be told of one person alone",
                                               describe(node, catalogOf(m_scope.people)))});
            return own;
        }
    }
    m_leaves.push_back({own, node, place, false});
    return own;
}

/// A score that ranks people is left as it is, and so is what it is made of.
Result<Node> ChangeSearch::preparedScore(const ScoreTest& test)
{
    const auto found = m_scope.definitions->scores.find(test.score);
    if (found == m_scope.definitions->scores.end() || !isOwnSum(found->second)) {
        m_eventsAreFixed = true;
        for (const ScoreTerm& term :
             found == m_scope.definitions->scores.end() ? std::vector<ScoreTerm>() : found->second.terms) {
            if (const auto* attribute = std::get_if<AttributeTerm>(&term)) {
                m_fixedValues.push_back(attribute->attribute);
            }
        }
        const auto holds = m_population.holds(Node{test, false});
        return holds ? Result<Node>(makeGroup(*holds ? GroupKind::All : GroupKind::Any)) : fail(holds.error());
    }
    if (std::holds_alternative<ValueTest>(test.test)) {
        return Node{test, false};
    }
    auto byValue = m_population.byValue(test);
    return byValue ? Result<Node>(Node{std::move(*byValue), false}) : fail(byValue.error());
}

bool ChangeSearch::isAllowed(const PersonFacts& facts) const
{
    const std::vector<ValueChange> changes = facts.changes();
    return (!m_eventsAreFixed || facts.added().empty()) &&
           std::none_of(changes.begin(), changes.end(), [&](const ValueChange& change) {
               return std::find(m_fixedValues.begin(), m_fixedValues.end(), change.attribute) != m_fixedValues.end();
           });
}

std::vector<bool> ChangeSearch::leavesIn(const PersonFacts& facts, const std::vector<std::size_t>& leaves) const
{
    const TimeFrame& frame = m_scope.frame;
    Evaluator alone(facts.alone(), m_scope.definitions, frame.now, frame.zone, nullptr, frame.horizon);
    std::vector<bool> truth;
    std::vector<Node> nodes;
    for (const std::size_t leaf : leaves) {
        nodes.push_back(m_leaves[leaf].node);
    }
    const auto evaluation = alone.evaluate(FilterTree(makeGroup(GroupKind::Any, std::move(nodes))));
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        truth.push_back(evaluation && evaluation->nodes[i + 1].finds > 0);
    }
    return truth;
}

bool ChangeSearch::isMember(const PersonFacts& facts) const
{
    const TimeFrame& frame = m_scope.frame;
    Evaluator alone(facts.alone(), m_scope.definitions, frame.now, frame.zone, nullptr, frame.horizon);
    const auto members = alone.members(FilterTree(m_root));
    return members && members->any();
}

void ChangeSearch::makeOptions()
{
    std::vector<const Node*> nodes;
    for (const ChangeLeaf& leaf : m_leaves) {
        nodes.push_back(&leaf.node);
    }
    const auto holds = [&](const PersonFacts& facts, std::size_t leaf) -> bool {
        return leavesIn(facts, {leaf}).front();
    };
    const OptionsRequest request{nodes, m_fixedValues, holds};
    m_options = optionsFor(request, *m_standing, m_scope);
    for (std::size_t i = 0; i < m_options.size(); ++i) {
        for (const std::size_t leaf : m_options[i].leaves) {
            m_optionsOf.emplace(leaf, i);
        }
    }
}

ChangeSearch::Plans ChangeSearch::cheapest(Plans plans)
{
    std::stable_sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) { return a.cost < b.cost; });
    if (plans.size() > kMaxPlans) {
        plans.resize(kMaxPlans);
    }
    return plans;
}

void ChangeSearch::refreshCost(Plan& plan) const
{
    plan.cost = 0;
    for (const auto& [place, allowed] : plan.allowed) {
        plan.cost += m_options[place].cost(firstOf(allowed));
    }
    for (const Goal& goal : plan.goals) {
        plan.cost += m_goalCost.find(goal.leaf)->second;
    }
}

/// Nothing where attributes would have to be two things.
std::optional<ChangeSearch::Plan> ChangeSearch::merged(const Plan& left, const Plan& right) const
{
    Plan plan = left;
    for (const auto& [place, allowed] : right.allowed) {
        const auto [entry, isNew] = plan.allowed.emplace(place, allowed);
        if (!isNew) {
            entry->second &= allowed;
        }
        if (!entry->second.any()) {
            return std::nullopt;
        }
    }
    for (const Goal& goal : right.goals) {
        if (std::find(plan.goals.begin(), plan.goals.end(), goal) == plan.goals.end()) {
            plan.goals.push_back(goal);
        }
    }
    refreshCost(plan);
    return plan;
}

ChangeSearch::Plans ChangeSearch::plansForLeaf(std::size_t leaf, bool wanted)
{
    if (const auto place = m_optionsOf.find(leaf); place != m_optionsOf.end()) {
        const AttributeOptions& options = m_options[place->second];
        const auto own = std::find(options.leaves.begin(), options.leaves.end(), leaf) - options.leaves.begin();
        audience::Bitset allowed = options.truth[static_cast<std::size_t>(own)];
        if (!wanted) {
            allowed.flip();
        }
        if (!allowed.any()) {
            addObstacle(leaf);
            return {};
        }
        Plan plan;
        plan.allowed.emplace(place->second, std::move(allowed));
        refreshCost(plan);
        return {std::move(plan)};
    }
    if (m_leaves[leaf].holds == wanted) {
        return {Plan{}};
    }
    const auto [known, isNew] = m_goalCost.emplace(leaf, kImpossible);
    if (isNew) {
        PersonFacts trial = *m_standing;
        if (reach({leaf, wanted}, trial)) {
            known->second = trial.added().size() + trial.changes().size();
        }
    }
    if (known->second == kImpossible) {
        addObstacle(leaf);
        return {};
    }
    Plan plan;
    plan.goals.push_back({leaf, wanted});
    refreshCost(plan);
    return {std::move(plan)};
}

/// `leaf`: the next one in the order of the tree.
ChangeSearch::Plans ChangeSearch::plansFor(const Node& node, bool wanted, std::size_t& leaf)
{
    const auto* group = std::get_if<Group>(&node.body);
    if (group == nullptr) {
        return plansForLeaf(leaf++, wanted);
    }
    const bool inverted = group->kind == GroupKind::None || group->kind == GroupKind::Not;
    const bool each = wanted != inverted; // what is asked of the children that count
    const std::size_t size = group->children.size();
    const std::size_t atLeast = std::min(wantedOf(*group), size + 1);
    const std::size_t needed = each ? atLeast : size + 1 - atLeast;
    std::vector<Plans> byCount(needed + 1); // plans that turn so many of the children seen so far
    byCount[0].emplace_back();
    for (const Node& child : group->children) {
        const Plans own = plansFor(child, each, leaf);
        for (std::size_t count = needed; count-- > 0;) {
            Plans next = byCount[count + 1];
            for (const Plan& before : byCount[count]) {
                for (const Plan& plan : own) {
                    if (auto both = merged(before, plan)) {
                        next.push_back(std::move(*both));
                    }
                }
            }
            byCount[count + 1] = cheapest(std::move(next));
        }
    }
    return byCount[needed];
}

bool ChangeSearch::reach(const Goal& goal, PersonFacts& facts) const
{
    if (leavesIn(facts, {goal.leaf}).front() == goal.wanted) {
        return true;
    }
    for (const FactCandidate& candidate : candidatesFor(m_leaves[goal.leaf].node, goal.wanted, facts, m_scope)) {
        PersonFacts changed = facts;
        for (const AddedEvent& event : candidate.events) {
            changed.add(event);
        }
        if (candidate.value) {
            changed.set(candidate.value->attribute, candidate.value->after);
        }
        if (leavesIn(changed, {goal.leaf}).front() == goal.wanted) {
            facts = std::move(changed);
            return true;
        }
    }
    return false;
}

std::optional<PersonFacts> ChangeSearch::carriedOut(const Plan& plan) const
{
    PersonFacts facts = *m_standing;
    for (const auto& [place, allowed] : plan.allowed) {
        m_options[place].apply(firstOf(allowed), facts);
    }
    std::vector<Goal> goals = plan.goals;
    std::stable_sort(goals.begin(), goals.end(), [&](const Goal& a, const Goal& b) {
        return askedOf(m_leaves[a.leaf].node) > askedOf(m_leaves[b.leaf].node);
    });
    for (const Goal& goal : goals) {
        if (!reach(goal, facts)) {
            return std::nullopt;
        }
    }
    return isAllowed(facts) && isMember(facts) ? std::optional(std::move(facts)) : std::nullopt;
}

SmallestChange ChangeSearch::withoutSuperfluous(const PersonFacts& facts) const
{
    SmallestChange change{true, facts.changes(), facts.added(), {}};
    const auto isEnough = [&](const SmallestChange& less) {
        PersonFacts fewer = *m_standing;
        for (const ValueChange& value : less.values) {
            fewer.set(value.attribute, value.after);
        }
        for (const AddedEvent& event : less.events) {
            fewer.add(event);
        }
        return isMember(fewer);
    };
    const auto drop = [&](auto& part) {
        for (std::size_t i = part.size(); i-- > 0;) {
            const auto kept = part;
            part.erase(part.begin() + static_cast<std::ptrdiff_t>(i));
            if (!isEnough(change)) {
                part = kept;
            }
        }
    };
    drop(change.values);
    constexpr std::size_t kMaxTried = 50;
    if (change.events.size() <= kMaxTried) {
        drop(change.events);
    }
    return change;
}

namespace {

/// Of events: on days of the week, and today is none of them.
bool isOffDay(const Node& leaf, const TimeFrame& frame)
{
    const auto isOff = [&](const EventFilter& events) {
        return events.onDays && !events.onDays->contains(frame.zone.dayOf(frame.lastSeen()));
    };
    if (const auto* count = std::get_if<EventCount>(&leaf.body)) {
        return isOff(count->events);
    }
    if (const auto* aggregate = std::get_if<EventAggregate>(&leaf.body)) {
        return isOff(aggregate->events);
    }
    if (const auto* sequence = std::get_if<EventSequence>(&leaf.body)) {
        return std::any_of(sequence->steps.begin(), sequence->steps.end(),
                           [&](const SequenceStep& step) { return isOff(step.events); });
    }
    const auto* boundary = std::get_if<EventBoundary>(&leaf.body);
    return boundary != nullptr && isOff(boundary->events);
}

const char* reasonOf(const Node& leaf, const TimeFrame& frame)
{
    if (std::holds_alternative<BucketTest>(leaf.body)) {
        return "is drawn by lot: a profile stays in its bucket for ever";
    }
    if (const auto* test = std::get_if<AttributeTest>(&leaf.body); test != nullptr && test->held) {
        return "takes time: it must have been so for that long";
    }
    if (std::holds_alternative<DistanceTest>(leaf.body)) {
        return "cannot be changed: no place is known that would do";
    }
    if (!attributesOf(leaf).empty()) {
        return "cannot be changed: no value is known that would do";
    }
    if (isOffDay(leaf, frame)) {
        return "cannot be changed by what happens today, which is another day of the week";
    }
    return std::holds_alternative<ScoreTest>(leaf.body)
               ? "cannot be changed by any fact that is known of"
               : "cannot be changed by what happens now: what happened stays, and a window that is over takes "
                 "nothing more";
}

} // namespace

std::string ChangeSearch::obstacleWords(const ChangeLeaf& leaf) const
{
    return fmt::format("‘{}’ {}", describe(leaf.original, catalogOf(m_scope.people)),
                       reasonOf(leaf.node, m_scope.frame));
}

void ChangeSearch::addObstacle(std::size_t leaf)
{
    const ChangeLeaf& known = m_leaves[leaf];
    ChangeObstacle obstacle{known.place, m_tree.jsonPath(known.place), obstacleWords(known)};
    if (std::find(m_obstacles.begin(), m_obstacles.end(), obstacle) == m_obstacles.end()) {
        m_obstacles.push_back(std::move(obstacle));
    }
}

Result<SmallestChange> ChangeSearch::run(const CancelToken& cancel)
{
    auto root = prepared(m_tree.root(), {}, false);
    if (!root) {
        return fail(root.error());
    }
    m_root = std::move(*root);
    m_standing.emplace(m_scope.people, m_person, m_scope.frame);
    const PersonFacts& standing = *m_standing;
    if (isMember(standing)) {
        return SmallestChange{true, {}, {}, {}};
    }
    std::vector<std::size_t> all(m_leaves.size());
    for (std::size_t leaf = 0; leaf < all.size(); ++leaf) {
        all[leaf] = leaf;
    }
    const std::vector<bool> truth = leavesIn(standing, all);
    for (const std::size_t leaf : all) {
        m_leaves[leaf].holds = truth[leaf];
    }
    makeOptions();
    std::size_t next = 0;
    std::optional<SmallestChange> best;
    for (const Plan& plan : plansFor(m_root, true, next)) {
        if (cancel.isCancelled()) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        if (const auto facts = carriedOut(plan)) {
            SmallestChange change = withoutSuperfluous(*facts);
            if (!best || change.cost() < best->cost()) {
                best = std::move(change);
            }
        }
    }
    return best ? std::move(*best) : SmallestChange{false, {}, {}, m_obstacles};
}

} // namespace postweave::segment
