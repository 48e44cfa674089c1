// SPDX-License-Identifier: GPL-3.0-or-later
// JsonView: the segment as JSON, editable; faults are shown where they stand.
#pragma once

#include "core/segment/filter_tree.h"
#include "core/segment/segment_format.h"

#include <QPlainTextEdit>
#include <QWidget>

class QTimer;

namespace postweave::ui::segments {

class MendLine;

class JsonView : public QWidget {
    Q_OBJECT
public:
    explicit JsonView(QWidget* parent = nullptr);

    /// Leaves what is typed alone where it says the same already.
    void setSegment(const segment::Segment& segment);
    [[nodiscard]] QPlainTextEdit* editor() const { return m_editor; }
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    /// What is typed reads as this segment, which is another one than before.
    void edited(const postweave::segment::Segment& segment);

private:
    void read();
    void showProblem(const Diagnostic* diagnostic);

    QPlainTextEdit* m_editor;
    MendLine* m_problem;
    QTimer* m_timer;
    segment::Segment m_segment;
    bool m_filling = false;
};

} // namespace postweave::ui::segments
