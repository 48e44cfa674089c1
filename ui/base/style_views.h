// SPDX-License-Identifier: GPL-3.0-or-later
// Part of PostweaveStyle: menus, headers, plain rows of views, tabs, tooltips.
#pragma once

#include <QSize>
#include <QStyle>

class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionTab;

namespace postweave::ui::stylepaint {

void menuPanel(const QStyleOption& option, QPainter& painter);
void menuItem(const QStyleOptionMenuItem& option, QPainter& painter);
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents);

void headerSection(const QStyleOptionHeader& option, QPainter& painter);
/// What the words of a head need, with the padding that the cells below keep.
[[nodiscard]] int headerWidth(const QStyleOptionHeader& option);
void headerLabel(const QStyleOptionHeader& option, QPainter& painter);

/// Ground of a row or cell: hover, soft when selected, border2 bar while the window is inactive.
void rowGround(const QStyleOption& option, QPainter& painter, const QWidget* widget);
/// The ring of the current row or cell, inside it.
void rowFocus(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void branchIndicator(const QStyleOption& option, QPainter& painter);

void tabShape(const QStyleOptionTab& option, QPainter& painter);
void tooltipPanel(const QStyleOption& option, QPainter& painter);

} // namespace postweave::ui::stylepaint
