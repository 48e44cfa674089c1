// SPDX-License-Identifier: GPL-3.0-or-later
// DataPage: what is in the workspace, and the way in.
#pragma once

#include "ui/base/page.h"

#include <QPointer>

class QStackedWidget;

namespace postweave::ui {
class StatusJobs;
class WorkspaceSession;
} // namespace postweave::ui

namespace postweave::ui::data {

class ImportController;
class ImportPanel;
class OverviewPanel;
class ProfilePanel;

class DataPage : public Page {
    Q_OBJECT
public:
    /// Session and jobs must outlive it.
    DataPage(WorkspaceSession& session, StatusJobs& jobs, QObject* parent = nullptr);
    ~DataPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("data"); }
    [[nodiscard]] QString title() const override { return tr("Data"); }
    [[nodiscard]] Icon icon() const override { return Icon::Database; }
    [[nodiscard]] QWidget* widget() override;
    [[nodiscard]] QUndoStack* undoStack() override;
    [[nodiscard]] QList<SearchItem> commands() override;
    /// People by key, address or name.
    [[nodiscard]] QList<SearchItem> search(const QString& text, int limit) override;
    /// `item` `import` opens the import, any other one is a profile's key.
    void activate(const PageTarget& target) override;
    [[nodiscard]] PageTarget place() const override;
    [[nodiscard]] bool isSettled() const override;

private:
    void openImport();
    void openOverview();
    void openProfile(const QString& key);
    void showPanel(QWidget* panel);
    [[nodiscard]] bool isImporting() const;

    WorkspaceSession& m_session;
    ImportController* m_controller;
    QPointer<QStackedWidget> m_stack;
    OverviewPanel* m_overview = nullptr;
    ImportPanel* m_import = nullptr;
    ProfilePanel* m_profile = nullptr;
};

} // namespace postweave::ui::data
