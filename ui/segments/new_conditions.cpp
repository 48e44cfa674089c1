// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/new_conditions.h"

#include "core/audience/column_summary.h"
#include "core/segment/format_parts.h"
#include "ui/segments/literals.h"

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kDefaultDays = 30;
// Columns with more distinct values are not counted through only to propose one of them.
constexpr std::size_t kMostCounted = 20'000;

LiteralList frequentValues(const Compared& compared, std::size_t limit, const SegmentContext& context)
{
    LiteralList literals;
    if (compared.column == nullptr) {
        return literals;
    }
    if (compared.column->dictionary().size() > kMostCounted) {
        if (const std::optional<Literal> first = literalOf(compared.column->dictionary().value(1), context.zone)) {
            literals.push_back(*first);
        }
        return literals;
    }
    for (const audience::ValueCount& value : audience::topValues(*compared.column, limit)) {
        if (std::optional<Literal> literal = literalOf(value.value, context.zone)) {
            literals.push_back(std::move(*literal));
        }
    }
    return literals;
}

Literal neutralLiteral(ValueType type, const SegmentContext& context)
{
    switch (type) {
    case ValueType::Boolean:
        return true;
    case ValueType::Integer:
    case ValueType::Number:
        return std::int64_t{0};
    case ValueType::Date:
    case ValueType::DateTime:
        return formatDate(context.zone.dayOf(context.now));
    default:
        return std::string("…");
    }
}

Literal likelyLiteral(const Compared& compared, const SegmentContext& context)
{
    LiteralList frequent = frequentValues(compared, 1, context);
    return frequent.empty() ? neutralLiteral(compared.type, context) : std::move(frequent.front());
}

/// The value below which this share of the rows lies.
Literal quantileLiteral(const Compared& compared, double share, const SegmentContext& context)
{
    if (compared.column != nullptr) {
        if (const std::optional<Literal> literal =
                literalOf(audience::quantile(*compared.column, share), context.zone)) {
            return *literal;
        }
    }
    return neutralLiteral(compared.type, context);
}

Operand defaultOperand(Operator op, const Compared& compared, const SegmentContext& context)
{
    constexpr double kLowerQuarter = 0.25;
    constexpr double kUpperQuarter = 0.75;
    switch (operandShapeOf(op)) {
    case OperandShape::None:
        return std::monostate{};
    case OperandShape::One:
        return compared.type == ValueType::Integer || compared.type == ValueType::Number
                   ? quantileLiteral(compared, 0.5, context)
                   : likelyLiteral(compared, context);
    case OperandShape::Pair:
        return LiteralList{quantileLiteral(compared, kLowerQuarter, context),
                           quantileLiteral(compared, kUpperQuarter, context)};
    case OperandShape::Many:
        return LiteralList{likelyLiteral(compared, context)};
    case OperandShape::Duration:
        return Duration::days(kDefaultDays);
    case OperandShape::Period:
        return CalendarPeriod::ThisMonth;
    case OperandShape::Weekdays:
        return weekend();
    case OperandShape::Objects: {
        ObjectTests tests;
        if (std::optional<FieldTest> first = newFieldTest(compared, tests, context)) {
            tests.where.push_back(std::move(*first));
        }
        return tests;
    }
    }
    return std::monostate{};
}

Operator defaultOperator(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return Operator::Equal;
    case ValueType::Integer:
    case ValueType::Number:
        return Operator::Between;
    case ValueType::Date:
    case ValueType::DateTime:
        return Operator::InLast;
    case ValueType::List:
        return Operator::HasAny;
    case ValueType::Text:
        break;
    }
    return Operator::In;
}

/// The built-in ones have few steps, all known: their upper part says more than a share of people.
ScoreTest newScoreTest(const std::string& name, const Definitions& definitions)
{
    constexpr double kTopQuarter = 75;
    constexpr std::int64_t kGoodQuintile = 4;
    constexpr std::int64_t kGoodCell = 400;
    const bool isSaved = definitions.scores.contains(name);
    if (isSaved || findScore(definitions, name) == nullptr) {
        return ScoreTest{name, PercentileBand{kTopQuarter, 100}};
    }
    const Literal least(name == "rfm" ? kGoodCell : kGoodQuintile);
    return ScoreTest{name, ValueTest{Operator::GreaterOrEqual, least, false}};
}

