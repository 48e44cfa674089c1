// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include "ui/base/workspace_session.h"
#include "ui/start/recent_workspaces.h"
#include "ui/start/start_view.h"
#include "ui/start/workspace_opener.h"
#include "ui/widgets/undo_notice.h"

#include <QUndoStack>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class ForgetWorkspace : public QUndoCommand {
public:
    ForgetWorkspace(RecentWorkspaces& recent, const RecentWorkspace& entry, int position)
        : QUndoCommand(StartPage::tr("removing %1 from the list").arg(entry.name())),
          m_recent(recent),
          m_entry(entry),
          m_position(position)
    {
    }
    void redo() override { m_recent.remove(m_entry.path); }
    void undo() override { m_recent.restore(m_entry, m_position); }

private:
    RecentWorkspaces& m_recent;
    RecentWorkspace m_entry;
    int m_position;
};

} // namespace

StartPage::StartPage(WorkspaceSession& session, WorkspaceOpener& opener, RecentWorkspaces& recent, QObject* parent)
    : Page(parent), m_session(session), m_opener(opener), m_recent(recent), m_undo(new QUndoStack(this))
{
    connect(&opener, &WorkspaceOpener::makingSampleChanged, this, &StartPage::settledChanged);
}

StartPage::~StartPage() = default;

QString StartPage::id() const
{
    return u"start"_s;
}

QString StartPage::title() const
{
    return tr("Start");
}

QWidget* StartPage::widget()
{
    if (!m_view) {
        m_view = new StartView(m_session, m_opener, m_recent);
        connect(m_view, &StartView::newRequested, this, [this] { m_opener.createNew(m_view->window()); });
        connect(m_view, &StartView::openRequested, this, [this] { m_opener.chooseAndOpen(m_view->window()); });
        connect(m_view, &StartView::importRequested, this, &StartPage::importCustomers);
        connect(m_view, &StartView::removeRequested, this, &StartPage::removeRecent);
    }
    return m_view;
}

bool StartPage::isSettled() const
{
    return !m_opener.isMakingSample();
}

void StartPage::removeRecent(const QString& path)
{
    const QList<RecentWorkspace>& entries = m_recent.entries();
    for (int i = 0; i < entries.size(); ++i) {
        if (entries[i].path == path) {
            const RecentWorkspace entry = entries[i];
            m_undo->push(new ForgetWorkspace(m_recent, entry, i));
            m_view->notice()->announce(tr("%1 removed from the list").arg(entry.name()), m_undo);
            return;
        }
    }
}

void StartPage::importCustomers()
{
    const auto go = [this] { Q_EMIT navigationRequested({u"data"_s, u"import"_s, 0}); };
    if (m_session.isOpen()) {
        go();
    } else {
        m_opener.createNew(m_view->window(), go);
    }
}

QList<SearchItem> StartPage::search(const QString& text, int limit)
{
    QList<SearchItem> items;
    for (const RecentWorkspace& entry : m_recent.entries()) {
        items.append(
            {Icon::Database, tr("Open %1").arg(entry.name()), entry.shownPath(), {}, {}, [this, path = entry.path] {
                 m_opener.open(path);
             }});
    }
    return bestMatches(text, items, limit);
}

QList<SearchItem> StartPage::commands()
{
    QList<SearchItem> items{
        {Icon::Plus, tr("New workspace…"), {}, {}, {}, [this] { m_opener.createNew(widget()->window()); }},
        {Icon::Folder, tr("Open a workspace…"), {}, {}, {}, [this] { m_opener.chooseAndOpen(widget()->window()); }},
        {Icon::Download, tr("Import customers"), {}, {}, {}, [this] { importCustomers(); }}};
    if (m_opener.sample().make) {
        items.append({Icon::Eye, tr("Open the sample workspace"), {}, {}, {}, [this] { m_opener.openSample(); }});
    }
    return items;
}

} // namespace postweave::ui
