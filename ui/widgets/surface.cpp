// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/surface.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QPainter>
#include <QScrollArea>

namespace postweave::ui {

Surface::Surface(ColorRole fill, QWidget* parent) : QWidget(parent), m_fill(fill) {}

void Surface::setFill(ColorRole fill)
{
    m_fill = fill;
    update();
}

void Surface::setEdges(Qt::Edges edges)
{
    m_edges = edges;
    update();
}

void Surface::setRounded(double radius)
{
    m_radius = radius;
    update();
}

void Surface::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_radius >= 0) {
        paintBox(painter, rect(), {themed(m_fill), theme().border, m_radius});
        return;
    }
    painter.fillRect(rect(), themed(m_fill));
    const double pixel = hairlineWidth(painter);
    if (m_edges.testFlag(Qt::TopEdge)) {
        paintHorizontalHairline(painter, 0, width(), 0, theme().border);
    }
    if (m_edges.testFlag(Qt::BottomEdge)) {
        paintHorizontalHairline(painter, 0, width(), height() - pixel, theme().border);
    }
    if (m_edges.testFlag(Qt::LeftEdge)) {
        paintVerticalHairline(painter, 0, 0, height(), theme().border);
    }
    if (m_edges.testFlag(Qt::RightEdge)) {
        paintVerticalHairline(painter, width() - pixel, 0, height(), theme().border);
    }
}

Card::Card(QWidget* parent) : Surface(&Theme::surface, parent)
{
    setRounded(radius::kCard);
}

CardFoot::CardFoot(ColorRole fill, QWidget* parent) : QWidget(parent), m_fill(fill) {}

void CardFoot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    // The upper corners of the box lie above the widget.
    const int above = scaled(radius::kCard) + 1;
    paintBox(painter, rect().adjusted(0, -above, 0, 0), {themed(m_fill), theme().border, radius::kCard});
    paintHorizontalHairline(painter, 0, width(), 0, theme().border);
}

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent) : QWidget(parent), m_orientation(orientation)
{
    if (orientation == Qt::Horizontal) {
        setFixedHeight(1);
    } else {
        setFixedWidth(1);
    }
}

void Hairline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_orientation == Qt::Horizontal) {
        paintHorizontalHairline(painter, 0, width(), 0, theme().border);
    } else {
        paintVerticalHairline(painter, 0, 0, height(), theme().border);
    }
}

QScrollArea* scrolling(QWidget* content, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->setFocusPolicy(Qt::NoFocus);
    // Whatever lies below shows through.
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace postweave::ui
