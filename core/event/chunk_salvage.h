// SPDX-License-Identifier: GPL-3.0-or-later
// Moving the chunks that can be read from a damaged workspace into a new one.
#pragma once

#include "core/event/event_store.h"
#include "core/sqlite/salvage.h"

#include <vector>

namespace postweave::event {

struct ChunkSalvage {
    std::vector<ChunkDamage> lost; ///< chunks that are still told of
    sqlite::LostRows untold;       ///< chunks of which nothing can be read
};

/// `to` has the event types and properties already, and no chunks. Chunks that contradict their checksum stay behind;
/// properties count their events anew. In the caller's transaction.
[[nodiscard]] Result<ChunkSalvage> salvageChunks(sqlite::Database& from, sqlite::Database& to);

} // namespace postweave::event
