// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/node_validator.h"

#include "core/base/json.h"
#include "core/segment/json_fields.h"
#include "core/segment/segment_format.h"
#include "core/segment/test_types.h"
#include "core/segment/validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace postweave::segment {

namespace {

std::string joinedNames(const std::vector<Operator>& operators)
{
    std::string text;
    for (const Operator op : operators) {
        text += text.empty() ? "" : ", ";
        text += nameOf(op);
    }
    return text;
}

std::string joinedTypes(const std::vector<ValueType>& types)
{
    std::string text;
    for (const ValueType type : types) {
        text += text.empty() ? "" : " or ";
        text += nameOf(type);
    }
    return text;
}

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

std::string_view howToWrite(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "write true or false";
    case ValueType::Integer:
    case ValueType::Number:
        return "write a number without quotes";
    case ValueType::Date:
    case ValueType::DateTime:
        return "write it as \"2026-06-30\" or \"2026-06-30T09:00:00Z\"";
    case ValueType::Text:
    case ValueType::List:
        break;
    }
    return "write it in quotes";
}

/// Every value of an operand with its place below `value`.
std::vector<std::pair<const Literal*, std::string>> literalsOf(const Operand& operand, const std::string& path)
{
    std::vector<std::pair<const Literal*, std::string>> literals;
    if (const auto* one = std::get_if<Literal>(&operand)) {
        literals.emplace_back(one, path);
    } else if (const auto* list = std::get_if<LiteralList>(&operand)) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            literals.emplace_back(&(*list)[i], childPath(path, i));
        }
    }
    return literals;
}

double asNumber(const Literal& literal)
{
    const auto* integer = std::get_if<std::int64_t>(&literal);
    return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(literal);
}

} // namespace

void NodeValidator::check(const Node& node, const std::string& path)
{
    m_path = path;
    std::visit([this](const auto& body) { checkBody(body); }, node.body);
}

void NodeValidator::checkFilter(const EventFilter& events, const std::string& path)
{
    if (m_catalog.eventsOf(events.type).empty()) {
        std::vector<std::string> names;
        for (const CatalogEvent& event : m_catalog.events) {
            names.push_back(event.type);
        }
        warn(childPath(path, "event"), "unknown-event-type", fmt::format("no event '{}' has been seen", events.type),
             nearestHint(events.type, names));
        return;
    }
    for (std::size_t i = 0; i < events.where.size(); ++i) {
        const PropertyTest& where = events.where[i];
        const std::string place = childPath(childPath(path, "where"), i);
        const std::vector<ValueType> types = knownTypes(events, where.property, childPath(place, "property"));
        checkTest(where.test, types, fmt::format("the property '{}'", where.property), place);
    }
}

std::vector<ValueType> NodeValidator::knownTypes(const EventFilter& events, const std::string& property,
                                                 const std::string& path)
{
    std::vector<ValueType> types = m_catalog.propertyTypes(events.type, property);
    if (types.empty() && !m_catalog.eventsOf(events.type).empty()) {
        std::vector<std::string> names;
        for (const CatalogEvent* event : m_catalog.eventsOf(events.type)) {
            for (const CatalogEntry& entry : event->properties) {
                names.push_back(entry.name);
            }
        }
        warn(path, "unknown-property", fmt::format("no event '{}' has the property '{}'", events.type, property),
             nearestHint(property, names));
    }
    return types;
}

void NodeValidator::checkNumericProperty(const EventFilter& events, const std::string& property,
                                         const std::string& path)
{
    const std::vector<ValueType> types = knownTypes(events, property, path);
    if (!types.empty() && std::none_of(types.begin(), types.end(), isNumeric)) {
        error(path, "not-a-number", fmt::format("the property '{}' is {}, not a number", property, joinedTypes(types)),
              "choose a property that holds numbers");
    }
}

void NodeValidator::checkNumericAttribute(const std::string& name, const std::string& path, std::string_view key)
{
    m_path = path;
    const CatalogEntry* entry = knownAttribute(name, key);
    if (entry != nullptr && !isNumeric(entry->type)) {
        error(childPath(path, key), "not-a-number",
              fmt::format("the attribute '{}' is {}, not a number", name, nameOf(entry->type)),
              "choose an attribute that holds numbers");
    }
}

