// SPDX-License-Identifier: GPL-3.0-or-later
// What tells whether events were added to those that somebody has read, and reading only these.
#pragma once

#include "core/event/event_store.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postweave::event {

/// The checksums of a type's chunks, in the order in which equal moments keep their events; none for an unknown type.
/// Imports add behind; merges and erasures change what stands before.
[[nodiscard]] Result<std::vector<std::uint64_t>> chunkChecksums(sqlite::Database& database, std::string_view type);

/// EventStore::readType() without the type's first chunks.
[[nodiscard]] Result<ReadResult> readChunksFrom(sqlite::Database& database, std::string_view type,
                                                std::size_t firstChunk, const ReadOptions& options);

} // namespace postweave::event
