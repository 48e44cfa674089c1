// SPDX-License-Identifier: GPL-3.0-or-later
// Squash: many askings become one doing: after some quiet, and while there is none, now and then.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace postweave::ui::templates {

class Squash : public QObject {
    Q_OBJECT
public:
    /// Milliseconds.
    Squash(int quiet, int longest, QObject* parent);

    void ask();
    /// If something was asked for, it is done now.
    void flush();
    void cancel() { m_timer.stop(); }
    [[nodiscard]] bool isPending() const { return m_timer.isActive(); }

Q_SIGNALS:
    void due();

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    int m_quiet;
    int m_longest;
};

} // namespace postweave::ui::templates
