// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/why_list.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/segments/why_model.h"
#include "ui/widgets/list_row_delegate.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace postweave::ui::segments {

namespace {

constexpr int kRowHeight = 28;
constexpr int kIndent = 20;
constexpr int kSidePadding = 16;

/// Where a row's parts stand: on one line if they fit, else the words wrap and the detail stands below them.
struct WhyPlaces {
    WhyPlaces(const WhyRow& row, const QRect& rect)
        : words(row.words, fontFor(row.kind == WhyRow::Kind::Heading ? TextRole::SecondaryMedium : TextRole::Body),
                widthOf(row, rect), kMostLines),
          detail(row.detail, fontFor(TextRole::Secondary), widthOf(row, rect), kMostLines)
    {
        const int left = rect.left() + leftOf(row);
        const int right = rect.left() + rect.width() - scaled(kSidePadding);
        const int detailWidth = row.detail.isEmpty() ? 0 : textWidth(row.detail, detail.font) + 2;
        const int needed = textWidth(row.words, words.font) + scaled(space::kUnit) + detailWidth;
        isDetailBelow = !row.detail.isEmpty() && needed > right - left;
        const int padding = (scaled(kRowHeight) - words.lineHeight) / 2;
        const int below = isDetailBelow ? detail.height() : 0;
        height = words.height() + below + 2 * padding;
        wordsRect = {left, rect.top() + padding, right - left, words.height()};
        detailRect = isDetailBelow ? QRect(left, wordsRect.bottom() + 1, right - left, below)
                                   : QRect(right - detailWidth, rect.top(), detailWidth, height);
        icon = {rect.left() + scaled(kSidePadding) + row.depth * scaled(kIndent), rect.top(), iconsize::kNormal,
                scaled(kRowHeight)};
    }

    WrappedText words;
    WrappedText detail;
    QRect icon;
    QRect wordsRect;
    QRect detailRect;
    bool isDetailBelow = false;
    int height = 0;

private:
    static constexpr int kMostLines = 4;

    static int leftOf(const WhyRow& row)
    {
        const int icon = row.kind == WhyRow::Kind::Heading ? 0 : iconsize::kNormal + scaled(space::kUnit);
        return scaled(kSidePadding) + row.depth * scaled(kIndent) + icon;
    }
    static int widthOf(const WhyRow& row, const QRect& rect)
    {
        return rect.width() - leftOf(row) - scaled(kSidePadding);
    }
};

class WhyDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

void WhyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& colors = theme();
    paintRowGround(*painter, option, false);
    const WhyRow& row = static_cast<const WhyModel*>(index.model())->at(index.row());
    const WhyPlaces places(row, option.rect);
    if (row.kind == WhyRow::Kind::Heading) {
        paintWrapped(*painter, places.wordsRect, places.words, colors.text2);
        return;
    }
    const bool isChange = row.kind == WhyRow::Kind::Change;
    const Icon picture = isChange ? Icon::Wand : row.ignored ? Icon::Ban : row.holds ? Icon::Check : Icon::X;
    paintIcon(*painter, picture, places.icon, iconsize::kBadge,
              isChange      ? colors.accent
              : row.ignored ? colors.text3
              : row.holds   ? colors.ok
                            : colors.warn);
    paintWrapped(*painter, places.wordsRect, places.words, row.ignored ? colors.text3 : colors.text);
    if (places.isDetailBelow) {
        paintWrapped(*painter, places.detailRect, places.detail, colors.text2);
    } else {
        paintText(*painter, places.detailRect, row.detail, fontFor(TextRole::Secondary), colors.text2, Qt::AlignRight);
    }
}

QSize WhyDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view != nullptr ? view->viewport()->width() : option.rect.width();
    const WhyRow& row = static_cast<const WhyModel*>(index.model())->at(index.row());
    return {scaled(120), WhyPlaces(row, {0, 0, width, 0}).height};
}

} // namespace

WhyList::WhyList(WhyModel& model, QWidget* parent) : QListView(parent)
{
    setModel(&model);
    setItemDelegate(new WhyDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::NoSelection);
    setWordWrap(true); // Qt then lays the rows out anew when the width changes
}

} // namespace postweave::ui::segments
