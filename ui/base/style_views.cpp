// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/style_views.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/base/shadow.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace postweave::ui::stylepaint {

namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

constexpr int kMenuPadding = 10;

/// A column of marks is kept only in menus that have any, so that words line up.
int markWidth(const QStyleOptionMenuItem& option)
{
    const bool marks = option.maxIconWidth > 0 || option.menuHasCheckableItems;
    return marks ? iconsize::kNormal + scaled(8) : 0;
}

void menuSeparator(const QStyleOptionMenuItem& option, QPainter& painter)
{
    paintHorizontalHairline(painter, option.rect.left(), option.rect.right() + 1, option.rect.center().y(),
                            theme().border);
}

void menuMark(const QStyleOptionMenuItem& option, QPainter& painter, const QRect& rect, const QColor& color)
{
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked) {
            paintIcon(painter, Icon::Check, rect, iconsize::kNormal, theme().accent);
        }
    } else if (const std::optional<Icon> own = iconOf(option.icon)) {
        paintIcon(painter, *own, rect, iconsize::kNormal, color);
    } else {
        option.icon.paint(&painter, rect);
    }
}

} // namespace

void menuPanel(const QStyleOption& option, QPainter& painter)
{
    const int margin = shadowMargin();
    paintFloatingBox(painter, option.rect.adjusted(margin, margin, -margin, -margin), radius::kControl);
}

void menuItem(const QStyleOptionMenuItem& option, QPainter& painter)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        menuSeparator(option, painter);
        return;
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    if (enabled && has(option, QStyle::State_Selected)) {
        painter.fillRect(option.rect, theme().soft);
    }
    const QColor color = enabled ? theme().text : theme().disabled;
    QRect rect = option.rect.adjusted(scaled(kMenuPadding), 0, -scaled(kMenuPadding), 0);
    const int marks = markWidth(option);
    if (marks > 0) {
        menuMark(option, painter, QRect(rect.x(), rect.y(), iconsize::kNormal, rect.height()),
                 enabled ? theme().text2 : theme().disabled);
        rect.setLeft(rect.left() + marks);
    }
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    painter.setFont(option.font);
    painter.setPen(color);
    painter.drawText(rect, Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, parts.value(0));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintIcon(painter, Icon::ChevronRight, QRect(rect.right() - 14, rect.y(), 14, rect.height()), color);
    } else if (parts.size() > 1) {
        paintText(painter, rect, parts.at(1), fontFor(TextRole::Secondary), enabled ? theme().text3 : theme().disabled,
                  Qt::AlignRight);
    }
}

QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        return {contents.width(), scaled(9)};
    }
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    int width = QFontMetrics(option.font).size(Qt::TextShowMnemonic, parts.value(0)).width();
    if (parts.size() > 1) {
        width += scaled(28) + textWidth(parts.at(1), fontFor(TextRole::Secondary));
    } else if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        width += scaled(28);
    }
    return {width + markWidth(option) + 2 * scaled(kMenuPadding), scaled(28)};
}

void headerSection(const QStyleOptionHeader& option, QPainter& painter)
{
    painter.fillRect(option.rect, has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled)
                                      ? theme().hover
                                      : theme().raised);
    paintHorizontalHairline(painter, option.rect.left(), option.rect.right() + 1,
                            option.rect.bottom() + 1 - hairlineWidth(painter), theme().border);
}

int headerWidth(const QStyleOptionHeader& option)
{
    const int chevron = option.sortIndicator != QStyleOptionHeader::None ? scaled(14) : 0;
    return textWidth(option.text, fontFor(TextRole::SecondaryMedium)) + scaled(space::kPane + space::kUnit) + chevron;
}

void headerLabel(const QStyleOptionHeader& option, QPainter& painter)
{
    using Position = QStyleOptionHeader::SectionPosition;
    const bool only = option.position == Position::OnlyOneSection;
    const int before = only || option.position == Position::Beginning ? space::kPane : space::kUnit;
    const int behind = only || option.position == Position::End ? space::kPane : space::kUnit;
    QRect rect =
        QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(scaled(before), 0, -scaled(behind), 0));
    const bool right = option.textAlignment.testFlag(Qt::AlignRight);
    const QFont font = fontFor(TextRole::SecondaryMedium);
    if (option.sortIndicator != QStyleOptionHeader::None) {
        const int words = qMin(textWidth(option.text, font), rect.width() - scaled(14));
        const int x = right ? rect.right() - scaled(11) : rect.left() + words + scaled(2);
        const Icon icon = option.sortIndicator == QStyleOptionHeader::SortUp ? Icon::ChevronDown : Icon::ChevronUp;
        paintIcon(painter, icon, QRect(x, rect.y(), scaled(12), rect.height()), iconsize::kChip, theme().text2);
        rect.setRight(rect.right() - scaled(14));
    }
    const QColor color = option.sortIndicator == QStyleOptionHeader::None ? theme().text2 : theme().text;
    paintText(painter, rect, option.text, font, color, right ? Qt::AlignRight : Qt::AlignLeft);
}

void rowGround(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const bool selected = has(option, QStyle::State_Selected);
    if (selected) {
        const bool active = !widget || widget->isActiveWindow();
        painter.fillRect(option.rect, active ? theme().soft : theme().hover);
    } else if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled)) {
        painter.fillRect(option.rect, theme().hover);
    }
}

void rowFocus(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    if (showsKeyboardFocus(widget)) {
        paintRing(painter, option.rect, 0);
    }
}

void branchIndicator(const QStyleOption& option, QPainter& painter)
{
    if (has(option, QStyle::State_Children)) {
        paintIcon(painter, has(option, QStyle::State_Open) ? Icon::ChevronDown : Icon::ChevronRight, option.rect,
                  iconsize::kBadge, theme().text2);
    }
}

void tabShape(const QStyleOptionTab& option, QPainter& painter)
{
    if (has(option, QStyle::State_Selected)) {
        const QRectF line(option.rect.left() + scaled(8), option.rect.bottom() - 1, option.rect.width() - scaled(16),
                          2);
        paintBox(painter, line, {theme().accent, std::nullopt, 1});
    } else if (has(option, QStyle::State_MouseOver)) {
        paintBox(painter, option.rect.adjusted(2, 4, -2, -4), {theme().hover, std::nullopt, radius::kControl});
    }
}

void tooltipPanel(const QStyleOption& option, QPainter& painter)
{
    painter.fillRect(option.rect, theme().surface);
    paintBox(painter, option.rect, {theme().surface, theme().border2, 0});
}

} // namespace postweave::ui::stylepaint
