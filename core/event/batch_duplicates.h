// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a batch that bring nothing new. Private to core/event.
#pragma once

#include "core/event/row_hash.h"
#include "core/event/type_memory.h"

namespace postweave::event {

/// Rows that repeat an earlier one of the same chunk, rising.
[[nodiscard]] std::vector<std::uint32_t> repeatedRows(const EventChunk& chunk, std::span<const std::uint64_t> hashes);

/// Rows of `chunk`, by time and without ids, that stand already in one of `records`, in any order: only events of the
/// same moment can equal each other. Nothing where that would take longer than asking the type's memory.
[[nodiscard]] Result<std::optional<std::vector<std::uint32_t>>>
standingAmong(sqlite::Database& database, ChunkCache& cache, const EventChunk& chunk,
              std::span<const ChunkRecord> records, std::span<const CatalogProperty> properties);

} // namespace postweave::event
