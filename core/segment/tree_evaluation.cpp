// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/tree_evaluation.h"

#include "core/base/json.h"
#include "core/segment/segment_format.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::segment {

using audience::Bitset;
using Members = TreeEvaluation::Members;

namespace {

/// Those in at least `count` of the sets.
Bitset inAtLeast(std::size_t count, const std::vector<Members>& sets, std::size_t size)
{
    if (count == 0 || count > sets.size()) {
        return Bitset(size, count == 0);
    }
    std::vector<Bitset> atLeast(count, Bitset(size)); // [n]: in n + 1 or more of the sets seen so far
    for (const Members& set : sets) {
        for (std::size_t n = count; n-- > 1;) {
            Bitset both = atLeast[n - 1];
            both &= *set;
            atLeast[n] |= both;
        }
        atLeast[0] |= *set;
    }
    return std::move(atLeast.back());
}

Bitset combine(const Group& group, const std::vector<Members>& children, std::size_t size)
{
    if (group.kind == GroupKind::AtLeast) {
        return inAtLeast(group.atLeast, children, size);
    }
    Bitset result(size, group.kind == GroupKind::All);
    for (const Members& child : children) {
        if (group.kind == GroupKind::All) {
            result &= *child;
        } else {
            result |= *child;
        }
    }
    const bool inverted = group.kind == GroupKind::None || group.kind == GroupKind::Not;
    return inverted ? std::move(result.flip()) : std::move(result);
}

bool testsNow(const EventFilter& events)
{
    return std::any_of(events.where.begin(), events.where.end(),
                       [](const PropertyTest& where) { return dependsOnNow(where.test); });
}

/// A leaf as it is cached: its canonical text, with row ranges in place of windows, so that a later now that reaches no
/// further event finds the same entry.
class KeyWriter {
public:
    KeyWriter(const Node& node, const EvaluationScope& scope) : m_scope(scope), m_node(node)
    {
        m_node.off = false;
        std::visit([this](auto& body) { visit(body); }, m_node.body);
    }

    [[nodiscard]] bool withNow() const { return m_withNow; }
    /// Whether the text tells all that it takes of events, so that new ones elsewhere change nothing.
    [[nodiscard]] bool namesItsEvents() const { return m_namesEvents; }
    [[nodiscard]] std::string text() const { return canonicalText(m_node) + m_ranges; }

private:
    void visit(Group&) {}
    void visit(ScoreTest&) { m_withNow = true; }
    void visit(SegmentReference&) {}
    void visit(AttributeTest& leaf)
    {
        m_withNow = dependsOnNow(leaf.test) || leaf.held;
        m_namesEvents = true;
    }
    void visit(AttributeComparison&) { m_namesEvents = true; }
    void visit(BucketTest&) { m_namesEvents = true; }
    void visit(DistanceTest&) { m_namesEvents = true; }

    void visit(EventCount& leaf)
    {
        addRanges(leaf.events, leaf.within);
        leaf.within.reset();
    }

    void visit(EventAggregate& leaf)
    {
        addRanges(leaf.events, leaf.within);
        leaf.within.reset();
    }

    void visit(EventBoundary& leaf)
    {
        addRanges(leaf.events, leaf.within);
        addRanges(leaf.events, std::nullopt);
        leaf.within = Window{Window::Last{}};
    }

    void visit(EventSequence& leaf)
    {
        m_withNow = true;
        for (const SequenceStep& step : leaf.steps) {
            addRanges(step.events, leaf.within);
        }
    }

    void addRanges(const EventFilter& events, const std::optional<Window>& window)
    {
        m_namesEvents = true;
        m_withNow = m_withNow || testsNow(events);
        const TimeSpan span = resolveWindow(window, m_scope.frame);
        for (const auto& table : m_scope.audience.events()) {
            if (matchesType(events.type, table->type())) {
                const audience::RowRange rows = table->rowsBetween(span.from, span.to);
                m_ranges += fmt::format(" {}:{}-{}", table->serial(), rows.begin, rows.end);
            }
        }
        m_ranges += ';';
    }

    const EvaluationScope& m_scope;
    Node m_node;
    std::string m_ranges;
    bool m_withNow = false;
    bool m_namesEvents = false;
};

/// What it means does not hang on definitions saved elsewhere.
bool dependsOnLeafAlone(const Node& node)
{
    return std::holds_alternative<AttributeTest>(node.body) || std::holds_alternative<EventCount>(node.body) ||
           std::holds_alternative<EventAggregate>(node.body) || std::holds_alternative<EventBoundary>(node.body) ||
           std::holds_alternative<EventSequence>(node.body);
}

NodePath childOf(NodePath path, std::size_t index)
{
    path.push_back(static_cast<std::uint32_t>(index));
    return path;
}

} // namespace

