// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_tables.h"

#include "core/event/chunk_source.h"
#include "core/event/event_store.h"
#include "core/profile/import_log.h"
#include "core/profile/profile_store.h"
#include "core/sqlite/counter.h"
#include "core/workspace/membership_store.h"

#include <fmt/format.h>

namespace postweave::workspace {

namespace {

constexpr std::string_view kOwnTables =
    "CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE definition(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT "
    "NULL, "
    "  updated_at INTEGER NOT NULL, version INTEGER NOT NULL, UNIQUE(kind, name)) STRICT;"
    "CREATE TABLE definition_version(definition INTEGER NOT NULL REFERENCES definition(id) ON DELETE CASCADE, "
    "  version INTEGER NOT NULL, saved_at INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(definition, version)) "
    "  STRICT, WITHOUT ROWID;"
    "CREATE TABLE definition_use(definition INTEGER NOT NULL REFERENCES definition(id) ON DELETE CASCADE, "
    "  kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(definition, kind, name)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX definition_use_by_name ON definition_use(kind, name);"
    "CREATE TABLE export_run(id INTEGER PRIMARY KEY, campaign TEXT NOT NULL, directory TEXT NOT NULL, format TEXT NOT "
    "NULL, "
    "  now INTEGER NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER, audience INTEGER NOT NULL DEFAULT 0, "
    "  exported INTEGER NOT NULL DEFAULT 0, left_out INTEGER NOT NULL DEFAULT 0) STRICT;";

std::string firstVersion()
{
    std::string sql;
    for (const std::string_view tables : {sqlite::counterTables(), profile::profileTables(), profile::importTables(),
                                          event::eventTables(), kOwnTables}) {
        sql += tables;
    }
    return sql;
}

/// Members of segments over time, and where each chunk's events came from.
Result<void> secondVersion(sqlite::Database& database)
{
    Result<void> done = database.execute(std::string(membershipTables()) + std::string(event::chunkSourceTables()));
    return done ? event::fillChunkSources(database) : done;
}

} // namespace

const sqlite::MigrationList& workspaceMigrations()
{
    static const sqlite::MigrationList migrations(
        {sqlite::sqlStep(firstVersion()), &secondVersion, &profile::indexIdentities});
    return migrations;
}

Result<void> checkTables(sqlite::Database& database)
{
    for (const char* table : {"counter",
                              "attribute",
                              "profile",
                              "identity_run",
                              "attribute_history",
                              "sighting",
                              "source",
                              "import",
                              "rejected_row",
                              "event_type",
                              "event_property",
                              "event_chunk",
                              "setting",
                              "definition",
                              "definition_version",
                              "definition_use",
                              "export_run",
                              "membership_refresh",
                              "membership",
                              "membership_change",
                              "event_chunk_source"}) {
        const Result<std::int64_t> found = database.queryInteger(
            fmt::format("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{}'", table));
        if (!found) {
            return fail(found.error());
        }
        if (*found == 0) {
            return fail(
                ErrorCode::WorkspaceDamaged,
                fmt::format("the workspace is damaged (its table {} is missing); restore a copy of the file", table),
                {database.path().string(), 0, 0, ""});
        }
    }
    return {};
}

} // namespace postweave::workspace
