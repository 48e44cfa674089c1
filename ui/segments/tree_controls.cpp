// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_controls.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

namespace {

bool isTab(int key)
{
    return key == Qt::Key_Tab || key == Qt::Key_Backtab;
}

/// `!` comes with Shift on most keyboards, Shift+Tab as Backtab.
bool matchesShortcut(const QKeyEvent& event, const QKeySequence& shortcut)
{
    if (shortcut.isEmpty()) {
        return false;
    }
    const Qt::KeyboardModifiers relevant = event.modifiers() & ~Qt::KeypadModifier;
    const QKeyCombination wanted = shortcut[0];
    if (wanted.key() == Qt::Key_Exclam) {
        return event.key() == Qt::Key_Exclam && !(relevant & (Qt::ControlModifier | Qt::AltModifier));
    }
    return event.key() == wanted.key() && relevant == wanted.keyboardModifiers();
}

bool beginsSection(RowAction action)
{
    return action == RowAction::Duplicate || action == RowAction::MoveUp || action == RowAction::Copy ||
           action == RowAction::Remove || action == RowAction::Negate;
}

} // namespace

TreeControls::TreeControls(SegmentDocument& document, TreeView& view, TreeActions& actions, EditorHost& host,
                           QObject* parent)
    : QObject(parent), m_document(document), m_view(view), m_actions(actions), m_host(host)
{
    view.setKeyHandler([this](QKeyEvent* event, bool ask) { return handleKey(event, ask); });
    view.setFocusNotice([this](Qt::FocusReason reason) {
        m_tabNests = reason != Qt::TabFocusReason && reason != Qt::BacktabFocusReason;
    });
    connect(&view, &TreeView::facetClicked, &host, &EditorHost::openFacet);
    connect(&view, &TreeView::facetRemoved, this,
            [this](int row, const Facet& facet) { m_actions.removeFacet(rowAt(row), facet); });
    connect(&view, &TreeView::combinatorChosen, this, [this](int row, Combinator combinator, int atLeast) {
        m_actions.setCombinator(rowAt(row).inner, combinator, atLeast);
    });
    connect(&view, &TreeView::notClicked, this, [this](int row) { m_actions.removeNot(rowAt(row)); });
    connect(&view, &TreeView::menuRequested, this, [this](int row, QPoint at) { makeMenu(row)->popup(at); });
    connect(&view, &TreeView::additionRequested, this, &TreeControls::add);
    connect(&view, &TreeView::nodeMoved, &actions, &TreeActions::moveNode);
    connect(&view, &TreeView::stepMoved, &actions, &TreeActions::moveStep);
    connect(&actions, &TreeActions::facetWanted, &host, &EditorHost::openFacetAt);
}

const TreeRow& TreeControls::rowAt(int row) const
{
    const auto& rows = m_view.rows();
    return rows[static_cast<std::size_t>(std::clamp(row, 0, static_cast<int>(rows.size()) - 1))];
}

void TreeControls::add(int row, Addition addition)
{
    const segment::NodePath path = rowAt(row).inner;
    FootRow* foot = m_view.footWidget(row);
    switch (addition) {
    case Addition::Condition:
        if (foot != nullptr) {
            m_host.openPicker(foot->button(Addition::Condition),
                              [this, path](const Subject& subject) { m_actions.addCondition(path, subject); });
        }
        break;
    case Addition::Group:
        m_actions.addGroup(path);
        break;
    case Addition::Sequence:
        m_actions.addSequence(path);
        break;
    case Addition::Step:
        m_actions.addStep(path);
        break;
    }
}

void TreeControls::addCondition()
{
    // The foot of the innermost group around the current row.
    const segment::NodePath here = current().inner;
    int best = -1;
    for (int row = 0; row < static_cast<int>(m_view.rows().size()); ++row) {
        const bool isFoot = rowAt(row).kind == RowKind::Foot && isWithin(here, rowAt(row).inner);
        if (isFoot && (best < 0 || rowAt(row).inner.size() > rowAt(best).inner.size())) {
            best = row;
        }
    }
    const segment::Node* node = best >= 0 ? m_document.tree().find(rowAt(best).inner) : nullptr;
    if (node != nullptr) {
        const bool isSequence = std::holds_alternative<segment::EventSequence>(node->body);
        add(best, isSequence ? Addition::Step : Addition::Condition);
    }
}

QMenu* TreeControls::makeMenu(int row)
{
    const TreeRow place = rowAt(row);
    auto* menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const RowAction action : m_actions.actionsFor(place)) {
        if (beginsSection(action) && !menu->isEmpty()) {
            menu->addSeparator();
        }
        QAction* entry = menu->addAction(themedIcon(TreeActions::iconOf(action)), m_actions.wordsFor(action, place));
        entry->setShortcut(TreeActions::shortcutOf(action));
        entry->setShortcutContext(Qt::WidgetShortcut);
        connect(entry, &QAction::triggered, this, [this, action, place] { m_actions.run(action, place); });
    }
    return menu;
}

