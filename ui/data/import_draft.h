// SPDX-License-Identifier: GPL-3.0-or-later
// ImportDraft: what the user wants done with a file, as a value.
#pragma once

#include "core/ingest/mapping.h"
#include "core/ingest/preview.h"

#include <QString>

#include <vector>

namespace postweave::ui::data {

struct ColumnChoice {
    QString column; ///< as in the file
    ingest::ColumnRole role = ingest::ColumnRole::Value;
    QString name; ///< of the attribute or property, for Value
    bool operator==(const ColumnChoice&) const = default;
};

struct ImportDraft {
    QString file;
    ingest::MappingKind kind = ingest::MappingKind::Profiles;
    std::vector<ColumnChoice> columns; ///< empty until the file was looked at
    QString eventType;                 ///< events: the same for every row; empty: a column has it
    bool operator==(const ImportDraft&) const = default;
};

/// Roles that a column can be given, Ignored first.
[[nodiscard]] std::vector<ingest::ColumnRole> rolesFor(ingest::MappingKind kind);
[[nodiscard]] QString roleWord(ingest::ColumnRole role, ingest::MappingKind kind);

/// What events are where nothing says so.
inline constexpr char kUsualEvent[] = "purchase";
/// What the file itself suggests.
[[nodiscard]] ImportDraft draftFrom(const QString& file, ingest::MappingKind kind, const ingest::Preview& preview);
/// A role that only one column can have is taken from the one that had it.
[[nodiscard]] ImportDraft withRole(ImportDraft draft, std::size_t column, ingest::ColumnRole role);
[[nodiscard]] ingest::Mapping mappingOf(const ImportDraft& draft);

} // namespace postweave::ui::data
