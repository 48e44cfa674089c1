// SPDX-License-Identifier: GPL-3.0-or-later
// EventChunk: up to kMaxChunkRows events of one type as bytes. Private to core/event.
//
// Layout, version 1 (numbers are LEB128, integer columns as in integer_packing.h):
//   "PWEC", byte version, number rows, then columns until the end, each
//     byte kind (in rising order: 0 profiles, 1 times, 2 sources, 3 ids, 4 property), for a property number id (rising)
//     and byte ValueType, number size, `size` bytes.
//   profiles, times, sources: an integer column of all rows. Times rise. ids may be left out: no event has one.
//   ids: byte 0, integer column of lengths (0: none), the bytes; or byte 1, an integer column of the ids, all of which
//   are
//     decimal numbers as std::to_string writes them.
//   property: byte 0 (all rows have it) or byte 1 and a bit a row, lowest first; then the values of the rows that have
//   it:
//     Boolean, Integer, Date, DateTime: an integer column. Number: byte 0 to 9, an integer column of value × 10^byte,
//     or byte 255, 8 bytes each. Text: a dictionary, an integer column of places. List: an integer column of counts,
//     number of items, a dictionary, an integer column of the items' places. Dictionary: number of texts, an integer
//     column of lengths, the bytes.
// The XXH3-64 of the whole stands beside it in table event_chunk. A reader trusts nothing: every count is held against
// the rows and the bytes there are.
#pragma once

#include "core/event/event_columns.h"

namespace postweave::event {

inline constexpr std::size_t kMaxChunkRows = 262'144;
/// Of a chunk's list items together; bounds what a small chunk can unpack to.
inline constexpr std::size_t kMaxChunkItems = std::size_t{16} << 20;
/// What one chunk may unpack to.
inline constexpr std::size_t kMaxChunkMemory = std::size_t{1} << 30;

struct EventChunk {
    EventColumns columns; ///< idEnds always filled
    std::vector<std::int64_t> sources;
    std::vector<std::int64_t> propertyIds; ///< by position in columns.properties; rising
};

/// A chunk's columns as bytes, all but the sources: they and the ids its properties have in the end may come later.
struct EncodedColumns {
    struct Property {
        std::int64_t id = 0;
        ValueType type = ValueType::Text;
        std::vector<std::byte> content;
    };
    std::size_t rows = 0;
    std::vector<std::byte> profiles;
    std::vector<std::byte> times;
    std::vector<std::byte> ids; ///< empty: no event has one
    std::vector<Property> properties;
};

/// Of a chunk that encodeChunk would take, but for its sources and its properties' order.
[[nodiscard]] EncodedColumns encodeColumns(const EventChunk& chunk);
/// The chunk's bytes, all its rows from one source; sorts the properties by their ids.
[[nodiscard]] std::vector<std::byte> assembleChunk(EncodedColumns& columns, std::int64_t source);

/// Rows by time, at least one, at most kMaxChunkRows; properties by rising id; dictionaries hold only texts in use.
[[nodiscard]] std::vector<std::byte> encodeChunk(const EventChunk& chunk);
/// Nothing where the bytes are no chunk. `columns.type` and the properties' names stay empty; without ids idEnds does.
[[nodiscard]] std::optional<EventChunk> decodeChunk(std::span<const std::byte> bytes, bool withIds = true);

[[nodiscard]] std::uint64_t checksumOf(std::span<const std::byte> bytes);

} // namespace postweave::event
