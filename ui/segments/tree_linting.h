// SPDX-License-Identifier: GPL-3.0-or-later
// TreeLinting: looks on a worker for what is likely meant otherwise in the tree that was counted last.
#pragma once

#include "core/segment/lint.h"
#include "ui/base/worker.h"
#include "ui/segments/segment_counting.h"

#include <QObject>

#include <vector>

class QTimer;

namespace postweave::ui::segments {

struct LintResult {
    segment::FilterTree tree; ///< what was looked at
    std::vector<segment::LintFinding> findings;
};

/// UI thread only. Answers that were overtaken are dropped.
class TreeLinting : public QObject {
    Q_OBJECT
public:
    explicit TreeLinting(QObject* parent = nullptr);

    /// Once nothing has been asked for a moment: counts come first, and most trees are on their way to others.
    void request(const Counts& counts);
    void clear();

    [[nodiscard]] const LintResult& latest() const { return m_latest; }
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    void found();

private:
    void start();

    Counts m_counts;
    LintResult m_latest;
    LatestWork m_work;
    QTimer* m_quiet;
};

/// The first finding at exactly this node; nothing without.
[[nodiscard]] const segment::LintFinding* findingAt(const std::vector<segment::LintFinding>& findings,
                                                    const segment::NodePath& path);
/// What it is, how to mend it, and how many people it concerns.
[[nodiscard]] QString findingWords(const segment::LintFinding& finding);

} // namespace postweave::ui::segments
