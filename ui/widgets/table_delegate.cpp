// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_delegate.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/base/style_buttons.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/sparkline.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>
#include <QTreeView>

namespace postweave::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kGap = 8;

std::optional<Tone> toneOf(const QModelIndex& index, int role)
{
    const QVariant tone = index.data(role);
    return tone.isValid() ? std::optional(static_cast<Tone>(tone.toInt())) : std::nullopt;
}

bool isHoveredRow(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    if (!view || !view->viewport()->underMouse()) {
        return false;
    }
    const QModelIndex below = view->indexAt(view->viewport()->mapFromGlobal(QCursor::pos()));
    return below.isValid() && below.row() == index.row() && below.parent() == index.parent();
}

QColor wordColor(const QModelIndex& index, bool enabled)
{
    if (!enabled) {
        return theme().disabled;
    }
    if (const auto tone = toneOf(index, itemrole::Tone); tone && *tone != Tone::Neutral) {
        return themed(wordRole(*tone));
    }
    return index.data(itemrole::Faint).toBool() ? theme().text3 : theme().text;
}

TextRole textRole(const QModelIndex& index)
{
    if (index.data(itemrole::Code).toBool()) {
        return TextRole::CodeSmall;
    }
    return index.data(itemrole::Strong).toBool() ? TextRole::BodyMedium : TextRole::Body;
}

void paintCheck(QPainter& painter, QRect& rect, const QStyleOptionViewItem& option)
{
    if (!option.features.testFlag(QStyleOptionViewItem::HasCheckIndicator)) {
        return;
    }
    QStyleOption check = option;
    check.rect = QRect(rect.x(), rect.y(), scaled(16), rect.height());
    check.state.setFlag(QStyle::State_On, option.checkState == Qt::Checked);
    check.state.setFlag(QStyle::State_NoChange, option.checkState == Qt::PartiallyChecked);
    stylepaint::checkBox(check, painter);
    rect.setLeft(rect.left() + scaled(16 + kGap));
}

void paintCellIcon(QPainter& painter, QRect& rect, const QModelIndex& index)
{
    const QVariant icon = index.data(itemrole::Icon);
    if (!icon.isValid()) {
        return;
    }
    const Tone tone = toneOf(index, itemrole::IconTone).value_or(Tone::Neutral);
    paintIcon(painter, static_cast<Icon>(icon.toInt()), QRect(rect.x(), rect.y(), iconsize::kNormal, rect.height()),
              iconsize::kNormal, themed(wordRole(tone)));
    rect.setLeft(rect.left() + iconsize::kNormal + scaled(kGap));
}

const QHeaderView* headOf(const QWidget* view)
{
    if (const auto* table = qobject_cast<const QTableView*>(view)) {
        return table->horizontalHeader();
    }
    const auto* tree = qobject_cast<const QTreeView*>(view);
    return tree ? tree->header() : nullptr;
}

/// The first and the last column keep a pane's padding from the edge, as the head's words do.
QRect innerRect(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    int before = kPadding;
    int behind = kPadding;
    if (const QHeaderView* head = headOf(option.widget)) {
        const int place = head->visualIndex(index.column());
        const bool isTree = qobject_cast<const QTreeView*>(option.widget);
        before = place == 0 && !isTree ? space::kPane : before;
        behind = place == head->count() - 1 ? space::kPane : behind;
    }
    return QStyle::visualRect(option.direction, option.rect,
                              option.rect.adjusted(scaled(before), 0, -scaled(behind), 0));
}

/// True if the cell is a picture and has no words.
bool paintGraph(QPainter& painter, const QRect& rect, const QModelIndex& index)
{
    const Tone tone = toneOf(index, itemrole::Tone).value_or(Tone::Accent);
    if (const QVariant share = index.data(itemrole::Bar); share.isValid()) {
        CountShares shares = CountShares::solid(share.toDouble(), tone);
        shares.finds = index.data(itemrole::BarFinds).toDouble();
        paintCountBar(painter, rect, shares);
        return true;
    }
    const QList<double> values = index.data(itemrole::Spark).value<QList<double>>();
    if (values.size() < 2) {
        return false;
    }
    SparklineLook look;
    look.color = tone == Tone::Accent ? &Theme::text3 : wordRole(tone);
    if (const QVariant domain = index.data(itemrole::SparkDomain); domain.isValid()) {
        look.domain = std::pair(domain.toPointF().x(), domain.toPointF().y());
    }
    const double height = qMin(rect.height(), scaled(22));
    paintSparkline(painter, QRectF(rect.x(), rect.center().y() - height / 2, rect.width(), height), values, look);
    return true;
}

