// SPDX-License-Identifier: GPL-3.0-or-later
// CampaignListModel: the saved campaigns by name.
#pragma once

#include <QAbstractListModel>
#include <QStringList>

namespace postweave::ui::campaigns {

struct CampaignRow {
    QString name;
    QString words; ///< audience and template
    bool operator==(const CampaignRow&) const = default;
};

class CampaignListModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(QList<CampaignRow> rows);
    [[nodiscard]] QString nameAt(int row) const;
    /// −1 if there is none of that name.
    [[nodiscard]] int rowOf(const QString& name) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<CampaignRow> m_rows;
};

} // namespace postweave::ui::campaigns
