// SPDX-License-Identifier: GPL-3.0-or-later
// HeaderBar: logo, workspace, "as of", search, undo and redo, help.
#pragma once

#include "ui/widgets/surface.h"

class QMenu;
class QToolButton;
class QUndoGroup;

namespace postweave::ui {

class AsOfButton;
class Badge;
class WorkspaceSession;

class HeaderBar : public Surface {
    Q_OBJECT
public:
    HeaderBar(WorkspaceSession& session, QUndoGroup& undo, QWidget* parent = nullptr);

    /// Opened by the workspace's name.
    void setWorkspaceMenu(QMenu* menu);
    /// Of the rail, over which the logo stands.
    void setLogoWidth(int width);
    [[nodiscard]] QWidget* searchField() const { return m_search; }
    [[nodiscard]] QToolButton* helpButton() const { return m_help; }

Q_SIGNALS:
    void searchRequested();

private:
    QWidget* makeLeft();
    QWidget* makeRight(QUndoGroup& undo);
    void showWorkspace();

    WorkspaceSession& m_session;
    QWidget* m_logo;
    QToolButton* m_workspace;
    Badge* m_readOnly;
    AsOfButton* m_asOf;
    QWidget* m_search;
    QToolButton* m_help;
};

} // namespace postweave::ui
