// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_table.h"

#include "core/event/chunk_source.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::event {

namespace {

ChunkRecord readRecord(const sqlite::Statement& row)
{
    return {row.integer(0),
            row.integer(1),
            row.integer(2),
            static_cast<std::uint64_t>(row.integer(3)),
            {row.integer(4)},
            {row.integer(5)},
            static_cast<std::uint64_t>(row.integer(6))};
}

} // namespace

Result<std::vector<ChunkRecord>> listChunks(sqlite::Database& database, std::int64_t type)
{
    Result<sqlite::Statement> select = database.prepare(
        "SELECT id, run, part, rows, first, last, checksum FROM event_chunk WHERE type = ? ORDER BY run, part");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, type);
    std::vector<ChunkRecord> records;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return records;
        }
        records.push_back(readRecord(*select));
    }
}

Result<std::vector<std::byte>> readChunkBytes(sqlite::Database& database, std::int64_t id)
{
    Result<sqlite::Statement> select = database.prepare("SELECT content FROM event_chunk WHERE id = ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, id);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    const std::span<const std::byte> bytes = *row ? select->bytes(0) : std::span<const std::byte>();
    return std::vector<std::byte>(bytes.begin(), bytes.end());
}

Result<std::int64_t> nextRun(sqlite::Database& database, std::int64_t type)
{
    return database.queryInteger(fmt::format("SELECT ifnull(max(run), 0) + 1 FROM event_chunk WHERE type = {}", type));
}

namespace {

Result<ChunkRecord> insertBytes(sqlite::Database& database, std::int64_t type, ChunkRecord record,
                                std::span<const std::byte> bytes)
{
    Result<sqlite::Statement> insert = database.prepare("INSERT INTO event_chunk(type, run, part, rows, first, last, "
                                                        "checksum, content) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    record.checksum = checksumOf(bytes);
    int index = 0;
    for (const std::int64_t value :
         {type, record.run, record.part, static_cast<std::int64_t>(record.rows), record.first.microseconds,
          record.last.microseconds, static_cast<std::int64_t>(record.checksum)}) {
        insert->bind(++index, value);
    }
    insert->bind(8, bytes);
    if (Result<void> done = insert->run(); !done) {
        return fail(done.error());
    }
    record.id = database.lastInsertId();
    return record;
}

} // namespace

Result<ChunkRecord> insertChunk(sqlite::Database& database, std::int64_t type, std::int64_t run, std::int64_t part,
                                const EventChunk& chunk)
{
    const ChunkRecord record{
        0, run, part, chunk.columns.size(), {chunk.columns.times.front()}, {chunk.columns.times.back()}, 0};
    const Result<ChunkRecord> written = insertBytes(database, type, record, encodeChunk(chunk));
    const Result<void> sourced =
        written ? putChunkSources(database, written->id, chunk.sources) : fail(written.error());
    return sourced ? written : fail(sourced.error());
}

Result<ChunkRecord> insertChunk(sqlite::Database& database, std::int64_t type, const ChunkRecord& record,
                                std::span<const std::byte> bytes, profile::SourceId source)
{
    const Result<ChunkRecord> written = insertBytes(database, type, record, bytes);
    const Result<void> sourced =
        written ? putChunkSource(database, written->id, {source, written->rows}) : fail(written.error());
    return sourced ? written : fail(sourced.error());
}

Result<void> removeChunk(sqlite::Database& database, std::int64_t id)
{
    return database.execute(fmt::format("DELETE FROM event_chunk WHERE id = {}", id));
}

void widenToNumbers(PropertyColumn& column)
{
    column.numbers.assign(column.integers.begin(), column.integers.end());
    column.integers.clear();
    column.type = ValueType::Number;
}

namespace {

tl::unexpected<Error> damage(std::string message)
{
    return fail(ErrorCode::WorkspaceDamaged, std::move(message));
}

bool isImpossible(const PropertyColumn& column)
{
    constexpr std::int64_t kFirstDay = -719'162; // 0001-01-01
    constexpr std::int64_t kLastDay = 2'932'896; // 9999-12-31
    const std::vector<std::int64_t>& values = column.integers;
    if (column.type == ValueType::Boolean) {
        return std::any_of(values.begin(), values.end(), [](std::int64_t value) { return value != 0 && value != 1; });
    }
    return column.type == ValueType::Date && std::any_of(values.begin(), values.end(), [](std::int64_t value) {
               return value < kFirstDay || value > kLastDay;
           });
}

/// Holds a property's column against what the catalog says of it.
bool fits(PropertyColumn& column, std::int64_t id, std::span<const CatalogProperty> properties)
{
    const auto known =
        std::lower_bound(properties.begin(), properties.end(), id,
                         [](const CatalogProperty& property, std::int64_t wanted) { return property.id < wanted; });
    if (known == properties.end() || known->id != id || isImpossible(column)) {
        return false;
    }
    column.name = known->definition.name;
    if (column.type == known->definition.type) {
        return true;
    }
    const bool widens = column.type == ValueType::Integer && known->definition.type == ValueType::Number;
    if (widens) {
        widenToNumbers(column);
    }
    return widens;
}

} // namespace

Result<EventChunk> openChunk(const ChunkRecord& record, std::span<const std::byte> bytes,
                             std::span<const CatalogProperty> properties, bool withIds)
{
    if (checksumOf(bytes) != record.checksum) {
        return damage("its bytes contradict their checksum");
    }
    std::optional<EventChunk> chunk = decodeChunk(bytes, withIds);
    if (!chunk) {
        return damage("its bytes are no event chunk");
    }
    const EventColumns& columns = chunk->columns;
    if (columns.size() != record.rows || Instant{columns.times.front()} != record.first ||
        Instant{columns.times.back()} != record.last) {
        return damage("its events are not those that the table of chunks tells of");
    }
    for (std::size_t index = 0; index < chunk->propertyIds.size(); ++index) {
        if (!fits(chunk->columns.properties[index], chunk->propertyIds[index], properties)) {
            return damage(
                fmt::format("its property {} is not as the table of properties tells", chunk->propertyIds[index]));
        }
    }
    return std::move(*chunk);
}

Result<EventChunk> loadChunk(sqlite::Database& database, const ChunkRecord& record,
                             std::span<const CatalogProperty> properties, bool withIds)
{
    const Result<std::vector<std::byte>> bytes = readChunkBytes(database, record.id);
    if (!bytes) {
        return fail(bytes.error());
    }
    return openChunk(record, *bytes, properties, withIds);
}

} // namespace postweave::event
