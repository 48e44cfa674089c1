// SPDX-License-Identifier: GPL-3.0-or-later
// Tables: head 28, rows 30, hairlines between rows, no grid, numbers right, selection across the row.
#pragma once

#include <QStyledItemDelegate>

class QTableView;
class QTreeView;

namespace postweave::ui {

/// Reads Qt::DisplayRole, Qt::TextAlignmentRole, Qt::CheckStateRole and itemrole (Icon, Secondary, Spark, Bar, Tone,
/// Code, Faint, Strong, Badge).
class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setRowHeight(int designed) { m_rowHeight = designed; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    int m_rowHeight = 30;
};

/// Ground, hairline and ring of one cell; shared with delegates of features.
void paintCellGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);

/// Installs a TableDelegate (owned by the view) and the measures above; whole-row selection, hover across the row.
TableDelegate* setUpTable(QTableView* view);
/// The same for a tree with columns.
TableDelegate* setUpTree(QTreeView* view);

} // namespace postweave::ui
