// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_page.h"

#include "core/base/text.h"
#include "ui/base/person_names.h"
#include "ui/base/workspace_session.h"
#include "ui/data/import_controller.h"
#include "ui/data/import_panel.h"
#include "ui/data/overview_panel.h"
#include "ui/data/profile_panel.h"

#include <QStackedWidget>

#include <algorithm>

namespace postweave::ui::data {

namespace {

const QString kImportItem = QStringLiteral("import");
/// As many as are looked through between two keystrokes; beyond, a whole key still finds.
constexpr std::size_t kSearchedPeople = 20'000;

} // namespace

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
        m_profile = new ProfilePanel(m_session);
        m_stack->addWidget(m_import);
        m_stack->addWidget(m_profile);
        connect(m_profile, &ProfilePanel::closed, this, &DataPage::openOverview);
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
             {id(), kImportItem, 0},
             {}}};
}

void DataPage::activate(const PageTarget& target)
{
    if (target.item == kImportItem) {
        openImport();
    } else if (!target.item.isEmpty()) {
        openProfile(target.item);
    }
}

QList<SearchItem> DataPage::search(const QString& text, int limit)
{
    QList<SearchItem> items;
    const AudiencePtr audience = m_session.audience();
    const std::string wanted = foldCase(text.toStdString());
    if (!audience || wanted.empty()) {
        return items;
    }
    const auto add = [&](audience::Ordinal person) {
        const std::string_view key = audience->key(person);
        items.append({Icon::Person,
                      personName(*audience, person),
                      personDetail(*audience, person),
                      {},
                      {id(), QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())), 0},
                      {}});
    };
    const auto exact = audience->find(text.toStdString());
    if (exact) {
        add(*exact);
    }
    const PersonNames names(*audience);
    const auto searched = static_cast<audience::Ordinal>(std::min(audience->size(), kSearchedPeople));
    for (audience::Ordinal person = 0; person < searched && items.size() < limit; ++person) {
        const bool fits = foldCase(audience->email(person)).find(wanted) != std::string::npos ||
                          foldCase(names.nameOf(person)).find(wanted) != std::string::npos;
        if (fits && person != exact) {
            add(person);
        }
    }
    return items;
}

PageTarget DataPage::place() const
{
    const bool isProfile = m_stack && m_stack->currentWidget() == m_profile;
    return {id(), isImporting() ? kImportItem : isProfile ? m_profile->key() : QString(), 0};
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
    showPanel(m_import);
}

void DataPage::openProfile(const QString& key)
{
    widget();
    m_profile->show(key);
    showPanel(m_profile);
}

void DataPage::showPanel(QWidget* panel)
{
    m_stack->setCurrentWidget(panel);
    Q_EMIT undoStackChanged();
}

void DataPage::openOverview()
{
    if (m_stack) {
        m_overview->refresh();
        showPanel(m_overview);
    }
}

} // namespace postweave::ui::data
