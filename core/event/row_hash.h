// SPDX-License-Identifier: GPL-3.0-or-later
// Hashes by which duplicates are suspected; equality decides. Private to core/event.
#pragma once

#include "core/event/event_chunk.h"
#include "core/event/event_store.h"

namespace postweave::event {

/// Hashes with a seed that nobody outside can know, so that no file can be made to collide.
class RowHash {
public:
    RowHash();
    /// Of all rows of a chunk that has its ids.
    [[nodiscard]] std::vector<std::uint64_t> of(const EventChunk& chunk) const;

private:
    [[nodiscard]] std::uint64_t text(std::string_view text, std::uint64_t salt) const;
    void addProperty(const PropertyColumn& column, std::int64_t id, std::vector<std::uint64_t>& hashes) const;

    std::uint64_t m_seed;
};

/// Whether two rows are the same event: the same id, or, without ids, the same profile, time and properties.
[[nodiscard]] bool isSameEvent(const EventChunk& first, std::size_t firstRow, const EventChunk& second,
                               std::size_t secondRow);

} // namespace postweave::event
