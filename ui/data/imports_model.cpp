// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/imports_model.h"

#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/data/value_words.h"
#include "ui/widgets/item_roles.h"

#include <QFileInfo>

namespace postweave::ui::data {

namespace {

QString textOf(const profile::ImportRecord& import, int column, const TimeZone& zone)
{
    const bool people = import.kind == profile::ImportKind::Profiles;
    switch (column) {
    case ImportsModel::File:
        return QFileInfo(QString::fromStdString(import.file)).fileName();
    case ImportsModel::Kind:
        return people ? ImportsModel::tr("people") : ImportsModel::tr("events");
    case ImportsModel::When:
        return import.finishedAt ? momentWords(*import.finishedAt, zone) : ImportsModel::tr("cut short");
    case ImportsModel::Rows:
        return formatCount(static_cast<qint64>(import.counts.rows));
    case ImportsModel::New:
        return formatCount(static_cast<qint64>(import.counts.created));
    case ImportsModel::Rejected:
        return formatCount(static_cast<qint64>(import.counts.rejected));
    default:
        return {};
    }
}

} // namespace

void ImportsModel::setImports(std::vector<profile::ImportRecord> imports, const TimeZone& zone)
{
    beginResetModel();
    m_imports = std::move(imports);
    m_zone = zone;
    endResetModel();
}

const profile::ImportRecord* ImportsModel::at(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_imports.size() ? &m_imports[static_cast<std::size_t>(row)]
                                                                        : nullptr;
}

int ImportsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_imports.size());
}

int ImportsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const profile::ImportRecord& import = *at(index.row());
    const bool rejected = import.counts.rejected > 0;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(import, index.column(), m_zone);
    case Qt::ToolTipRole:
        return index.column() == File ? QString::fromStdString(import.file) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() >= Rows ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case itemrole::Icon:
        return index.column() == File ? QVariant(static_cast<int>(
                                            import.kind == profile::ImportKind::Profiles ? Icon::People : Icon::Bolt))
                                      : QVariant();
    case itemrole::Faint:
        return index.column() == Kind || index.column() == When;
    case itemrole::Tone:
        return rejected && index.column() == Rejected ? QVariant(static_cast<int>(Tone::Warning)) : QVariant();
    default:
        return {};
    }
}

QVariant ImportsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section >= Rows ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                               : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case File:
        return tr("File");
    case Kind:
        return tr("Holds");
    case When:
        return tr("Imported");
    case Rows:
        return tr("Rows");
    case New:
        return tr("New");
    case Rejected:
        return tr("Rejected");
    default:
        return {};
    }
}

} // namespace postweave::ui::data
