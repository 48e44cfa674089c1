// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a chunk that cannot be read. Private to core/event.
#pragma once

#include "core/event/chunk_table.h"

namespace postweave::event {

/// With its sources, by name in the sentence.
[[nodiscard]] Result<ChunkDamage> damageOf(sqlite::Database& database, const ChunkRecord& record, std::string_view type,
                                           const Error& error);

} // namespace postweave::event
