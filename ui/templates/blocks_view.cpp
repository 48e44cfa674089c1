// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/blocks_view.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/templates/block_tree_model.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/list_row_delegate.h"

#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace postweave::ui::templates {

namespace {

constexpr int kIndent = 22;
constexpr int kBarWidth = 36;
constexpr int kNarrowBarWidth = 22;
constexpr int kNarrowView = 250; ///< here words need the room more
constexpr int kFigureWidth = 50;
constexpr int kEdge = 12;
constexpr int kChevron = 20;
constexpr int kLeafInset = 6; ///< where no row beside it has a chevron
constexpr int kMostLines = 2;

/// Where a row's icon stands.
int leftOf(const QModelIndex& index)
{
    int depth = 0;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) {
        ++depth;
    }
    const QAbstractItemModel& model = *index.model();
    bool hasChevron = false;
    for (int row = 0; row < model.rowCount(index.parent()); ++row) {
        hasChevron = hasChevron || model.rowCount(index.siblingAtRow(row)) > 0;
    }
    return scaled(10) + depth * scaled(kIndent) + scaled(hasChevron ? kChevron : kLeafInset);
}

/// The same in every row.
int barWidthIn(int viewWidth)
{
    return scaled(viewWidth < scaled(kNarrowView) ? kNarrowBarWidth : kBarWidth);
}

WrappedText wordsOf(const QModelIndex& index, int viewWidth)
{
    const bool strong = index.data(itemrole::Strong).toBool();
    const int left = leftOf(index) + scaled(iconsize::kNormal) + scaled(8);
    const bool hasBar = index.data(itemrole::Bar).isValid();
    const int right =
        scaled(kEdge) + (hasBar ? scaled(kFigureWidth) + scaled(6) + barWidthIn(viewWidth) + scaled(8) : 0);
    return {index.data().toString(), fontFor(strong ? TextRole::BodyMedium : TextRole::Body), viewWidth - left - right,
            kMostLines};
}

Tone toneOf(const QModelIndex& index, int role)
{
    const QVariant tone = index.data(role);
    return tone.isValid() ? static_cast<Tone>(tone.toInt()) : Tone::Neutral;
}

/// What stands in a row; the ground is the view's.
class BlockDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QRect rect = option.rect.adjusted(0, 0, -scaled(kEdge), 0);
        const Tone tone = toneOf(index, itemrole::Tone);
        paintFigure(*painter, rect, index, tone);
        const QColor iconColor = themed(tone == Tone::Neutral ? &Theme::text2 : wordRole(tone));
        paintIcon(*painter, static_cast<Icon>(index.data(itemrole::Icon).toInt()),
                  QRect(rect.left(), rect.top(), scaled(iconsize::kNormal), rect.height()), iconColor);
        rect.setLeft(rect.left() + scaled(iconsize::kNormal) + scaled(8));
        const WrappedText words = wordsOf(index, option.rect.left() + option.rect.width());
        rect.setTop(rect.top() + (rect.height() - words.height()) / 2);
        paintWrapped(*painter, rect, words, theme().text);
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto* view = static_cast<const QAbstractItemView*>(option.widget);
        const WrappedText words = wordsOf(index, view->viewport()->width());
        return {scaled(100), scaled(size::kListRowSingle) + words.height() - words.lineHeight};
    }

private:
    static void paintFigure(QPainter& painter, QRect& rect, const QModelIndex& index, Tone tone)
    {
        const QVariant bar = index.data(itemrole::Bar);
        if (!bar.isValid()) {
            return;
        }
        const QRect figure(rect.right() - scaled(kFigureWidth) + 1, rect.top(), scaled(kFigureWidth), rect.height());
        const bool warns = tone == Tone::Warning;
        paintText(painter, figure, index.data(itemrole::Figure).toString(),
                  fontFor(warns ? TextRole::BodyStrong : TextRole::Body),
                  themed(warns ? wordRole(tone) : &Theme::text2), Qt::AlignRight);
        const int barWidth = barWidthIn(rect.left() + rect.width() + scaled(kEdge));
        const int barLeft = figure.left() - scaled(6) - barWidth;
        paintCountBar(painter, QRectF(barLeft, rect.top(), barWidth, rect.height()),
                      CountShares::solid(bar.toDouble(), warns ? Tone::Warning : Tone::Accent));
        rect.setRight(barLeft - scaled(8));
    }
};

} // namespace

BlocksView::BlocksView(BlockTreeModel& model, QWidget* parent) : QTreeView(parent), m_model(model)
{
    setModel(&model);
    setItemDelegate(new BlockDelegate(this));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setIndentation(scaled(kIndent));
    setMouseTracking(true);
    setExpandsOnDoubleClick(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Blocks"));
    connect(this, &QTreeView::clicked, this, &BlocksView::choose);
    connect(&model, &QAbstractItemModel::modelReset, this, &QTreeView::expandAll);
    expandAll();
}

void BlocksView::followLine(int line)
{
    const QModelIndex index = m_model.indexAtLine(line);
    if (index != currentIndex()) {
        setCurrentIndex(index);
        selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
    }
}

void BlocksView::choose(const QModelIndex& index)
{
    if (index.isValid()) {
        Q_EMIT lineChosen(index.data(BlockTreeModel::LineRole).toInt());
    }
}

void BlocksView::setHovered(const QModelIndex& index)
{
    if (m_hovered != index) {
        m_hovered = index;
        viewport()->update();
    }
}

void BlocksView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem row = option;
    row.widget = this;
    row.rect.setLeft(0);
    row.rect.setWidth(viewport()->width());
    row.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
    row.state.setFlag(QStyle::State_MouseOver, m_hovered == index);
    row.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
    paintRowGround(*painter, row);
    const int left = leftOf(index);
    if (m_model.rowCount(index) > 0) {
        paintIcon(*painter, isExpanded(index) ? Icon::ChevronDown : Icon::ChevronRight,
                  QRect(left - scaled(kChevron), row.rect.top(), scaled(16), row.rect.height()),
                  scaled(iconsize::kBadge), theme().text2);
    }
    QStyleOptionViewItem content = row;
    content.rect.setLeft(left);
    itemDelegate()->paint(painter, content, index);
}

void BlocksView::drawBranches(QPainter*, const QRect&, const QModelIndex&) const {}

void BlocksView::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(indexAt(event->pos()));
    QTreeView::mouseMoveEvent(event);
}

void BlocksView::leaveEvent(QEvent* event)
{
    setHovered({});
    QTreeView::leaveEvent(event);
}

void BlocksView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        scheduleDelayedItemsLayout(); // words wrap
    }
}

void BlocksView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose(currentIndex());
    } else {
        QTreeView::keyPressEvent(event);
    }
}

} // namespace postweave::ui::templates
