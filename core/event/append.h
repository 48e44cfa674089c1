// SPDX-License-Identifier: GPL-3.0-or-later
// Append: one batch of events of a type on its way into a chunk. Private to core/event.
#pragma once

#include "core/event/prepared_batch.h"
#include "core/event/type_memory.h"

#include <map>

namespace postweave::event {

struct AppendMemory {
    RowHash hash;
    ChunkCache cache;
    std::map<std::int64_t, TypeMemory> types;
};

class Append {
public:
    Append(sqlite::Database& database, AppendMemory& memory, profile::SourceId source)
        : m_database(database), m_memory(memory), m_source(source)
    {
    }
    [[nodiscard]] Result<AppendCounts> run(std::string_view type, PreparedBatch&& batch);

private:
    [[nodiscard]] Result<void> declare(const PreparedBatch& batch);
    [[nodiscard]] Result<void> giveIds(const PreparedBatch& batch);
    [[nodiscard]] Result<bool> mayHoldStanding(const PreparedBatch& batch);
    [[nodiscard]] Result<std::size_t> storeAsItIs(PreparedBatch&& batch);
    [[nodiscard]] Result<std::size_t> storeByRows(PreparedBatch&& batch);
    [[nodiscard]] Result<EventChunk> chunkOf(PreparedBatch& batch) const;
    /// Rows of a chunk, by time, that the type has already.
    [[nodiscard]] Result<std::vector<std::uint32_t>> standing(const EventChunk& chunk);
    [[nodiscard]] Result<void> store(EventChunk&& chunk);
    [[nodiscard]] Result<void> raiseCounts(const EventChunk& chunk);

    sqlite::Database& m_database;
    AppendMemory& m_memory;
    profile::SourceId m_source;
    std::int64_t m_type = 0;
    std::vector<CatalogProperty> m_catalog;
    std::vector<ChunkRecord> m_standing;
    std::vector<std::int64_t> m_ids; // of the batch's properties
    bool m_widens = false;           // integers of the batch become numbers
};

} // namespace postweave::event
