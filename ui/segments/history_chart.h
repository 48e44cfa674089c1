// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryChart: the stored refreshes over time: the size as a line, who entered and who left as bars below it.
#pragma once

#include "core/base/time_zone.h"
#include "ui/segments/segment_history.h"

#include <QWidget>

namespace postweave::ui::segments {

/// One refresh is selected; a click or the arrow keys choose another one.
class HistoryChart : public QWidget {
    Q_OBJECT
public:
    explicit HistoryChart(QWidget* parent = nullptr);

    /// The newest one is selected.
    void setHistory(const SegmentHistory& history, const TimeZone& zone);
    /// -1 while there is none.
    [[nodiscard]] int selected() const { return m_selected; }
    void select(int index);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void selectedChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] int xOf(int index) const;
    [[nodiscard]] int count() const { return m_history ? static_cast<int>(m_history->size()) : 0; }
    void paintLine(QPainter& painter) const;
    void paintCrossings(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void describe();

    SegmentHistory m_history;
    TimeZone m_zone;
    int m_selected = -1;
    bool m_ring = false;
};

} // namespace postweave::ui::segments
