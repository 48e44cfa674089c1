// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes by which duplicates are suspected; equality decides. Private to core/event.
#pragma once

#include "core/event/event_chunk.h"
#include "core/event/event_store.h"

namespace postweave::event {

/// A property of a row on its way in, by its id in the catalog.
struct RowProperty {
    std::int64_t id = 0;
    const Value* value = nullptr;
};

/// Hashes with a seed that nobody outside can know, so that no file can be made to collide.
class RowHash {
public:
    RowHash();
    /// `properties` in any order.
    [[nodiscard]] std::uint64_t of(const EventRow& row, std::span<const RowProperty> properties) const;
    /// Of all rows of a chunk that has its ids.
    [[nodiscard]] std::vector<std::uint64_t> of(const EventChunk& chunk) const;

private:
    [[nodiscard]] std::uint64_t text(std::string_view text, std::uint64_t salt) const;
    [[nodiscard]] std::uint64_t integer(std::uint64_t number, std::uint64_t salt) const;
    [[nodiscard]] std::uint64_t base(std::int64_t profile, std::int64_t time) const;
    [[nodiscard]] std::uint64_t value(const Value& value, std::uint64_t salt) const;
    void addProperty(const PropertyColumn& column, std::int64_t id, std::vector<std::uint64_t>& hashes) const;

    std::uint64_t m_seed;
};

/// Whether a row of a chunk is what the row on its way in would become: the same id, or, without ids, the same profile,
/// time and properties.
[[nodiscard]] bool isSameEvent(const EventChunk& chunk, std::size_t index, const EventRow& row,
                               std::span<const RowProperty> properties);
[[nodiscard]] bool isSameEvent(const EventRow& first, std::span<const RowProperty> firstProperties,
                               const EventRow& second, std::span<const RowProperty> secondProperties);

} // namespace postweave::event
