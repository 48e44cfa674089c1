// SPDX-License-Identifier: GPL-3.0-or-later
// FindingsModel: what the checks found, worst first.
#pragma once

#include "core/campaign/finding.h"

#include <QAbstractTableModel>

namespace postweave::ui::campaigns {

class FindingsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Words, Place, People, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFindings(campaign::Findings findings);
    /// nullptr past the end.
    [[nodiscard]] const campaign::Finding* at(int row) const;
    [[nodiscard]] int countOf(Severity severity) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    campaign::Findings m_findings;
};

} // namespace postweave::ui::campaigns
