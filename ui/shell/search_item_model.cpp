// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/search_item_model.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QPainter>

namespace postweave::ui {

namespace {

constexpr int kRow = 34;
constexpr int kHeading = 28;
constexpr int kPadding = 12;

} // namespace

void SearchItemModel::clear()
{
    m_next.clear();
}

void SearchItemModel::append(const QString& heading, const QList<SearchItem>& items)
{
    if (items.isEmpty()) {
        return;
    }
    m_next.push_back({heading, std::nullopt});
    for (const SearchItem& item : items) {
        m_next.push_back({{}, item});
    }
}

void SearchItemModel::publish()
{
    beginResetModel();
    m_rows = m_next;
    endResetModel();
}

const SearchItem* SearchItemModel::itemAt(int row) const
{
    if (row < 0 || row >= rowCount()) {
        return nullptr;
    }
    const Row& found = m_rows[static_cast<std::size_t>(row)];
    return found.item ? &*found.item : nullptr;
}

bool SearchItemModel::isHeading(int row) const
{
    return itemAt(row) == nullptr;
}

int SearchItemModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SearchItemModel::data(const QModelIndex& index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) {
        return {};
    }
    const SearchItem* item = itemAt(index.row());
    if (!item) {
        return m_rows[static_cast<std::size_t>(index.row())].heading;
    }
    return role == Qt::DisplayRole || item->detail.isEmpty() ? item->title
                                                             : tr("%1, %2").arg(item->title, item->detail);
}

Qt::ItemFlags SearchItemModel::flags(const QModelIndex& index) const
{
    return isHeading(index.row()) ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

void SearchItemDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const SearchItemModel*>(index.model());
    const SearchItem* item = model->itemAt(index.row());
    QRect inner = option.rect.adjusted(scaled(kPadding), 0, -scaled(kPadding), 0);
    painter->save();
    if (!item) {
        paintText(*painter, inner.adjusted(0, scaled(6), 0, 0), index.data().toString(),
                  fontFor(TextRole::SecondaryMedium), theme().text3);
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        paintBox(*painter, option.rect.adjusted(4, 0, -4, 0),
                 {selected ? theme().soft : theme().hover, std::nullopt, radius::kControl});
    }
    paintIcon(*painter, item->icon, QRect(inner.x(), inner.y(), iconsize::kNormal, inner.height()),
              selected ? theme().accent : theme().text2);
    inner.setLeft(inner.left() + iconsize::kNormal + scaled(10));
    if (!item->shortcut.isEmpty()) {
        paintText(*painter, inner, item->shortcut, fontFor(TextRole::Secondary), theme().text3, Qt::AlignRight);
        inner.setRight(inner.right() - textWidth(item->shortcut, fontFor(TextRole::Secondary)) - scaled(12));
    }
    paintText(*painter, inner, item->title, fontFor(TextRole::BodyMedium), theme().text);
    inner.setLeft(inner.left() + textWidth(item->title, fontFor(TextRole::BodyMedium)) + scaled(10));
    paintText(*painter, inner, item->detail, fontFor(TextRole::Secondary), theme().text2);
    painter->restore();
}

QSize SearchItemDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto* model = static_cast<const SearchItemModel*>(index.model());
    return {scaled(200), scaled(model->isHeading(index.row()) ? kHeading : kRow)};
}

} // namespace postweave::ui
