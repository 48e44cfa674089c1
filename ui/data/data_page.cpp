// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_page.h"

#include "ui/base/workspace_session.h"
#include "ui/data/import_controller.h"
#include "ui/data/import_panel.h"
#include "ui/data/overview_panel.h"

#include <QStackedWidget>

namespace postweave::ui::data {

DataPage::DataPage(WorkspaceSession& session, StatusJobs& jobs, QObject* parent)
    : Page(parent), m_session(session), m_controller(new ImportController(session, jobs, this))
{
    connect(&session, &WorkspaceSession::opened, this, &DataPage::openOverview);
}

DataPage::~DataPage()
{
    // The panels refer to the controller; the stack is its parent's, if it has one by now.
    delete m_stack;
}

QWidget* DataPage::widget()
{
    if (!m_stack) {
        m_stack = new QStackedWidget;
        m_overview = new OverviewPanel(m_session);
        m_import = new ImportPanel(*m_controller);
        m_stack->addWidget(m_overview);
        m_stack->addWidget(m_import);
        connect(m_overview, &OverviewPanel::importWanted, this, &DataPage::openImport);
        connect(m_overview, &OverviewPanel::settled, this, &DataPage::settledChanged);
        connect(m_import, &ImportPanel::closed, this, &DataPage::openOverview);
        if (m_session.isOpen()) {
            m_overview->refresh();
        }
    }
    return m_stack;
}

bool DataPage::isImporting() const
{
    return m_stack && m_stack->currentWidget() == m_import;
}

QUndoStack* DataPage::undoStack()
{
    return isImporting() ? m_controller->document().undoStack() : nullptr;
}

QList<SearchItem> DataPage::commands()
{
    return {{Icon::Download,
             tr("Import people or events"),
             tr("from CSV, TSV or JSON Lines"),
             QStringLiteral("Ctrl+I"),
             {id(), QStringLiteral("import"), 0},
             {}}};
}

void DataPage::activate(const PageTarget& target)
{
    if (target.item == QLatin1String("import")) {
        openImport();
    }
}

bool DataPage::isSettled() const
{
    return !m_stack || (m_overview->isSettled() && !m_controller->isLooking());
}

void DataPage::openImport()
{
    widget();
    if (!m_controller->isRunning()) {
        m_import->restart();
    }
    m_stack->setCurrentWidget(m_import);
    Q_EMIT undoStackChanged();
}

void DataPage::openOverview()
{
    if (m_stack) {
        m_stack->setCurrentWidget(m_overview);
        m_overview->refresh();
        Q_EMIT undoStackChanged();
    }
}

} // namespace postweave::ui::data
