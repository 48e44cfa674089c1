// SPDX-License-Identifier: GPL-3.0-or-later
// The cards of the gallery, one a group of components.
#pragma once

class QWidget;

namespace postweave::ui::gallery {

QWidget* colorCard();
QWidget* typeCard();
QWidget* buttonCard();
QWidget* chipCard();
QWidget* inputCard();
QWidget* countCard();
QWidget* listCard();
QWidget* badgeCard();
QWidget* errorCard();
QWidget* iconCard();
QWidget* tableCard();
QWidget* histogramCard();
QWidget* stepperCard();
QWidget* floatingCard();

} // namespace postweave::ui::gallery
