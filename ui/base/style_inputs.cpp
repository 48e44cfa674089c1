// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/style_inputs.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"

#include <QPainter>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

namespace postweave::ui::stylepaint {

namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool isInvalid(const QWidget* widget)
{
    return widget && widget->property("invalid").toBool();
}

/// An editor within a spin box or combo box carries the focus for it.
bool holdsFocus(const QStyleOption& option, const QWidget* widget)
{
    return has(option, QStyle::State_HasFocus) || (widget && widget->hasFocus());
}

} // namespace

void inputPanel(const QRect& rect, const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const Theme& now = theme();
    const bool enabled = has(option, QStyle::State_Enabled);
    QColor border = enabled ? now.control : now.border2;
    if (isInvalid(widget)) {
        border = now.err;
    } else if (enabled && holdsFocus(option, widget)) {
        border = now.focus;
    }
    const double width = enabled && holdsFocus(option, widget) ? 2 : 0;
    paintBox(painter, rect, {enabled ? now.surface : now.sunken, border, radius::kControl, width});
}

void comboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget)
{
    inputPanel(option.rect, option, painter, widget);
    const int side = iconsize::kNormal;
    const bool mirrored = option.direction == Qt::RightToLeft;
    const int x = mirrored ? option.rect.left() + scaled(8) : option.rect.right() - scaled(8) - side;
    paintIcon(painter, Icon::ChevronDown, QRect(x, option.rect.y(), side, option.rect.height()), side,
              has(option, QStyle::State_Enabled) ? theme().text2 : theme().disabled);
}

void comboLabel(const QStyleOptionComboBox& option, QPainter& painter)
{
    QRect rect = option.rect.adjusted(scaled(9), 0, -scaled(28), 0);
    const QColor color = has(option, QStyle::State_Enabled) ? theme().text : theme().disabled;
    if (!option.currentIcon.isNull()) {
        const int side = iconsize::kNormal;
        option.currentIcon.paint(&painter, QRect(rect.x(), rect.y(), side, rect.height()));
        rect.setLeft(rect.left() + side + scaled(space::kIconToWord));
    }
    paintText(painter, QStyle::visualRect(option.direction, option.rect, rect), option.currentText, painter.font(),
              color);
}

void spinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget)
{
    inputPanel(option.rect, option, painter, widget);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const auto arrow = [&](QStyle::SubControl part, Icon icon, QAbstractSpinBox::StepEnabledFlag step) {
        const QRect rect =
            widget ? widget->style()->subControlRect(QStyle::CC_SpinBox, &option, part, widget) : QRect();
        const bool enabled = option.stepEnabled.testFlag(step) && has(option, QStyle::State_Enabled);
        const bool hovered = option.activeSubControls.testFlag(part) && has(option, QStyle::State_MouseOver);
        paintIcon(painter, icon, rect, iconsize::kChip,
                  !enabled  ? theme().disabled
                  : hovered ? theme().text
                            : theme().text2);
    };
    arrow(QStyle::SC_SpinBoxUp, Icon::ChevronUp, QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, Icon::ChevronDown, QAbstractSpinBox::StepDownEnabled);
}

void scrollBar(const QStyleOptionSlider& option, QPainter& painter)
{
    if (option.maximum <= option.minimum) {
        return;
    }
    const bool active =
        has(option, QStyle::State_Sunken) ||
        (option.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider) && has(option, QStyle::State_MouseOver));
    const QRectF thumb = QRectF(scrollBarPart(option, QStyle::SC_ScrollBarSlider)).adjusted(2, 2, -2, -2);
    paintBox(painter, thumb, {active ? theme().control : theme().border2, std::nullopt, 3});
}

QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part)
{
    const bool horizontal = option.orientation == Qt::Horizontal;
    const int length = horizontal ? option.rect.width() : option.rect.height();
    const int range = option.maximum - option.minimum;
    int thumb = length;
    if (range > 0) {
        thumb = qBound(qMin(scaled(28), length),
                       static_cast<int>(qint64(option.pageStep) * length / (qint64(range) + option.pageStep)), length);
    }
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - thumb, option.upsideDown);
    int from = 0;
    int count = length;
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        from = start;
        count = thumb;
        break;
    case QStyle::SC_ScrollBarSubPage:
        count = start;
        break;
    case QStyle::SC_ScrollBarAddPage:
        from = start + thumb;
        count = length - from;
        break;
    case QStyle::SC_ScrollBarGroove:
        break;
    default:
        return {};
    }
    const QRect rect = horizontal ? QRect(option.rect.x() + from, option.rect.y(), count, option.rect.height())
                                  : QRect(option.rect.x(), option.rect.y() + from, option.rect.width(), count);
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void progressBar(const QStyleOptionProgressBar& option, QPainter& painter)
{
    const double height = 4;
    const QRectF rect(option.rect.x(), option.rect.center().y() - height / 2 + 0.5, option.rect.width(), height);
    paintBox(painter, rect, {theme().track, std::nullopt, radius::kBar});
    const double range = double(option.maximum) - option.minimum;
    if (range <= 0) {
        return;
    }
    const double share = std::clamp((double(option.progress) - option.minimum) / range, 0.0, 1.0);
    if (share > 0) {
        QRectF done = rect;
        done.setWidth(qMax(2.0, rect.width() * share));
        paintBox(painter, done, {theme().bar, std::nullopt, radius::kBar});
    }
}

} // namespace postweave::ui::stylepaint
