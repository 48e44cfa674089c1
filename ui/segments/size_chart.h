// SPDX-License-Identifier: GPL-3.0-or-later
// SizeChart: how large the segment was at past moments, as a line with its axes.
#pragma once

#include <QDate>
#include <QList>
#include <QWidget>

namespace postweave::ui::segments {

class SizeChart : public QWidget {
    Q_OBJECT
public:
    explicit SizeChart(QWidget* parent = nullptr);

    /// Oldest first; the last one is `today`. Fewer than two hide the chart.
    void setValues(const QList<double>& values, QDate first, QDate today);
    [[nodiscard]] const QList<double>& values() const { return m_values; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] std::pair<double, double> domain() const;

    QList<double> m_values;
    QDate m_first;
    QDate m_today;
};

} // namespace postweave::ui::segments
