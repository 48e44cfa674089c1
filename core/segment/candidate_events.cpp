// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/catalog.h"
#include "core/segment/fact_candidates.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/test_types.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxTypes = 20;

/// The type that a value of an unknown property would have.
ValueType guessedType(const ValueTest& test)
{
    const LiteralList literals = literalsOf(test);
    if (std::holds_alternative<Duration>(test.operand)) {
        return ValueType::DateTime;
    }
    if (literals.empty() || std::holds_alternative<std::string>(literals.front())) {
        return appliesTo(test.op, ValueType::Text) ? ValueType::Text
               : test.op >= Operator::Has          ? ValueType::List
                                                   : ValueType::Date;
    }
    return std::holds_alternative<bool>(literals.front())           ? ValueType::Boolean
           : std::holds_alternative<std::int64_t>(literals.front()) ? ValueType::Integer
                                                                    : ValueType::Number;
}

/// A value of a property that passes all of its tests; missing where that passes.
std::optional<Value> witness(const std::vector<const ValueTest*>& tests, const audience::CodedColumn* column,
                             const TimeFrame& frame)
{
    const ValueType type = column != nullptr ? column->type() : guessedType(*tests.front());
    std::vector<ValueMatcher> matchers;
    for (const ValueTest* test : tests) {
        matchers.push_back(matcherFor(*test, type, frame));
    }
    const auto passes = [&](const Value& value) {
        return std::all_of(matchers.begin(), matchers.end(),
                           [&](const ValueMatcher& matcher) { return matcher.matches(value); });
    };
    if (passes(Value())) {
        return Value();
    }
    for (Value& value : candidateValues(tests, type, {}, column, frame)) {
        if (passes(value)) {
            return std::move(value);
        }
    }
    return std::nullopt;
}

std::optional<AddedEvent> eventOfType(const std::string& type, const audience::EventTable* table,
                                      const EventFilter& filter, const TimeFrame& frame)
{
    std::map<std::string, std::vector<const ValueTest*>> byProperty;
    for (const PropertyTest& where : filter.where) {
        byProperty[where.property].push_back(&where.test);
    }
    AddedEvent event{type, frame.lastSeen(), {}};
    for (const auto& [property, tests] : byProperty) {
        auto value = witness(tests, table == nullptr ? nullptr : table->property(property), frame);
        if (!value) {
            return std::nullopt;
        }
        if (!isMissing(*value)) {
            event.properties.emplace_back(property, std::move(*value));
        }
    }
    return event;
}

std::vector<AddedEvent> copiesOf(const AddedEvent& event, std::size_t count)
{
    return std::vector<AddedEvent>(count, event);
}

std::vector<FactCandidate> candidatesForCount(const EventCount& leaf, bool wanted, const PersonFacts& facts,
                                              const FactScope& scope)
{
    const auto event = newEvent(leaf.events, leaf.within, scope);
    if (!event) {
        return {};
    }
    const auto standing =
        static_cast<double>(matchingEvents(leaf.events, leaf.within, *facts.alone(), scope.frame).size());
    const RealSet holds = countMatcher(leaf.count, scope.frame).acceptedNumbers();
    const RealSet more(standing + 1, standing + static_cast<double>(kMaxAddedEvents));
    const RealSet reachable = (wanted ? holds : holds.complement()).intersection(more);
    for (const RealSet::Range& range : reachable.ranges()) {
        const double target = std::ceil(range.low);
        if (target <= range.high) {
            return {{copiesOf(*event, static_cast<std::size_t>(target - standing)), std::nullopt}};
        }
    }
    return {};
}

std::vector<FactCandidate> candidatesForBoundary(const EventBoundary& leaf, bool wanted, const FactScope& scope)
{
    // To move a last event out of its window a later one is needed: one of no window.
    const auto event = newEvent(leaf.events, wanted ? std::optional(leaf.within) : std::nullopt, scope);
    return event ? std::vector<FactCandidate>{{{*event}, std::nullopt}} : std::vector<FactCandidate>();
}

/// The last steps of the chain, one more at a time; to break it, what must not happen.
std::vector<FactCandidate> candidatesForSequence(const EventSequence& leaf, bool wanted, const FactScope& scope)
{
    std::vector<FactCandidate> candidates;
    std::vector<AddedEvent> chain;
    std::int64_t before = 0;
    for (auto step = leaf.steps.rbegin(); step != leaf.steps.rend(); ++step) {
        auto event = step->occurs == wanted ? newEvent(step->events, leaf.within, scope) : std::nullopt;
        if (!event) {
            continue;
        }
        if (!wanted) {
            candidates.push_back({{*event}, std::nullopt});
            continue;
        }
        event->time.microseconds -= before++;
        chain.insert(chain.begin(), *event);
        candidates.push_back({chain, std::nullopt});
    }
    return candidates;
}

} // namespace

std::optional<AddedEvent> newEvent(const EventFilter& filter, const std::optional<Window>& window,
                                   const FactScope& scope)
{
    const TimeSpan span = resolveWindow(window, scope.frame);
    const Instant moment = scope.frame.lastSeen();
    if (moment < span.from || moment >= span.to) {
        return std::nullopt;
    }
    std::size_t tried = 0;
    for (const auto& table : scope.people.events()) {
        if (matchesType(filter.type, table->type()) && tried++ < kMaxTypes) {
            if (auto event = eventOfType(table->type(), table.get(), filter, scope.frame)) {
                return event;
            }
        }
    }
    std::string type = filter.type;
    if (type.ends_with('*')) {
        type.pop_back();
    }
    return tried > 0 || type.empty() ? std::nullopt : eventOfType(type, nullptr, filter, scope.frame);
}

std::vector<AddedEvent> matchingEvents(const EventFilter& filter, const std::optional<Window>& window,
                                       const audience::Audience& alone, const TimeFrame& frame)
{
    const TimeSpan span = resolveWindow(window, frame);
    std::vector<AddedEvent> found;
    for (const auto& table : alone.events()) {
        if (!matchesType(filter.type, table->type())) {
            continue;
        }
        const EventTester tester = EventTester::make(filter, *table, frame);
        for (const auto row : table->findRowsOf(0)) {
            if (table->time(row) >= span.from && table->time(row) < span.to && tester.matches(row)) {
                found.push_back({table->type(), table->time(row), table->propertiesOf(row)});
            }
        }
    }
    return found;
}

std::vector<FactCandidate> candidatesFor(const Node& leaf, bool wanted, const PersonFacts& facts,
                                         const FactScope& scope)
{
    if (const auto* count = std::get_if<EventCount>(&leaf.body)) {
        return candidatesForCount(*count, wanted, facts, scope);
    }
    if (const auto* aggregate = std::get_if<EventAggregate>(&leaf.body)) {
        return candidatesForAggregate(*aggregate, wanted, facts, scope);
    }
    if (const auto* boundary = std::get_if<EventBoundary>(&leaf.body)) {
        return candidatesForBoundary(*boundary, wanted, scope);
    }
    if (const auto* sequence = std::get_if<EventSequence>(&leaf.body)) {
        return candidatesForSequence(*sequence, wanted, scope);
    }
    const auto* score = std::get_if<ScoreTest>(&leaf.body);
    return score == nullptr ? std::vector<FactCandidate>() : candidatesForScore(*score, wanted, facts, scope);
}

} // namespace postweave::segment
