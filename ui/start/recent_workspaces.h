// SPDX-License-Identifier: GPL-3.0-or-later
// RecentWorkspaces: the files opened before, newest first, with what they held then. Kept in the user's settings.
#pragma once

#include "core/base/calendar.h"

#include <QList>
#include <QObject>
#include <QString>

namespace postweave::workspace {
struct WorkspaceSummary;
}

namespace postweave::ui {

struct RecentWorkspace {
    QString path;
    Instant openedAt;
    qint64 people = 0;
    qint64 segments = 0;
    qint64 campaigns = 0;
    bool readOnly = false;
    QList<double> peopleOverTime; ///< one a day it was opened or grew, oldest first, at most kMaxPoints

    /// The file's name without folder and ending.
    [[nodiscard]] QString name() const;
    /// With ~ for the home folder.
    [[nodiscard]] QString shownPath() const;
    [[nodiscard]] bool exists() const;
};

class RecentWorkspaces : public QObject {
    Q_OBJECT
public:
    static constexpr int kMaxEntries = 12;
    static constexpr int kMaxPoints = 30;

    /// `persistent` false keeps everything in memory.
    explicit RecentWorkspaces(bool persistent = true, QObject* parent = nullptr);

    [[nodiscard]] const QList<RecentWorkspace>& entries() const { return m_entries; }
    /// Moves it to the front.
    void remember(const QString& path, Instant now, bool readOnly, const workspace::WorkspaceSummary& summary);
    /// Forgets it; the file stays. restore() takes that back.
    void remove(const QString& path);
    void restore(const RecentWorkspace& entry, int position);

Q_SIGNALS:
    void changed();

private:
    void load();
    void save() const;

    bool m_persistent;
    QList<RecentWorkspace> m_entries;
};

} // namespace postweave::ui
