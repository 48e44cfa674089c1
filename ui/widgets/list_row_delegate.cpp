// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/list_row_delegate.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/sparkline.h"

#include <QListView>
#include <QPainter>
#include <QPointF>
#include <QScrollBar>

#include <algorithm>
#include <vector>

namespace postweave::ui {

namespace {

constexpr double kSelectionBar = 3;
constexpr int kGap = 8;
constexpr int kLeastGraph = 24; ///< a narrower one says nothing

Tone toneOf(const QModelIndex& index, int role)
{
    const QVariant tone = index.data(role);
    return tone.isValid() ? static_cast<Tone>(tone.toInt()) : Tone::Neutral;
}

SparklineLook lookOf(const QModelIndex& index, bool selected)
{
    SparklineLook look;
    const Tone tone = toneOf(index, itemrole::Tone);
    look.color = tone != Tone::Neutral ? wordRole(tone) : selected ? &Theme::accent : &Theme::text3;
    if (const QVariant domain = index.data(itemrole::SparkDomain); domain.isValid()) {
        look.domain = std::pair(domain.toPointF().x(), domain.toPointF().y());
    }
    return look;
}

/// Takes the icon's width off `rect`.
void paintRowIcon(QPainter& painter, QRect& rect, const QModelIndex& index, bool selected)
{
    const QVariant icon = index.data(itemrole::Icon);
    if (!icon.isValid()) {
        return;
    }
    const Tone tone = toneOf(index, itemrole::IconTone);
    const QColor color = tone != Tone::Neutral ? themed(wordRole(tone)) : selected ? theme().accent : theme().text2;
    paintIcon(painter, static_cast<Icon>(icon.toInt()), QRect(rect.x(), rect.y(), iconsize::kNormal, rect.height()),
              color);
    rect.setLeft(rect.left() + iconsize::kNormal + scaled(kGap));
}

/// A figure or words on a row's second line.
struct SecondLinePart {
    QString text;
    QColor color;
};

std::vector<SecondLinePart> secondLineOf(const QModelIndex& index)
{
    const Tone tone = toneOf(index, itemrole::Tone);
    std::vector<SecondLinePart> parts{
        {index.data(itemrole::Figure).toString(), theme().text},
        {index.data(itemrole::Change).toString(), theme().text2},
        {index.data(itemrole::Secondary).toString(), tone == Tone::Neutral ? theme().text2 : themed(wordRole(tone))},
    };
    std::erase_if(parts, [](const SecondLinePart& part) { return part.text.isEmpty(); });
    return parts;
}

/// With a gap behind each.
int widthOf(const std::vector<SecondLinePart>& parts)
{
    int width = 0;
    for (const SecondLinePart& part : parts) {
        width += textWidth(part.text, fontFor(TextRole::Secondary)) + scaled(kGap);
    }
    return width;
}

} // namespace

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, bool withBar)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = !option.widget || option.widget->isActiveWindow();
    if (selected) {
        painter.fillRect(option.rect, active ? theme().soft : theme().hover);
        if (withBar) {
            QRectF bar = option.rect;
            bar.setWidth(kSelectionBar);
            if (option.direction == Qt::RightToLeft) {
                bar.moveRight(option.rect.right() + 1);
            }
            painter.fillRect(bar, active ? theme().accent : theme().border2);
        }
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, theme().hover);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && showsKeyboardFocus(option.widget)) {
        paintRing(painter, option.rect, 0);
    }
}

ListRowDelegate::ListRowDelegate(Form form, QObject* parent)
    : QStyledItemDelegate(parent), m_form(form), m_graphWidth(form == Form::TwoLines ? 52 : 36)
{
}

QSize ListRowDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const bool tall = m_form == Form::TwoLines && !index.data(itemrole::Section).toBool();
    return {scaled(120), scaled(tall ? size::kListRow : size::kListRowSingle)};
}

void ListRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QRect inner = row.rect.adjusted(scaled(space::kPane), 0, -scaled(space::kPane), 0);
    painter->save();
    if (index.data(itemrole::Section).toBool()) {
        paintSection(*painter, inner, index);
    } else {
        paintRowGround(*painter, row);
        const bool selected = row.state.testFlag(QStyle::State_Selected);
        m_form == Form::TwoLines ? paintTwoLines(*painter, inner, index, selected)
                                 : paintOneLine(*painter, inner, index, selected);
    }
    painter->restore();
}

