// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs of the status bar: long work that runs while the user goes on. A job is shown, never waited for.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "ui/base/icon.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <optional>

namespace postweave::ui {

/// Lives on the UI thread, owned by StatusJobs.
class StatusJob : public QObject {
    Q_OBJECT
public:
    enum class State { Running, Done, Failed };

    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] Icon icon() const { return m_icon; }
    [[nodiscard]] State state() const { return m_state; }
    /// 0 to 1; nothing while the whole is not known.
    [[nodiscard]] std::optional<double> share() const;
    /// Nothing until there is something to judge by.
    [[nodiscard]] std::optional<qint64> millisecondsLeft() const;
    [[nodiscard]] QString linkText() const { return m_linkText; }
    void followLink() const;

    void setTitle(const QString& title);
    void report(const ProgressReport& report);
    /// A Progress for core: may be called from any thread, reaches report() at most 20 times a second.
    [[nodiscard]] Progress progress();
    [[nodiscard]] const CancelToken& token() const { return m_token; }
    /// The work ends when it sees the token; the job leaves the bar at once.
    void cancel();

    /// One line of what came of it, with a link where there is something to go to. Fades after a while.
    void finish(const QString& words, const QString& linkText = {}, std::function<void()> link = {});
    void fail(const QString& words, const QString& linkText = {}, std::function<void()> link = {});

Q_SIGNALS:
    void changed();
    /// It is over and not worth showing any more.
    void dismissed();

private:
    friend class StatusJobs;
    StatusJob(const QString& title, Icon icon, const CancelToken& token, QObject* parent);
    void end(State state, const QString& words, const QString& linkText, std::function<void()> link);

    QString m_title;
    Icon m_icon;
    CancelToken m_token;
    State m_state = State::Running;
    ProgressReport m_progress;
    QElapsedTimer m_started;
    QString m_linkText;
    std::function<void()> m_link;
};

class StatusJobs : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The job stays valid until it is over; keep it in a QPointer.
    StatusJob* start(const QString& title, Icon icon, const CancelToken& token = {});
    /// A line about something that is over already.
    void announce(const QString& words, const QString& linkText = {}, std::function<void()> link = {});
    /// Oldest first.
    [[nodiscard]] const QList<StatusJob*>& jobs() const { return m_jobs; }
    [[nodiscard]] bool anyRunning() const;

Q_SIGNALS:
    /// A job came, went or changed.
    void changed();

private:
    void remove(StatusJob* job);

    QList<StatusJob*> m_jobs;
};

} // namespace postweave::ui
