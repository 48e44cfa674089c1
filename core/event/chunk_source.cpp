// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_source.h"

#include "core/event/chunk_table.h"

#include <map>

namespace postweave::event {

std::string_view chunkSourceTables()
{
    return "CREATE TABLE event_chunk_source(chunk INTEGER NOT NULL REFERENCES event_chunk(id) ON DELETE CASCADE, "
           "  source INTEGER NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY(chunk, source)) STRICT, WITHOUT ROWID;";
}

Result<void> putChunkSource(sqlite::Database& database, std::int64_t chunk, const ChunkSource& source)
{
    Result<sqlite::Statement> insert =
        database.prepare("INSERT INTO event_chunk_source(chunk, source, rows) VALUES(?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, chunk);
    insert->bind(2, source.source.value);
    insert->bind(3, static_cast<std::int64_t>(source.rows));
    return insert->run();
}

Result<void> putChunkSources(sqlite::Database& database, std::int64_t chunk, std::span<const std::int64_t> sources)
{
    std::map<std::int64_t, std::uint64_t> rows;
    for (std::size_t i = 0; i < sources.size();) {
        std::size_t end = i;
        while (end < sources.size() && sources[end] == sources[i]) {
            ++end;
        }
        rows[sources[i]] += end - i;
        i = end;
    }
    for (const auto& [source, count] : rows) {
        if (Result<void> done = putChunkSource(database, chunk, {{source}, count}); !done) {
            return done;
        }
    }
    return {};
}

Result<std::vector<ChunkSource>> sourcesOfChunk(sqlite::Database& database, std::int64_t chunk)
{
    Result<sqlite::Statement> select =
        database.prepare("SELECT source, rows FROM event_chunk_source WHERE chunk = ? ORDER BY source");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, chunk);
    std::vector<ChunkSource> sources;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return sources;
        }
        sources.push_back({{select->integer(0)}, static_cast<std::uint64_t>(select->integer(1))});
    }
}

Result<void> fillChunkSources(sqlite::Database& database)
{
    const Result<std::vector<CatalogType>> types = loadTypes(database);
    if (!types) {
        return fail(types.error());
    }
    for (const CatalogType& type : *types) {
        const Result<std::vector<CatalogProperty>> properties = loadProperties(database, type.id);
        const Result<std::vector<ChunkRecord>> chunks = listChunks(database, type.id);
        if (!properties || !chunks) {
            return fail(!properties ? properties.error() : chunks.error());
        }
        for (const ChunkRecord& record : *chunks) {
            const Result<EventChunk> chunk = loadChunk(database, record, *properties, false);
            if (!chunk && chunk.error().code != ErrorCode::WorkspaceDamaged) {
                return fail(chunk.error());
            }
            if (chunk) {
                if (Result<void> put = putChunkSources(database, record.id, chunk->sources); !put) {
                    return put;
                }
            }
        }
    }
    return {};
}

} // namespace postweave::event
