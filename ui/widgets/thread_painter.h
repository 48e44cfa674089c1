// SPDX-License-Identifier: GPL-3.0-or-later
// The thread: a 2 px line in a combinator's colour with an elbow to each child.
#pragma once

#include <QColor>

#include <span>

class QPainter;

namespace postweave::ui {

inline constexpr double kThreadWidth = 2;
inline constexpr double kElbowRadius = 6;

/// From (x, top) down to the last of `branches` (the children's middles, ascending), with an elbow to the right at
/// each, `reach` long. Nothing without branches. Right to left is the caller's: give a negative `reach`.
void paintThread(QPainter& painter, const QColor& color, double x, double top, std::span<const double> branches,
                 double reach = 11);

} // namespace postweave::ui