void NodeValidator::checkBody(const Group& group)
{
    const bool never = group.kind == GroupKind::AtLeast && group.atLeast > group.children.size();
    if (never) {
        warn(childPath(m_path, "at_least"), "never",
             fmt::format("{} of {} can never hold", group.atLeast, group.children.size()), "lower the number");
    }
}

void NodeValidator::checkBody(const AttributeTest& leaf)
{
    if (const CatalogEntry* entry = knownAttribute(leaf.attribute)) {
        checkTest(leaf.test, {entry->type}, fmt::format("'{}'", leaf.attribute), m_path);
    }
}

const CatalogEntry* NodeValidator::knownAttribute(const std::string& name, std::string_view key)
{
    const CatalogEntry* entry = m_catalog.attribute(name);
    if (entry == nullptr) {
        std::vector<std::string> names;
        for (const CatalogEntry& known : m_catalog.attributes) {
            names.push_back(known.name);
        }
        unknown(key, "attribute", name, names);
    }
    return entry;
}

void NodeValidator::checkBody(const EventCount& leaf)
{
    checkFilter(leaf.events, m_path);
    checkWindow(leaf.within);
    if (leaf.count) {
        checkOrder(*leaf.count, childPath(m_path, "count"));
    }
}

void NodeValidator::checkBody(const EventAggregate& leaf)
{
    checkFilter(leaf.events, m_path);
    checkWindow(leaf.within);
    checkOrder(leaf.test, m_path);
    const std::string path = childPath(childPath(m_path, "aggregate"), "property");
    if (leaf.function == AggregateFunction::Distinct) {
        (void)knownTypes(leaf.events, leaf.property, path);
    } else {
        checkNumericProperty(leaf.events, leaf.property, path);
    }
}

void NodeValidator::checkBody(const EventBoundary& leaf)
{
    checkFilter(leaf.events, m_path);
    checkWindow(leaf.within);
}

void NodeValidator::checkBody(const EventSequence& leaf)
{
    checkWindow(leaf.within);
    for (std::size_t i = 0; i < leaf.steps.size(); ++i) {
        checkFilter(leaf.steps[i].events, childPath(childPath(m_path, "sequence"), i));
    }
}

void NodeValidator::checkBody(const ScoreTest& leaf)
{
    const Score* score = findScore(m_definitions, leaf.score);
    if (score == nullptr) {
        std::vector<std::string> names;
        for (const auto& [name, saved] : m_definitions.scores) {
            names.push_back(name);
        }
        for (const Score& builtIn : builtInScores()) {
            names.push_back(builtIn.name);
        }
        unknown("score", "score", leaf.score, names);
        return;
    }
    const auto broken = firstError(validate(*score, m_catalog));
    if (broken) {
        error(childPath(m_path, "score"), "broken-score",
              fmt::format("the score '{}' is wrong at {}: {}", leaf.score, broken->where.path, broken->message), "");
    }
    if (const auto* test = std::get_if<ValueTest>(&leaf.test)) {
        checkOrder(*test, m_path);
    }
}

void NodeValidator::checkBody(const AttributeComparison& leaf)
{
    const CatalogEntry* left = knownAttribute(leaf.attribute);
    const CatalogEntry* right = knownAttribute(leaf.other, "other");
    if (left == nullptr || right == nullptr) {
        return;
    }
    if (!comparesAttributes(leaf.op, left->type, right->type)) {
        error(childPath(m_path, "op"), "wrong-operator",
              fmt::format("'{}' does not compare '{}', which is {}, with '{}', which is {}", nameOf(leaf.op),
                          left->name, nameOf(left->type), right->name, nameOf(right->type)),
              mendComparison(left->type, right->type));
    }
}

std::string NodeValidator::mendComparison(ValueType left, ValueType right)
{
    std::vector<Operator> fitting;
    std::copy_if(allOperators().begin(), allOperators().end(), std::back_inserter(fitting),
                 [&](Operator op) { return comparesAttributes(op, left, right); });
    return fitting.empty() ? "compare attributes of one kind: numbers, text, dates and times, booleans, lists"
                           : fmt::format("use one of {}", joinedNames(fitting));
}

