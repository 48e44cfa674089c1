// SPDX-License-Identifier: GPL-3.0-or-later
// Picking rows out of columns. Private to core/event.
#pragma once

#include "core/event/event_chunk.h"

namespace postweave::event {

/// Row i becomes what row order[i] was; dictionaries stay.
void reorderRows(EventChunk& chunk, std::span<const std::uint32_t> order);

} // namespace postweave::event
