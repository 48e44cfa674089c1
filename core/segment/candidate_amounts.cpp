// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates for sums and scores: how much is missing, and what brings it.
#include "core/audience/column_summary.h"
#include "core/segment/evaluator.h"
#include "core/segment/fact_candidates.h"
#include "core/segment/leaf_evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxTargets = 12;

std::optional<double> numberIn(const AddedEvent& event, const std::string& property)
{
    for (const auto& [name, value] : event.properties) {
        if (name == property) {
            const auto* integer = std::get_if<std::int64_t>(&value);
            const auto* number = std::get_if<double>(&value);
            return integer != nullptr  ? std::optional(static_cast<double>(*integer))
                   : number != nullptr ? std::optional(*number)
                                       : std::nullopt;
        }
    }
    return std::nullopt;
}

void setProperty(AddedEvent& event, const std::string& property, Value value)
{
    std::erase_if(event.properties, [&](const auto& each) { return each.first == property; });
    event.properties.emplace_back(property, std::move(value));
}

/// The column that holds a property of an event's type, if there is one.
const audience::CodedColumn* columnOf(const AddedEvent& event, const std::string& property, const FactScope& scope)
{
    const audience::EventTable* table = scope.people.event(event.type);
    return table == nullptr ? nullptr : table->property(property);
}

/// A number as a value of a column; nothing where it holds whole numbers, or no negative ones, and this is one.
std::optional<Value> fittingNumber(double number, const audience::CodedColumn* column)
{
    constexpr double kExact = 9007199254740992.0;
    const bool whole = number == std::floor(number) && std::abs(number) < kExact;
    if (!std::isfinite(number)) {
        return std::nullopt;
    }
    if (column == nullptr) {
        return Value(number);
    }
    const audience::ValueDictionary& dictionary = column->dictionary();
    const bool integers = column->type() == ValueType::Integer;
    if (!integers && column->type() != ValueType::Number) {
        return std::nullopt;
    }
    const double least = dictionary.size() == 0 ? 0
                         : integers             ? static_cast<double>(dictionary.integer(1))
                                                : dictionary.number(1);
    if ((integers && !whole) || (number < 0 && least >= 0)) {
        return std::nullopt;
    }
    return integers ? Value(static_cast<std::int64_t>(number)) : Value(number);
}

struct Amounts {
    double sum = 0;
    std::size_t count = 0;
};

Amounts amountsOf(const std::vector<AddedEvent>& events, const std::string& property)
{
    Amounts amounts;
    for (const AddedEvent& event : events) {
        if (const auto number = numberIn(event, property)) {
            amounts.sum += *number;
            ++amounts.count;
        }
    }
    return amounts;
}

/// What one more event would have to hold for the aggregate to become `target`.
double neededFor(AggregateFunction function, const Amounts& standing, double target)
{
    switch (function) {
    case AggregateFunction::Sum:
        return target - standing.sum;
    case AggregateFunction::Average:
        return target * static_cast<double>(standing.count + 1) - standing.sum;
    default:
        return target;
    }
}

/// A value of the property that is in none of the events.
std::optional<Value> freshValue(const std::vector<AddedEvent>& events, const std::string& property,
                                const audience::CodedColumn* column)
{
    const auto isNew = [&](const Value& value) {
        return std::none_of(events.begin(), events.end(), [&](const AddedEvent& event) {
            return std::find(event.properties.begin(), event.properties.end(), std::pair(property, value)) !=
                   event.properties.end();
        });
    };
    constexpr audience::ValueDictionary::Code kMost = 2000;
    const std::size_t known = column == nullptr ? 0 : column->dictionary().size();
    for (audience::ValueDictionary::Code code = 1; code <= known && code <= kMost; ++code) {
        if (Value value = column->dictionary().value(code); isNew(value)) {
            return value;
        }
    }
    const ValueType type = column == nullptr ? ValueType::Text : column->type();
    for (std::int64_t number = 1; number <= kMost; ++number) {
        const Value value = type == ValueType::Text      ? Value("another " + std::to_string(number))
                            : type == ValueType::List    ? Value(TextList{"another " + std::to_string(number)})
                            : type == ValueType::Integer ? Value(number)
                            : type == ValueType::Number  ? Value(static_cast<double>(number))
                                                         : Value();
        if (!isMissing(value) && isNew(value)) {
            return value;
        }
    }
    return std::nullopt;
}

std::vector<FactCandidate> moreDistinct(const EventAggregate& leaf, const AddedEvent& event, const RealSet& wanted,
                                        std::vector<AddedEvent> events, const FactScope& scope)
{
    const audience::CodedColumn* column = columnOf(event, leaf.property, scope);
    std::vector<FactCandidate> candidates;
    FactCandidate grown;
    while (grown.events.size() < std::min<std::size_t>(kMaxAddedEvents, 100)) {
        auto value = freshValue(events, leaf.property, column);
        if (!value) {
            break;
        }
        AddedEvent next = event;
        setProperty(next, leaf.property, std::move(*value));
        events.push_back(next);
        grown.events.push_back(std::move(next));
        candidates.push_back(grown);
    }
    // Which of them is enough is for the trial to say; where none can be, none is tried.
    return wanted.ranges().empty() ? std::vector<FactCandidate>() : candidates;
}

} // namespace

