// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/completeness_model.h"

#include "core/audience/column_summary.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/data/value_words.h"
#include "ui/widgets/item_roles.h"

namespace postweave::ui::data {

namespace {

/// Below this share an attribute is worth a look before anybody greets people by it.
constexpr double kSparse = 0.5;

QString textOf(const Completeness& row, int column, double share)
{
    switch (column) {
    case CompletenessModel::Name:
        return row.name;
    case CompletenessModel::Type:
        return typeWord(row.type);
    case CompletenessModel::Share:
        return formatPercent(share);
    case CompletenessModel::Distinct:
        return formatCount(row.distinct);
    default:
        return {};
    }
}

} // namespace

std::vector<Completeness> measureCompleteness(const audience::Audience& audience)
{
    std::vector<Completeness> rows;
    for (const auto& attribute : audience.attributes()) {
        const audience::Range range = audience::rangeOf(attribute->column);
        rows.push_back({QString::fromStdString(attribute->name), QString::fromStdString(attribute->label),
                        attribute->column.type(), static_cast<qint64>(range.setCount),
                        static_cast<qint64>(range.distinctCount)});
    }
    return rows;
}

void CompletenessModel::setRows(std::vector<Completeness> rows, qint64 people)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_people = people;
    endResetModel();
}

double CompletenessModel::share() const
{
    double filled = 0;
    for (const Completeness& row : m_rows) {
        filled += shareOf(row);
    }
    return m_rows.empty() ? 0 : filled / static_cast<double>(m_rows.size());
}

double CompletenessModel::shareOf(const Completeness& row) const
{
    return m_people > 0 ? static_cast<double>(row.filled) / static_cast<double>(m_people) : 0;
}

int CompletenessModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompletenessModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompletenessModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Completeness& row = m_rows[static_cast<std::size_t>(index.row())];
    const double share = shareOf(row);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column(), share);
    case Qt::ToolTipRole:
        return row.label;
    case Qt::TextAlignmentRole:
        return index.column() >= Share ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case itemrole::Icon:
        return index.column() == Name ? QVariant(static_cast<int>(typeIcon(row.type))) : QVariant();
    case itemrole::Code:
        return index.column() == Name;
    case itemrole::Strong:
        return index.column() == Share;
    case itemrole::Bar:
        return index.column() == Filled ? QVariant(share) : QVariant();
    case itemrole::Tone:
        return share < kSparse && (index.column() == Filled || index.column() == Share)
                   ? QVariant(static_cast<int>(Tone::Warning))
                   : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Filled ? tr("%1 filled in for %2").arg(row.name, formatShare(row.filled, m_people))
                                        : QVariant();
    default:
        return {};
    }
}

QVariant CompletenessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section >= Share ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Attribute");
    case Type:
        return tr("Type");
    case Filled:
        return tr("Filled in");
    case Distinct:
        return tr("Distinct");
    default:
        return {};
    }
}

} // namespace postweave::ui::data
