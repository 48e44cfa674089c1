// SPDX-License-Identifier: GPL-3.0-or-later
// Rounded corners over children that fill a card to its edges, as tables do.
#pragma once

#include "ui/base/theme.h"

class QWidget;

namespace postweave::ui {

/// Keeps the card's rounded hairline above its children, with `ground` outside it. The card owns what it takes.
void roundCorners(QWidget* card, ColorRole ground = &Theme::canvas);

} // namespace postweave::ui
