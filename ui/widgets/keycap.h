// SPDX-License-Identifier: GPL-3.0-or-later
// Keycap: a shortcut in a small frame, "Ctrl K".
#pragma once

#include <QKeySequence>
#include <QRect>
#include <QString>

class QPainter;

namespace postweave::ui {

/// As the system writes it, with blanks for plus signs.
[[nodiscard]] QString shortcutWords(const QKeySequence& keys);
/// At the right of `rect`, vertically centred; returns what it covers (an empty rect at the right end for no keys).
QRect paintKeycap(QPainter& painter, const QRect& rect, const QKeySequence& keys);

} // namespace postweave::ui
