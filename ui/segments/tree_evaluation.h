// SPDX-License-Identifier: GPL-3.0-or-later
// TreeEvaluation: counts the tree that is being edited on a worker; the latest tree wins.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/segment_counting.h"

#include <QObject>
#include <QStringList>

namespace postweave::ui::segments {

/// UI thread only.
class TreeEvaluation : public QObject {
    Q_OBJECT
public:
    explicit TreeEvaluation(QObject* parent = nullptr);

    /// Counts again what was asked last.
    void setContext(Context context);
    [[nodiscard]] const Context& context() const { return m_context; }
    /// Cancels what is under way; nothing happens where this very tree has been counted already.
    void request(const segment::Segment& segment);
    /// Forgets counts and what is under way.
    void clear();

    /// The last answer, maybe for an older tree; nullptr before the first.
    [[nodiscard]] const Counts& latest() const { return m_latest; }
    [[nodiscard]] bool isRunning() const { return m_work.isRunning(); }

Q_SIGNALS:
    /// latest() answers the last request.
    void counted();
    /// Once a request has run for longer than a moment, and when it ends.
    void busyChanged(bool busy);
    void failed(const postweave::Error& error);
    /// The tree asks how long values have been held: give a context whose audience knows these histories.
    void historiesNeeded(const QStringList& attributes);

private:
    void start();
    void finish(Result<Counts> counts);
    [[nodiscard]] QStringList missingHistories() const;
    void showBusy();

    Context m_context;
    segment::Segment m_segment;
    bool m_asked = false;
    bool m_busyShown = false;
    Counts m_latest;
    LatestWork m_work;
};

} // namespace postweave::ui::segments
