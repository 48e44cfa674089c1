// SPDX-License-Identifier: GPL-3.0-or-later
// ImportLog: where data came from, what each import did, and the rows it could not take.
//
// How an importer works: beginImport once; then for each batch a sqlite::Transaction in which it upserts or appends,
// rejects rows and calls recordBatch, and commits. After a kill exactly the committed batches stand, and the import's
// `rows` says how many rows of the file they hold.
#pragma once

#include "core/profile/profile.h"
#include "core/sqlite/database.h"

namespace postweave::profile {

/// SQL of its tables, for version 1 of the workspace.
[[nodiscard]] std::string_view importTables();

struct ImportId {
    std::int64_t value = 0;
    auto operator<=>(const ImportId&) const = default;
};

enum class ImportKind : std::uint8_t { Profiles, Events };

struct ImportCounts {
    std::uint64_t rows = 0; ///< read from the file, rejected ones among them
    std::uint64_t created = 0;
    std::uint64_t updated = 0;    ///< profiles
    std::uint64_t unchanged = 0;  ///< profiles
    std::uint64_t duplicates = 0; ///< events
    std::uint64_t rejected = 0;
    bool operator==(const ImportCounts&) const = default;
};

struct ImportStart {
    ImportKind kind = ImportKind::Profiles;
    std::string file;   ///< as the user gave it
    std::string source; ///< name; empty: the file's name without folder
    Instant startedAt;
};

struct ImportRecord {
    ImportId id;
    ImportKind kind = ImportKind::Profiles;
    std::string file;
    std::string source;
    Instant startedAt;
    std::optional<Instant> finishedAt; ///< missing: cut short, or still running
    std::uint64_t batches = 0;
    ImportCounts counts;
};

struct RejectedRow {
    std::uint64_t line = 0; ///< from 1, where the row starts in its file
    std::string reason;
    std::string text; ///< the row as it stood, cut to kMaxRejectedText bytes, made well-formed UTF-8
};

inline constexpr std::size_t kMaxRejectedText = 4096;
/// Of one import; later ones are counted only.
inline constexpr std::uint64_t kMaxRejectedRows = 100'000;

struct SourceRecord {
    SourceId id;
    std::string name;
    std::uint64_t imports = 0;
};

/// Over a Database that outlives it; thread-compatible with it. Writing runs in the caller's transaction, or in its own
/// where there is none.
class ImportLog {
public:
    explicit ImportLog(sqlite::Database& database) : m_database(&database) {}

    /// The source of that name, made where there is none.
    [[nodiscard]] Result<SourceId> source(std::string_view name);
    [[nodiscard]] Result<ImportId> beginImport(const ImportStart& start);
    [[nodiscard]] Result<void> reject(ImportId import, std::span<const RejectedRow> rows);
    /// Adds to the import's counts and its number of batches.
    [[nodiscard]] Result<void> recordBatch(ImportId import, const ImportCounts& counts);
    [[nodiscard]] Result<void> finishImport(ImportId import, Instant at);

    /// Latest first; at most `limit` from `offset` on.
    [[nodiscard]] Result<std::vector<ImportRecord>> imports(std::size_t limit, std::size_t offset = 0);
    [[nodiscard]] Result<std::vector<SourceRecord>> sources();
    /// In file order; at most `limit` from `offset` on. Kept, not counted: see ImportCounts::rejected.
    [[nodiscard]] Result<std::vector<RejectedRow>> rejectedRows(ImportId import, std::size_t limit,
                                                                std::size_t offset = 0);

private:
    sqlite::Database* m_database;
};

} // namespace postweave::profile
