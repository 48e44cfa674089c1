// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/mapping_model.h"

#include "ui/data/value_words.h"
#include "ui/widgets/item_roles.h"

#include <QStringList>

namespace postweave::ui::data {

namespace {

constexpr int kShownValues = 4;

QString firstValues(const ingest::Preview& preview, std::size_t column)
{
    QStringList values;
    for (const ingest::PreviewRow& row : preview.rows) {
        if (column < row.cells.size() && !row.cells[column].text.empty() && values.size() < kShownValues) {
            values << QString::fromStdString(row.cells[column].text);
        }
    }
    return values.join(QStringLiteral(" · "));
}

} // namespace

MappingModel::MappingModel(ImportDocument& document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document)
{
    connect(&document, &ImportDocument::changed, this, &MappingModel::followDraft);
    followDraft();
}

void MappingModel::followDraft()
{
    const int rows = static_cast<int>(m_document.draft().columns.size());
    if (rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        m_found.assign(static_cast<std::size_t>(rows), {});
        endResetModel();
    } else if (rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    }
}

void MappingModel::setPreview(const ingest::Preview& preview)
{
    for (std::size_t i = 0; i < m_found.size() && i < preview.columns.size(); ++i) {
        m_found[i] = {preview.columns[i].type, firstValues(preview, i)};
    }
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, Type), index(m_rows - 1, Values));
    }
}

const ColumnChoice& MappingModel::choice(int row) const
{
    return m_document.draft().columns[static_cast<std::size_t>(row)];
}

int MappingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int MappingModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString MappingModel::textOf(const QModelIndex& index) const
{
    const ColumnChoice& shown = choice(index.row());
    const Found& found = m_found[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case FileColumn:
        return shown.column;
    case Role:
        return roleWord(shown.role, m_document.draft().kind);
    case Name:
        return shown.role == ingest::ColumnRole::Value ? shown.name : QString();
    case Type:
        return shown.role == ingest::ColumnRole::Value && found.type ? typeWord(*found.type) : QString();
    case Values:
        return found.values;
    default:
        return {};
    }
}

QVariant MappingModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ColumnChoice& shown = choice(index.row());
    const Found& found = m_found[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index);
    case Qt::EditRole:
        return index.column() == Role ? QVariant(static_cast<int>(shown.role)) : QVariant(textOf(index));
    case Qt::ToolTipRole:
        return textOf(index);
    case itemrole::Icon:
        return index.column() == Type && found.type && !textOf(index).isEmpty()
                   ? QVariant(static_cast<int>(typeIcon(*found.type)))
                   : QVariant();
    case itemrole::Code:
        return index.column() == FileColumn || index.column() == Name;
    case itemrole::Faint:
        return index.column() == Values || shown.role == ingest::ColumnRole::Ignored;
    default:
        return {};
    }
}

bool MappingModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    ImportDraft draft = m_document.draft();
    const auto row = static_cast<std::size_t>(index.row());
    if (index.column() == Role) {
        draft = withRole(std::move(draft), row, static_cast<ingest::ColumnRole>(value.toInt()));
        m_document.change(tr("Change a column's part"), std::move(draft));
        return true;
    }
    const QString name = value.toString().trimmed();
    if (index.column() != Name || name.isEmpty()) {
        return false;
    }
    draft.columns[row].name = name;
    m_document.change(tr("Rename an attribute"), std::move(draft));
    return true;
}

Qt::ItemFlags MappingModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const bool named = index.column() == Name && choice(index.row()).role == ingest::ColumnRole::Value;
    return index.column() == Role || named ? plain | Qt::ItemIsEditable : plain;
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case FileColumn:
        return tr("Column in the file");
    case Role:
        return tr("Is");
    case Name:
        return tr("Name here");
    case Type:
        return tr("Type");
    case Values:
        return tr("First values");
    default:
        return {};
    }
}

} // namespace postweave::ui::data
