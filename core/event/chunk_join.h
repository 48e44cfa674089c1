// SPDX-License-Identifier: GPL-3.0-or-later
// Joining, filtering and splitting chunks of one type. Private to core/event.
#pragma once

#include "core/event/chunk_table.h"
#include "core/event/text_places.h"

#include <functional>

namespace postweave::event {

/// Takes chunks in order of (run, part) and gives one that may be longer than a chunk can be stored.
class ChunkJoin {
public:
    ChunkJoin(std::span<const CatalogProperty> properties, std::size_t expectedRows, bool withIds);
    void take(EventChunk&& chunk);
    /// Rows by time, equal moments in the order taken. All properties are there, in the catalog's order.
    [[nodiscard]] EventChunk finish();

private:
    void takeProperty(std::size_t index, const PropertyColumn& column);

    EventChunk m_joined;
    std::vector<TextPlaces> m_places; // by property
    std::vector<std::size_t> m_ends;  // of each chunk taken, in rows
    bool m_withIds;
};

/// The rows given, in that order; texts that none of them has are left out, and so are properties that none of them
/// has.
[[nodiscard]] EventChunk selectRows(const EventChunk& chunk, std::span<const std::uint32_t> rows);

/// True where the chunk may be stored as it is: a quick test that may say no without need.
[[nodiscard]] bool surelyFitsOnePart(const EventChunk& chunk);

/// Hands over parts that may be stored, in order.
[[nodiscard]] Result<void> splitChunk(const EventChunk& chunk,
                                      const std::function<Result<void>(const EventChunk&)>& store);

} // namespace postweave::event
