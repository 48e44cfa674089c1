// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/facets.h"

#include "core/segment/test_types.h"

#include <QCoreApplication>

#include <algorithm>

namespace postweave::ui::segments {

using segment::EventFilter;
using segment::Node;
using segment::SpanRole;
using segment::ValueTest;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(postweave::ui::segments::Facets)
};

QString readable(std::string_view name)
{
    return QString::fromStdString(segment::readableName(name));
}

const EventFilter* stepEvents(const segment::EventSequence& sequence, int step)
{
    const bool exists = step >= 0 && static_cast<std::size_t>(step) < sequence.steps.size();
    return exists ? &sequence.steps[static_cast<std::size_t>(step)].events : nullptr;
}

const ValueTest* ownTest(const Node& node)
{
    if (const auto* attribute = std::get_if<segment::AttributeTest>(&node.body)) {
        return &attribute->test;
    }
    if (const auto* events = std::get_if<segment::EventCount>(&node.body)) {
        return events->count ? &*events->count : nullptr;
    }
    if (const auto* aggregate = std::get_if<segment::EventAggregate>(&node.body)) {
        return &aggregate->test;
    }
    if (const auto* bucket = std::get_if<segment::BucketTest>(&node.body)) {
        return &bucket->test;
    }
    if (const auto* distance = std::get_if<segment::DistanceTest>(&node.body)) {
        return &distance->test;
    }
    const auto* score = std::get_if<segment::ScoreTest>(&node.body);
    return score != nullptr ? std::get_if<ValueTest>(&score->test) : nullptr;
}

/// What the values or the operator of a field's test ask for; nothing if they leave it open.
std::optional<ValueType> typeAsked(const ValueTest& test)
{
    switch (segment::fieldKindOf(test).value_or(segment::FieldKind::Any)) {
    case segment::FieldKind::Text:
        return ValueType::Text;
    case segment::FieldKind::Number:
        return ValueType::Number;
    case segment::FieldKind::Boolean:
        return ValueType::Boolean;
    case segment::FieldKind::Time:
        return ValueType::Date;
    case segment::FieldKind::Any:
        break;
    }
    return std::nullopt;
}

} // namespace

Facet facetOf(const segment::WordSpan& span)
{
    return {span.role, span.step, span.test, span.value, span.field};
}

const EventFilter* eventsAt(const Node& node, int step)
{
    if (const auto* sequence = std::get_if<segment::EventSequence>(&node.body)) {
        return stepEvents(*sequence, step);
    }
    if (const auto* count = std::get_if<segment::EventCount>(&node.body)) {
        return &count->events;
    }
    if (const auto* aggregate = std::get_if<segment::EventAggregate>(&node.body)) {
        return &aggregate->events;
    }
    const auto* boundary = std::get_if<segment::EventBoundary>(&node.body);
    return boundary != nullptr ? &boundary->events : nullptr;
}

EventFilter* eventsAt(Node& node, int step)
{
    return const_cast<EventFilter*>(eventsAt(static_cast<const Node&>(node), step));
}

const ValueTest* testAt(const Node& node, const Facet& facet)
{
    if (facet.field >= 0) {
        const segment::ObjectTests* objects = objectsAt(node, facet);
        const auto index = static_cast<std::size_t>(facet.field);
        return objects != nullptr && index < objects->where.size() ? &objects->where[index].test : nullptr;
    }
    if (facet.test < 0) {
        return facet.step >= 0 ? nullptr : ownTest(node);
    }
    const EventFilter* events = eventsAt(node, facet.step);
    const auto index = static_cast<std::size_t>(facet.test);
    return events != nullptr && index < events->where.size() ? &events->where[index].test : nullptr;
}

ValueTest* testAt(Node& node, const Facet& facet)
{
    return const_cast<ValueTest*>(testAt(static_cast<const Node&>(node), facet));
}

const segment::ObjectTests* objectsAt(const Node& node, const Facet& facet)
{
    Facet list = facet;
    list.field = -1;
    const ValueTest* test = testAt(node, list);
    return test != nullptr ? std::get_if<segment::ObjectTests>(&test->operand) : nullptr;
}

segment::ObjectTests* objectsAt(Node& node, const Facet& facet)
{
    return const_cast<segment::ObjectTests*>(objectsAt(static_cast<const Node&>(node), facet));
}

const segment::Weekdays* weekdaysAt(const Node& node, const Facet& facet)
{
    if (facet.role != SpanRole::Calendar) {
        return nullptr;
    }
    const ValueTest* test = testAt(node, facet);
    if (const auto* days = test != nullptr ? std::get_if<segment::Weekdays>(&test->operand) : nullptr) {
        return days;
    }
    const EventFilter* events = facet.test < 0 && facet.field < 0 ? eventsAt(node, facet.step) : nullptr;
    return events != nullptr && events->onDays ? &*events->onDays : nullptr;
}

segment::Weekdays* weekdaysAt(Node& node, const Facet& facet)
{
    return const_cast<segment::Weekdays*>(weekdaysAt(static_cast<const Node&>(node), facet));
}