Node newAttribute(const std::string& name, const SegmentContext& context)
{
    AttributeTest test;
    test.attribute = name;
    const Compared compared = comparedAt(Node{test, false}, {}, context);
    test.test = defaultTest(compared, context);
    if (compared.type == ValueType::List && !fieldsIn(compared, context).empty()) {
        test.test = withOperator({}, Operator::HasObject, compared, context);
    }
    // A birthday lies far back: what people ask is when it comes round again.
    if ((compared.type == ValueType::Date || compared.type == ValueType::DateTime) &&
        name.find("birth") != std::string::npos) {
        test.test = ValueTest{Operator::AnniversaryInNext, Duration::days(7)};
    }
    return Node{test, false};
}

std::vector<std::string> typesByFrequency(const SegmentContext& context)
{
    std::vector<std::pair<std::size_t, std::string>> counted;
    for (const auto& table : context.audience->events()) {
        counted.emplace_back(table->rowCount(), table->type());
    }
    std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> types;
    for (auto& entry : counted) {
        types.push_back(std::move(entry.second));
    }
    return types;
}

std::string firstNumericProperty(const EventFilter& events, const SegmentContext& context)
{
    std::string any;
    for (const CatalogEvent* event : context.catalog.eventsOf(events.type)) {
        for (const CatalogEntry& property : event->properties) {
            if (property.type == ValueType::Number || property.type == ValueType::Integer) {
                return property.name;
            }
            any = any.empty() ? property.name : any;
        }
    }
    return any.empty() ? "amount" : any;
}

/// Of another event type: tests on properties that it does not have go.
EventFilter withType(EventFilter events, const std::string& type, const SegmentContext& context)
{
    events.type = type;
    std::erase_if(events.where,
                  [&](const PropertyTest& test) { return context.catalog.propertyTypes(type, test.property).empty(); });
    return events;
}

} // namespace

Weekdays weekend()
{
    constexpr int kSaturday = 5;
    Weekdays days;
    days.add(kSaturday);
    days.add(kSaturday + 1);
    return days;
}

std::optional<Subject> subjectOf(const Node& node)
{
    if (const auto* attribute = std::get_if<AttributeTest>(&node.body)) {
        return Subject{Subject::Kind::Attribute, attribute->attribute};
    }
    if (const auto* score = std::get_if<ScoreTest>(&node.body)) {
        return Subject{Subject::Kind::Score, score->score};
    }
    if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
        return Subject{Subject::Kind::Segment, reference->segment};
    }
    if (const auto* comparison = std::get_if<AttributeComparison>(&node.body)) {
        return Subject{Subject::Kind::Attribute, comparison->attribute};
    }
    if (std::holds_alternative<BucketTest>(node.body)) {
        return Subject{Subject::Kind::Random, {}};
    }
    if (std::holds_alternative<DistanceTest>(node.body)) {
        return Subject{Subject::Kind::Distance, {}};
    }
    const EventFilter* events = eventsAt(node, -1);
    return events != nullptr ? std::optional(Subject{Subject::Kind::Event, events->type}) : std::nullopt;
}

Node newCondition(const Subject& subject, const SegmentContext& context)
{
    switch (subject.kind) {
    case Subject::Kind::Attribute:
        return newAttribute(subject.name, context);
    case Subject::Kind::Event:
        return Node{EventCount{{subject.name, {}}, defaultWindow(), std::nullopt}, false};
    case Subject::Kind::Score:
        return Node{newScoreTest(subject.name, *context.definitions), false};
    case Subject::Kind::Segment:
        return Node{SegmentReference{subject.name}, false};
    case Subject::Kind::Comparison:
        return newComparison(context);
    case Subject::Kind::Random:
        return newRandomShare();
    case Subject::Kind::Distance:
        return newDistance(context);
    }
    return {};
}

Node newSequence(const SegmentContext& context)
{
    std::vector<std::string> types = typesByFrequency(context);
    if (types.empty()) {
        types = {"product_view", "purchase"};
    }
    EventSequence sequence;
    sequence.steps.push_back({{types.front(), {}}, std::nullopt, true});
    sequence.steps.push_back({{types.size() > 1 ? types[1] : types.front(), {}}, Duration::days(kDefaultDays), true});
    return Node{sequence, false};
}

