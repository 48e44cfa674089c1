// SPDX-License-Identifier: GPL-3.0-or-later
// RejectedModel: the rows that an import could not take, with line and reason.
#pragma once

#include "core/profile/import_log.h"

#include <QAbstractTableModel>

#include <vector>

namespace postweave::ui::data {

class RejectedModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Line, Reason, Text, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<profile::RejectedRow> rows);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<profile::RejectedRow> m_rows;
};

} // namespace postweave::ui::data
