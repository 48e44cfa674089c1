// SPDX-License-Identifier: GPL-3.0-or-later
// OverviewPanel: how complete the data is, what was imported, and which rows were rejected.
#pragma once

#include "core/profile/import_log.h"
#include "ui/base/worker.h"
#include "ui/data/completeness_model.h"

#include <QWidget>

class QBoxLayout;
class QTableView;

namespace postweave::ui {
class Label;
class PaneHeader;
class SearchField;
class WorkspaceSession;
} // namespace postweave::ui

namespace postweave::ui::data {

class ImportsModel;
class RejectedModel;

class OverviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit OverviewPanel(WorkspaceSession& session, QWidget* parent = nullptr);

    [[nodiscard]] bool isSettled() const { return !m_measuring.isRunning() && !m_reading; }
    void refresh();

Q_SIGNALS:
    void importWanted();
    void settled();

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeCompleteness();
    [[nodiscard]] QWidget* makeImports();
    [[nodiscard]] QWidget* makeRejected();
    Label* addFigure(QBoxLayout* row, const QString& caption);
    void measure();
    void readImports();
    void showRejected();
    void showRejectedRows(std::vector<profile::RejectedRow> rows);

    WorkspaceSession& m_session;
    LatestWork m_measuring;
    bool m_reading = false;
    CompletenessModel* m_completeness;
    ImportsModel* m_imports;
    RejectedModel* m_rejected;
    QTableView* m_importsView = nullptr;
    QTableView* m_rejectedView = nullptr;
    Label* m_noImports = nullptr;
    Label* m_noRejected = nullptr;
    PaneHeader* m_completenessHead = nullptr;
    PaneHeader* m_rejectedHead = nullptr;
    Label* m_people = nullptr;
    Label* m_events = nullptr;
    Label* m_share = nullptr;
    Label* m_rejectedRows = nullptr;
};

} // namespace postweave::ui::data
