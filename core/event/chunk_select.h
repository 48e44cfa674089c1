// SPDX-License-Identifier: GPL-3.0-or-later
// Picking rows out of columns. Private to core/event.
#pragma once

#include "core/event/event_chunk.h"

namespace postweave::event {

/// Row i becomes what row order[i] was; dictionaries stay.
void reorderRows(EventChunk& chunk, std::span<const std::uint32_t> order);

/// Takes rows out, of which one may be named twice. Texts and properties that no other row has go too.
void dropRows(EventChunk& chunk, std::span<const std::uint32_t> dropped);

} // namespace postweave::event
