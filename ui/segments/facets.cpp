// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/facets.h"

#include <QCoreApplication>

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

} // namespace

Facet facetOf(const segment::WordSpan& span)
{
    return {span.role, span.step, span.test, span.value};
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

Compared comparedAt(const Node& node, const Facet& facet, const SegmentContext& context)
{
    if (facet.test >= 0) {
        const EventFilter* events = eventsAt(node, facet.step);
        const auto index = static_cast<std::size_t>(facet.test);
        return events != nullptr && index < events->where.size()
                   ? comparedProperty(*events, events->where[index].property, context)
                   : Compared{};
    }
    if (const auto* attribute = std::get_if<segment::AttributeTest>(&node.body)) {
        const audience::AttributeColumn* column = context.audience->attribute(attribute->attribute);
        return {attributeLabel(attribute->attribute, context),
                column != nullptr ? column->column.type() : ValueType::Text,
                column != nullptr ? &column->column : nullptr, column != nullptr};
    }
    if (const auto* count = std::get_if<segment::EventCount>(&node.body)) {
        return {Words::tr("Times %1").arg(readable(count->events.type)), ValueType::Integer, nullptr, true};
    }
    if (const auto* aggregate = std::get_if<segment::EventAggregate>(&node.body)) {
        const bool whole = aggregate->function == segment::AggregateFunction::Distinct;
        return {readable(aggregate->property), whole ? ValueType::Integer : ValueType::Number, nullptr, true};
    }
    if (std::holds_alternative<segment::BucketTest>(node.body)) {
        return {Words::tr("Random bucket"), ValueType::Integer, nullptr, true};
    }
    if (std::holds_alternative<segment::DistanceTest>(node.body)) {
        return {Words::tr("Distance in km"), ValueType::Number, nullptr, true};
    }
    if (const auto* score = std::get_if<segment::ScoreTest>(&node.body)) {
        return {readable(score->score), ValueType::Number, nullptr, true};
    }
    return {};
}

} // namespace postweave::ui::segments
