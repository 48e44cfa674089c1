// SPDX-License-Identifier: GPL-3.0-or-later
// Which runs to merge, and merging them. Private to core/event.
#pragma once

#include "core/event/chunk_table.h"

namespace postweave::event {

/// Runs grow to this and are then left alone; bounds the memory of a merge.
inline constexpr std::uint64_t kMaxRunRows = 4'194'304;

/// Neighbouring runs that become one.
struct MergePlan {
    std::vector<ChunkRecord> chunks; ///< by run and part
    std::uint64_t rows = 0;
};

/// Size-tiered: a run takes up its younger neighbours once they are together at least half its size, so that each event
/// is rewritten a logarithmic number of times. Large ones that follow each other in time stay as they are: nothing
/// would be read faster. `all`: neighbours join as long as the limit allows.
[[nodiscard]] std::vector<MergePlan> planMerges(const std::vector<ChunkRecord>& chunks, bool all);

/// In the caller's transaction. WorkspaceDamaged where a chunk cannot be read: nothing was changed then.
[[nodiscard]] Result<void> mergeRuns(sqlite::Database& database, std::int64_t type, const MergePlan& plan,
                                     std::span<const CatalogProperty> properties);

} // namespace postweave::event
