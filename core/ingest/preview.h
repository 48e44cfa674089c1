// SPDX-License-Identifier: GPL-3.0-or-later
// Preview: what an import would make of a file, from its first rows.
#pragma once

#include "core/base/cancel_token.h"
#include "core/ingest/import_plan.h"
#include "core/ingest/known_types.h"
#include "core/ingest/record_reader.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace postweave::ingest {

enum class ColumnRole : std::uint8_t { Ignored, Key, Profile, Type, Time, Id, Value };

struct PreviewColumn {
    Column column;
    ColumnRole role = ColumnRole::Ignored;
    std::string name;              ///< of the attribute or property; a key that is an attribute too has both
    std::optional<ValueType> type; ///< of Value: as it would be stored; missing: no value seen
    bool standing = false;         ///< the workspace has it already
};

struct PreviewCell {
    std::string text;  ///< as in the file; lists and objects as JSON
    Value value;       ///< converted
    std::string fault; ///< why it does not fit; its row would be rejected
};

struct PreviewRow {
    std::uint64_t line = 0;
    std::string raw;
    std::string fault;              ///< why the row would be rejected; empty: it would not
    std::vector<PreviewCell> cells; ///< by column; empty where the row cannot be read
};

struct PreviewOptions {
    std::optional<Mapping> mapping; ///< none: as an import without mapping
    MappingKind kind = MappingKind::Profiles;
    std::string key;
    std::size_t rows = 50;          ///< to show
    std::size_t inferRows = 20'000; ///< to look at for types and faults
    TimeZone zone;
    KnownTypes known;
    ReadOptions read{{}, std::uint64_t{64} << 20};
};

struct Preview {
    FileFormat format;
    std::vector<PreviewColumn> columns;
    std::vector<PreviewRow> rows;
    std::uint64_t rowsSeen = 0;
    std::uint64_t rowsFaulty = 0; ///< among them, as far as can be told without the workspace's profiles
    bool complete = false;        ///< all rows were looked at: types are what an import finds
    std::optional<Error>
        planFault; ///< why the mapping, or the lack of one, does not do; columns and raw rows still stand
};

/// Errors as openRecords; Cancelled. Of events, a column whose type differs between event types is shown as text.
[[nodiscard]] Result<Preview> previewImport(const std::filesystem::path& file, const PreviewOptions& options,
                                            const CancelToken& cancel = {});

} // namespace postweave::ingest
