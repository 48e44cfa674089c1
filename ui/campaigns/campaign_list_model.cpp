// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/campaign_list_model.h"

#include "ui/widgets/item_roles.h"

namespace postweave::ui::campaigns {

void CampaignListModel::setRows(QList<CampaignRow> rows)
{
    if (rows == m_rows) {
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QString CampaignListModel::nameAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].name : QString();
}

int CampaignListModel::rowOf(const QString& name) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].name == name) {
            return row;
        }
    }
    return -1;
}

int CampaignListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CampaignListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const CampaignRow& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case itemrole::Secondary:
        return row.words;
    default:
        return {};
    }
}

} // namespace postweave::ui::campaigns
