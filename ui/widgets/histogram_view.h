// SPDX-License-Identifier: GPL-3.0-or-later
// HistogramView: how values are distributed, with two handles that choose a range. Bars in the range are data 1, the
// others grey.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>
#include <optional>

namespace postweave::ui {

class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);

    /// `counts` over equal steps from `low` to `high`; a last bar that gathers everything above has `openEnd`.
    void setBars(const QList<qint64>& counts, double low, double high, bool openEnd = false);
    /// Either end may be open. A handle snaps to whole steps of `step` (0: free).
    void setRange(std::optional<double> from, std::optional<double> to);
    void setStep(double step) { m_step = step; }
    /// How an axis value reads; formatCompact by default.
    void setLabels(std::function<QString(double)> labels);
    /// false: bars and axis only.
    void setSelectable(bool selectable);

    /// Values that the axis names: round ones, unless setLabels() gave words of their own.
    [[nodiscard]] QList<double> axisMarks() const;
    [[nodiscard]] std::optional<double> from() const { return m_from; }
    [[nodiscard]] std::optional<double> to() const { return m_to; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// While a handle moves; not for setRange().
    void rangeChanged(std::optional<double> from, std::optional<double> to);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    enum class Handle { None, From, To };
    [[nodiscard]] QRectF plotRect() const;
    [[nodiscard]] double xOf(double value) const;
    [[nodiscard]] double valueAt(double x) const;
    [[nodiscard]] double keyboardStep() const;
    [[nodiscard]] bool isInRange(int bar) const;
    void moveHandle(Handle handle, double value);
    void paintBars(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void paintHandle(QPainter& painter, double value, bool active) const;

    QList<qint64> m_counts;
    double m_low = 0;
    double m_high = 1;
    bool m_openEnd = false;
    bool m_selectable = true;
    double m_step = 0;
    std::optional<double> m_from;
    std::optional<double> m_to;
    Handle m_active = Handle::From;
    bool m_dragging = false;
    std::function<QString(double)> m_labels;
    bool m_hasOwnLabels = false;
};

} // namespace postweave::ui
