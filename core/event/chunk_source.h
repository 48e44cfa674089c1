// SPDX-License-Identifier: GPL-3.0-or-later
// Which sources the events of each chunk came from, beside the chunk: so that its loss can be told of.
#pragma once

#include "core/profile/profile.h"
#include "core/sqlite/database.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace postweave::event {

/// SQL of the table, for version 2 of the workspace. Rows go with their chunk.
[[nodiscard]] std::string_view chunkSourceTables();
/// For a workspace of version 1: reads every chunk; damaged ones are left out, since nothing of them can be told.
[[nodiscard]] Result<void> fillChunkSources(sqlite::Database& database);

struct ChunkSource {
    profile::SourceId source;
    std::uint64_t rows = 0;
    bool operator==(const ChunkSource&) const = default;
};

/// In the caller's transaction.
[[nodiscard]] Result<void> putChunkSource(sqlite::Database& database, std::int64_t chunk, const ChunkSource& source);
/// `sources`: one an event. In the caller's transaction.
[[nodiscard]] Result<void> putChunkSources(sqlite::Database& database, std::int64_t chunk,
                                           std::span<const std::int64_t> sources);
/// By source; empty where nothing is known.
[[nodiscard]] Result<std::vector<ChunkSource>> sourcesOfChunk(sqlite::Database& database, std::int64_t chunk);

} // namespace postweave::event
