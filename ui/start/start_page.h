// SPDX-License-Identifier: GPL-3.0-or-later
// StartPage: recent workspaces, ways to begin, the sample.
#pragma once

#include "ui/base/page.h"

#include <QPointer>

class QUndoStack;

namespace postweave::ui {

class RecentWorkspaces;
class StartView;
class WorkspaceOpener;
class WorkspaceSession;

class StartPage : public Page {
    Q_OBJECT
public:
    /// All must outlive it.
    StartPage(WorkspaceSession& session, WorkspaceOpener& opener, RecentWorkspaces& recent, QObject* parent = nullptr);
    ~StartPage() override;

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] Icon icon() const override { return Icon::Home; }
    [[nodiscard]] QWidget* widget() override;
    [[nodiscard]] bool needsWorkspace() const override { return false; }
    [[nodiscard]] bool isSettled() const override;
    [[nodiscard]] QUndoStack* undoStack() override { return m_undo; }
    [[nodiscard]] QList<SearchItem> search(const QString& text, int limit) override;
    [[nodiscard]] QList<SearchItem> commands() override;

private:
    void removeRecent(const QString& path);
    void importCustomers();

    WorkspaceSession& m_session;
    WorkspaceOpener& m_opener;
    RecentWorkspaces& m_recent;
    QUndoStack* m_undo;
    QPointer<StartView> m_view;
};

} // namespace postweave::ui
