// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateListModel: the templates by name, each with its version.
#pragma once

#include "ui/templates/templates_document.h"

#include <QAbstractListModel>

namespace postweave::ui::templates {

class TemplateListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole };

    /// The document outlives it.
    explicit TemplateListModel(TemplatesDocument& document, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    TemplatesDocument& m_document;
    bool m_isMoving = false;
};

} // namespace postweave::ui::templates
