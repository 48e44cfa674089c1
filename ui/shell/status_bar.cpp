// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_bar.h"

#include "ui/base/fonts.h"
#include "ui/base/moment_format.h"
#include "ui/base/number_format.h"
#include "ui/base/workspace_session.h"
#include "ui/shell/job_view.h"
#include "ui/widgets/label.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kShownJobs = 2;

} // namespace

StatusBar::StatusBar(WorkspaceSession& session, StatusJobs& jobs, QWidget* parent)
    : Surface(&Theme::chrome, parent),
      m_session(session),
      m_jobs(jobs),
      m_row(new QHBoxLayout(this)),
      m_quietIcon(new QLabel),
      m_quiet(new Label({}, TextRole::Secondary, &Theme::text2)),
      m_more(new Label({}, TextRole::Secondary, &Theme::text2)),
      m_words(new Label({}, TextRole::Secondary, &Theme::text2))
{
    setFixedHeight(scaled(size::kStatusBar));
    setEdges(Qt::TopEdge);
    m_row->setContentsMargins(scaled(12), 0, scaled(12), 0);
    m_row->setSpacing(scaled(8));
    m_row->addWidget(m_quietIcon);
    m_row->addWidget(m_quiet);
    m_row->addWidget(m_more);
    m_row->addStretch(1);
    m_row->addWidget(m_words);
    connect(&m_jobs, &StatusJobs::changed, this, &StatusBar::showJobs);
    for (const auto signal :
         {&WorkspaceSession::summaryChanged, &WorkspaceSession::opened, &WorkspaceSession::closed}) {
        connect(&m_session, signal, this, &StatusBar::showWords);
    }
    connect(&m_session, &WorkspaceSession::stateChanged, this, &StatusBar::showWords);
    connect(&m_session, &WorkspaceSession::definitionsChanged, this, &StatusBar::showWords);
    showJobs();
    showWords();
}

void StatusBar::setPageWords(const QString& words)
{
    m_pageWords = words;
    showWords();
}

void StatusBar::showJobs()
{
    const QList<StatusJob*>& jobs = m_jobs.jobs();
    const auto isGone = [&jobs](const JobView* view) { return !view->job() || !jobs.contains(view->job()); };
    for (JobView* view : QList<JobView*>(m_views)) {
        if (isGone(view)) {
            m_views.removeOne(view);
            view->hide();
            view->deleteLater();
        }
    }
    for (StatusJob* job : jobs) {
        const bool known = std::any_of(m_views.begin(), m_views.end(), [job](JobView* v) { return v->job() == job; });
        if (!known) {
            auto* view = new JobView(job);
            m_row->insertWidget(static_cast<int>(m_views.size()) + 2, view);
            m_views.append(view);
        }
    }
    for (int i = 0; i < m_views.size(); ++i) {
        m_views[i]->refresh();
        m_views[i]->setVisible(i < kShownJobs);
    }
    const int hidden = static_cast<int>(m_views.size()) - kShownJobs;
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("and %n more", nullptr, hidden));
    showQuiet();
}

void StatusBar::showQuiet()
{
    const bool quiet = m_views.isEmpty() && m_session.state() != WorkspaceSession::State::Opening;
    m_quietIcon->setVisible(quiet);
    m_quiet->setVisible(quiet);
    m_quietIcon->setPixmap(iconPixmap(Icon::OkCircle, iconsize::kBadge, theme().ok, devicePixelRatioF()));
    m_quiet->setText(tr("Everything is saved"));
}

void StatusBar::showWords()
{
    QStringList parts;
    if (!m_pageWords.isEmpty()) {
        parts.append(m_pageWords);
    }
    if (m_session.isOpen()) {
        const auto& summary = m_session.summary();
        parts.append(tr("%1 people").arg(formatCount(static_cast<qint64>(summary.profiles))));
        parts.append(tr("%1 events").arg(formatCount(static_cast<qint64>(summary.events))));
        if (const std::optional<Instant> saved = m_session.lastSaved()) {
            parts.append(tr("Saved %1").arg(formatTimeOfDay(*saved, m_session.timeZone())));
        }
    } else {
        parts.append(tr("Postweave %1").arg(QCoreApplication::applicationVersion()));
        parts.append(tr("Files stay on this computer"));
    }
    m_words->setText(parts.join(u" · "_s));
    showQuiet();
}

void StatusBar::changeEvent(QEvent* event)
{
    Surface::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showJobs();
    }
}

} // namespace postweave::ui
