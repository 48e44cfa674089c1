// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thread_painter.h"

#include <QPainter>
#include <QPainterPath>

namespace postweave::ui {

void paintThread(QPainter& painter, const QColor& color, double x, double top, std::span<const double> branches,
                 double reach)
{
    if (branches.empty()) {
        return;
    }
    const double corner = reach < 0 ? -kElbowRadius : kElbowRadius;
    QPainterPath path(QPointF(x, top));
    path.lineTo(x, branches.back() - kElbowRadius);
    for (const double y : branches) {
        path.moveTo(x, y - kElbowRadius);
        path.quadTo(x, y, x + corner, y);
        path.lineTo(x + reach, y);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(path, QPen(color, kThreadWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.restore();
}

} // namespace postweave::ui
