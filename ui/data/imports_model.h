// SPDX-License-Identifier: GPL-3.0-or-later
// ImportsModel: what was imported, latest first.
#pragma once

#include "core/base/time_zone.h"
#include "core/profile/import_log.h"

#include <QAbstractTableModel>

#include <vector>

namespace postweave::ui::data {

class ImportsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { File, Kind, When, Rows, New, Rejected, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setImports(std::vector<profile::ImportRecord> imports, const TimeZone& zone);
    /// nullptr past the end.
    [[nodiscard]] const profile::ImportRecord* at(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<profile::ImportRecord> m_imports;
    TimeZone m_zone;
};

} // namespace postweave::ui::data