SequenceStep newStep(const EventSequence& sequence, const SegmentContext& context)
{
    const auto isUsed = [&](const std::string& type) {
        return std::any_of(sequence.steps.begin(), sequence.steps.end(),
                           [&](const SequenceStep& step) { return step.events.type == type; });
    };
    SequenceStep step;
    step.within = Duration::days(kDefaultDays);
    step.events.type = sequence.steps.empty() ? "purchase" : sequence.steps.back().events.type;
    for (const std::string& type : typesByFrequency(context)) {
        if (!isUsed(type)) {
            step.events.type = type;
            break;
        }
    }
    return step;
}

std::optional<PropertyTest> newPropertyTest(const EventFilter& events, const SegmentContext& context)
{
    const auto isTested = [&](const std::string& name) {
        return std::any_of(events.where.begin(), events.where.end(),
                           [&](const PropertyTest& test) { return test.property == name; });
    };
    std::optional<std::string> chosen;
    for (const CatalogEvent* event : context.catalog.eventsOf(events.type)) {
        for (const CatalogEntry& property : event->properties) {
            if (!chosen || (isTested(*chosen) && !isTested(property.name))) {
                chosen = property.name;
            }
        }
    }
    if (!chosen) {
        return std::nullopt;
    }
    return PropertyTest{*chosen, defaultTest(comparedProperty(events, *chosen, context), context)};
}

Window defaultWindow()
{
    return Window{Window::Last{Duration::days(kDefaultDays)}};
}

Node withSubject(const Node& node, const Subject& subject, const SegmentContext& context)
{
    const std::optional<Subject> present = subjectOf(node);
    Node fresh = newCondition(subject, context);
    fresh.off = node.off;
    if (!present || present->kind != subject.kind) {
        return fresh;
    }
    Node changed = node;
    if (EventFilter* events = eventsAt(changed, -1)) {
        *events = withType(std::move(*events), subject.name, context);
        return changed;
    }
    if (auto* score = std::get_if<ScoreTest>(&changed.body)) {
        score->score = subject.name;
        return changed;
    }
    if (std::holds_alternative<BucketTest>(node.body) || std::holds_alternative<DistanceTest>(node.body)) {
        return changed;
    }
    if (auto* comparison = std::get_if<AttributeComparison>(&changed.body)) {
        const std::vector<std::string> others = comparableWith(subject.name, context);
        if (others.empty()) {
            return fresh;
        }
        comparison->attribute = subject.name;
        const bool stays = std::find(others.begin(), others.end(), comparison->other) != others.end();
        *comparison = withOther(*comparison, stays ? comparison->other : others.front(), context);
        return changed;
    }
    if (const auto* attribute = std::get_if<AttributeTest>(&node.body)) {
        const Compared before = comparedAt(node, {}, context);
        const Compared after = comparedAt(fresh, {}, context);
        if (before.type == after.type && attribute->attribute != subject.name) {
            auto& test = std::get<AttributeTest>(fresh.body);
            test.test = withOperator({}, attribute->test.op, after, context);
            test.held = attribute->held;
        }
    }
    return fresh;
}

PropertyTest withProperty(const EventFilter& events, const PropertyTest& test, const std::string& property,
                          const SegmentContext& context)
{
    if (property == test.property) {
        return test;
    }
    const Compared before = comparedProperty(events, test.property, context);
    const Compared after = comparedProperty(events, property, context);
    return {property,
            before.type == after.type ? withOperator({}, test.test.op, after, context) : defaultTest(after, context)};
}

ValueTest defaultTest(const Compared& compared, const SegmentContext& context)
{
    const Operator op = defaultOperator(compared.type);
    return {op, defaultOperand(op, compared, context), false};
}

LiteralList literalsOf(const Operand& operand)
{
    if (const auto* one = std::get_if<Literal>(&operand)) {
        return {*one};
    }
    const auto* many = std::get_if<LiteralList>(&operand);
    return many != nullptr ? *many : LiteralList{};
}