void NodeValidator::checkBody(const BucketTest& leaf)
{
    checkOrder(leaf.test, m_path);
}

void NodeValidator::checkBody(const DistanceTest& leaf)
{
    const std::string outer = m_path;
    const std::string path = childPath(m_path, "distance");
    checkNumericAttribute(leaf.latitude, path, "latitude");
    checkNumericAttribute(leaf.longitude, path, "longitude");
    m_path = outer;
    checkOrder(leaf.test, m_path);
}

void NodeValidator::checkBody(const SegmentReference& leaf)
{
    if (leaf.segment != m_name && !m_definitions.segments.contains(leaf.segment)) {
        std::vector<std::string> names;
        for (const auto& [name, tree] : m_definitions.segments) {
            names.push_back(name);
        }
        unknown("segment", "segment", leaf.segment, names);
    }
}

void NodeValidator::checkTest(const ValueTest& test, const std::vector<ValueType>& types, const std::string& what,
                              const std::string& path)
{
    if (types.empty()) {
        return;
    }
    std::vector<ValueType> fitting;
    std::copy_if(types.begin(), types.end(), std::back_inserter(fitting),
                 [&](ValueType type) { return appliesTo(test.op, type); });
    if (fitting.empty()) {
        error(childPath(path, "op"), "wrong-operator",
              fmt::format("'{}' does not go with {}, which is {}", nameOf(test.op), what, joinedTypes(types)),
              fmt::format("use one of {}", joinedNames(operatorsOf(types.front()))));
        return;
    }
    // One of the types must take them all: the test is about values of one kind.
    const auto literals = literalsOf(test.operand, childPath(path, "value"));
    const auto takesAll = [&](ValueType type) {
        return std::all_of(literals.begin(), literals.end(),
                           [&](const auto& literal) { return goesWith(*literal.first, type); });
    };
    if (std::any_of(fitting.begin(), fitting.end(), takesAll)) {
        if (isNumeric(fitting.front())) {
            checkOrder(test, path);
        }
        return;
    }
    constexpr int kMostFaults = 100;
    int faults = 0;
    for (const auto& [literal, place] : literals) {
        if (faults < kMostFaults && !goesWith(*literal, fitting.front())) {
            ++faults;
            error(place, "wrong-value", fmt::format("{} is {}, and this value is not", what, joinedTypes(fitting)),
                  std::string(howToWrite(fitting.front())));
        }
    }
}

void NodeValidator::checkOrder(const ValueTest& test, const std::string& path)
{
    const auto* list = std::get_if<LiteralList>(&test.operand);
    if (test.op == Operator::Between && list != nullptr && list->size() == 2 &&
        goesWith(list->front(), ValueType::Number) && goesWith(list->back(), ValueType::Number) &&
        asNumber(list->front()) > asNumber(list->back())) {
        warn(childPath(path, "value"), "never", "the first value is larger than the second: this never holds",
             "swap them");
    }
}

void NodeValidator::checkWindow(const std::optional<Window>& window)
{
    const auto* span = window ? std::get_if<Window::Between>(&window->span) : nullptr;
    if (span != nullptr && span->from && span->to && span->from->resolve({}) >= span->to->resolve({})) {
        warn(childPath(m_path, "within"), "empty-window", "the window ends before it begins: no event lies in it",
             "swap 'from' and 'to'");
    }
}

void NodeValidator::unknown(std::string_view key, std::string_view kind, const std::string& name,
                            const std::vector<std::string>& known)
{
    const std::string hint = nearestHint(name, known);
    error(childPath(m_path, key), fmt::format("unknown-{}", kind), fmt::format("there is no {} '{}'", kind, name),
          !hint.empty()   ? hint
          : known.empty() ? fmt::format("there is no {} yet", kind)
                          : fmt::format("choose one such as '{}'", known.front()));
}

void NodeValidator::error(std::string path, std::string rule, std::string message, std::string mend)
{
    reportAt(m_diagnostics, std::move(path), std::move(rule), std::move(message), std::move(mend));
}

void NodeValidator::warn(std::string path, std::string rule, std::string message, std::string mend)
{
    error(std::move(path), std::move(rule), std::move(message), std::move(mend));
    m_diagnostics.back().severity = Severity::Warning;
}

} // namespace postweave::segment
