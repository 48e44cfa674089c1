// SPDX-License-Identifier: GPL-3.0-or-later
// TreeControls: what mouse and keyboard do in the tree.
#pragma once

#include "ui/segments/editor_host.h"
#include "ui/segments/tree_actions.h"
#include "ui/segments/tree_view.h"

#include <QObject>

class QKeyEvent;
class QMenu;

namespace postweave::ui::segments {

class TreeControls : public QObject {
    Q_OBJECT
public:
    TreeControls(SegmentDocument& document, TreeView& view, TreeActions& actions, EditorHost& host,
                 QObject* parent = nullptr);

    /// For "+ Condition" at the end of the group around the current row.
    void addCondition();
    /// The menu of a row, not shown yet; deletes itself when it closes.
    [[nodiscard]] QMenu* makeMenu(int row);

private:
    /// True if the key meant something here. With `ask` nothing is done.
    bool handleKey(QKeyEvent* event, bool ask);
    bool moveFocus(int key, bool ask);
    bool editCurrent(int key, bool ask);
    bool removeCurrent(bool ask);
    bool runShortcut(QKeyEvent* event, bool ask);
    void openPrimary(int row);
    void add(int row, Addition addition);
    [[nodiscard]] const TreeRow& rowAt(int row) const;
    [[nodiscard]] const TreeRow& current() const { return rowAt(m_view.currentRow()); }

    SegmentDocument& m_document;
    TreeView& m_view;
    TreeActions& m_actions;
    EditorHost& m_host;
    bool m_tabNests = false; ///< the rows are being worked on, not tabbed through
};

} // namespace postweave::ui::segments
