// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/painting.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace postweave::ui {

double hairlineWidth(const QPainter& painter)
{
    return 1.0 / painter.device()->devicePixelRatioF();
}

namespace {

double snapped(double position, double pixel)
{
    return std::round(position / pixel) * pixel;
}

} // namespace

void paintHorizontalHairline(QPainter& painter, double left, double right, double y, const QColor& color)
{
    const double pixel = hairlineWidth(painter);
    painter.fillRect(QRectF(left, snapped(y, pixel), right - left, pixel), color);
}

void paintVerticalHairline(QPainter& painter, double x, double top, double bottom, const QColor& color)
{
    const double pixel = hairlineWidth(painter);
    painter.fillRect(QRectF(snapped(x, pixel), top, pixel, bottom - top), color);
}

void paintBox(QPainter& painter, const QRectF& rect, const Box& box)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF inner = rect;
    double radius = box.radius;
    QPen pen(Qt::NoPen);
    if (box.border) {
        const double width = box.borderWidth > 0 ? box.borderWidth : hairlineWidth(painter);
        pen = QPen(*box.border, width);
        if (box.dashed) {
            pen.setDashPattern({3 / width, 2.5 / width});
            pen.setCapStyle(Qt::FlatCap);
        }
        inner.adjust(width / 2, width / 2, -width / 2, -width / 2);
        radius = qMax(0.0, radius - width / 2);
    }
    painter.setPen(pen);
    painter.setBrush(box.fill ? QBrush(*box.fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(inner, radius, radius);
    painter.restore();
}

void paintRing(QPainter& painter, const QRectF& rect, double radius, double width)
{
    paintBox(painter, rect, {.border = theme().focus, .radius = radius, .borderWidth = width});
}

void paintText(QPainter& painter, const QRect& rect, const QString& text, const QFont& font, const QColor& color,
               int flags)
{
    if (rect.width() <= 0 || text.isEmpty()) {
        return;
    }
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, flags | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

int textWidth(const QString& text, const QFont& font)
{
    // Rounded up: a fraction less and the words would be elided in the very room that was made for them.
    return static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text))) + 1;
}

WrappedText::WrappedText(const QString& text, const QFont& ownFont, int width, int most)
    : font(ownFont), lineHeight(qCeil(QFontMetricsF(ownFont).height()) + 2)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap); // a word that is too long is elided, not broken
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        if (lines.size() + 1 == most) {
            lines.append(QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width));
            break;
        }
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
}

void paintWrapped(QPainter& painter, const QRect& rect, const WrappedText& text, const QColor& color)
{
    QRect line(rect.left(), rect.top(), rect.width(), text.lineHeight);
    for (const QString& words : text.lines) {
        paintText(painter, line, words, text.font, color);
        line.translate(0, text.lineHeight);
    }
}

} // namespace postweave::ui
