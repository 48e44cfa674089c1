// SPDX-License-Identifier: GPL-3.0-or-later
// Surface: a plain ground with hairlines, for panes, bars, cards. Cards cast no shadow.
#pragma once

#include "ui/base/theme.h"

#include <QWidget>

class QScrollArea;

namespace postweave::ui {

class Surface : public QWidget {
    Q_OBJECT
public:
    explicit Surface(ColorRole fill, QWidget* parent = nullptr);

    void setFill(ColorRole fill);
    /// Hairlines at these edges, in Theme::border.
    void setEdges(Qt::Edges edges);
    /// A hairline all around with rounded corners, and children clipped to nothing: keep them inside.
    void setRounded(double radius);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColorRole m_fill;
    Qt::Edges m_edges;
    double m_radius = -1;
};

/// Surface, border, radius 8.
class Card : public Surface {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
};

/// The foot of a Card: its own ground, a hairline above, the card's lower corners. Lay it out edge to edge.
class CardFoot : public QWidget {
    Q_OBJECT
public:
    explicit CardFoot(ColorRole fill = &Theme::raised, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColorRole m_fill;
};

/// One device pixel in Theme::border.
class Hairline : public QWidget {
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Orientation m_orientation;
};

/// A scroll area without frame and ground that shows `content`, as wide as itself.
[[nodiscard]] QScrollArea* scrolling(QWidget* content, QWidget* parent = nullptr);

} // namespace postweave::ui
