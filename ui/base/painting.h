// SPDX-License-Identifier: GPL-3.0-or-later
// Shared strokes: hairlines of one device pixel, rounded boxes, rings, elided words. All snap to the pixel grid.
#pragma once

#include "ui/base/theme.h"

#include <QFont>
#include <QRectF>
#include <QStringList>

#include <optional>

class QPainter;

namespace postweave::ui {

/// Width of one device pixel in the painter's coordinates.
[[nodiscard]] double hairlineWidth(const QPainter& painter);
/// One device pixel high, whose upper edge is `y`.
void paintHorizontalHairline(QPainter& painter, double left, double right, double y, const QColor& color);
void paintVerticalHairline(QPainter& painter, double x, double top, double bottom, const QColor& color);

struct Box {
    std::optional<QColor> fill = std::nullopt;
    std::optional<QColor> border = std::nullopt;
    double radius = 0;
    double borderWidth = 0; ///< 0: a hairline
    bool dashed = false;
};

/// The border lies inside `rect`.
void paintBox(QPainter& painter, const QRectF& rect, const Box& box);
/// A line of `width` inside `rect` in the focus colour.
void paintRing(QPainter& painter, const QRectF& rect, double radius, double width = 2);

/// One line, elided at its end if need be, vertically centred.
void paintText(QPainter& painter, const QRect& rect, const QString& text, const QFont& font, const QColor& color,
               int flags = 0x0001 /* Qt::AlignLeft */);
[[nodiscard]] int textWidth(const QString& text, const QFont& font);

/// Words over at most `most` lines of `width`; what still does not fit is elided at the end of the last one.
struct WrappedText {
    WrappedText(const QString& text, const QFont& font, int width, int most);

    QStringList lines;
    QFont font;
    int lineHeight = 0;
    [[nodiscard]] int height() const { return static_cast<int>(lines.size()) * lineHeight; }
};

/// From the top of `rect`, one line below the other.
void paintWrapped(QPainter& painter, const QRect& rect, const WrappedText& text, const QColor& color);

} // namespace postweave::ui
