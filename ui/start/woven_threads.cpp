// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/woven_threads.h"

#include "ui/base/painting.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace postweave::ui {

namespace {

constexpr double kThread = 2;
constexpr double kGap = 2.25; ///< ground beside a thread that passes over another
constexpr double kDot = 3.5;

struct Thread {
    double startX; ///< of its dot, as a share of the picture's width
    double startY; ///< as a share of its height
    double middleY; ///< where it crosses the middle
    double lateY;   ///< before it goes in
    int series;
};

/// From the top of the envelope's side to its foot. Chosen by eye: enough crossings to look woven, none to confuse.
constexpr std::array<Thread, 20> kThreads{{
    {.045, .10, .44, .17, 3}, {.080, .05, .20, .22, 0}, {.052, .155, .24, .25, 1}, {.018, .205, .30, .28, 4},
    {.075, .355, .10, .31, 0}, {.020, .57, .15, .34, 1}, {.026, .455, .34, .37, 4}, {.062, .405, .48, .40, 3},
    {.040, .655, .19, .43, 1}, {.014, .54, .51, .46, 0}, {.016, .585, .58, .49, 3}, {.008, .63, .69, .52, 1},
    {.024, .67, .62, .55, 4}, {.065, .255, .73, .66, 2}, {.072, .30, .80, .62, 2}, {.048, .80, .88, .59, 3},
    {.004, .755, .66, .69, 0}, {.055, .72, .76, .72, 2}, {.030, .84, .92, .75, 1}, {.060, .48, .96, .79, 0},
}};

ColorRole roleOf(int series) { return dataRole(series); }

QPainterPath pathOf(const Thread& thread, const QRectF& rect, double endX, double endY)
{
    const auto at = [&rect](double x, double y) {
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height());
    };
    const QPointF start = at(thread.startX, thread.startY);
    const QPointF middle = at(.34, thread.middleY);
    const QPointF late = at(.58, thread.lateY);
    const QPointF end(endX, endY);
    const auto curve = [](QPainterPath& path, const QPointF& from, const QPointF& to) {
        const double reach = (to.x() - from.x()) * 0.5;
        path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
    };
    QPainterPath path(start);
    curve(path, start, middle);
    curve(path, middle, late);
    curve(path, late, end);
    return path;
}

void paintEnvelope(QPainter& painter, const QRectF& envelope)
{
    paintBox(painter, envelope, {theme().surface, theme().accent, 7, 2});
    painter.setPen(QPen(theme().accent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPolygonF flap{envelope.topLeft() + QPointF(3, 7), QPointF(envelope.center().x(), envelope.top() + envelope.height() * .58),
                         envelope.topRight() + QPointF(-3, 7)};
    painter.drawPolyline(flap);
}

} // namespace

WovenThreads::WovenThreads(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setMinimumWidth(320);
}

void WovenThreads::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF rect = QRectF(this->rect()).adjusted(8, 8, -8, -8);
    const double height = qMin(102.0, rect.height() * .56);
    const double width = height * 1.5;
    const QRectF envelope(rect.right() - width, rect.center().y() - height / 2, width, height);
    const double step = height * .8 / static_cast<double>(kThreads.size() - 1);
    // Each thread is laid over those before it, with a seam of ground at its sides.
    for (std::size_t i = 0; i < kThreads.size(); ++i) {
        // Laid in another order than they end in, so that neither side is always above.
        const std::size_t which = i * 7 % kThreads.size();
        const Thread& thread = kThreads[which];
        const double endY = envelope.top() + height * .1 + step * static_cast<double>(which);
        const QPainterPath path = pathOf(thread, rect, envelope.left(), endY);
        painter.strokePath(path, QPen(theme().raised, kThread + 2 * kGap, Qt::SolidLine, Qt::FlatCap));
        painter.strokePath(path, QPen(themed(roleOf(thread.series)), kThread, Qt::SolidLine, Qt::RoundCap));
        painter.setPen(Qt::NoPen);
        painter.setBrush(themed(roleOf(thread.series)));
        painter.drawEllipse(path.pointAtPercent(0), kDot, kDot);
    }
    paintEnvelope(painter, envelope);
}

} // namespace postweave::ui
