// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/import_log.h"

#include "core/base/text.h"

#include <algorithm>
#include <filesystem>

namespace postweave::profile {

std::string_view importTables()
{
    return "CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
           "CREATE TABLE import(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, file TEXT NOT NULL, "
           "  source INTEGER NOT NULL REFERENCES source(id), started_at INTEGER NOT NULL, finished_at INTEGER, "
           "  batches INTEGER NOT NULL DEFAULT 0, rows INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL DEFAULT 0, "
           "  updated INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, "
           "  duplicates INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0) STRICT;"
           "CREATE INDEX import_by_source ON import(source);"
           "CREATE TABLE rejected_row(import INTEGER NOT NULL REFERENCES import(id), number INTEGER NOT NULL, "
           "  line INTEGER NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(import, number)) "
           "  STRICT, WITHOUT ROWID;";
}

Result<SourceId> ImportLog::source(std::string_view name)
{
    Result<sqlite::Statement> upsert = m_database->prepare(
        "INSERT INTO source(name) VALUES(?) ON CONFLICT(name) DO UPDATE SET name = name RETURNING id");
    if (!upsert) {
        return fail(upsert.error());
    }
    upsert->bind(1, name);
    const Result<bool> row = upsert->step();
    if (!row) {
        return fail(row.error());
    }
    const SourceId id{upsert->integer(0)};
    // The statement must run to its end, or its own transaction would stay open.
    if (Result<void> done = upsert->run(); !done) {
        return fail(done.error());
    }
    return id;
}

Result<ImportId> ImportLog::beginImport(const ImportStart& start)
{
    const std::string name =
        start.source.empty() ? std::filesystem::path(start.file).filename().string() : start.source;
    const Result<SourceId> from = source(name);
    if (!from) {
        return fail(from.error());
    }
    Result<sqlite::Statement> insert =
        m_database->prepare("INSERT INTO import(kind, file, source, started_at) VALUES(?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, std::string_view(start.kind == ImportKind::Profiles ? "profiles" : "events"));
    insert->bind(2, std::string_view(start.file));
    insert->bind(3, from->value);
    insert->bind(4, start.startedAt.microseconds);
    if (Result<void> done = insert->run(); !done) {
        return fail(done.error());
    }
    return ImportId{m_database->lastInsertId()};
}

namespace {

std::string clipped(std::string_view text)
{
    return toValidUtf8(text.substr(0, std::min(text.size(), kMaxRejectedText)));
}

} // namespace

Result<void> ImportLog::reject(ImportId import, std::span<const RejectedRow> rows)
{
    Result<sqlite::Statement> highest =
        m_database->prepare("SELECT ifnull(max(number), 0) FROM rejected_row WHERE import = ?");
    Result<sqlite::Statement> insert =
        m_database->prepare("INSERT INTO rejected_row(import, number, line, reason, text) VALUES(?, ?, ?, ?, ?)");
    if (!highest || !insert) {
        return fail(!highest ? highest.error() : insert.error());
    }
    highest->bind(1, import.value);
    if (const Result<bool> row = highest->step(); !row) {
        return fail(row.error());
    }
    std::int64_t number = highest->integer(0);
    for (const RejectedRow& row : rows) {
        if (++number > static_cast<std::int64_t>(kMaxRejectedRows)) {
            return {};
        }
        const std::string text = clipped(row.text);
        insert->bind(1, import.value);
        insert->bind(2, number);
        insert->bind(3, static_cast<std::int64_t>(row.line));
        insert->bind(4, std::string_view(row.reason));
        insert->bind(5, std::string_view(text));
        if (Result<void> done = insert->run(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> ImportLog::recordBatch(ImportId import, const ImportCounts& counts)
{
    Result<sqlite::Statement> update = m_database->prepare(
        "UPDATE import SET batches = batches + 1, rows = rows + ?, created = created + ?, updated = updated + ?, "
        "unchanged = unchanged + ?, duplicates = duplicates + ?, rejected = rejected + ? WHERE id = ?");
    if (!update) {
        return fail(update.error());
    }
    int index = 0;
    for (const std::uint64_t count : {counts.rows, counts.created, counts.updated, counts.unchanged, counts.duplicates,
                                      counts.rejected, static_cast<std::uint64_t>(import.value)}) {
        update->bind(++index, static_cast<std::int64_t>(count));
    }
    return update->run();
}

Result<void> ImportLog::finishImport(ImportId import, Instant at)
{
    Result<sqlite::Statement> update = m_database->prepare("UPDATE import SET finished_at = ? WHERE id = ?");
    if (!update) {
        return fail(update.error());
    }
    update->bind(1, at.microseconds);
    update->bind(2, import.value);
    return update->run();
}

namespace {

std::uint64_t countAt(const sqlite::Statement& row, int column)
{
    return static_cast<std::uint64_t>(row.integer(column));
}

ImportRecord readImport(const sqlite::Statement& row)
{
    ImportRecord record;
    record.id = {row.integer(0)};
    record.kind = row.text(1) == "profiles" ? ImportKind::Profiles : ImportKind::Events;
    record.file = row.string(2);
    record.source = row.string(3);
    record.startedAt = {row.integer(4)};
    if (!row.isNull(5)) {
        record.finishedAt = Instant{row.integer(5)};
    }
    record.batches = countAt(row, 6);
    record.counts = {countAt(row, 7),  countAt(row, 8),  countAt(row, 9),
                     countAt(row, 10), countAt(row, 11), countAt(row, 12)};
    return record;
}

/// All rows of a statement that is bound already.
template <typename T>
Result<std::vector<T>> readAll(sqlite::Statement& select, T (*read)(const sqlite::Statement&))
{
    std::vector<T> records;
    for (;;) {
        const Result<bool> row = select.step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return records;
        }
        records.push_back(read(select));
    }
}

} // namespace

Result<std::vector<ImportRecord>> ImportLog::imports(std::size_t limit, std::size_t offset)
{
    Result<sqlite::Statement> select =
        m_database->prepare("SELECT import.id, kind, file, source.name, started_at, finished_at, batches, rows, "
                            "created, updated, unchanged, "
                            "duplicates, rejected FROM import JOIN source ON source.id = import.source "
                            "ORDER BY import.id DESC LIMIT ? OFFSET ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, static_cast<std::int64_t>(limit));
    select->bind(2, static_cast<std::int64_t>(offset));
    return readAll(*select, readImport);
}

Result<std::vector<SourceRecord>> ImportLog::sources()
{
    Result<sqlite::Statement> select = m_database->prepare(
        "SELECT source.id, name, count(import.id) FROM source LEFT JOIN import ON import.source = source.id "
        "GROUP BY source.id ORDER BY name");
    if (!select) {
        return fail(select.error());
    }
    return readAll<SourceRecord>(*select, [](const sqlite::Statement& row) {
        return SourceRecord{{row.integer(0)}, row.string(1), countAt(row, 2)};
    });
}

Result<std::vector<RejectedRow>> ImportLog::rejectedRows(ImportId import, std::size_t limit, std::size_t offset)
{
    Result<sqlite::Statement> select =
        m_database->prepare("SELECT line, reason, text FROM rejected_row WHERE import = ? AND number > ? "
                            "ORDER BY number LIMIT ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, import.value);
    select->bind(2, static_cast<std::int64_t>(offset));
    select->bind(3, static_cast<std::int64_t>(limit));
    return readAll<RejectedRow>(*select, [](const sqlite::Statement& row) {
        return RejectedRow{countAt(row, 0), row.string(1), row.string(2)};
    });
}

} // namespace postweave::profile
