// SPDX-License-Identifier: GPL-3.0-or-later
// Part of PostweaveStyle: push buttons, tool buttons, checks and radios.
#pragma once

#include <QSize>

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionToolButton;
class QWidget;

namespace postweave::ui::stylepaint {

void pushButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void toolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget);
/// Bevel alone, for buttons that Qt's own containers make.
void buttonGround(const QStyleOption& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QSize buttonSize(const QStyleOption& option, const QWidget* widget);

void checkBox(const QStyleOption& option, QPainter& painter);
void radioButton(const QStyleOption& option, QPainter& painter);

} // namespace postweave::ui::stylepaint
