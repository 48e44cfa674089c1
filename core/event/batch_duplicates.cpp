// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/batch_duplicates.h"

#include <algorithm>
#include <bit>

namespace postweave::event {

std::vector<std::uint32_t> repeatedRows(const EventChunk& chunk, std::span<const std::uint64_t> hashes)
{
    // Open addressing with linear steps, at most half full; a row's number + 1, 0: free.
    std::vector<std::uint32_t> slots(std::bit_ceil(hashes.size() * 2 + 2));
    const std::size_t mask = slots.size() - 1;
    std::vector<std::uint32_t> repeated;
    for (std::uint32_t row = 0; row < hashes.size(); ++row) {
        std::size_t slot = hashes[row] & mask;
        while (slots[slot] != 0 &&
               (hashes[slots[slot] - 1] != hashes[row] || !isSameEvent(chunk, slots[slot] - 1, chunk, row))) {
            slot = (slot + 1) & mask;
        }
        if (slots[slot] != 0) {
            repeated.push_back(row);
        } else {
            slots[slot] = row + 1;
        }
    }
    return repeated;
}

namespace {

/// Rows whose moments lie within a chunk's, and the chunk.
struct Overlap {
    ChunkRecord record;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

std::vector<Overlap> overlapsOf(const EventColumns& rows, std::span<const ChunkRecord> records)
{
    std::vector<Overlap> overlaps;
    const std::vector<std::int64_t>& times = rows.times;
    for (const ChunkRecord& record : records) {
        const auto begin = std::lower_bound(times.begin(), times.end(), record.first.microseconds);
        const auto end = std::upper_bound(begin, times.end(), record.last.microseconds);
        if (begin != end) {
            overlaps.push_back({record, static_cast<std::uint32_t>(begin - times.begin()),
                                static_cast<std::uint32_t>(end - times.begin())});
        }
    }
    return overlaps;
}

/// True where looking at the rows that overlap is less work than following the whole type.
bool areFew(std::span<const Overlap> overlaps, std::size_t rows)
{
    constexpr std::size_t kAlwaysFew = 64;
    std::size_t total = 0;
    for (const Overlap& overlap : overlaps) {
        total += overlap.end - overlap.begin;
    }
    return overlaps.size() <= 2 && total <= kAlwaysFew + rows / 8;
}

/// Rows of a chunk at one moment.
std::pair<std::size_t, std::size_t> rowsAt(const EventColumns& columns, std::int64_t time)
{
    const auto [first, last] = std::equal_range(columns.times.begin(), columns.times.end(), time);
    return {static_cast<std::size_t>(first - columns.times.begin()),
            static_cast<std::size_t>(last - columns.times.begin())};
}

/// Nothing where so many events share their moments that comparing them all would take too long.
std::optional<std::vector<std::uint32_t>> standingIn(const EventChunk& other, const EventChunk& chunk,
                                                     const Overlap& overlap)
{
    constexpr std::size_t kComparisonsPerRow = 16;
    constexpr std::size_t kAlwaysAllowed = 4096;
    std::size_t left = kAlwaysAllowed + kComparisonsPerRow * (overlap.end - overlap.begin);
    std::vector<std::uint32_t> standing;
    for (std::uint32_t row = overlap.begin; row < overlap.end; ++row) {
        auto [at, end] = rowsAt(other.columns, chunk.columns.times[row]);
        if (end - at > left) {
            return std::nullopt;
        }
        left -= end - at;
        while (at < end && !isSameEvent(other, at, chunk, row)) {
            ++at;
        }
        if (at < end) {
            standing.push_back(row);
        }
    }
    return standing;
}

} // namespace

Result<std::optional<std::vector<std::uint32_t>>> standingAmong(sqlite::Database& database, ChunkCache& cache,
                                                                const EventChunk& chunk,
                                                                std::span<const ChunkRecord> records,
                                                                std::span<const CatalogProperty> properties)
{
    std::optional<std::vector<std::uint32_t>> standing(std::in_place);
    const std::vector<Overlap> overlaps = overlapsOf(chunk.columns, records);
    if (!areFew(overlaps, chunk.columns.size())) {
        return std::optional<std::vector<std::uint32_t>>();
    }
    for (const Overlap& overlap : overlaps) {
        const auto other = cache.get(database, overlap.record, properties);
        if (!other && other.error().code == ErrorCode::WorkspaceDamaged) {
            continue; // it cannot hold duplicates that anybody could see
        }
        if (!other) {
            return fail(other.error());
        }
        const auto found = standingIn(**other, chunk, overlap);
        if (!found) {
            return std::optional<std::vector<std::uint32_t>>();
        }
        standing->insert(standing->end(), found->begin(), found->end());
    }
    return standing;
}

} // namespace postweave::event
