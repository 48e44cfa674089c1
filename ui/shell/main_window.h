// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: header, rail, one page at a time, status bar. It knows pages only by their interface.
#pragma once

#include "ui/base/page.h"

#include <QUndoGroup>
#include <QWidget>

class QMenu;
class QStackedWidget;

namespace postweave::ui {

class Appearance;
class CommandPalette;
class ErrorPresenter;
class HeaderBar;
class Language;
class Rail;
class StatusBar;
class StatusJobs;
class WorkspaceSession;

class MainWindow : public QWidget {
    Q_OBJECT
public:
    /// All must outlive it.
    MainWindow(Language& language, Appearance& appearance, WorkspaceSession& session, StatusJobs& jobs,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    /// In the order of the rail; the window takes them over. The first one is shown until another is asked for.
    void addPage(Page* page);
    /// Opened by the workspace's name.
    void setWorkspaceMenu(QMenu* menu);
    /// Commands that belong to no page.
    void addCommands(const QList<SearchItem>& commands);

    [[nodiscard]] const QList<Page*>& pages() const { return m_pages; }
    [[nodiscard]] Page* currentPage() const { return m_current; }
    [[nodiscard]] CommandPalette* commandPalette() const { return m_palette; }
    /// The page named by the target comes to the front, if it can; false if there is none or it needs a workspace.
    bool go(const PageTarget& target);
    /// Nothing that the window shows is still being computed.
    [[nodiscard]] bool isSettled() const;

public Q_SLOTS:
    void openPalette();
    void openSettings();

Q_SIGNALS:
    void settledChanged();

private:
    void addShortcuts();
    void addProviders();
    void showPage(Page* page);
    void watch(Page* page);
    void openHelp();
    void followWorkspace();
    [[nodiscard]] Page* pageById(const QString& id) const;
    [[nodiscard]] bool canShow(const Page* page) const;
    [[nodiscard]] QList<SearchItem> pageItems() const;
    [[nodiscard]] QList<SearchItem> commandItems() const;

    Language& m_language;
    Appearance& m_appearance;
    WorkspaceSession& m_session;
    QUndoGroup m_undo;
    HeaderBar* m_header;
    Rail* m_rail;
    ErrorPresenter* m_error;
    QStackedWidget* m_stack;
    StatusBar* m_status;
    CommandPalette* m_palette;
    QList<Page*> m_pages;
    Page* m_current = nullptr;
    QList<SearchItem> m_commands;
};

} // namespace postweave::ui