bool TreeControls::handleKey(QKeyEvent* event, bool ask)
{
    const int key = event->key();
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::NoModifier && moveFocus(key, ask)) {
        return true;
    }
    if (modifiers == Qt::NoModifier && editCurrent(key, ask)) {
        return true;
    }
    return runShortcut(event, ask);
}

bool TreeControls::moveFocus(int key, bool ask)
{
    const int row = m_view.currentRow();
    const int part = m_view.currentPart();
    const bool isRightToLeft = QApplication::isRightToLeft();
    const int forward = isRightToLeft ? Qt::Key_Left : Qt::Key_Right;
    const int back = isRightToLeft ? Qt::Key_Right : Qt::Key_Left;
    int toRow = row;
    int toPart = part;
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        toRow += key == Qt::Key_Down ? 1 : -1;
    } else if (key == Qt::Key_Home || key == Qt::Key_End) {
        toRow = key == Qt::Key_Home ? 0 : static_cast<int>(m_view.rows().size()) - 1;
    } else if (key == forward) {
        ++toPart;
    } else if (key == back) {
        toPart = std::max(-1, part - 1);
    } else {
        return false;
    }
    if (!ask) {
        m_view.focusRow(toRow, toPart, Qt::ShortcutFocusReason);
        m_tabNests = true;
    }
    return true;
}

bool TreeControls::editCurrent(int key, bool ask)
{
    const bool isOnRow = m_view.currentPart() < 0;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
    case Qt::Key_Space:
        if (isOnRow && !ask) {
            openPrimary(m_view.currentRow());
        }
        return isOnRow;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return removeCurrent(ask);
    case Qt::Key_Insert:
    case Qt::Key_Plus:
        if (!ask) {
            addCondition();
        }
        return true;
    case Qt::Key_Escape:
        if (m_view.isDragging()) {
            if (!ask) {
                m_view.cancelDrag();
            }
            return true;
        }
        if (!isOnRow && !ask) {
            m_view.focusRow(m_view.currentRow(), -1, Qt::ShortcutFocusReason);
        }
        return !isOnRow;
    default:
        return false;
    }
}

bool TreeControls::removeCurrent(bool ask)
{
    TreeRowWidget* widget = m_view.rowWidget(m_view.currentRow());
    if (widget == nullptr) {
        return false;
    }
    if (ask) {
        return true;
    }
    const int part = m_view.currentPart();
    if (part < 0) {
        m_actions.run(RowAction::Remove, current());
        return true;
    }
    QWidget* focused = widget->parts()[static_cast<std::size_t>(part)];
    for (const ChipContent& chip : widget->content().chips) {
        if (!chip.isGlue && widget->chipFor(chip.facet) == focused) {
            m_actions.removeFacet(current(), chip.facet);
            return true;
        }
    }
    return true;
}

bool TreeControls::runShortcut(QKeyEvent* event, bool ask)
{
    const bool isOnRow = m_view.currentPart() < 0;
    if (m_view.rowWidget(m_view.currentRow()) == nullptr || (isTab(event->key()) && (!isOnRow || !m_tabNests))) {
        return false;
    }
    for (const RowAction action : m_actions.actionsFor(current())) {
        const bool isBacktab = action == RowAction::Unnest && event->key() == Qt::Key_Backtab;
        const QKeySequence shortcut = TreeActions::shortcutOf(action);
        const bool isStandard = (action == RowAction::Copy && event->matches(QKeySequence::Copy)) ||
                                (action == RowAction::Cut && event->matches(QKeySequence::Cut)) ||
                                (action == RowAction::Paste && event->matches(QKeySequence::Paste));
        if (!isBacktab && !isStandard && !matchesShortcut(*event, shortcut)) {
            continue;
        }
        if (!ask) {
            m_actions.run(action, current());
        }
        return true;
    }
    return false;
}

void TreeControls::openPrimary(int row)
{
    TreeRowWidget* widget = m_view.rowWidget(row);
    if (widget == nullptr) {
        return;
    }
    if (CombinatorPill* pill = widget->pill()) {
        pill->click();
        return;
    }
    using segment::SpanRole;
    for (const SpanRole role : {SpanRole::Value, SpanRole::Calendar, SpanRole::Other, SpanRole::Window, SpanRole::Count,
                                SpanRole::Operator, SpanRole::Subject}) {
        for (const ChipContent& chip : widget->content().chips) {
            if (!chip.isGlue && chip.facet.role == role) {
                m_host.openFacet(row, chip.facet);
                return;
            }
        }
    }
}

} // namespace postweave::ui::segments
