// SPDX-License-Identifier: GPL-3.0-or-later
// Table event_chunk. Private to core/event.
//
// A type's chunks form runs, each of one or more parts; within a run rows rise by time over all its parts, and runs are
// numbered by age, so that (run, part) is the order in which equal moments keep the order of import.
#pragma once

#include "core/event/event_catalog.h"
#include "core/event/event_chunk.h"

namespace postweave::event {

struct ChunkRecord {
    std::int64_t id = 0;
    std::int64_t run = 0;
    std::int64_t part = 0;
    std::uint64_t rows = 0;
    Instant first;
    Instant last;
    std::uint64_t checksum = 0;
};

/// By run and part.
[[nodiscard]] Result<std::vector<ChunkRecord>> listChunks(sqlite::Database& database, std::int64_t type);
[[nodiscard]] Result<std::vector<std::byte>> readChunkBytes(sqlite::Database& database, std::int64_t id);
[[nodiscard]] Result<std::int64_t> nextRun(sqlite::Database& database, std::int64_t type);
/// Returns the record as written, its id and its checksum too.
[[nodiscard]] Result<ChunkRecord> insertChunk(sqlite::Database& database, std::int64_t type, std::int64_t run,
                                              std::int64_t part, const EventChunk& chunk);
/// The same of a chunk that was encoded before, all its rows from one source.
[[nodiscard]] Result<ChunkRecord> insertChunk(sqlite::Database& database, std::int64_t type, const ChunkRecord& record,
                                              std::span<const std::byte> bytes, profile::SourceId source);
[[nodiscard]] Result<void> removeChunk(sqlite::Database& database, std::int64_t id);

/// A column of integers becomes one of numbers.
void widenToNumbers(PropertyColumn& column);

/// Holds bytes against their checksum, their record and the type's properties; integer columns of properties that are
/// numbers by now become numbers. Errors: WorkspaceDamaged, saying what is wrong.
[[nodiscard]] Result<EventChunk> openChunk(const ChunkRecord& record, std::span<const std::byte> bytes,
                                           std::span<const CatalogProperty> properties, bool withIds);
[[nodiscard]] Result<EventChunk> loadChunk(sqlite::Database& database, const ChunkRecord& record,
                                           std::span<const CatalogProperty> properties, bool withIds);

} // namespace postweave::event
