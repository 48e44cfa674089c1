// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/import_draft.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace postweave::ui::data {

using ingest::ColumnRole;
using ingest::MappingKind;

namespace {

bool isUnique(ColumnRole role)
{
    return role != ColumnRole::Ignored && role != ColumnRole::Value;
}

QString words(const char* text)
{
    return QCoreApplication::translate("ColumnRole", text);
}

void place(ingest::Mapping& mapping, const ColumnChoice& choice)
{
    const ingest::ColumnValue value{choice.column.toStdString(), {}, {}, {}};
    switch (choice.role) {
    case ColumnRole::Ignored:
        mapping.ignore.push_back(value.column);
        break;
    case ColumnRole::Key:
        mapping.key = value.column;
        break;
    case ColumnRole::Profile:
        mapping.profile = value;
        break;
    case ColumnRole::Type:
        mapping.type = value;
        break;
    case ColumnRole::Time:
        mapping.time = value;
        break;
    case ColumnRole::Id:
        mapping.id = value;
        break;
    case ColumnRole::Value:
        mapping.values.push_back({choice.name.toStdString(), value});
        break;
    }
}

} // namespace

std::vector<ColumnRole> rolesFor(MappingKind kind)
{
    if (kind == MappingKind::Profiles) {
        return {ColumnRole::Ignored, ColumnRole::Value, ColumnRole::Key};
    }
    return {ColumnRole::Ignored, ColumnRole::Value, ColumnRole::Profile,
            ColumnRole::Type,    ColumnRole::Time,  ColumnRole::Id};
}

QString roleWord(ColumnRole role, MappingKind kind)
{
    switch (role) {
    case ColumnRole::Ignored:
        return words(QT_TRANSLATE_NOOP("ColumnRole", "Leave out"));
    case ColumnRole::Key:
        return words(QT_TRANSLATE_NOOP("ColumnRole", "Key of the person"));
    case ColumnRole::Profile:
        return words(QT_TRANSLATE_NOOP("ColumnRole", "Whose event"));
    case ColumnRole::Type:
        return words(QT_TRANSLATE_NOOP("ColumnRole", "Kind of event"));
    case ColumnRole::Time:
        return words(QT_TRANSLATE_NOOP("ColumnRole", "When"));
    case ColumnRole::Id:
        return words(QT_TRANSLATE_NOOP("ColumnRole", "Id of the event"));
    case ColumnRole::Value:
        return kind == MappingKind::Profiles ? words(QT_TRANSLATE_NOOP("ColumnRole", "Attribute"))
                                             : words(QT_TRANSLATE_NOOP("ColumnRole", "Property"));
    }
    return {};
}

ImportDraft draftFrom(const QString& file, MappingKind kind, const ingest::Preview& preview)
{
    ImportDraft draft{file, kind, {}, {}};
    bool typed = false;
    for (const ingest::PreviewColumn& column : preview.columns) {
        // Without a plan every column comes back ignored: take it as a value until the user says what is missing.
        const ColumnRole role =
            preview.planFault && column.role == ColumnRole::Ignored ? ColumnRole::Value : column.role;
        typed |= role == ColumnRole::Type;
        draft.columns.push_back({QString::fromStdString(column.column.name), role,
                                 QString::fromStdString(column.name.empty() ? column.column.key : column.name)});
    }
    if (kind == MappingKind::Events && !typed) {
        draft.eventType = QLatin1String(kUsualEvent);
    }
    return draft;
}

ImportDraft withRole(ImportDraft draft, std::size_t column, ColumnRole role)
{
    if (column >= draft.columns.size()) {
        return draft;
    }
    for (ColumnChoice& other : draft.columns) {
        if (isUnique(role) && other.role == role) {
            other.role = ColumnRole::Value;
        }
    }
    draft.columns[column].role = role;
    if (role == ColumnRole::Type) {
        draft.eventType.clear();
    }
    return draft;
}

ingest::Mapping mappingOf(const ImportDraft& draft)
{
    ingest::Mapping mapping;
    mapping.kind = draft.kind;
    mapping.keepRest = false;
    for (const ColumnChoice& choice : draft.columns) {
        place(mapping, choice);
    }
    if (draft.kind == MappingKind::Events && !draft.eventType.isEmpty()) {
        mapping.type = ingest::ConstantValue{draft.eventType.toStdString()};
    }
    // An address is an attribute even where it is the key.
    if (draft.kind == MappingKind::Profiles && toSnakeCase(mapping.key) == "email") {
        mapping.values.insert(mapping.values.begin(), {"email", ingest::ColumnValue{mapping.key, {}, {}, {}}});
    }
    return mapping;
}

} // namespace postweave::ui::data
