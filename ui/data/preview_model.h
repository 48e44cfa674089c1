// SPDX-License-Identifier: GPL-3.0-or-later
// PreviewModel: the first rows of a file as an import would take them.
#pragma once

#include "core/ingest/preview.h"

#include <QAbstractTableModel>

namespace postweave::ui::data {

class PreviewModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setPreview(ingest::Preview preview);

    /// The first column is the line and its verdict.
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const ingest::PreviewCell* cellAt(const QModelIndex& index) const;
    [[nodiscard]] QVariant lineData(const ingest::PreviewRow& row, int role) const;

    ingest::Preview m_preview;
};

} // namespace postweave::ui::data
