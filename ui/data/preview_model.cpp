// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/preview_model.h"

#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/widgets/item_roles.h"

namespace postweave::ui::data {

void PreviewModel::setPreview(ingest::Preview preview)
{
    beginResetModel();
    m_preview = std::move(preview);
    endResetModel();
}

int PreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_preview.rows.size());
}

int PreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_preview.columns.empty() ? 0 : 1 + static_cast<int>(m_preview.columns.size());
}

const ingest::PreviewCell* PreviewModel::cellAt(const QModelIndex& index) const
{
    const ingest::PreviewRow& row = m_preview.rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column() - 1);
    return column < row.cells.size() ? &row.cells[column] : nullptr;
}

QVariant PreviewModel::lineData(const ingest::PreviewRow& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return formatCount(static_cast<qint64>(row.line));
    case Qt::ToolTipRole:
        return QString::fromStdString(row.fault);
    case Qt::AccessibleTextRole:
        return row.fault.empty()
                   ? QVariant()
                   : QVariant(tr("line %1, rejected: %2").arg(row.line).arg(QString::fromStdString(row.fault)));
    case itemrole::Icon:
        return row.fault.empty() ? QVariant() : QVariant(static_cast<int>(Icon::Warning));
    case itemrole::IconTone:
        return static_cast<int>(Tone::Warning);
    case itemrole::Faint:
        return row.fault.empty();
    default:
        return {};
    }
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ingest::PreviewRow& row = m_preview.rows[static_cast<std::size_t>(index.row())];
    if (index.column() == 0) {
        return lineData(row, role);
    }
    const ingest::PreviewCell* cell = cellAt(index);
    if (cell == nullptr) {
        return role == Qt::DisplayRole && index.column() == 1 ? QVariant(QString::fromStdString(row.raw).simplified())
                                                              : QVariant();
    }
    const bool ignored =
        m_preview.columns[static_cast<std::size_t>(index.column() - 1)].role == ingest::ColumnRole::Ignored;
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(cell->text);
    case Qt::ToolTipRole:
        return QString::fromStdString(cell->fault.empty() ? cell->text : cell->fault);
    case itemrole::Faint:
        return ignored;
    case itemrole::Tone:
        return cell->fault.empty() ? QVariant() : QVariant(static_cast<int>(Tone::Error));
    default:
        return {};
    }
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section > static_cast<int>(m_preview.columns.size())) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("Line")
                        : QString::fromStdString(m_preview.columns[static_cast<std::size_t>(section - 1)].column.name);
}

} // namespace postweave::ui::data
