// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/style_buttons.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QStyleOptionToolButton>
#include <QVariant>
#include <QWidget>

namespace postweave::ui::stylepaint {

namespace {

struct ButtonColors {
    std::optional<QColor> ground;
    std::optional<QColor> border;
    QColor words;
};

struct ButtonState {
    bool enabled;
    bool hovered;
    bool pressed;
    bool on;
};

ButtonState stateOf(const QStyleOption& option)
{
    return {option.state.testFlag(QStyle::State_Enabled), option.state.testFlag(QStyle::State_MouseOver),
            option.state.testFlag(QStyle::State_Sunken), option.state.testFlag(QStyle::State_On)};
}

ButtonColors primaryColors(const Theme& theme, const ButtonState& state)
{
    if (!state.enabled) {
        return {theme.sunken, theme.border2, theme.disabled};
    }
    if (state.pressed) {
        return {theme.accentPressed, std::nullopt, theme.onAccent};
    }
    return {state.hovered ? theme.accentHover : theme.accent, std::nullopt, theme.onAccent};
}

ButtonColors defaultColors(const Theme& theme, const ButtonState& state)
{
    if (!state.enabled) {
        return {std::nullopt, theme.border, theme.disabled};
    }
    if (state.on) {
        return {theme.soft, theme.border2, theme.softText};
    }
    return {state.pressed ? theme.sunken : state.hovered ? theme.hover : theme.surface, theme.border2, theme.text};
}

ButtonColors bareColors(const Theme& theme, const ButtonState& state, ColorRole words, ColorRole hover)
{
    if (!state.enabled) {
        return {std::nullopt, std::nullopt, theme.disabled};
    }
    if (state.on) {
        return {theme.soft, std::nullopt, theme.softText};
    }
    if (state.pressed || state.hovered) {
        return {theme.*hover, std::nullopt, theme.*words};
    }
    return {std::nullopt, std::nullopt, theme.*words};
}

ButtonColors dangerColors(const Theme& theme, const ButtonState& state)
{
    if (!state.enabled) {
        return {std::nullopt, theme.border, theme.disabled};
    }
    return {state.hovered || state.pressed ? theme.errSoft : theme.surface, theme.border2, theme.err};
}

ButtonColors colorsOf(ButtonKind kind, const ButtonState& state)
{
    const Theme& now = theme();
    switch (kind) {
    case ButtonKind::Primary:
        return primaryColors(now, state);
    case ButtonKind::Ghost:
        return bareColors(now, state, &Theme::accent, &Theme::soft2);
    case ButtonKind::Quiet:
    case ButtonKind::IconOnly:
        return bareColors(now, state, &Theme::text2, now.dark ? &Theme::border : &Theme::sunken);
    case ButtonKind::Bare:
        return bareColors(now, state, &Theme::text, now.dark ? &Theme::surface : &Theme::border);
    case ButtonKind::Danger:
        return dangerColors(now, state);
    case ButtonKind::Default:
        break;
    }
    return defaultColors(now, state);
}

QFont labelFont(const QWidget* widget)
{
    const QVariant role = widget ? widget->property("textRole") : QVariant();
    return fontFor(role.isValid() ? static_cast<TextRole>(role.toInt()) : TextRole::BodyMedium);
}

QString hintOf(const QWidget* widget)
{
    return widget ? widget->property("hint").toString() : QString();
}

/// Icon, words, hint and the arrow of a menu, in this order.
struct LabelParts {
    QIcon icon;
    QString text;
    QString hint;
    bool arrow = false;
    QFont font;

