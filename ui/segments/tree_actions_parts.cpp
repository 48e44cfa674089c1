// SPDX-License-Identifier: GPL-3.0-or-later
// Actions on the parts of a condition and on the steps of a sequence, and what actions are called.
#include "ui/segments/tree_actions.h"

#include "ui/segments/node_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

/// One day of several, or the last one of an event's days with them.
bool removeDay(Node& node, const Facet& facet)
{
    Weekdays* days = weekdaysAt(node, facet);
    if (days == nullptr) {
        return false;
    }
    EventFilter* events = facet.test < 0 ? eventsAt(node, facet.step) : nullptr;
    if (countOf(*days) < 2) {
        if (events == nullptr) {
            return false;
        }
        events->onDays.reset();
        return true;
    }
    Weekdays left;
    for (int day = 0, index = 0; day < Weekdays::kCount; ++day) {
        if (days->contains(day) && index++ != facet.value) {
            left.add(day);
        }
    }
    *days = left;
    return true;
}

/// One value of several goes alone; else the whole test of the field, if another one stays.
bool removeField(Node& node, const Facet& facet)
{
    ObjectTests* objects = facet.field >= 0 ? objectsAt(node, facet) : nullptr;
    const auto index = static_cast<std::size_t>(facet.field);
    if (objects == nullptr || index >= objects->where.size()) {
        return false;
    }
    const ValueTest& test = objects->where[index].test;
    const auto* values = std::get_if<LiteralList>(&test.operand);
    const bool isOneOfSeveral =
        values != nullptr && facet.value >= 0 && values->size() > 1 && operandShapeOf(test.op) == OperandShape::Many;
    if (isOneOfSeveral || objects->where.size() < 2) {
        return false;
    }
    objects->where.erase(objects->where.begin() + facet.field);
    return true;
}

} // namespace

bool TreeActions::canOnStep(RowAction action, const TreeRow& row) const
{
    const auto& sequence = std::get<EventSequence>(nodeAt(row.inner)->body);
    const auto count = static_cast<int>(sequence.steps.size());
    const EventFilter& events = sequence.steps[static_cast<std::size_t>(row.step)].events;
    switch (action) {
    case RowAction::AddTest:
        return newPropertyTest(events, *m_context).has_value();
    case RowAction::OnDays:
        return !events.onDays;
    case RowAction::AddWindow:
        return row.step > 0 && !sequence.steps[static_cast<std::size_t>(row.step)].within;
    case RowAction::Negate:
        return row.step > 0;
    case RowAction::MoveUp:
        return row.step > 0;
    case RowAction::MoveDown:
        return row.step + 1 < count;
    case RowAction::Duplicate:
        return true;
    case RowAction::Remove:
        return count > 1;
    default:
        return false;
    }
}

void TreeActions::runOnStep(RowAction action, const TreeRow& row)
{
    constexpr int kStepDays = 7;
    Node node = *nodeAt(row.inner);
    std::vector<SequenceStep>& steps = std::get<EventSequence>(node.body).steps;
    const auto at = steps.begin() + row.step;
    Facet facet{SpanRole::Plain, row.step, -1, -1};
    switch (action) {
    case RowAction::AddTest:
        facet.role = SpanRole::Property;
        facet.test = static_cast<int>(at->events.where.size());
        at->events.where.push_back(*newPropertyTest(at->events, *m_context));
        break;
    case RowAction::OnDays:
        facet.role = SpanRole::Calendar;
        at->events.onDays = weekend();
        break;
    case RowAction::AddWindow:
        facet.role = SpanRole::Window;
        at->within = Duration::days(kStepDays);
        break;
    case RowAction::Negate:
        at->occurs = !at->occurs;
        break;
    case RowAction::MoveUp:
        moveStep(row.inner, row.step, row.step - 1);
        return;
    case RowAction::MoveDown:
        moveStep(row.inner, row.step, row.step + 2);
        return;
    case RowAction::Duplicate: {
        SequenceStep copy = *at;
        steps.insert(at + 1, std::move(copy));
        break;
    }
    case RowAction::Remove:
        steps.erase(at);
        break;
    default:
        return;
    }
    // What only later steps may have goes with the step that became the first.
    steps.front().within.reset();
    steps.front().occurs = true;
    replace(row.inner, std::move(node), wordsFor(action, row));
    if (facet.role != SpanRole::Plain) {
        Q_EMIT facetWanted(row.inner, facet);
    }
}

