// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_row_content.h"

#include "ui/segments/condition_words.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using segment::Group;
using segment::GroupKind;
using segment::Node;
using segment::SpanRole;
using segment::WordSpan;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(postweave::ui::segments::TreeRow)
};

ConditionChip::Kind chipKindOf(SpanRole role)
{
    switch (role) {
    case SpanRole::Subject:
    case SpanRole::Other:
        return ConditionChip::Kind::Attribute;
    case SpanRole::Value:
    case SpanRole::Calendar:
    case SpanRole::Seed:
    case SpanRole::Place:
    case SpanRole::Window:
    case SpanRole::Count:
    case SpanRole::Held:
        return ConditionChip::Kind::Value;
    default:
        return ConditionChip::Kind::Operator;
    }
}

std::optional<Icon> subjectIcon(const Node& node, int step, const SegmentContext& context)
{
    if (eventsAt(node, step) != nullptr) {
        return Icon::Bolt;
    }
    if (std::holds_alternative<segment::ScoreTest>(node.body)) {
        return Icon::Gauge;
    }
    if (std::holds_alternative<segment::BucketTest>(node.body)) {
        return Icon::People;
    }
    if (std::holds_alternative<segment::DistanceTest>(node.body)) {
        return Icon::Target;
    }
    if (std::holds_alternative<segment::SegmentReference>(node.body)) {
        return Icon::Segments;
    }
    const Compared compared = comparedAt(node, {}, context);
    return compared.known ? typeIcon(compared.type) : Icon::Help;
}

bool isOneOfSeveral(const Node& node, const Facet& facet)
{
    if (facet.role == SpanRole::Calendar) {
        const segment::Weekdays* days = weekdaysAt(node, facet);
        return days != nullptr && countOf(*days) > 1;
    }
    const segment::ValueTest* test = facet.role == SpanRole::Value && facet.value >= 0 ? testAt(node, facet) : nullptr;
    const auto* list = test != nullptr ? std::get_if<segment::LiteralList>(&test->operand) : nullptr;
    return list != nullptr && list->size() > 1 && operandShapeOf(test->op) == segment::OperandShape::Many;
}

/// Numbers grouped, days in words.
QString valueText(const segment::Literal& literal, ValueType type)
{
    const bool isDay = type == ValueType::Date || type == ValueType::DateTime;
    const auto* text = std::get_if<std::string>(&literal);
    if (isDay && text != nullptr && parseDate(*text)) {
        return readingDay(toQDate(*parseDate(*text)));
    }
    return readingText(literal);
}

bool isPair(const segment::ValueTest* test)
{
    return test != nullptr && operandShapeOf(test->op) == segment::OperandShape::Pair;
}

/// Both ends as the wording says them.
QString pairInWords(const Node& node, const SegmentContext& context)
{
    QStringList ends;
    for (const WordSpan& span : segment::describeNode(node, context.catalog)) {
        if (span.role == SpanRole::Value) {
            ends << spanWords(span);
        }
    }
    return ends.size() == 2 ? Words::tr("%1 and %2").arg(ends[0], ends[1]) : QString();
}

/// Empty where the words of the wording are best.
QString ownValueText(const Node& node, const Facet& facet, const SegmentContext& context)
{
    const segment::ValueTest* test = facet.role == SpanRole::Value ? testAt(node, facet) : nullptr;
    const segment::LiteralList values = test != nullptr ? literalsOf(test->operand) : segment::LiteralList{};
    const ValueType type = comparedAt(node, facet, context).type;
    if (std::holds_alternative<segment::BucketTest>(node.body)) {
        return isPair(test) ? pairInWords(node, context) : QString();
    }
    if (isPair(test) && values.size() == 2) {
        return Words::tr("%1 and %2").arg(valueText(values[0], type), valueText(values[1], type));
    }
    const auto index = static_cast<std::size_t>(std::max(0, facet.value));
    return index < values.size() ? valueText(values[index], type) : QString();
}

/// A range is one chip: its second value and the word between go into the first.
bool belongsToRange(const WordSpan& span, const WordSpan* before, const Node& node)
{
    if (!isPair(testAt(node, facetOf(span)))) {
        return false;
    }
    const bool isBehindFirst = before != nullptr && before->role == SpanRole::Value && before->value == 0;
    return (span.role == SpanRole::Value && span.value == 1) || (span.role == SpanRole::Plain && isBehindFirst);
}