std::string TreeEvaluation::scopeKey(std::uint64_t serial, bool withNow) const
{
    const TimeFrame& frame = m_scope.frame;
    return fmt::format("{} {} {} {} ", serial, frame.zone.name(), withNow ? frame.now.microseconds : 0,
                       withNow ? frame.lastSeen().microseconds : 0);
}

std::string TreeEvaluation::cacheKey(const Node& node) const
{
    const KeyWriter writer(node, m_scope);
    const audience::Audience& audience = m_scope.audience;
    std::string key =
        scopeKey(writer.namesItsEvents() ? audience.profileSerial() : audience.serial(), writer.withNow()) +
        writer.text();
    if (const auto* leaf = std::get_if<ScoreTest>(&node.body)) {
        const Score* score = findScore(m_definitions, leaf->score);
        key += score == nullptr ? "" : toText(writeScore(*score));
    }
    return key;
}

Result<Members> TreeEvaluation::members(const FilterTree& tree)
{
    return run(tree.root(), nullptr, {}, false);
}

Result<std::size_t> TreeEvaluation::count(const FilterTree& tree)
{
    return expressionOf(tree.root()).map([this](const SetExpression& root) {
        return root.count(m_scope.audience.size());
    });
}

/// Groups become expressions of their children, but for those that count over them.
Result<SetExpression> TreeEvaluation::expressionOf(const Node& node)
{
    const auto* group = std::get_if<Group>(&node.body);
    if (group == nullptr || group->kind == GroupKind::AtLeast) {
        return run(node, nullptr, {}, false).map([](const Members& members) { return SetExpression(members); });
    }
    const bool inverted = group->kind == GroupKind::None || group->kind == GroupKind::Not;
    SetExpression expression(group->kind == GroupKind::All, inverted);
    for (const Node& child : group->children) {
        if (isIgnored(child)) {
            continue;
        }
        auto part = expressionOf(child);
        if (!part) {
            return part;
        }
        expression.add(*std::move(part));
    }
    return expression;
}

Result<std::vector<TreeEvaluation::NodeMembers>> TreeEvaluation::allMembers(const FilterTree& tree)
{
    std::vector<NodeMembers> record;
    const auto root = run(tree.root(), &record, {}, false);
    if (!root) {
        return fail(root.error());
    }
    return record;
}

Result<Members> TreeEvaluation::run(const Node& node, std::vector<NodeMembers>* record, const NodePath& path,
                                    bool ignored)
{
    if (m_scope.cancel.isCancelled()) {
        return cancelled();
    }
    const std::size_t place = record == nullptr ? 0 : record->size();
    if (record != nullptr) {
        record->push_back({path, nullptr, ignored});
    }
    const auto* group = std::get_if<Group>(&node.body);
    auto members = group != nullptr ? runGroup(*group, record, path, ignored) : runLeaf(node);
    if (members && record != nullptr) {
        (*record)[place].members = *members;
    }
    return members;
}

Result<Members> TreeEvaluation::runGroup(const Group& group, std::vector<NodeMembers>* record, const NodePath& path,
                                         bool ignored)
{
    std::vector<Members> children;
    for (std::size_t i = 0; i < group.children.size(); ++i) {
        const Node& child = group.children[i];
        const bool childIgnored = isIgnored(child);
        if (childIgnored && record == nullptr) {
            continue;
        }
        auto members = run(child, record, record == nullptr ? path : childOf(path, i), ignored || childIgnored);
        if (!members) {
            return members;
        }
        if (!childIgnored) {
            children.push_back(std::move(*members));
        }
    }
    return std::make_shared<const Bitset>(combine(group, children, m_scope.audience.size()));
}

Result<Members> TreeEvaluation::runLeaf(const Node& node)
{
    if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
        return segmentMembers(reference->segment);
    }
    if (!dependsOnLeafAlone(node)) {
        return findOrEvaluate(node);
    }
    const TimeFrame& frame = m_scope.frame;
    const LeafCache::Moment moment{m_scope.audience.serial(), frame.now, frame.lastSeen(), frame.zone.name()};
    if (Members known = m_cache.recent(node, moment)) {
        return known;
    }
    auto members = findOrEvaluate(node);
    if (members) {
        m_cache.remember(node, moment, *members);
    }
    return members;
}

