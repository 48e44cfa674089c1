// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/status_jobs.h"

#include "ui/base/motion.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>

namespace postweave::ui {

namespace {

constexpr std::int64_t kReportEveryMilliseconds = 50;
constexpr qint64 kJudgeAfterMilliseconds = 1500;
constexpr double kJudgeAfterShare = 0.02;

std::int64_t steadyMilliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

StatusJob::StatusJob(const QString& title, Icon icon, const CancelToken& token, QObject* parent)
    : QObject(parent), m_title(title), m_icon(icon), m_token(token)
{
    m_started.start();
}

std::optional<double> StatusJob::share() const
{
    if (m_progress.total == 0) {
        return std::nullopt;
    }
    return std::min(1.0, static_cast<double>(m_progress.done) / static_cast<double>(m_progress.total));
}

std::optional<qint64> StatusJob::millisecondsLeft() const
{
    const std::optional<double> done = share();
    const qint64 elapsed = m_started.elapsed();
    if (!done || *done < kJudgeAfterShare || elapsed < kJudgeAfterMilliseconds) {
        return std::nullopt;
    }
    return static_cast<qint64>(static_cast<double>(elapsed) * (1 - *done) / *done);
}

void StatusJob::followLink() const
{
    if (m_link) {
        m_link();
    }
}

void StatusJob::setTitle(const QString& title)
{
    m_title = title;
    Q_EMIT changed();
}

void StatusJob::report(const ProgressReport& report)
{
    m_progress = report;
    Q_EMIT changed();
}

Progress StatusJob::progress()
{
    const auto last = std::make_shared<std::atomic<std::int64_t>>(0);
    return [guard = QPointer<StatusJob>(this), last](const ProgressReport& report) {
        const std::int64_t now = steadyMilliseconds();
        std::int64_t before = last->load();
        const bool isEnd = report.total > 0 && report.done >= report.total;
        if (!isEnd && (now - before < kReportEveryMilliseconds || !last->compare_exchange_strong(before, now))) {
            return;
        }
        const auto deliver = [guard, report] {
            if (guard) {
                guard->report(report);
            }
        };
        QMetaObject::invokeMethod(QCoreApplication::instance(), deliver, Qt::QueuedConnection);
    };
}

void StatusJob::cancel()
{
    m_token.cancel();
    Q_EMIT dismissed();
}

void StatusJob::finish(const QString& words, const QString& linkText, std::function<void()> link)
{
    end(State::Done, words, linkText, std::move(link));
    QTimer::singleShot(motion::kNotice, this, &StatusJob::dismissed);
}

void StatusJob::fail(const QString& words, const QString& linkText, std::function<void()> link)
{
    end(State::Failed, words, linkText, std::move(link));
}

void StatusJob::end(State state, const QString& words, const QString& linkText, std::function<void()> link)
{
    m_state = state;
    m_title = words;
    m_linkText = linkText;
    m_link = std::move(link);
    Q_EMIT changed();
}

StatusJob* StatusJobs::start(const QString& title, Icon icon, const CancelToken& token)
{
    auto* job = new StatusJob(title, icon, token, this);
    m_jobs.append(job);
    connect(job, &StatusJob::changed, this, &StatusJobs::changed);
    connect(job, &StatusJob::dismissed, this, [this, job] { remove(job); });
    Q_EMIT changed();
    return job;
}

void StatusJobs::announce(const QString& words, const QString& linkText, std::function<void()> link)
{
    start(words, Icon::OkCircle)->finish(words, linkText, std::move(link));
}

bool StatusJobs::anyRunning() const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(),
                       [](const StatusJob* job) { return job->state() == StatusJob::State::Running; });
}

void StatusJobs::remove(StatusJob* job)
{
    if (m_jobs.removeOne(job)) {
        job->deleteLater();
        Q_EMIT changed();
    }
}

} // namespace postweave::ui
