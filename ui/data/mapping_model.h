// SPDX-License-Identifier: GPL-3.0-or-later
// MappingModel: the draft's columns as an editable table, with the type found and the first values.
#pragma once

#include "core/ingest/preview.h"
#include "ui/data/import_document.h"

#include <QAbstractTableModel>

namespace postweave::ui::data {

class MappingModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { FileColumn, Role, Name, Type, Values, ColumnCount };

    /// Edits go through the document, which must outlive the model.
    explicit MappingModel(ImportDocument& document, QObject* parent = nullptr);

    /// What the worker found for the draft; columns by position.
    void setPreview(const ingest::Preview& preview);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Found {
        std::optional<ValueType> type;
        QString values;
    };

    void followDraft();
    [[nodiscard]] QString textOf(const QModelIndex& index) const;
    [[nodiscard]] const ColumnChoice& choice(int row) const;

    ImportDocument& m_document;
    std::vector<Found> m_found;
    int m_rows = 0;
};

} // namespace postweave::ui::data