Result<Members> TreeEvaluation::findOrEvaluate(const Node& node)
{
    const std::string key = cacheKey(node);
    if (Members known = m_cache.members(key)) {
        return known;
    }
    LeafResult result = evaluateLeaf(node);
    if (!result) {
        return fail(std::move(result.error()));
    }
    auto members = std::make_shared<const Bitset>(std::move(*result));
    m_cache.put(key, members);
    return members;
}

LeafResult TreeEvaluation::evaluateLeaf(const Node& node)
{
    struct Visitor {
        TreeEvaluation& evaluation;
        const EvaluationScope& scope;
        LeafResult operator()(const AttributeTest& leaf) const { return evaluateAttribute(leaf, scope); }
        LeafResult operator()(const EventCount& leaf) const { return evaluateCount(leaf, scope); }
        LeafResult operator()(const EventAggregate& leaf) const { return evaluateAggregate(leaf, scope); }
        LeafResult operator()(const EventBoundary& leaf) const { return evaluateBoundary(leaf, scope); }
        LeafResult operator()(const EventSequence& leaf) const { return evaluateSequence(leaf, scope); }
        LeafResult operator()(const ScoreTest& leaf) const { return evaluation.evaluateScoreTest(leaf); }
        LeafResult operator()(const AttributeComparison& leaf) const { return evaluateComparison(leaf, scope); }
        LeafResult operator()(const BucketTest& leaf) const { return evaluation.evaluateBucketTest(leaf); }
        LeafResult operator()(const DistanceTest& leaf) const { return evaluation.evaluateDistanceTest(leaf); }
        LeafResult operator()(const Group&) const { return fail(ErrorCode::Internal, "a group is no leaf"); }
        LeafResult operator()(const SegmentReference&) const
        {
            return fail(ErrorCode::Internal, "a reference is no leaf");
        }
    };
    return std::visit(Visitor{*this, m_scope}, node.body);
}

LeafResult TreeEvaluation::evaluateScoreTest(const ScoreTest& leaf)
{
    const Score* score = findScore(m_definitions, leaf.score);
    if (score == nullptr) {
        return fail(ErrorCode::InvalidInput, fmt::format("there is no score '{}'", leaf.score));
    }
    const auto sums = scores(*score);
    if (!sums) {
        return fail(sums.error());
    }
    if (const auto* band = std::get_if<PercentileBand>(&leaf.test)) {
        return (*sums)->profilesInBand(*band);
    }
    return (*sums)->profilesIn(numberMatcher(std::get<ValueTest>(leaf.test), m_scope.frame).acceptedNumbers());
}

template <typename Compute>
Result<LeafCache::Scores> TreeEvaluation::shared(const std::string& key, const Compute& compute)
{
    if (LeafCache::Scores known = m_cache.scores(key)) {
        return known;
    }
    Result<ScoreSums> numbers = compute();
    if (!numbers) {
        return fail(std::move(numbers.error()));
    }
    auto shared = std::make_shared<const ScoreSums>(std::move(*numbers));
    m_cache.put(key, shared);
    return shared;
}

Result<LeafCache::Scores> TreeEvaluation::scores(const Score& score)
{
    return shared(scopeKey(m_scope.audience.serial(), true) + "score " + toText(writeScore(score)),
                  [&] { return evaluateScore(score, m_scope); });
}

LeafResult TreeEvaluation::evaluateBucketTest(const BucketTest& leaf)
{
    const auto buckets = shared(scopeKey(m_scope.audience.profileSerial(), false) + "bucket " + leaf.seed,
                                [&] { return evaluateBuckets(leaf.seed, m_scope); });
    return buckets ? LeafResult((*buckets)->profilesIn(numberMatcher(leaf.test, m_scope.frame).acceptedNumbers()))
                   : fail(buckets.error());
}

LeafResult TreeEvaluation::evaluateDistanceTest(const DistanceTest& leaf)
{
    DistanceTest place = leaf;
    place.test = {};
    const auto distances = shared(scopeKey(m_scope.audience.profileSerial(), false) + canonicalText(Node{place, false}),
                                  [&] { return evaluateDistances(leaf, m_scope); });
    return distances ? LeafResult(profilesWithin(**distances, leaf.test, m_scope)) : fail(distances.error());
}

Result<Members> TreeEvaluation::segmentMembers(const std::string& name)
{
    if (const auto known = m_segments.find(name); known != m_segments.end()) {
        return known->second;
    }
    const auto found = m_definitions.segments.find(name);
    if (found == m_definitions.segments.end()) {
        return fail(ErrorCode::InvalidInput, fmt::format("there is no segment '{}'", name));
    }
    auto members = run(found->second.root(), nullptr, {}, false);
    if (members) {
        m_segments[name] = *members;
    }
    return members;
}

} // namespace postweave::segment
