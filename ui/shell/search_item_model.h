// SPDX-License-Identifier: GPL-3.0-or-later
// SearchItemModel: headings and what was found under them, as one list; and how a row of it is painted.
#pragma once

#include "ui/base/search_item.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <optional>
#include <vector>

namespace postweave::ui {

class SearchItemModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void clear();
    void append(const QString& heading, const QList<SearchItem>& items);
    /// Ends a run of clear() and append().
    void publish();

    [[nodiscard]] const SearchItem* itemAt(int row) const;
    [[nodiscard]] bool isHeading(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        QString heading;
        std::optional<SearchItem> item;
    };
    std::vector<Row> m_rows;
    std::vector<Row> m_next;
};

class SearchItemDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace postweave::ui