    [[nodiscard]] int width() const
    {
        int total = 0;
        const auto add = [&total](int part) { total += part + (total > 0 ? scaled(space::kIconToWord + 1) : 0); };
        if (!icon.isNull()) {
            add(iconsize::kNormal);
        }
        if (!text.isEmpty()) {
            add(QFontMetrics(font).size(Qt::TextShowMnemonic, text).width());
        }
        if (!hint.isEmpty()) {
            add(textWidth(hint, fontFor(TextRole::Secondary)) + scaled(4));
        }
        if (arrow) {
            add(iconsize::kBadge);
        }
        return total;
    }
};

void paintButtonIcon(QPainter& painter, const QIcon& icon, const QRect& rect, const QColor& color, bool enabled)
{
    if (const std::optional<Icon> own = iconOf(icon)) {
        paintIcon(painter, *own, rect, iconsize::kNormal, color);
    } else {
        icon.paint(&painter, rect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
}

void paintLabel(QPainter& painter, const QRect& rect, const LabelParts& parts, const QColor& color, bool enabled)
{
    const int gap = scaled(space::kIconToWord + 1);
    int x = rect.x() + qMax(0, (rect.width() - parts.width()) / 2);
    if (!parts.icon.isNull()) {
        paintButtonIcon(painter, parts.icon, QRect(x, rect.y(), iconsize::kNormal, rect.height()), color, enabled);
        x += iconsize::kNormal + gap;
    }
    if (!parts.text.isEmpty()) {
        const int width = QFontMetrics(parts.font).size(Qt::TextShowMnemonic, parts.text).width();
        painter.setFont(parts.font);
        painter.setPen(color);
        painter.drawText(QRect(x, rect.y(), width + 1, rect.height()),
                         Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, parts.text);
        x += width + gap;
    }
    if (!parts.hint.isEmpty()) {
        QColor faint = color;
        faint.setAlphaF(0.75F);
        paintText(painter, QRect(x + scaled(4), rect.y(), rect.right() - x, rect.height()), parts.hint,
                  fontFor(TextRole::Secondary), faint);
    }
    if (parts.arrow) {
        paintIcon(painter, Icon::ChevronDown,
                  QRect(rect.right() - iconsize::kBadge + 1, rect.y(), iconsize::kBadge, rect.height()), color);
    }
}

/// With an arrow the rest is centred in what the arrow leaves.
QRect contentRect(const QStyleOption& option, bool bare)
{
    const int padding = scaled(bare ? 6 : 10);
    return option.rect.adjusted(padding, 0, -padding, 0);
}

LabelParts partsOf(const QStyleOption& option, const QWidget* widget)
{
    LabelParts parts;
    parts.font = labelFont(widget);
    parts.hint = hintOf(widget);
    if (const auto* push = qstyleoption_cast<const QStyleOptionButton*>(&option)) {
        parts.icon = push->icon;
        parts.text = push->text;
        parts.arrow = push->features.testFlag(QStyleOptionButton::HasMenu);
    } else if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(&option)) {
        if (tool->toolButtonStyle != Qt::ToolButtonTextOnly) {
            parts.icon = tool->icon;
        }
        if (tool->toolButtonStyle != Qt::ToolButtonIconOnly || tool->icon.isNull()) {
            parts.text = tool->text;
        }
        parts.arrow = tool->features.testFlag(QStyleOptionToolButton::HasMenu) && !parts.text.isEmpty();
    }
    return parts;
}

void paintButton(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const ButtonKind kind = buttonKind(widget);
    const ButtonState state = stateOf(option);
    const ButtonColors colors = colorsOf(kind, state);
    if (colors.ground || colors.border) {
        paintBox(painter, option.rect, {colors.ground, colors.border, radius::kControl});
    }
    const bool bare = kind == ButtonKind::Quiet || kind == ButtonKind::Bare || kind == ButtonKind::IconOnly;
    paintLabel(painter, contentRect(option, bare), partsOf(option, widget), colors.words, state.enabled);
}

} // namespace

void pushButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget)
{
    paintButton(option, painter, widget);
}

void toolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget)
{
    paintButton(option, painter, widget);
}

void buttonGround(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const ButtonColors colors = colorsOf(buttonKind(widget), stateOf(option));
    paintBox(painter, option.rect, {colors.ground, colors.border, radius::kControl});
}

QSize buttonSize(const QStyleOption& option, const QWidget* widget)
{
    const ButtonKind kind = buttonKind(widget);
    const LabelParts parts = partsOf(option, widget);
    const bool iconOnly = parts.text.isEmpty() && parts.hint.isEmpty();
    const bool compact = kind == ButtonKind::IconOnly || (widget && widget->property("compact").toBool());
    const int height = scaled(compact ? size::kSmallButton : size::kButton);
    if (iconOnly && !parts.arrow) {
        return {height, height};
    }
    const bool bare = kind == ButtonKind::Ghost || kind == ButtonKind::Quiet || kind == ButtonKind::Bare;
    const int padding = bare ? 10 : 14;
    return {parts.width() + 2 * scaled(padding), height};
}

void checkBox(const QStyleOption& option, QPainter& painter)
{
    const Theme& now = theme();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const int side = qMin(qMin(option.rect.width(), option.rect.height()), scaled(16));
    const QRect rect(option.rect.x() + (option.rect.width() - side) / 2,
                     option.rect.y() + (option.rect.height() - side) / 2, side, side);
    if (!option.state.testFlag(QStyle::State_On) && !partly) {
        paintBox(painter, rect, {now.surface, enabled ? now.control : now.border2, radius::kBadge});
        return;
    }
    paintBox(painter, rect, {enabled ? now.accent : now.disabled, std::nullopt, radius::kBadge});
    paintIcon(painter, partly ? Icon::Minus : Icon::Check, rect, scaled(12), enabled ? now.onAccent : now.surface);
}

void radioButton(const QStyleOption& option, QPainter& painter)
{
    const Theme& now = theme();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const int side = qMin(qMin(option.rect.width(), option.rect.height()), scaled(16));
    const QRectF rect(option.rect.x() + (option.rect.width() - side) / 2.0,
                      option.rect.y() + (option.rect.height() - side) / 2.0, side, side);
    if (!option.state.testFlag(QStyle::State_On)) {
        paintBox(painter, rect, {now.surface, enabled ? now.control : now.border2, side / 2.0});
        return;
    }
    paintBox(painter, rect, {enabled ? now.accent : now.disabled, std::nullopt, side / 2.0});
    const double inset = side * 0.31;
    paintBox(painter, rect.adjusted(inset, inset, -inset, -inset), {now.surface, std::nullopt, side / 2.0});
}

} // namespace postweave::ui::stylepaint