void TreeActions::moveStep(const NodePath& sequence, int from, int to)
{
    const Node* found = nodeAt(sequence);
    const auto* before = found != nullptr ? std::get_if<EventSequence>(&found->body) : nullptr;
    const auto count = before != nullptr ? static_cast<int>(before->steps.size()) : 0;
    if (from < 0 || from >= count || to < 0 || to > count) {
        return;
    }
    Node node = *found;
    std::vector<SequenceStep>& steps = std::get<EventSequence>(node.body).steps;
    SequenceStep moved = std::move(steps[static_cast<std::size_t>(from)]);
    steps.erase(steps.begin() + from);
    steps.insert(steps.begin() + (to > from ? to - 1 : to), std::move(moved));
    steps.front().within.reset();
    steps.front().occurs = true;
    replace(sequence, std::move(node), tr("Move step"));
}

void TreeActions::removeFacet(TreeRow row, Facet facet)
{
    const Node* found = nodeAt(row.inner);
    if (found == nullptr) {
        return;
    }
    Node node = *found;
    EventFilter* events = eventsAt(node, facet.step);
    ValueTest* test = testAt(node, facet);
    auto* values = test != nullptr ? std::get_if<LiteralList>(&test->operand) : nullptr;
    const bool isOneOfSeveral =
        values != nullptr && facet.value >= 0 && values->size() > 1 && operandShapeOf(test->op) == OperandShape::Many;
    if (removeDay(node, facet)) {
        replace(row.inner, std::move(node), tr("Remove day"));
    } else if (removeField(node, facet)) {
        replace(row.inner, std::move(node), tr("Remove field"));
    } else if (isOneOfSeveral) {
        values->erase(values->begin() + facet.value);
        replace(row.inner, std::move(node), tr("Remove value"));
    } else if (facet.field >= 0) {
        return; // the last field has to stay
    } else if (facet.test >= 0 && events != nullptr) {
        events->where.erase(events->where.begin() + facet.test);
        replace(row.inner, std::move(node), tr("Remove test"));
    } else if (facet.role == SpanRole::Held) {
        std::get<AttributeTest>(node.body).held.reset();
        replace(row.inner, std::move(node), tr("Remove “held”"));
    } else if (facet.role == SpanRole::Window && facet.step >= 0) {
        std::get<EventSequence>(node.body).steps[static_cast<std::size_t>(facet.step)].within.reset();
        replace(row.inner, std::move(node), tr("Remove time limit"));
    } else if (facet.role == SpanRole::Window) {
        replace(row.inner, withWindow(std::move(node), std::nullopt), tr("Remove time window"));
    } else if (facet.role == SpanRole::Count && objectsAt(node, facet) != nullptr) {
        objectsAt(node, facet)->atLeast = 1;
        replace(row.inner, std::move(node), tr("Remove count"));
    } else if (facet.role == SpanRole::Count) {
        replace(row.inner, withQuestion(node, EventQuestion::AtLeastOnce, *m_context), tr("Remove count"));
    } else if (facet.role == SpanRole::Subject && row.kind != RowKind::Step) {
        remove(row, tr("Remove condition"));
    }
}

