// SPDX-License-Identifier: GPL-3.0-or-later
// CompletenessModel: how far each attribute is filled in, over all profiles.
#pragma once

#include "core/audience/audience.h"
#include "core/base/value.h"

#include <QAbstractTableModel>

#include <vector>

namespace postweave::ui::data {

struct Completeness {
    QString name;
    QString label;
    ValueType type = ValueType::Text;
    qint64 filled = 0;
    qint64 distinct = 0;
    bool operator==(const Completeness&) const = default;
};

/// One row an attribute, in schema order. Walks every column: for a worker.
[[nodiscard]] std::vector<Completeness> measureCompleteness(const audience::Audience& audience);

class CompletenessModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Type, Filled, Share, Distinct, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<Completeness> rows, qint64 people);
    /// Over all attributes: filled cells of all cells, 0 to 1.
    [[nodiscard]] double share() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] double shareOf(const Completeness& row) const;

    std::vector<Completeness> m_rows;
    qint64 m_people = 0;
};

} // namespace postweave::ui::data
