// SPDX-License-Identifier: GPL-3.0-or-later
// Part of PostweaveStyle: line edits, combo boxes, spin boxes, scroll bars, progress bars.
#pragma once

#include <QRect>
#include <QStyle>

class QStyleOptionComboBox;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;

namespace postweave::ui::stylepaint {

/// Ground and border of an input: control, accent while it has the focus, err while its property `invalid` is set.
void inputPanel(const QRect& rect, const QStyleOption& option, QPainter& painter, const QWidget* widget);
void comboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget);
void comboLabel(const QStyleOptionComboBox& option, QPainter& painter);
void spinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget);
void scrollBar(const QStyleOptionSlider& option, QPainter& painter);
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part);
void progressBar(const QStyleOptionProgressBar& option, QPainter& painter);

} // namespace postweave::ui::stylepaint
