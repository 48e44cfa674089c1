// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/member_table_model.h"

#include "ui/segments/facets.h"
#include "ui/segments/literals.h"

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using audience::Ordinal;

MemberTableModel::MemberTableModel(QObject* parent)
    : QAbstractTableModel(parent),
      m_context(makeContext(nullptr, nullptr, {}, {})),
      m_members(std::make_shared<const std::vector<Ordinal>>())
{
}

void MemberTableModel::setMembers(Context context, MemberList members)
{
    beginResetModel();
    m_context = std::move(context);
    m_members = std::move(members);
    m_names = personNames(*m_context);
    endResetModel();
}

void MemberTableModel::setColumns(std::vector<std::string> columns)
{
    if (columns != m_columns) {
        beginResetModel();
        m_columns = std::move(columns);
        endResetModel();
    }
}

Ordinal MemberTableModel::personAt(int row) const
{
    return (*m_members)[static_cast<std::size_t>(row)];
}

int MemberTableModel::rowOf(Ordinal person) const
{
    const auto found = std::find(m_members->begin(), m_members->end(), person);
    return found != m_members->end() ? static_cast<int>(found - m_members->begin()) : -1;
}

QString MemberTableModel::nameOf(Ordinal person) const
{
    return displayName(*m_context, m_names, person);
}

int MemberTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_members->size());
}

int MemberTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant MemberTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const std::string& column = m_columns[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textAt(personAt(index.row()), column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (isAtRight(column) ? Qt::AlignRight : Qt::AlignLeft)));
    default:
        return {};
    }
}

QVariant MemberTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const std::string& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (isAtRight(column) ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (column == kNameColumn) {
        return tr("Name");
    }
    if (column == kEmailColumn) {
        return tr("E-mail");
    }
    return column == kKeyColumn ? tr("Key") : attributeLabel(column, *m_context);
}

QString MemberTableModel::textAt(Ordinal person, const std::string& column) const
{
    if (column == kNameColumn) {
        return nameOf(person);
    }
    if (column == kEmailColumn || column == kKeyColumn) {
        const std::string_view text =
            column == kKeyColumn ? m_context->audience->key(person) : m_context->audience->email(person);
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    return readingText(m_context->audience->value(person, column), m_context->zone);
}

bool MemberTableModel::isAtRight(const std::string& column) const
{
    const audience::AttributeColumn* attribute = m_context->audience->attribute(column);
    if (attribute == nullptr) {
        return false;
    }
    const ValueType type = attribute->column.type();
    return type != ValueType::Text && type != ValueType::List && type != ValueType::Boolean;
}

} // namespace postweave::ui::segments
