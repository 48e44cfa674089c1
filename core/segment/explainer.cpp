// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explainer.h"

#include "core/base/json.h"
#include "core/segment/sequence_match.h"
#include "core/segment/value_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace postweave::segment {

using audience::EventTable;

namespace {

bool groupHolds(const Group& group, std::size_t holding, std::size_t counted)
{
    switch (group.kind) {
    case GroupKind::All:
        return holding == counted;
    case GroupKind::Any:
        return holding > 0;
    case GroupKind::None:
    case GroupKind::Not:
        return holding == 0;
    case GroupKind::AtLeast:
        break;
    }
    return holding >= group.atLeast;
}

std::string countText(std::size_t count)
{
    return count == 0 ? "no matching event" : fmt::format("{} matching {}", count, count == 1 ? "event" : "events");
}

/// The number a property holds, if it holds one.
std::optional<double> numberOf(const Value& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

double aggregated(AggregateFunction function, const std::vector<double>& numbers)
{
    if (function == AggregateFunction::Smallest) {
        return *std::min_element(numbers.begin(), numbers.end());
    }
    if (function == AggregateFunction::Largest) {
        return *std::max_element(numbers.begin(), numbers.end());
    }
    double sum = 0;
    for (const double number : numbers) {
        sum += number;
    }
    return function == AggregateFunction::Average ? sum / static_cast<double>(numbers.size()) : sum;
}

constexpr std::array<std::string_view, 5> kFunctionWords{"sum", "average", "smallest", "largest", "different values"};

} // namespace

Result<Explanation> Explainer::explain(const FilterTree& tree, audience::Ordinal profile)
{
    m_tree = &tree;
    m_profile = profile;
    Explanation explanation;
    const auto member = walk(tree.root(), {}, false, explanation);
    if (!member) {
        return fail(member.error());
    }
    explanation.member = *member;
    return explanation;
}

Result<bool> Explainer::walk(const Node& node, const NodePath& path, bool ignored, Explanation& explanation)
{
    const std::size_t place = explanation.nodes.size();
    explanation.nodes.emplace_back();
    ExplainedNode explained;
    if (const auto* group = std::get_if<Group>(&node.body)) {
        const auto value = walkGroup(*group, path, ignored, explanation, explained);
        if (!value) {
            return value;
        }
        explained.value = *value;
    } else {
        auto outcome = std::visit([this](const auto& body) { return explainLeaf(body); }, node.body);
        if (!outcome) {
            return fail(std::move(outcome.error()));
        }
        explained = std::move(*outcome);
    }
    explained.path = path;
    explained.jsonPath = m_tree->jsonPath(path);
    explained.ignored = ignored;
    explanation.nodes[place] = std::move(explained);
    return explanation.nodes[place].value;
}

Result<bool> Explainer::walkGroup(const Group& group, const NodePath& path, bool ignored, Explanation& explanation,
                                  ExplainedNode& explained)
{
    std::size_t holding = 0;
    std::size_t counted = 0;
    for (std::size_t i = 0; i < group.children.size(); ++i) {
        NodePath childPath = path;
        childPath.push_back(static_cast<std::uint32_t>(i));
        const bool childIgnored = isIgnored(group.children[i]);
        const auto value = walk(group.children[i], childPath, ignored || childIgnored, explanation);
        if (!value) {
            return value;
        }
        holding += !childIgnored && *value ? 1 : 0;
        counted += childIgnored ? 0 : 1;
    }
    explained.because = counted == 0 ? "there is nothing to hold" : fmt::format("{} of {} hold", holding, counted);
    return groupHolds(group, holding, counted);
}

Explainer::Outcome Explainer::explainLeaf(const Group&)
{
    return fail(ErrorCode::Internal, "a group is no leaf");
}

Explainer::Outcome Explainer::explainLeaf(const AttributeTest& leaf)
{
    const audience::AttributeColumn* attribute = m_scope.audience.attribute(leaf.attribute);
    const auto matcher = ValueMatcher::compile(leaf.test, attribute->column.type(), m_scope.frame);
    if (!matcher) {
        return fail(matcher.error());
    }
    ExplainedNode explained;
    explained.actual = attribute->column.value(m_profile);
    explained.value = matcher->matches(*explained.actual);
    explained.because = factText(leaf.attribute, *explained.actual);
    if (!leaf.held || !explained.value) {
        return explained;
    }
    const audience::AttributeHistory* history = m_scope.audience.history(leaf.attribute);
    if (history == nullptr) {
        return fail(ErrorCode::InvalidUsage, fmt::format("the history of '{}' is not loaded", leaf.attribute));
    }
    const auto since = heldSince(*history, m_profile, matcher->matchingCodes(history->values().dictionary()));
    explained.value = satisfiesHeld(*leaf.held, since, m_scope.frame);
    explained.because += since ? fmt::format(", and it has held since {}", timeText(*since)) : ", and it always held";
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const AttributeComparison& leaf)
{
    const Value value = m_scope.audience.value(m_profile, leaf.attribute);
    const Value other = m_scope.audience.value(m_profile, leaf.other);
    ExplainedNode explained;
    explained.actual = value;
    explained.value = comparisonHolds(leaf, value, other, m_scope.frame.zone);
    explained.because = fmt::format("{}, and {}", factText(leaf.attribute, value), factText(leaf.other, other));
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const BucketTest& leaf)
{
    const auto bucket = bucketOf(leaf.seed, m_scope.audience.key(m_profile));
    if (!bucket) {
        return fail(bucket.error());
    }
    ExplainedNode explained;
    explained.actual = std::int64_t{*bucket};
    explained.value = numberMatcher(leaf.test, m_scope.frame).matchesNumber(*bucket);
    explained.because = fmt::format("the bucket under '{}' is {}", leaf.seed, *bucket);
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const DistanceTest& leaf)
{
    const Value latitude = m_scope.audience.value(m_profile, leaf.latitude);
    const Value longitude = m_scope.audience.value(m_profile, leaf.longitude);
    ExplainedNode explained;
    const auto point = pointOf(latitude, longitude);
    if (!point) {
        explained.value = isNegative(leaf.test.op);
        explained.because = fmt::format("there is no place: {}, and {}", factText(leaf.latitude, latitude),
                                        factText(leaf.longitude, longitude));
        return explained;
    }
    const double distance = distanceBetween(leaf.from, *point);
    explained.actual = distance;
    explained.value = numberMatcher(leaf.test, m_scope.frame).matchesNumber(distance);
    explained.because = fmt::format("{:.3f} km away", distance);
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const EventCount& leaf)
{
    const auto events = eventsIn(leaf.events, resolveWindow(leaf.within, m_scope.frame));
    ExplainedNode explained;
    explained.actual = static_cast<std::int64_t>(events.size());
    explained.value = countMatcher(leaf.count, m_scope.frame).matchesNumber(static_cast<double>(events.size()));
    explained.because = countText(events.size());
    if (!events.empty()) {
        explained.because += fmt::format(", the last on {}", timeText(events.back().table->time(events.back().row)));
    }
    addEvidence(events, explained);
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const EventAggregate& leaf)
{
    std::vector<FoundEvent> used;
    std::vector<double> numbers;
    std::set<Value> different;
    for (const FoundEvent& event : eventsIn(leaf.events, resolveWindow(leaf.within, m_scope.frame))) {
        const audience::CodedColumn* column = event.table->property(leaf.property);
        const Value value = column == nullptr ? Value{} : column->value(event.row);
        const auto number = numberOf(value);
        const bool distinct = leaf.function == AggregateFunction::Distinct;
        if (isMissing(value) || (!distinct && !number)) {
            continue;
        }
        used.push_back(event);
        numbers.push_back(number.value_or(0));
        different.insert(number ? Value(*number) : value);
    }
    ExplainedNode explained;
    addEvidence(used, explained);
    const bool countsNothing = leaf.function == AggregateFunction::Sum || leaf.function == AggregateFunction::Distinct;
    if (used.empty() && !countsNothing) {
        explained.because = fmt::format("no matching event has {}", leaf.property);
        return explained;
    }
    const double result = leaf.function == AggregateFunction::Distinct ? static_cast<double>(different.size())
                                                                       : aggregated(leaf.function, numbers);
    explained.actual = result;
    explained.value = numberMatcher(leaf.test, m_scope.frame).matchesNumber(result);
    explained.because = fmt::format("{} of {} is {} over {}", kFunctionWords[static_cast<std::size_t>(leaf.function)],
                                    leaf.property, formatNumber(result), countText(used.size()));
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const EventBoundary& leaf)
{
    const bool first = leaf.which == EventBoundary::Which::First;
    const TimeSpan window = resolveWindow(leaf.within, m_scope.frame);
    const auto events = eventsIn(leaf.events, resolveWindow(std::nullopt, m_scope.frame));
    ExplainedNode explained;
    if (events.empty()) {
        explained.because = countText(0);
        return explained;
    }
    const FoundEvent event = first ? events.front() : events.back();
    const Instant time = event.table->time(event.row);
    explained.actual = time;
    explained.value = window.from <= time && time < window.to;
    explained.because = fmt::format("the {} was on {}", first ? "first" : "last", timeText(time));
    addEvidence({event}, explained);
    explained.eventCount = events.size();
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const EventSequence& leaf)
{
    const TimeSpan window = resolveWindow(leaf.within, m_scope.frame);
    std::vector<std::vector<FoundEvent>> found;
    StepTimes times;
    for (const SequenceStep& step : leaf.steps) {
        found.push_back(eventsIn(step.events, window));
        times.emplace_back();
        for (const FoundEvent& event : found.back()) {
            times.back().push_back(event.table->time(event.row).microseconds);
        }
    }
    const std::vector<std::int64_t> chain = findChain(leaf, times, m_scope.frame);
    ExplainedNode explained;
    explained.value = !chain.empty();
    std::vector<std::string> counts;
    std::vector<FoundEvent> used;
    std::size_t link = 0;
    for (std::size_t step = 0; step < leaf.steps.size(); ++step) {
        counts.push_back(fmt::format("{} {}", found[step].size(), leaf.steps[step].events.type));
        if (chain.empty() || !leaf.steps[step].occurs) {
            continue;
        }
        const auto at = std::lower_bound(times[step].begin(), times[step].end(), chain[link++]) - times[step].begin();
        used.push_back(found[step][static_cast<std::size_t>(at)]);
    }
    std::vector<std::string> links;
    for (const FoundEvent& event : used) {
        links.push_back(fmt::format("{} on {}", event.table->type(), timeText(event.table->time(event.row))));
    }
    explained.because = chain.empty() ? fmt::format("no such chain among {}", fmt::join(counts, ", "))
                                      : fmt::format("{}", fmt::join(links, ", then "));
    addEvidence(used, explained);
    return explained;
}

Explainer::Outcome Explainer::explainLeaf(const ScoreTest& leaf)
{
    const auto scores = m_evaluation.scores(*findScore(m_definitions, leaf.score));
    if (!scores) {
        return fail(scores.error());
    }
    const double score = (**scores)[m_profile];
    ExplainedNode explained;
    explained.actual = score;
    explained.because = fmt::format("{} is {}", leaf.score, formatNumber(score));
    if (const auto told = tellTerms(*findScore(m_definitions, leaf.score), explained); !told) {
        return fail(told.error());
    }
    if (const auto* test = std::get_if<ValueTest>(&leaf.test)) {
        explained.value = numberMatcher(*test, m_scope.frame).matchesNumber(score);
        return explained;
    }
    const auto& band = std::get<PercentileBand>(leaf.test);
    const double percentile = (*scores)->percentileOf(score);
    explained.actual = percentile;
    explained.value = percentile >= band.from && (percentile < band.to || band.to >= 100);
    explained.because += fmt::format(", higher than {} % of all profiles", formatNumber(percentile));
    return explained;
}

/// What each term brings, and the events of all of them.
Result<void> Explainer::tellTerms(const Score& score, ExplainedNode& explained)
{
    std::vector<std::string> parts;
    std::vector<FoundEvent> used;
    for (const ScoreTerm& term : score.terms) {
        const auto alone = m_evaluation.scores({score.name, {term}});
        if (!alone) {
            return fail(alone.error());
        }
        const std::string source = std::visit(
            [&](const auto& one) {
                if constexpr (requires { one.events; }) {
                    const auto its = eventsIn(one.events, resolveWindow(one.within, m_scope.frame));
                    used.insert(used.end(), its.begin(), its.end());
                    return one.events.type;
                } else {
                    return one.attribute;
                }
            },
            term);
        parts.push_back(fmt::format("{} from {}", formatNumber((**alone)[m_profile]), source));
    }
    std::stable_sort(used.begin(), used.end(), [](const FoundEvent& a, const FoundEvent& b) {
        return a.table->time(a.row) < b.table->time(b.row);
    });
    addEvidence(used, explained);
    explained.because += parts.empty() ? "" : fmt::format(": {}", fmt::join(parts, ", "));
    return {};
}

Explainer::Outcome Explainer::explainLeaf(const SegmentReference& leaf)
{
    const FilterTree* outer = m_tree;
    m_tree = &m_definitions.segments.find(leaf.segment)->second;
    Explanation inner;
    const auto member = walk(m_tree->root(), {}, false, inner);
    m_tree = outer;
    if (!member) {
        return fail(member.error());
    }
    ExplainedNode explained;
    explained.value = *member;
    explained.because = fmt::format("{} a member of '{}'", *member ? "is" : "is not", leaf.segment);
    explained.inner = std::move(inner.nodes);
    return explained;
}

std::vector<Explainer::FoundEvent> Explainer::eventsIn(const EventFilter& events, TimeSpan span) const
{
    std::vector<FoundEvent> found;
    for (const auto& table : m_scope.audience.events()) {
        if (!matchesType(events.type, table->type())) {
            continue;
        }
        const EventTester tester = EventTester::make(events, *table, m_scope.frame);
        for (const EventTable::Row row : table->findRowsOf(m_profile)) {
            const Instant time = table->time(row);
            if (time >= span.from && time < span.to && tester.matches(row)) {
                found.push_back({table.get(), row});
            }
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const FoundEvent& a, const FoundEvent& b) {
        return a.table->time(a.row) < b.table->time(b.row);
    });
    return found;
}

void Explainer::addEvidence(const std::vector<FoundEvent>& events, ExplainedNode& explained) const
{
    explained.eventCount = events.size();
    const std::size_t first = events.size() > kMaxEvidence ? events.size() - kMaxEvidence : 0;
    for (std::size_t i = first; i < events.size(); ++i) {
        const FoundEvent& event = events[i];
        explained.events.push_back(
            {event.table->type(), event.table->time(event.row), event.table->propertiesOf(event.row)});
    }
}

std::string Explainer::factText(const std::string& attribute, const Value& value) const
{
    return isMissing(value) ? fmt::format("{} is not set", attribute)
                            : fmt::format("{} is {}", attribute, wordsOf(value, m_scope.frame.zone));
}

std::string Explainer::timeText(Instant time) const
{
    return m_scope.frame.zone.format(time);
}

} // namespace postweave::segment