void paintWords(QPainter& painter, QRect rect, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QFont font = fontFor(textRole(index));
    const QString badge = index.data(itemrole::Badge).toString();
    const QString secondary = index.data(itemrole::Secondary).toString();
    const int alignment = static_cast<int>(option.displayAlignment & Qt::AlignHorizontal_Mask);
    paintText(painter, rect, option.text, font, wordColor(index, option.state.testFlag(QStyle::State_Enabled)),
              alignment);
    rect.setLeft(rect.left() + textWidth(option.text, font) + (option.text.isEmpty() ? 0 : scaled(kGap)));
    if (!badge.isEmpty()) {
        const Tone tone = toneOf(index, itemrole::BadgeTone).value_or(Tone::Neutral);
        rect.setLeft(paintBadge(painter, rect, badge, tone, toneIcon(tone)).right() + scaled(kGap));
    }
    paintText(painter, rect, secondary, fontFor(TextRole::Secondary), theme().text2);
}

template <typename View>
TableDelegate* setUp(View* view, QHeaderView* head)
{
    auto* delegate = new TableDelegate(view);
    view->setItemDelegate(delegate);
    view->setFrameShape(QFrame::NoFrame);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setMouseTracking(true);
    view->verticalScrollBar()->setSingleStep(scaled(size::kTableRow));
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setFixedHeight(scaled(size::kTableHead));
    head->setMinimumSectionSize(scaled(32));
    // The hover of a row spans its cells, so all of them repaint when the pointer enters another one.
    QObject::connect(view, &QAbstractItemView::entered, view->viewport(), qOverload<>(&QWidget::update));
    return delegate;
}

} // namespace

void paintCellGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = !option.widget || option.widget->isActiveWindow();
    if (selected) {
        painter.fillRect(option.rect, active ? theme().soft : theme().hover);
    } else if (isHoveredRow(option, index)) {
        painter.fillRect(option.rect, theme().hover);
    }
    paintHorizontalHairline(painter, option.rect.left(), option.rect.right() + 1,
                            option.rect.bottom() + 1 - hairlineWidth(painter), theme().border);
    if (option.state.testFlag(QStyle::State_HasFocus) && showsKeyboardFocus(option.widget)) {
        paintRing(painter, option.rect, 0);
    }
}

void TableDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->font = fontFor(textRole(index));
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->save();
    paintCellGround(*painter, cell, index);
    QRect inner = innerRect(cell, index);
    paintCheck(*painter, inner, cell);
    paintCellIcon(*painter, inner, index);
    if (!paintGraph(*painter, inner, index)) {
        paintWords(*painter, inner, cell, index);
    }
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFont font = fontFor(textRole(index));
    int width = textWidth(index.data().toString(), font) + 2 * scaled(kPadding);
    if (index.data(itemrole::Icon).isValid()) {
        width += iconsize::kNormal + scaled(kGap);
    }
    if (const QString secondary = index.data(itemrole::Secondary).toString(); !secondary.isEmpty()) {
        width += textWidth(secondary, fontFor(TextRole::Secondary)) + scaled(kGap);
    }
    Q_UNUSED(option)
    return {width, scaled(m_rowHeight)};
}

TableDelegate* setUpTable(QTableView* view)
{
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setCornerButtonEnabled(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(scaled(size::kTableRow));
    view->setTabKeyNavigation(false);
    return setUp(view, view->horizontalHeader());
}

TableDelegate* setUpTree(QTreeView* view)
{
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    return setUp(view, view->header());
}

} // namespace postweave::ui