std::vector<FactCandidate> candidatesForAggregate(const EventAggregate& leaf, bool wanted, const PersonFacts& facts,
                                                  const FactScope& scope)
{
    const auto event = newEvent(leaf.events, leaf.within, scope);
    if (!event) {
        return {};
    }
    const RealSet holds = numberMatcher(leaf.test, scope.frame).acceptedNumbers();
    const RealSet target = wanted ? holds : holds.complement();
    const std::vector<AddedEvent> events = matchingEvents(leaf.events, leaf.within, *facts.alone(), scope.frame);
    if (leaf.function == AggregateFunction::Distinct) {
        return moreDistinct(leaf, *event, target, events, scope);
    }
    const Amounts standing = amountsOf(events, leaf.property);
    std::vector<FactCandidate> candidates;
    const auto addEvent = [&](double number) {
        if (auto value = fittingNumber(number, columnOf(*event, leaf.property, scope))) {
            AddedEvent with = *event;
            setProperty(with, leaf.property, std::move(*value));
            candidates.push_back({{std::move(with)}, std::nullopt});
        }
    };
    std::vector<double> numbers = targetsIn(target, standing.sum);
    numbers.resize(std::min(numbers.size(), kMaxTargets));
    for (const double number : numbers) {
        const double needed = neededFor(leaf.function, standing, number);
        for (const double rounded : {needed, std::ceil(needed), std::floor(needed)}) {
            addEvent(rounded);
        }
    }
    // Where any number would do, or where it is other conditions that say which: what the event holds, or others have.
    addEvent(numberIn(*event, leaf.property).value_or(0));
    if (const audience::CodedColumn* column = columnOf(*event, leaf.property, scope)) {
        for (const audience::ValueCount& known : audience::topValues(*column, kMaxTargets)) {
            if (const auto number = numberIn({{}, {}, {{leaf.property, known.value}}}, leaf.property)) {
                addEvent(*number);
            }
        }
    }
    return candidates;
}

namespace {

/// What each term of a score could bring.
class ScoreCandidates {
public:
    ScoreCandidates(const Score& score, const PersonFacts& facts, const FactScope& scope)
        : m_score(score), m_facts(facts), m_scope(scope)
    {
    }

    std::vector<FactCandidate> toReach(const std::vector<double>& targets, double standing)
    {
        for (const double target : targets) {
            for (const ScoreTerm& term : m_score.terms) {
                std::visit([&](const auto& each) { add(each, target, target - standing); }, term);
            }
        }
        std::stable_sort(m_candidates.begin(), m_candidates.end(),
                         [](const FactCandidate& a, const FactCandidate& b) { return a.cost() < b.cost(); });
        return std::move(m_candidates);
    }

private:
    static std::vector<double> near(double number) { return {std::ceil(number), std::floor(number), number}; }

    void add(const AttributeTerm& term, double target, double missing)
    {
        const audience::AttributeColumn* attribute = m_scope.people.attribute(term.attribute);
        if (attribute == nullptr || term.weight == 0) {
            return;
        }
        const Value before = m_facts.value(term.attribute);
        const double now = numberIn({{}, {}, {{term.attribute, before}}}, term.attribute).value_or(0);
        // A number too large for the difference to show is replaced, or cleared.
        for (const double wanted : {now + missing / term.weight, target / term.weight}) {
            for (const double number : near(wanted)) {
                if (auto value = fittingNumber(number, &attribute->column)) {
                    m_candidates.push_back({{}, ValueChange{term.attribute, before, std::move(*value)}});
                }
            }
        }
        m_candidates.push_back({{}, ValueChange{term.attribute, before, Value()}});
    }

    void add(const EventTerm& term, double, double missing)
    {
        const auto event = newEvent(term.events, term.within, m_scope);
        if (!event || term.weight == 0) {
            return;
        }
        const double needed = missing / term.weight;
        if (!term.per.empty()) {
            addAmounts(*event, term.per, needed);
        } else if (needed > 0 && needed <= static_cast<double>(kMaxAddedEvents)) {
            const auto count = static_cast<std::size_t>(std::ceil(needed));
            // Rounding may leave the exact number a little short.
            m_candidates.push_back({std::vector<AddedEvent>(count, *event), std::nullopt});
            m_candidates.push_back({std::vector<AddedEvent>(count + 1, *event), std::nullopt});
        }
    }

    /// What depends on other people too is left as it is.
    template <typename Other>
    void add(const Other&, double, double)
    {
    }

    void addAmounts(const AddedEvent& event, const std::string& property, double needed)
    {
        for (const double number : near(needed)) {
            if (auto value = fittingNumber(number, columnOf(event, property, m_scope))) {
                AddedEvent with = event;
                setProperty(with, property, std::move(*value));
                m_candidates.push_back({{std::move(with)}, std::nullopt});
            }
        }
    }

    const Score& m_score;
    const PersonFacts& m_facts;
    const FactScope& m_scope;
    std::vector<FactCandidate> m_candidates;
};

} // namespace

std::vector<FactCandidate> candidatesForScore(const ScoreTest& leaf, bool wanted, const PersonFacts& facts,
                                              const FactScope& scope)
{
    const Score* score = findScore(*scope.definitions, leaf.score);
    const auto* test = std::get_if<ValueTest>(&leaf.test);
    if (score == nullptr || test == nullptr) {
        return {};
    }
    const TimeFrame& frame = scope.frame;
    Evaluator alone(facts.alone(), scope.definitions, frame.now, frame.zone, nullptr, frame.horizon);
    const auto sums = alone.scores(*score);
    if (!sums) {
        return {};
    }
    const double standing = (*sums)->front();
    const RealSet holds = numberMatcher(*test, frame).acceptedNumbers();
    std::vector<double> targets = targetsIn(wanted ? holds : holds.complement(), standing);
    targets.resize(std::min(targets.size(), kMaxTargets));
    return ScoreCandidates(*score, facts, scope).toReach(targets, standing);
}

} // namespace postweave::segment
