// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/template_list_model.h"

#include "ui/base/icon.h"
#include "ui/widgets/item_roles.h"

namespace postweave::ui::templates {

TemplateListModel::TemplateListModel(TemplatesDocument& document, QObject* parent)
    : QAbstractListModel(parent), m_document(document)
{
    connect(&document, &TemplatesDocument::inserting, this, [this](int row) { beginInsertRows({}, row, row); });
    connect(&document, &TemplatesDocument::inserted, this, [this] { endInsertRows(); });
    connect(&document, &TemplatesDocument::removing, this, [this](int row) { beginRemoveRows({}, row, row); });
    connect(&document, &TemplatesDocument::removed, this, [this] { endRemoveRows(); });
    connect(&document, &TemplatesDocument::moving, this,
            [this](int from, int to) { m_isMoving = beginMoveRows({}, from, from, {}, to); });
    connect(&document, &TemplatesDocument::renamed, this, [this](const QString& id) {
        if (std::exchange(m_isMoving, false)) {
            endMoveRows();
        }
        const QModelIndex place = index(m_document.rowOf(id));
        Q_EMIT dataChanged(place, place);
    });
    connect(&document, &TemplatesDocument::changed, this,
            [this](int row) { Q_EMIT dataChanged(index(row), index(row)); });
}

int TemplateListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_document.entries().size());
}

QVariant TemplateListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const TemplateEntry& entry = m_document.entries()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return entry.name;
    case Qt::AccessibleDescriptionRole:
        return entry.version == 0 ? tr("not saved yet") : tr("version %1").arg(entry.version);
    case itemrole::Icon:
        return static_cast<int>(Icon::Template);
    case itemrole::Figure:
        return entry.version == 0 ? tr("new") : tr("v%1").arg(entry.version);
    case IdRole:
        return entry.id;
    default:
        return {};
    }
}

} // namespace postweave::ui::templates
