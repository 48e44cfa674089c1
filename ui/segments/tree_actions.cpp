// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_actions.h"

#include "ui/segments/node_clipboard.h"
#include "ui/segments/tree_row_content.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kHeldDays = 30;

NodePath parentOf(const NodePath& path)
{
    return path.empty() ? path : NodePath(path.begin(), path.end() - 1);
}

NodePath childOf(NodePath path, std::uint32_t index)
{
    path.push_back(index);
    return path;
}

bool isEventNode(const Node& node)
{
    return eventsAt(node, -1) != nullptr;
}

bool mayBeHeld(const Node& node)
{
    const auto* attribute = std::get_if<AttributeTest>(&node.body);
    if (attribute == nullptr || attribute->held) {
        return false;
    }
    return !dependsOnNow(attribute->test.op);
}

/// The word of a new condition that people change first.
SpanRole firstWordOf(Subject::Kind kind)
{
    switch (kind) {
    case Subject::Kind::Event:
        return SpanRole::Window;
    case Subject::Kind::Comparison:
        return SpanRole::Other;
    case Subject::Kind::Random:
        return SpanRole::Seed;
    case Subject::Kind::Distance:
        return SpanRole::Place;
    default:
        return SpanRole::Value;
    }
}

/// The first test of the node that asks a list for objects.
std::optional<Facet> objectsFacet(const Node& node)
{
    const EventFilter* events = eventsAt(node, -1);
    const int tests = events != nullptr ? static_cast<int>(events->where.size()) : 0;
    for (int test = -1; test < tests; ++test) {
        const Facet facet{SpanRole::Operator, -1, test, -1};
        if (objectsAt(node, facet) != nullptr) {
            return facet;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<FieldTest> TreeActions::newFieldAt(const Node& node, const Facet& facet) const
{
    return newFieldTest(comparedAt(node, facet, *m_context), *objectsAt(node, facet), *m_context);
}

TreeActions::TreeActions(SegmentDocument& document, QObject* parent)
    : QObject(parent), m_document(document), m_context(makeContext(nullptr, nullptr, {}, {}))
{
}

const Node* TreeActions::nodeAt(const NodePath& path) const
{
    return m_document.tree().find(path);
}

std::vector<RowAction> TreeActions::actionsFor(const TreeRow& row) const
{
    static constexpr RowAction kAll[] = {RowAction::AddTest,
                                         RowAction::AddWindow,
                                         RowAction::CountEvents,
                                         RowAction::AggregateEvents,
                                         RowAction::FirstEvent,
                                         RowAction::LastEvent,
                                         RowAction::OnDays,
                                         RowAction::AddField,
                                         RowAction::CompareAttributes,
                                         RowAction::HeldFor,
                                         RowAction::AddSequence,
                                         RowAction::Duplicate,
                                         RowAction::Group,
                                         RowAction::Ungroup,
                                         RowAction::Negate,
                                         RowAction::SwitchOff,
                                         RowAction::MoveUp,
                                         RowAction::MoveDown,
                                         RowAction::Nest,
                                         RowAction::Unnest,
                                         RowAction::Copy,
                                         RowAction::Cut,
                                         RowAction::Paste,
                                         RowAction::Remove};
    std::vector<RowAction> actions;
    std::copy_if(std::begin(kAll), std::end(kAll), std::back_inserter(actions),
                 [&](RowAction action) { return can(action, row); });
    return actions;
}

bool TreeActions::can(RowAction action, const TreeRow& row) const
{
    const Node* node = nodeAt(row.inner);
    if (node == nullptr) {
        return false;
    }
    if (row.kind == RowKind::Step) {
        return canOnStep(action, row);
    }
    const bool isRoot = row.path.empty();
    const bool isGroup = row.kind == RowKind::GroupHead;
    switch (action) {
    case RowAction::AddTest:
        return isEventNode(*node) && newPropertyTest(*eventsAt(*node, -1), *m_context).has_value();
    case RowAction::AddWindow:
        return (isEventNode(*node) || row.kind == RowKind::SequenceHead) && !windowOf(*node);
    case RowAction::CountEvents:
        return isEventNode(*node) && questionOf(*node) != EventQuestion::Count;
    case RowAction::AggregateEvents:
        return isEventNode(*node) && questionOf(*node) != EventQuestion::Aggregate;
    case RowAction::FirstEvent:
        return isEventNode(*node) && questionOf(*node) != EventQuestion::First;
    case RowAction::LastEvent:
        return isEventNode(*node) && questionOf(*node) != EventQuestion::Last;
    case RowAction::OnDays:
        return isEventNode(*node) && !eventsAt(*node, -1)->onDays;
    case RowAction::AddField:
        return objectsFacet(*node).has_value() && newFieldAt(*node, *objectsFacet(*node)).has_value();
    case RowAction::CompareAttributes: {
        const auto* attribute = std::get_if<AttributeTest>(&node->body);
        return attribute != nullptr && !comparableWith(attribute->attribute, *m_context).empty();
    }
    case RowAction::HeldFor:
        return mayBeHeld(*node);
    case RowAction::AddSequence:
        return isGroup && !isRoot;
    case RowAction::Ungroup:
        return isGroup && !isRoot;
    case RowAction::Negate:
    case RowAction::Copy:
    case RowAction::Paste:
        return true;
    case RowAction::MoveUp:
    case RowAction::MoveDown:
        return !isRoot;
    case RowAction::Nest:
        return !isRoot && indentNode(m_document.tree(), row.path).has_value();
    case RowAction::Unnest:
        return row.path.size() > 1 && outdentNode(m_document.tree(), row.path).has_value();
    default:
        return !isRoot;
    }
}

void TreeActions::run(RowAction action, TreeRow row)
{
    const FilterTree& tree = m_document.tree();
    const QString words = wordsFor(action, row);
    if (!can(action, row)) {
        return;
    }
    if (row.kind == RowKind::Step) {
        runOnStep(action, row);
        return;
    }
    switch (action) {
    case RowAction::AddSequence:
        addSequence(row.inner);
        break;
    case RowAction::Duplicate:
        m_document.apply(words, duplicateNode(tree, row.path));
        break;
    case RowAction::Group: {
        Edit edit = wrapNode(tree, row.path, GroupKind::Any);
        if (edit) {
            edit->path.push_back(0);
        }
        m_document.apply(words, edit);
        break;
    }
    case RowAction::Ungroup:
        m_document.apply(words, unwrapGroup(tree, row.inner));
        break;
    case RowAction::Negate:
        m_document.apply(words, negateNode(tree, row.inner));
        break;
    case RowAction::SwitchOff:
        m_document.apply(words, setOff(tree, row.isOff && nodeAt(row.inner)->off ? row.inner : row.path, !row.isOff));
        break;
    case RowAction::MoveUp:
        moveBy(row, -1);
        break;
    case RowAction::MoveDown:
        moveBy(row, 1);
        break;
    case RowAction::Nest:
        m_document.apply(words, indentNode(tree, row.path));
        break;
    case RowAction::Unnest:
        m_document.apply(words, outdentNode(tree, row.path));
        break;
    case RowAction::Copy:
        copy(row);
        break;
    case RowAction::Cut:
        copy(row);
        remove(row, words);
        break;
    case RowAction::Paste:
        paste(row);
        break;
    case RowAction::Remove:
        remove(row, words);
        break;
    default:
        addPart(action, row);
    }
}

void TreeActions::addPart(RowAction action, const TreeRow& row)
{
    Node node = *nodeAt(row.inner);
    const QString words = wordsFor(action, row);
    Facet facet;
    switch (action) {
    case RowAction::AddTest: {
        EventFilter* events = eventsAt(node, -1);
        facet = {SpanRole::Property, -1, static_cast<int>(events->where.size()), -1};
        events->where.push_back(*newPropertyTest(*events, *m_context));
        break;
    }
    case RowAction::AddWindow:
        node = withWindow(std::move(node), defaultWindow());
        facet.role = SpanRole::Window;
        break;
    case RowAction::CountEvents:
        node = withQuestion(node, EventQuestion::Count, *m_context);
        facet.role = SpanRole::Count;
        break;
    case RowAction::AggregateEvents:
        node = withQuestion(node, EventQuestion::Aggregate, *m_context);
        facet.role = SpanRole::Function;
        break;
    case RowAction::FirstEvent:
    case RowAction::LastEvent:
        node = withQuestion(node, action == RowAction::FirstEvent ? EventQuestion::First : EventQuestion::Last,
                            *m_context);
        facet.role = SpanRole::Window;
        break;
    case RowAction::OnDays:
        eventsAt(node, -1)->onDays = weekend();
        facet.role = SpanRole::Calendar;
        break;
    case RowAction::AddField: {
        facet = *objectsFacet(node);
        FieldTest fresh = *newFieldAt(node, facet);
        std::vector<FieldTest>& where = objectsAt(node, facet)->where;
        facet.role = SpanRole::Property;
        facet.field = static_cast<int>(where.size());
        where.push_back(std::move(fresh));
        break;
    }
    case RowAction::CompareAttributes:
        node.body = *comparisonOf(std::get<AttributeTest>(node.body).attribute, *m_context);
        facet.role = SpanRole::Other;
        break;
    case RowAction::HeldFor:
        std::get<AttributeTest>(node.body).held = Held{Held::Bound::AtLeast, Duration::days(kHeldDays)};
        facet.role = SpanRole::Held;
        break;
    default:
        return;
    }
    replace(row.inner, std::move(node), words);
    Q_EMIT facetWanted(row.inner, facet);
}

void TreeActions::insertAtEnd(const NodePath& group, Node node, const QString& what)
{
    const Node* parent = nodeAt(group);
    const std::vector<Node>* children = parent != nullptr ? childrenOf(*parent) : nullptr;
    if (children != nullptr) {
        m_document.apply(
            what, insertNode(m_document.tree(), group, static_cast<std::uint32_t>(children->size()), std::move(node)));
    }
}

void TreeActions::replace(const NodePath& path, Node node, const QString& what)
{
    m_document.apply(what, replaceNode(m_document.tree(), path, std::move(node)));
}

void TreeActions::addCondition(const NodePath& group, const Subject& subject)
{
    const Node* parent = nodeAt(group);
    if (parent == nullptr || childrenOf(*parent) == nullptr) {
        return;
    }
    const auto index = static_cast<std::uint32_t>(childrenOf(*parent)->size());
    Node node = newCondition(subject, *m_context);
    Facet facet;
    facet.role = firstWordOf(subject.kind);
    facet.field = objectsFacet(node) ? 0 : -1;
    insertAtEnd(group, std::move(node), tr("Add condition"));
    if (subject.kind != Subject::Kind::Segment) {
        Q_EMIT facetWanted(childOf(group, index), facet);
    }
}

void TreeActions::addGroup(const NodePath& group)
{
    const Node* parent = nodeAt(group);
    const auto* around = parent != nullptr ? std::get_if<Group>(&parent->body) : nullptr;
    const bool isAll = around != nullptr && around->kind == GroupKind::All;
    insertAtEnd(group, makeGroup(isAll ? GroupKind::Any : GroupKind::All), tr("Add group"));
}

void TreeActions::addSequence(const NodePath& group)
{
    insertAtEnd(group, newSequence(*m_context), tr("Add sequence"));
}

void TreeActions::addStep(const NodePath& sequence)
{
    const Node* node = nodeAt(sequence);
    if (node != nullptr && std::holds_alternative<EventSequence>(node->body)) {
        Node changed = *node;
        auto& steps = std::get<EventSequence>(changed.body);
        steps.steps.push_back(newStep(steps, *m_context));
        const auto index = static_cast<int>(steps.steps.size()) - 1;
        replace(sequence, std::move(changed), tr("Add step"));
        Q_EMIT facetWanted(sequence, Facet{SpanRole::Subject, index, -1, -1});
    }
}

void TreeActions::setCombinator(const NodePath& group, Combinator combinator, int atLeast)
{
    m_document.apply(tr("Change to “%1”").arg(wordOf(combinator, atLeast)),
                     setGroupKind(m_document.tree(), group, groupKindOf(combinator),
                                  static_cast<std::uint32_t>(std::max(1, atLeast))));
}

void TreeActions::removeNot(TreeRow row)
{
    m_document.apply(tr("Take “not” away"), negateNode(m_document.tree(), row.inner));
}

void TreeActions::moveNode(const NodePath& from, const DropPlace& place)
{
    m_document.apply(tr("Move"), segment::moveNode(m_document.tree(), from, place.parent, place.index));
}

void TreeActions::moveBy(const TreeRow& row, int direction)
{
    const NodePath parent = parentOf(row.path);
    const std::uint32_t index = row.path.back();
    const auto siblings = static_cast<std::uint32_t>(childrenOf(*nodeAt(parent))->size());
    const bool leaves = direction < 0 ? index == 0 : index + 1 == siblings;
    NodePath target = parent;
    std::uint32_t position = direction < 0 ? index - 1 : index + 2;
    if (leaves) {
        // Past its group's edge: out of it, before or behind the group and the `not` around it.
        const NodePath group = aboveNots(m_document.tree(), parent);
        if (group.empty()) {
            return;
        }
        target = parentOf(group);
        position = direction < 0 ? group.back() : group.back() + 1;
    }
    m_document.apply(wordsFor(direction < 0 ? RowAction::MoveUp : RowAction::MoveDown, row),
                     segment::moveNode(m_document.tree(), row.path, target, position));
}

void TreeActions::remove(const TreeRow& row, const QString& what)
{
    Edit edit = removeNode(m_document.tree(), row.path);
    if (edit && !row.path.empty()) {
        // The next row takes the focus, or the last one above.
        const NodePath parent = parentOf(row.path);
        const Node* group = edit->tree.find(parent);
        const std::vector<Node>* left = group != nullptr ? childrenOf(*group) : nullptr;
        if (left != nullptr && !left->empty()) {
            edit->path = childOf(parent, std::min(row.path.back(), static_cast<std::uint32_t>(left->size() - 1)));
        }
    }
    m_document.apply(what, edit);
}

void TreeActions::copy(const TreeRow& row) const
{
    if (const Node* node = nodeAt(row.path)) {
        QGuiApplication::clipboard()->setText(nodeText(*node));
    }
}

void TreeActions::paste(const TreeRow& row)
{
    const Result<Node> node = nodeFromText(QGuiApplication::clipboard()->text());
    if (!node) {
        Q_EMIT pasteFailed(node.error());
        return;
    }
    if (row.kind == RowKind::GroupHead) {
        insertAtEnd(row.inner, *node, tr("Paste"));
        return;
    }
    m_document.apply(tr("Paste"), insertNode(m_document.tree(), parentOf(row.path), row.path.back() + 1, *node));
}

} // namespace postweave::ui::segments
