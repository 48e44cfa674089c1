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
    double startX;  ///< of its dot, as a share of the picture's width
    double startY;  ///< as a share of its height
    double middleY; ///< where it crosses the middle
    double lateY;   ///< before it goes in
    int series;
};

/// From the top of the envelope's side to its foot. Chosen by eye: enough crossings to look woven, none to confuse.
constexpr std::array<Thread, 20> kThreads{{
    {.045, .476, .153, .140, 3}, {.080, .050, .060, .178, 0}, {.052, .666, .292, .216, 1}, {.018, .192, .106, .254, 4},
    {.075, .334, .431, .292, 0}, {.020, .097, .199, .329, 1}, {.062, .808, .338, .367, 4}, {.036, .287, .569, .405, 3},
    {.058, .571, .245, .443, 1}, {.040, .145, .477, .481, 0}, {.014, .903, .662, .519, 3}, {.030, .429, .384, .557, 1},
    {.008, .713, .801, .595, 4}, {.066, .239, .523, .633, 2}, {.024, .950, .708, .671, 2}, {.072, .524, .940, .708, 3},
    {.048, .382, .616, .746, 0}, {.004, .761, .847, .784, 2}, {.055, .618, .755, .822, 1}, {.028, .855, .894, .860, 0},
}};

ColorRole roleOf(int series)
{
    return dataRole(series);
}

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
    const QPolygonF flap{envelope.topLeft() + QPointF(3, 7),
                         QPointF(envelope.center().x(), envelope.top() + envelope.height() * .58),
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
