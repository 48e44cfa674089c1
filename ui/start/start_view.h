// SPDX-License-Identifier: GPL-3.0-or-later
// StartView: the start page's widget: picture above, recent workspaces at the left, ways to begin at the right.
#pragma once

#include "core/base/error.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace postweave::ui {

class ErrorPresenter;
class RecentList;
class RecentWorkspaces;
class UndoNotice;
class WorkspaceOpener;
class WorkspaceSession;

class StartView : public QWidget {
    Q_OBJECT
public:
    StartView(WorkspaceSession& session, WorkspaceOpener& opener, RecentWorkspaces& recent, QWidget* parent = nullptr);

    [[nodiscard]] UndoNotice* notice() const { return m_notice; }

Q_SIGNALS:
    void newRequested();
    void openRequested();
    void importRequested();
    void removeRequested(const QString& path);

private:
    QWidget* makeHero();
    QWidget* makeRecent();
    QWidget* makeBegin();
    QWidget* makeSample();
    void addSampleCounts(QVBoxLayout* column);
    void showOpenError(const QString& path, const Error& error);
    void showSampleState();
    void showRecent();

    WorkspaceSession& m_session;
    WorkspaceOpener& m_opener;
    RecentWorkspaces& m_recent;
    ErrorPresenter* m_error;
    RecentList* m_list = nullptr;
    QWidget* m_noRecent = nullptr;
    QPushButton* m_sampleButton = nullptr;
    UndoNotice* m_notice;
};

} // namespace postweave::ui