void ListRowDelegate::paintSection(QPainter& painter, const QRect& rect, const QModelIndex& index) const
{
    QRect words = rect;
    if (const QVariant open = index.data(itemrole::Open); open.isValid()) {
        paintIcon(painter, open.toBool() ? Icon::ChevronDown : Icon::ChevronRight,
                  QRect(rect.x(), rect.y(), iconsize::kBadge, rect.height()), theme().text2);
        words.setLeft(rect.left() + iconsize::kBadge + scaled(4));
    }
    paintText(painter, words, index.data().toString(), fontFor(TextRole::SecondaryMedium), theme().text2);
    paintText(painter, words, index.data(itemrole::Figure).toString(), fontFor(TextRole::Secondary), theme().text2,
              Qt::AlignRight);
}

void ListRowDelegate::paintTwoLines(QPainter& painter, QRect rect, const QModelIndex& index, bool selected) const
{
    paintRowIcon(painter, rect, index, selected);
    const int top = rect.top() + scaled(8);
    QRect first(rect.x(), top, rect.width(), scaled(18));
    QRect second(rect.x(), first.bottom() + 1, rect.width(), scaled(18));
    const QString name = index.data().toString();
    const QFont nameFont = fontFor(selected ? TextRole::BodyStrong : TextRole::BodyMedium);
    const std::vector<SecondLinePart> parts = secondLineOf(index);
    const QList<double> values = index.data(itemrole::Spark).value<QList<double>>();
    // The graph has what the figures leave.
    const int width = values.size() > 1 ? std::min(scaled(m_graphWidth), rect.width() - widthOf(parts)) : 0;
    if (width >= scaled(kLeastGraph)) {
        const int left = rect.right() - width + 1;
        second.setRight(left - 1 - scaled(kGap));
        // A name that needs the room has the whole first line; the graph then stands beside the second.
        const bool fits = textWidth(name, nameFont) <= second.width();
        const QRectF graph = fits ? QRectF(left, rect.center().y() - scaled(22) / 2.0, width, scaled(22))
                                  : QRectF(left, second.top() + scaled(2), width, scaled(14));
        paintSparkline(painter, graph, values, lookOf(index, selected));
        if (fits) {
            first.setRight(second.right());
        }
    }
    paintText(painter, first, name, nameFont, theme().text);
    const QFont font = fontFor(TextRole::Secondary);
    for (const SecondLinePart& part : parts) {
        paintText(painter, second, part.text, font, part.color);
        second.setLeft(second.left() + textWidth(part.text, font) + scaled(kGap));
    }
}

void ListRowDelegate::paintOneLine(QPainter& painter, QRect rect, const QModelIndex& index, bool selected) const
{
    const Tone tone = toneOf(index, itemrole::Tone);
    const QString figure = index.data(itemrole::Figure).toString();
    if (!figure.isEmpty()) {
        const QFont font = fontFor(tone == Tone::Warning ? TextRole::BodyStrong : TextRole::Body);
        // Beside a bar at the same place in every row.
        const int least = index.data(itemrole::Bar).isValid() ? scaled(52) : 0;
        const int width = qMax(least, textWidth(figure, font));
        paintText(painter, QRect(rect.right() - width + 1, rect.y(), width, rect.height()), figure, font,
                  tone == Tone::Neutral ? theme().text2 : themed(wordRole(tone)), Qt::AlignRight);
        rect.setRight(rect.right() - width - scaled(kGap));
    }
    if (const QVariant share = index.data(itemrole::Bar); share.isValid() && m_graphWidth > 0) {
        const int width = scaled(m_graphWidth);
        const Tone barTone = tone == Tone::Neutral ? Tone::Accent : tone;
        paintCountBar(painter, QRectF(rect.right() - width + 1, rect.y(), width, rect.height()),
                      CountShares::solid(share.toDouble(), barTone));
        rect.setRight(rect.right() - width - scaled(kGap));
    }
    paintRowIcon(painter, rect, index, selected);
    const bool strong = index.data(itemrole::Strong).toBool() || selected;
    paintText(painter, rect, index.data().toString(), fontFor(strong ? TextRole::BodyMedium : TextRole::Body),
              theme().text);
}

void setUpList(QListView* view, ListRowDelegate::Form form)
{
    view->setItemDelegate(new ListRowDelegate(form, view));
    view->setFrameShape(QFrame::NoFrame);
    view->viewport()->setAutoFillBackground(false);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->verticalScrollBar()->setSingleStep(scaled(24));
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setMouseTracking(true);
}

} // namespace postweave::ui
