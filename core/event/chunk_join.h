// SPDX-License-Identifier: GPL-3.0-or-later
// Joining, filtering and splitting chunks of one type. Private to core/event.
#pragma once

#include "core/event/chunk_table.h"

#include <functional>
#include <string_view>
#include <unordered_map>

namespace postweave::event {

/// Where texts stand in a dictionary that grows.
class TextPlaces {
public:
    /// Adds the text where it is new.
    [[nodiscard]] std::uint32_t of(std::string_view text, std::vector<std::string>& dictionary);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_places;
};

/// Takes chunks in order of (run, part) and gives one that may be longer than a chunk can be stored.
class ChunkJoin {
public:
    ChunkJoin(std::span<const CatalogProperty> properties, std::size_t expectedRows, bool withIds);
    void take(EventChunk&& chunk);
    /// Rows by time, equal moments in the order taken. All properties are there, in the catalog's order.
    [[nodiscard]] EventChunk finish();

private:
    void takeProperty(std::size_t index, const PropertyColumn& column);
    void takeAbsent(PropertyColumn& joined, std::size_t rows);

    EventChunk m_joined;
    std::vector<TextPlaces> m_places; // by property
    std::vector<std::size_t> m_ends;  // of each chunk taken, in rows
    bool m_withIds;
};

/// The rows given, in that order; texts that none of them has are left out, and so are properties that none of them
/// has.
[[nodiscard]] EventChunk selectRows(const EventChunk& chunk, std::span<const std::uint32_t> rows);

/// Hands over parts that may be stored, in order.
[[nodiscard]] Result<void> splitChunk(const EventChunk& chunk,
                                      const std::function<Result<void>(const EventChunk&)>& store);

} // namespace postweave::event
