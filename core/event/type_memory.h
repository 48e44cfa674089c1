// SPDX-License-Identifier: GPL-3.0-or-later
// TypeMemory: what is kept in memory of one event type to find duplicates. Private to core/event.
#pragma once

#include "core/event/chunk_table.h"
#include "core/event/duplicate_index.h"
#include "core/event/row_hash.h"

#include <list>
#include <memory>

namespace postweave::event {

/// Chunks just read, the latest first, up to so many rows.
class ChunkCache {
public:
    [[nodiscard]] Result<std::shared_ptr<const EventChunk>> get(sqlite::Database& database, const ChunkRecord& record,
                                                                std::span<const CatalogProperty> properties);

    void put(const ChunkRecord& record, std::shared_ptr<const EventChunk> chunk);

private:
    struct Entry {
        std::int64_t id = 0;
        std::uint64_t checksum = 0;
        std::shared_ptr<const EventChunk> chunk;
    };
    std::list<Entry> m_chunks;
};

class TypeMemory {
public:
    /// Takes up what changed in the table since: nothing, new chunks, or everything (after a rollback, a merge or a
    /// widened property). Damaged chunks are passed over: they cannot hold duplicates that anybody could see.
    [[nodiscard]] Result<void> follow(sqlite::Database& database, ChunkCache& cache, std::int64_t type,
                                      std::span<const CatalogProperty> properties, const RowHash& hash);
    /// Rows of `chunk` that the type's chunks hold already, rising.
    [[nodiscard]] Result<std::vector<std::uint32_t>> findStanding(sqlite::Database& database, ChunkCache& cache,
                                                                  const EventChunk& chunk,
                                                                  std::span<const std::uint64_t> hashes,
                                                                  std::span<const CatalogProperty> properties) const;

private:
    struct Known {
        ChunkRecord record;
        std::uint64_t begin = 0; ///< place of its first row
    };
    [[nodiscard]] bool isPrefixOf(const std::vector<ChunkRecord>& records) const;
    void add(const ChunkRecord& record, const EventChunk& chunk, const RowHash& hash);
    [[nodiscard]] const Known& chunkOf(std::uint32_t place) const;
    void start();

    std::vector<Known> m_known;
    std::vector<ValueType> m_types; // of the properties, when the chunks were read
    DuplicateIndex m_index;
    std::uint64_t m_places = 0;
};

} // namespace postweave::event
