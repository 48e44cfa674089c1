// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_list_model.h"

#include "ui/base/number_format.h"
#include "ui/widgets/item_roles.h"

namespace postweave::ui::segments {

namespace {

QString changeOf(const SegmentSize& size)
{
    if (size.past.size() < 2 || !size.count || size.past.front() <= 0) {
        return {};
    }
    return formatPercentChange(static_cast<double>(*size.count) / size.past.front() - 1);
}

} // namespace

SegmentListModel::SegmentListModel(QObject* parent) : QAbstractListModel(parent) {}

void SegmentListModel::setNames(const QStringList& names)
{
    for (int row = static_cast<int>(m_names.size()) - 1; row >= 0; --row) {
        if (!names.contains(m_names[row])) {
            beginRemoveRows({}, row, row);
            m_names.removeAt(row);
            endRemoveRows();
        }
    }
    // Both are in the same order otherwise, by name.
    for (int row = 0; row < names.size(); ++row) {
        if (row < m_names.size() && m_names[row] == names[row]) {
            continue;
        }
        const auto present = m_names.indexOf(names[row]);
        if (present > row) {
            beginMoveRows({}, static_cast<int>(present), static_cast<int>(present), {}, row);
            m_names.move(present, row);
            endMoveRows();
        } else {
            beginInsertRows({}, row, row);
            m_names.insert(row, names[row]);
            endInsertRows();
        }
    }
}

void SegmentListModel::setSize(const QString& name, const SegmentSize& size)
{
    m_sizes[name] = size;
    const int row = rowOf(name);
    if (row >= 0) {
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void SegmentListModel::clearSizes()
{
    m_sizes.clear();
}

int SegmentListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

QVariant SegmentListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const QString& name = m_names[index.row()];
    const auto found = m_sizes.constFind(name);
    const bool isKnown = found != m_sizes.constEnd();
    const QString count = isKnown && found->count ? formatCount(*found->count)
                          : isKnown               ? tr("needs mending")
                                                  : QString();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return name;
    case Qt::AccessibleTextRole:
        return count.isEmpty() ? name : tr("%1; %2 people %3").arg(name, count, changeOf(*found)).trimmed();
    case itemrole::Figure:
        return count.isEmpty() ? QStringLiteral("…") : count;
    case itemrole::Change:
        return isKnown ? changeOf(*found) : QString();
    case itemrole::Spark:
        return isKnown ? QVariant::fromValue(found->past) : QVariant();
    default:
        return {};
    }
}

} // namespace postweave::ui::segments