int countOf(segment::Weekdays days)
{
    int count = 0;
    for (int day = 0; day < segment::Weekdays::kCount; ++day) {
        count += days.contains(day) ? 1 : 0;
    }
    return count;
}

QString scoreLabel(std::string_view name)
{
    if (name == "rfm") {
        return Words::tr("RFM, from 111 to 555");
    }
    if (name == "rfm_recency") {
        return Words::tr("RFM recency, from 1 to 5");
    }
    if (name == "rfm_frequency") {
        return Words::tr("RFM frequency, from 1 to 5");
    }
    return name == "rfm_monetary" ? Words::tr("RFM spending, from 1 to 5") : readable(name);
}

QString attributeLabel(std::string_view name, const SegmentContext& context)
{
    const segment::CatalogEntry* entry = context.catalog.attribute(name);
    return entry != nullptr && !entry->label.empty() && entry->label != entry->name
               ? QString::fromStdString(entry->label)
               : readable(name);
}

Compared comparedProperty(const EventFilter& events, const std::string& property, const SegmentContext& context)
{
    Compared compared;
    compared.name = readable(property);
    for (const segment::CatalogEvent* event : context.catalog.eventsOf(events.type)) {
        const audience::EventTable* table = context.audience->event(event->type);
        const audience::CodedColumn* column = table != nullptr ? table->property(property) : nullptr;
        if (column != nullptr) {
            compared.column = column;
            compared.type = column->type();
            compared.known = true;
            break;
        }
    }
    return compared;
}

Compared comparedAttribute(const std::string& name, const SegmentContext& context)
{
    const audience::AttributeColumn* column = context.audience->attribute(name);
    return {attributeLabel(name, context), column != nullptr ? column->column.type() : ValueType::Text,
            column != nullptr ? &column->column : nullptr, column != nullptr};
}

Compared comparedField(const Compared& list, const std::string& field, const ValueTest* test,
                       const SegmentContext& context)
{
    Compared compared;
    compared.name = QString::fromStdString(field);
    const ObjectFields::Field* found =
        list.column != nullptr ? context.objectFields->find(*list.column, field) : nullptr;
    const ValueType occurring = found != nullptr ? found->values->type() : ValueType::Text;
    const std::optional<ValueType> asked = test != nullptr ? typeAsked(*test) : std::nullopt;
    compared.known = found != nullptr;
    if (found != nullptr && (!asked || test == nullptr || segment::goesWith(*test, occurring))) {
        compared.type = occurring;
        compared.column = found->values.get();
    } else {
        compared.type = asked.value_or(ValueType::Text);
    }
    return compared;
}

const std::vector<ObjectFields::Field>& fieldsIn(const Compared& list, const SegmentContext& context)
{
    static const std::vector<ObjectFields::Field> kNone;
    return list.column != nullptr ? context.objectFields->of(*list.column) : kNone;
}

Compared comparedAt(const Node& node, const Facet& facet, const SegmentContext& context)
{
    if (facet.field >= 0) {
        const segment::ObjectTests* objects = objectsAt(node, facet);
        const auto index = static_cast<std::size_t>(facet.field);
        Facet list = facet;
        list.field = -1;
        return objects != nullptr && index < objects->where.size()
                   ? comparedField(comparedAt(node, list, context), objects->where[index].field,
                                   &objects->where[index].test, context)
                   : Compared{};
    }
    if (facet.test >= 0) {
        const EventFilter* events = eventsAt(node, facet.step);
        const auto index = static_cast<std::size_t>(facet.test);
        return events != nullptr && index < events->where.size()
                   ? comparedProperty(*events, events->where[index].property, context)
                   : Compared{};
    }
    if (const auto* attribute = std::get_if<segment::AttributeTest>(&node.body)) {
        return comparedAttribute(attribute->attribute, context);
    }
    if (const auto* comparison = std::get_if<segment::AttributeComparison>(&node.body)) {
        return comparedAttribute(comparison->attribute, context);
    }
    if (const auto* count = std::get_if<segment::EventCount>(&node.body)) {
        return {Words::tr("Times %1").arg(readable(count->events.type)), ValueType::Integer, nullptr, true};
    }
    if (const auto* aggregate = std::get_if<segment::EventAggregate>(&node.body)) {
        const bool whole = aggregate->function == segment::AggregateFunction::Distinct;
        return {readable(aggregate->property), whole ? ValueType::Integer : ValueType::Number, nullptr, true};
    }
    if (std::holds_alternative<segment::BucketTest>(node.body)) {
        return {Words::tr("Random share"), ValueType::Integer, nullptr, true};
    }
    if (std::holds_alternative<segment::DistanceTest>(node.body)) {
        return {Words::tr("Distance in km"), ValueType::Number, nullptr, true};
    }
    if (const auto* score = std::get_if<segment::ScoreTest>(&node.body)) {
        return {scoreLabel(score->score), ValueType::Number, nullptr, true};
    }
    return {};
}

} // namespace postweave::ui::segments
