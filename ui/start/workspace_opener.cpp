// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/workspace_opener.h"

#include "ui/base/file_question.h"
#include "ui/base/status_jobs.h"
#include "ui/base/workspace_session.h"
#include "ui/start/recent_workspaces.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QTimeZone>
#include <QUrl>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString filter()
{
    return WorkspaceOpener::tr("Postweave workspaces (*.%1)").arg(QLatin1String(kWorkspaceEnding));
}

FileQuestion workspaceQuestion(FileQuestion::Kind kind, const QString& title)
{
    return {kind, title, QDir::homePath(), filter(), QLatin1String(kWorkspaceEnding)};
}

QString systemZone()
{
    return QString::fromLatin1(QTimeZone::systemTimeZoneId());
}

} // namespace

WorkspaceOpener::WorkspaceOpener(WorkspaceSession& session, StatusJobs& jobs, RecentWorkspaces& recent,
                                 SampleOffer sample, QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs), m_recent(recent), m_sample(std::move(sample))
{
    connect(&m_session, &WorkspaceSession::opened, this, [this] {
        rememberOpened();
        if (const auto then = std::exchange(m_then, {})) {
            then();
        }
    });
    connect(&m_session, &WorkspaceSession::openFailed, this, [this] { m_then = {}; });
    connect(&m_session, &WorkspaceSession::summaryChanged, this, &WorkspaceOpener::rememberOpened);
}

void WorkspaceOpener::rememberOpened()
{
    m_recent.remember(m_session.path(), m_session.clockNow(), m_session.isReadOnly(), m_session.summary());
}

void WorkspaceOpener::createNew(QWidget* window, std::function<void()> then)
{
    const FileQuestion question = workspaceQuestion(FileQuestion::Kind::SaveFile, tr("New workspace"));
    askForFile(window, question, this, [this, then = std::move(then)](const QString& path) {
        m_session.create(path, systemZone());
        m_then = then;
    });
}

void WorkspaceOpener::chooseAndOpen(QWidget* window)
{
    askForFile(window, workspaceQuestion(FileQuestion::Kind::OpenFile, tr("Open a workspace")), this,
               [this](const QString& path) { open(path); });
}

void WorkspaceOpener::open(const QString& path)
{
    m_then = {};
    m_session.open(path);
}

void WorkspaceOpener::openSample()
{
    if (QFileInfo::exists(m_sample.path)) {
        open(m_sample.path);
    } else if (m_sample.make && !isMakingSample()) {
        makeSample();
    }
}

void WorkspaceOpener::makeSample()
{
    const CancelToken token;
    m_sampleJob = m_jobs.start(tr("Making the sample workspace"), Icon::Database, token);
    QDir().mkpath(QFileInfo(m_sample.path).absolutePath());
    const std::filesystem::path path(m_sample.path.toStdU16String());
    runInBackground(
        this,
        [make = m_sample.make, path, token, report = m_sampleJob->progress()](const CancelToken&) {
            return make(path, token, report);
        },
        [this, token](const Result<void>& made) {
            // A failed job is taken off the bar by cancelling it, which is not the user's doing.
            const bool wasCancelled = token.isCancelled();
            if (m_sampleJob && made) {
                m_sampleJob->finish(tr("The sample workspace is ready"));
            } else if (m_sampleJob) {
                m_sampleJob->cancel();
            }
            m_sampleJob = nullptr;
            Q_EMIT makingSampleChanged();
            if (made) {
                open(m_sample.path);
            } else if (!wasCancelled) {
                Q_EMIT sampleFailed(made.error());
            }
        });
    Q_EMIT makingSampleChanged();
}

QMenu* WorkspaceOpener::makeMenu(QWidget* window)
{
    auto* menu = new QMenu(window);
    connect(menu, &QMenu::aboutToShow, this, [this, menu, window] { fillMenu(*menu, window); });
    return menu;
}

void WorkspaceOpener::fillMenu(QMenu& menu, QWidget* window)
{
    menu.clear();
    menu.addAction(themedIcon(Icon::Plus), tr("New workspace…"), this, [this, window] { createNew(window); });
    menu.addAction(themedIcon(Icon::Folder), tr("Open…"), this, [this, window] { chooseAndOpen(window); });
    menu.addSeparator();
    int shown = 0;
    for (const RecentWorkspace& entry : m_recent.entries()) {
        if (entry.path != m_session.path() && shown < 6) {
            QAction* action = menu.addAction(themedIcon(Icon::Database), QString(entry.name()).replace(u'&', u"&&"_s));
            action->setToolTip(entry.path);
            connect(action, &QAction::triggered, this, [this, path = entry.path] { open(path); });
            ++shown;
        }
    }
    if (!m_session.isOpen()) {
        return;
    }
    menu.addSeparator();
    menu.addAction(themedIcon(Icon::External), tr("Show in its folder"), this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_session.path()).absolutePath()));
    });
    menu.addAction(themedIcon(Icon::X), tr("Close %1").arg(m_session.name()), &m_session, &WorkspaceSession::close);
}

} // namespace postweave::ui