ChipContent chipOf(const WordSpan& span, const Node& node, const SegmentContext& context)
{
    ChipContent chip;
    chip.facet = facetOf(span);
    chip.text = spanWords(span);
    chip.kind = chipKindOf(span.role);
    chip.isGlue = span.role == SpanRole::Plain;
    if (const QString own = ownValueText(node, chip.facet, context); !own.isEmpty()) {
        chip.text = own;
    }
    chip.isRemovable = isOneOfSeveral(node, chip.facet);
    if (span.role == SpanRole::Subject) {
        chip.icon = subjectIcon(node, span.step, context);
    }
    if (const auto* comparison = std::get_if<segment::AttributeComparison>(&node.body);
        comparison != nullptr && span.role == SpanRole::Other) {
        const Compared other = comparedAttribute(comparison->other, context);
        chip.icon = other.known ? typeIcon(other.type) : Icon::Help;
    }
    return chip;
}

void addChips(RowContent& content, const Node& node, const SegmentContext& context)
{
    const bool isStep = content.row.kind == RowKind::Step;
    const bool isHead = content.row.kind == RowKind::SequenceHead;
    segment::Wording shown;
    for (WordSpan& span : segment::describeNode(node, context.catalog)) {
        const bool isMine = isStep ? span.step == content.row.step : span.step < 0;
        if (isMine && !(isHead && span.role == SpanRole::Plain)) {
            shown.push_back(std::move(span));
        }
    }
    const WordSpan* before = nullptr;
    for (const WordSpan& span : shown) {
        const bool isWhere = span.role == SpanRole::Plain && span.text == "where" && span.field < 0; // the chips tell
        if (isWhere || belongsToRange(span, std::exchange(before, &span), node)) {
            continue;
        }
        ChipContent chip = chipOf(span, node, context);
        if (!chip.text.isEmpty()) {
            content.chips.push_back(std::move(chip));
        }
    }
    content.words = wordingText(shown).simplified();
}

void describeGroup(RowContent& content, const Group& group)
{
    content.combinator = combinatorOf(group.kind);
    content.atLeast = static_cast<int>(group.atLeast);
    content.children = static_cast<int>(group.children.size());
    content.hint = meaningOf(content.combinator);
    if (group.children.empty()) {
        const bool holds = group.kind == GroupKind::All || group.kind == GroupKind::None;
        content.hint =
            holds ? Words::tr("everybody, until you add a condition") : Words::tr("nobody, until you add a condition");
    }
    content.words = Words::tr("%1, %2").arg(wordOf(content.combinator, content.atLeast), content.hint);
}

} // namespace

Combinator combinatorOf(GroupKind kind)
{
    switch (kind) {
    case GroupKind::Any:
        return Combinator::Any;
    case GroupKind::None:
    case GroupKind::Not:
        return Combinator::None;
    case GroupKind::AtLeast:
        return Combinator::AtLeast;
    case GroupKind::All:
        break;
    }
    return Combinator::All;
}

GroupKind groupKindOf(Combinator combinator)
{
    switch (combinator) {
    case Combinator::Any:
        return GroupKind::Any;
    case Combinator::None:
        return GroupKind::None;
    case Combinator::AtLeast:
        return GroupKind::AtLeast;
    case Combinator::All:
        break;
    }
    return GroupKind::All;
}

Icon typeIcon(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return Icon::Toggle;
    case ValueType::Integer:
    case ValueType::Number:
        return Icon::Hash;
    case ValueType::Date:
    case ValueType::DateTime:
        return Icon::Calendar;
    case ValueType::List:
        return Icon::List;
    case ValueType::Text:
        break;
    }
    return Icon::Text;
}

ColorRole threadRole(const RowContent& head)
{
    return head.row.kind == RowKind::SequenceHead ? &Theme::info : wordRole(head.combinator);
}

RowContent contentOf(const TreeRow& row, const segment::FilterTree& tree, const SegmentContext& context)
{
    RowContent content;
    content.row = row;
    const Node* node = tree.find(row.inner);
    if (node == nullptr) {
        return content;
    }
    if (const Group* group = std::get_if<Group>(&node->body)) {
        describeGroup(content, *group);
        return content;
    }
    if (row.kind == RowKind::Foot) {
        return content;
    }
    addChips(content, *node, context);
    if (row.kind == RowKind::SequenceHead) {
        const auto& sequence = std::get<segment::EventSequence>(node->body);
        content.children = static_cast<int>(sequence.steps.size());
        content.hint = Words::tr("one after the other");
        content.words = Words::tr("In order, %1").arg(content.hint + QLatin1Char(' ') + content.words).simplified();
    }
    if (row.nots % 2 == 1) {
        content.words = Words::tr("not: %1").arg(content.words);
    }
    return content;
}

} // namespace postweave::ui::segments
