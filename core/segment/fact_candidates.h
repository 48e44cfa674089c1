// SPDX-License-Identifier: GPL-3.0-or-later
// What facts could be changed to. Private to core/segment.
//
// Nothing here promises that a candidate does what is wanted: each is tried out on the person alone.
#pragma once

#include "core/audience/coded_column.h"
#include "core/segment/catalog.h"
#include "core/segment/person_facts.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace postweave::segment {

/// Values of a type that tests tell apart, the nearest to what stands first, then those that others have, the missing
/// one, and those that nobody has named. `column`: of the others; may be null.
[[nodiscard]] std::vector<Value> candidateValues(const std::vector<const ValueTest*>& tests, ValueType type,
                                                 const Value& standing, const audience::CodedColumn* column,
                                                 const TimeFrame& frame);

/// What tests ask for beside the first of the values that other conditions name: days of the week and anniversaries
/// near them.
[[nodiscard]] std::vector<Value> candidatesNear(const std::vector<const ValueTest*>& tests, ValueType type,
                                                std::span<const Value> bases, const TimeFrame& frame);
/// As candidateValues(), of lists: the items, and the objects, that tests look for, added and taken away.
[[nodiscard]] std::vector<Value> candidateLists(const std::vector<const ValueTest*>& tests, const Value& standing,
                                                const TimeFrame& frame);
/// The value itself and those around it, as values of a type that compares with its own; nothing for lists.
[[nodiscard]] std::vector<Value> neighboursOf(const Value& of, ValueType type, const TimeFrame& frame);

/// An attribute of which one is asked while another, which the same condition compares it with, is `other`.
struct TiedValue {
    const std::string& attribute;
    ValueType type;
    const Value& standing;
    const Value& other;
};
/// Values with which the condition holds, and with which it does not.
[[nodiscard]] std::vector<Value> candidatesForComparison(const AttributeComparison& leaf, const TiedValue& tied,
                                                         const TimeFrame& frame);
[[nodiscard]] std::vector<Value> candidatesForDistance(const DistanceTest& leaf, const TiedValue& tied,
                                                       const TimeFrame& frame);

/// Facts that are changed together.
struct FactCandidate {
    std::vector<AddedEvent> events;
    std::optional<ValueChange> value;
    [[nodiscard]] std::size_t cost() const { return events.size() + (value ? 1 : 0); }
};

/// What a leaf is asked of.
struct FactScope {
    const audience::Audience& people;
    std::shared_ptr<const Definitions> definitions;
    const TimeFrame& frame;
};

/// Ways to turn a condition on events or a score, the cheapest first; none where what happened forbids it. Scores are
/// tested by value.
[[nodiscard]] std::vector<FactCandidate> candidatesFor(const Node& leaf, bool wanted, const PersonFacts& facts,
                                                       const FactScope& scope);

/// An event of the filter, at the last moment that is seen; nothing where none could be told. The window must hold it.
[[nodiscard]] std::optional<AddedEvent> newEvent(const EventFilter& filter, const std::optional<Window>& window,
                                                 const FactScope& scope);
/// As newEvent(), with numbers or values of a property.
[[nodiscard]] std::vector<FactCandidate> candidatesForAggregate(const EventAggregate& leaf, bool wanted,
                                                                const PersonFacts& facts, const FactScope& scope);
[[nodiscard]] std::vector<FactCandidate> candidatesForScore(const ScoreTest& leaf, bool wanted,
                                                            const PersonFacts& facts, const FactScope& scope);
/// The matching events of a person.
[[nodiscard]] std::vector<AddedEvent> matchingEvents(const EventFilter& filter, const std::optional<Window>& window,
                                                     const audience::Audience& alone, const TimeFrame& frame);

/// More events than this are no small change.
inline constexpr std::size_t kMaxAddedEvents = 1000;

/// Numbers in a set or at its edges, whole ones first, then the nearest to `from`.
[[nodiscard]] std::vector<double> targetsIn(const RealSet& set, double from);

} // namespace postweave::segment
