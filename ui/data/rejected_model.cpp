// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/rejected_model.h"

#include "ui/base/number_format.h"
#include "ui/widgets/item_roles.h"

namespace postweave::ui::data {

void RejectedModel::setRows(std::vector<profile::RejectedRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int RejectedModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RejectedModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectedModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const profile::RejectedRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Line:
            return formatCount(static_cast<qint64>(row.line));
        case Reason:
            return QString::fromStdString(row.reason);
        case Text:
            return QString::fromStdString(row.text).simplified();
        default:
            return {};
        }
    }
    if (role == Qt::ToolTipRole) {
        return index.column() == Text ? QString::fromStdString(row.text) : QString::fromStdString(row.reason);
    }
    if (role == Qt::TextAlignmentRole && index.column() == Line) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == itemrole::Code) {
        return index.column() == Text;
    }
    return {};
}

QVariant RejectedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == Line ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                               : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Line ? tr("Line") : section == Reason ? tr("Why it was rejected") : tr("The row");
}

} // namespace postweave::ui::data
