// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include "ui/base/fonts.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace postweave::ui {

namespace {

constexpr double kDot = 2;

QPolygonF pointsOf(const QRectF& rect, const QList<double>& values, const SparklineLook& look)
{
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    const auto [low, high] = look.domain.value_or(std::pair(*lowest, *highest));
    QPolygonF points;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double x = rect.left() + rect.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1);
        const double level = high > low ? std::clamp((values[i] - low) / (high - low), 0.0, 1.0) : 0.5;
        points.append(QPointF(x, rect.bottom() - level * rect.height()));
    }
    return points;
}

} // namespace

void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const SparklineLook& look)
{
    if (values.size() < 2) {
        return;
    }
    const QRectF inner = rect.adjusted(1, kDot + 1, -kDot - 1, -kDot - 1);
    const QPolygonF points = pointsOf(inner, values, look);
    const QColor color = themed(look.color);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (look.fill) {
        QPolygonF area = points;
        area << QPointF(inner.right(), rect.bottom()) << QPointF(inner.left(), rect.bottom());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().soft2);
        painter.drawPolygon(area);
    }
    QPainterPath line;
    line.addPolygon(points);
    painter.strokePath(line, QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (look.dot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(points.back(), kDot, kDot);
    }
    painter.restore();
}

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void Sparkline::setValues(const QList<double>& values)
{
    m_values = values;
    update();
}

void Sparkline::setLook(const SparklineLook& look)
{
    m_look = look;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {scaled(52), scaled(22)};
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintSparkline(painter, rect(), m_values, m_look);
}

} // namespace postweave::ui