QString TreeActions::wordsFor(RowAction action, const TreeRow& row) const
{
    const bool isStep = row.kind == RowKind::Step;
    switch (action) {
    case RowAction::AddTest:
        return tr("Test a property");
    case RowAction::AddWindow:
        return isStep ? tr("Limit the time since the step before") : tr("Limit to a time window");
    case RowAction::CountEvents:
        return tr("Count how often");
    case RowAction::AggregateEvents:
        return tr("Sum, average… of a property");
    case RowAction::FirstEvent:
        return tr("Look at the first time");
    case RowAction::LastEvent:
        return tr("Look at the last time");
    case RowAction::OnDays:
        return tr("Only on certain days of the week");
    case RowAction::AddField:
        return tr("Test another field of the objects");
    case RowAction::CompareAttributes:
        return tr("Compare with another attribute");
    case RowAction::HeldFor:
        return tr("Held for how long");
    case RowAction::AddSequence:
        return tr("Add a sequence");
    case RowAction::Duplicate:
        return tr("Duplicate");
    case RowAction::Group:
        return tr("Group");
    case RowAction::Ungroup:
        return tr("Ungroup");
    case RowAction::Negate: {
        const Node* node = nodeAt(row.inner);
        if (isStep && node != nullptr) {
            const auto& steps = std::get<EventSequence>(node->body).steps;
            const bool occurs = steps[static_cast<std::size_t>(row.step)].occurs;
            return occurs ? tr("And then did not") : tr("And then did");
        }
        return row.nots % 2 == 1 ? tr("Take “not” away") : tr("Not");
    }
    case RowAction::SwitchOff:
        return row.isOff ? tr("Switch on") : tr("Switch off");
    case RowAction::MoveUp:
        return tr("Move up");
    case RowAction::MoveDown:
        return tr("Move down");
    case RowAction::Nest:
        return tr("Nest");
    case RowAction::Unnest:
        return tr("Unnest");
    case RowAction::Copy:
        return tr("Copy as JSON");
    case RowAction::Cut:
        return tr("Cut");
    case RowAction::Paste:
        return tr("Paste");
    case RowAction::Remove:
        return isStep ? tr("Remove step") : tr("Remove");
    }
    return {};
}

QKeySequence TreeActions::shortcutOf(RowAction action)
{
    switch (action) {
    case RowAction::Duplicate:
        return Qt::CTRL | Qt::Key_D;
    case RowAction::Group:
        return Qt::CTRL | Qt::Key_G;
    case RowAction::Ungroup:
        return Qt::CTRL | Qt::SHIFT | Qt::Key_G;
    case RowAction::Negate:
        return Qt::Key_Exclam;
    case RowAction::SwitchOff:
        return Qt::Key_M;
    case RowAction::MoveUp:
        return Qt::ALT | Qt::Key_Up;
    case RowAction::MoveDown:
        return Qt::ALT | Qt::Key_Down;
    case RowAction::Nest:
        return Qt::Key_Tab;
    case RowAction::Unnest:
        return Qt::SHIFT | Qt::Key_Tab;
    case RowAction::Copy:
        return QKeySequence::Copy;
    case RowAction::Cut:
        return QKeySequence::Cut;
    case RowAction::Paste:
        return QKeySequence::Paste;
    case RowAction::Remove:
        return Qt::Key_Delete;
    default:
        return {};
    }
}

Icon TreeActions::iconOf(RowAction action)
{
    switch (action) {
    case RowAction::AddTest:
        return Icon::Filter;
    case RowAction::AddWindow:
        return Icon::Clock;
    case RowAction::CountEvents:
        return Icon::Hash;
    case RowAction::AggregateEvents:
        return Icon::Chart;
    case RowAction::FirstEvent:
        return Icon::ArrowLeft;
    case RowAction::LastEvent:
        return Icon::ArrowRight;
    case RowAction::OnDays:
        return Icon::Calendar;
    case RowAction::AddField:
        return Icon::Braces;
    case RowAction::CompareAttributes:
        return Icon::Compare;
    case RowAction::HeldFor:
        return Icon::History;
    case RowAction::AddSequence:
        return Icon::Branch;
    case RowAction::Duplicate:
        return Icon::Copy;
    case RowAction::Group:
    case RowAction::Ungroup:
        return Icon::Group;
    case RowAction::Negate:
        return Icon::Minus;
    case RowAction::SwitchOff:
        return Icon::Ban;
    case RowAction::MoveUp:
        return Icon::ArrowUp;
    case RowAction::MoveDown:
        return Icon::ArrowDown;
    case RowAction::Nest:
        return Icon::ArrowRight;
    case RowAction::Unnest:
        return Icon::ArrowLeft;
    case RowAction::Copy:
        return Icon::Braces;
    case RowAction::Cut:
        return Icon::Braces;
    case RowAction::Paste:
        return Icon::Braces;
    case RowAction::Remove:
        return Icon::Trash;
    }
    return Icon::Dots;
}

} // namespace postweave::ui::segments
