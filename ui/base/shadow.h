// SPDX-License-Identifier: GPL-3.0-or-later
// The one shadow, for popovers, menus and what is dragged: painted once per theme and device pixel ratio and stretched
// as a nine-patch.
#pragma once

#include <QRect>

class QPainter;

namespace postweave::ui {

/// Space a translucent window keeps around its box for the shadow.
inline constexpr int kShadowMargin = 20;

/// Around `box`, whose corners have `radius`; the box itself is left to the caller.
void paintShadow(QPainter& painter, const QRect& box, double radius);

} // namespace postweave::ui