ValueTest withOperator(const ValueTest& test, Operator op, const Compared& compared, const SegmentContext& context)
{
    ValueTest changed{op, test.operand, test.ignoreCase && compared.type == ValueType::Text && takesCase(op)};
    const bool isSameShape = operandShapeOf(op) == operandShapeOf(test.op) && test.operand != Operand();
    if (isSameShape &&
        (std::holds_alternative<ObjectTests>(test.operand) || std::holds_alternative<CalendarPeriod>(test.operand) ||
         std::holds_alternative<Weekdays>(test.operand))) {
        changed.ignoreCase = false;
        return changed;
    }
    const OperandShape shape = operandShapeOf(op);
    const LiteralList present = literalsOf(test.operand);
    const bool keepsDuration = shape == OperandShape::Duration && std::holds_alternative<Duration>(test.operand);
    if (keepsDuration) {
        return changed;
    }
    if (present.empty() || shape == OperandShape::None || shape == OperandShape::Duration) {
        changed.operand = defaultOperand(op, compared, context);
    } else if (shape == OperandShape::One) {
        changed.operand = present.front();
    } else if (shape == OperandShape::Many) {
        changed.operand = present;
    } else {
        const bool isPair = present.size() == 2 && operandShapeOf(test.op) == OperandShape::Pair;
        changed.operand = isPair ? Operand(present) : defaultOperand(op, compared, context);
    }
    return changed;
}

EventQuestion questionOf(const Node& node)
{
    if (std::holds_alternative<EventAggregate>(node.body)) {
        return EventQuestion::Aggregate;
    }
    if (const auto* boundary = std::get_if<EventBoundary>(&node.body)) {
        return boundary->which == EventBoundary::Which::First ? EventQuestion::First : EventQuestion::Last;
    }
    const auto* count = std::get_if<EventCount>(&node.body);
    return count != nullptr && count->count ? EventQuestion::Count : EventQuestion::AtLeastOnce;
}

Node withQuestion(const Node& node, EventQuestion question, const SegmentContext& context)
{
    const EventFilter* events = eventsAt(node, -1);
    if (events == nullptr || questionOf(node) == question) {
        return node;
    }
    const std::optional<Window> window = windowOf(node);
    const auto wrap = [&](Node::Body body) { return Node{std::move(body), node.off}; };
    switch (question) {
    case EventQuestion::AtLeastOnce:
        return wrap(EventCount{*events, window, std::nullopt});
    case EventQuestion::Count:
        return wrap(EventCount{*events, window, ValueTest{Operator::GreaterOrEqual, Literal(std::int64_t{1}), false}});
    case EventQuestion::Aggregate:
        return wrap(EventAggregate{*events, window, AggregateFunction::Sum, firstNumericProperty(*events, context),
                                   ValueTest{Operator::GreaterOrEqual, Literal(std::int64_t{1}), false}});
    case EventQuestion::First:
        return wrap(EventBoundary{*events, EventBoundary::Which::First, window.value_or(defaultWindow())});
    case EventQuestion::Last:
        return wrap(EventBoundary{*events, EventBoundary::Which::Last, window.value_or(defaultWindow())});
    }
    return node;
}

std::optional<Window> windowOf(const Node& node)
{
    if (const auto* count = std::get_if<EventCount>(&node.body)) {
        return count->within;
    }
    if (const auto* aggregate = std::get_if<EventAggregate>(&node.body)) {
        return aggregate->within;
    }
    if (const auto* sequence = std::get_if<EventSequence>(&node.body)) {
        return sequence->within;
    }
    const auto* boundary = std::get_if<EventBoundary>(&node.body);
    return boundary != nullptr ? std::optional(boundary->within) : std::nullopt;
}

Node withWindow(Node node, const std::optional<Window>& window)
{
    if (auto* count = std::get_if<EventCount>(&node.body)) {
        count->within = window;
    } else if (auto* aggregate = std::get_if<EventAggregate>(&node.body)) {
        aggregate->within = window;
    } else if (auto* sequence = std::get_if<EventSequence>(&node.body)) {
        sequence->within = window;
    } else if (auto* boundary = std::get_if<EventBoundary>(&node.body); boundary != nullptr && window) {
        boundary->within = *window;
    }
    return node;
}

} // namespace postweave::ui::segments
