// SPDX-License-Identifier: GPL-3.0-or-later
// The one shadow, for popovers, menus and what is dragged: painted once per theme and device pixel ratio and stretched
// as a nine-patch.
#pragma once

#include <QRect>

class QPainter;
class QWidget;

namespace postweave::ui {

/// Space a floating window keeps around its box for the shadow; 0 where the desktop does not blend windows.
[[nodiscard]] int shadowMargin();
/// Flags of a window that makeFloating() is for.
inline constexpr auto kFloatingFlags = Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint;
/// Call before it is shown: translucent where that is possible.
void makeFloating(QWidget* window);
/// What is inside the margin.
[[nodiscard]] QRect floatingBox(const QWidget* window);
/// Shadow, ground and border of the box; square corners where the desktop does not blend windows.
void paintFloatingBox(QPainter& painter, const QRect& box, double radius);

/// Around `box`, whose corners have `radius`; the box itself is left to the caller.
void paintShadow(QPainter& painter, const QRect& box, double radius);

} // namespace postweave::ui
