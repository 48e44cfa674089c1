// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_select.h"

#include "core/event/chunk_join.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace postweave::event {

namespace {

constexpr std::uint32_t kUnused = std::numeric_limits<std::uint32_t>::max();
// Far below what decodeChunk takes and SQLite can hold in a row.
constexpr std::size_t kMaxPartBytes = std::size_t{128} << 20;

template <typename T>
std::vector<T> gathered(const std::vector<T>& values, std::span<const std::uint32_t> rows)
{
    std::vector<T> result;
    result.reserve(values.empty() ? 0 : rows.size());
    if (!values.empty()) {
        for (const std::uint32_t row : rows) {
            result.push_back(values[row]);
        }
    }
    return result;
}

std::uint64_t beginOf(const std::vector<std::uint64_t>& ends, std::uint32_t row)
{
    return row == 0 ? 0 : ends[row - 1];
}

/// Entries that several a row follow each other, such as list items or the bytes of ids.
template <typename Sequence>
Sequence gatheredStretches(const Sequence& entries, std::vector<std::uint64_t>& ends,
                           std::span<const std::uint32_t> rows)
{
    Sequence result;
    std::vector<std::uint64_t> newEnds;
    newEnds.reserve(ends.empty() ? 0 : rows.size());
    for (std::size_t index = 0; index < rows.size() && !ends.empty(); ++index) {
        const auto from = entries.begin() + static_cast<std::ptrdiff_t>(beginOf(ends, rows[index]));
        result.insert(result.end(), from, entries.begin() + static_cast<std::ptrdiff_t>(ends[rows[index]]));
        newEnds.push_back(result.size());
    }
    ends = std::move(newEnds);
    return result;
}

PropertyColumn gatheredProperty(const PropertyColumn& column, std::span<const std::uint32_t> rows)
{
    PropertyColumn result;
    result.name = column.name;
    result.type = column.type;
    result.present = gathered(column.present, rows);
    result.integers = gathered(column.integers, rows);
    result.numbers = gathered(column.numbers, rows);
    if (column.type == ValueType::List) {
        result.itemEnds = column.itemEnds;
        result.codes = gatheredStretches(column.codes, result.itemEnds, rows);
    } else {
        result.codes = gathered(column.codes, rows);
    }
    return result;
}

/// Keeps only the texts in use, in order of first use.
void compactDictionary(PropertyColumn& column, const std::vector<std::string>& dictionary)
{
    std::vector<std::uint32_t> places(dictionary.size(), kUnused);
    for (std::size_t entry = 0; entry < column.codes.size(); ++entry) {
        if (column.type == ValueType::Text && column.present[entry] == 0) {
            continue;
        }
        std::uint32_t& place = places[column.codes[entry]];
        if (place == kUnused) {
            place = static_cast<std::uint32_t>(column.dictionary.size());
            column.dictionary.push_back(dictionary[column.codes[entry]]);
        }
        column.codes[entry] = place;
    }
}

void gatherRows(const EventChunk& chunk, EventChunk& result, std::span<const std::uint32_t> rows)
{
    result.columns.type = chunk.columns.type;
    result.columns.profiles = gathered(chunk.columns.profiles, rows);
    result.columns.times = gathered(chunk.columns.times, rows);
    result.sources = gathered(chunk.sources, rows);
    result.columns.idEnds = chunk.columns.idEnds;
    result.columns.idBytes = gatheredStretches(chunk.columns.idBytes, result.columns.idEnds, rows);
}

} // namespace

void reorderRows(EventChunk& chunk, std::span<const std::uint32_t> order)
{
    EventChunk result;
    gatherRows(chunk, result, order);
    for (PropertyColumn& column : chunk.columns.properties) {
        PropertyColumn moved = gatheredProperty(column, order);
        moved.dictionary = std::move(column.dictionary);
        result.columns.properties.push_back(std::move(moved));
        column = PropertyColumn();
    }
    result.propertyIds = std::move(chunk.propertyIds);
    chunk = std::move(result);
}

EventChunk selectRows(const EventChunk& chunk, std::span<const std::uint32_t> rows)
{
    EventChunk result;
    gatherRows(chunk, result, rows);
    for (std::size_t index = 0; index < chunk.propertyIds.size(); ++index) {
        PropertyColumn column = gatheredProperty(chunk.columns.properties[index], rows);
        if (std::find(column.present.begin(), column.present.end(), std::uint8_t{1}) == column.present.end()) {
            continue;
        }
        compactDictionary(column, chunk.columns.properties[index].dictionary);
        result.columns.properties.push_back(std::move(column));
        result.propertyIds.push_back(chunk.propertyIds[index]);
    }
    return result;
}

void dropRows(EventChunk& chunk, std::span<const std::uint32_t> dropped)
{
    if (dropped.empty()) {
        return;
    }
    std::vector<bool> isDropped(chunk.columns.size());
    for (const std::uint32_t row : dropped) {
        isDropped[row] = true;
    }
    std::vector<std::uint32_t> kept;
    for (std::uint32_t row = 0; row < isDropped.size(); ++row) {
        if (!isDropped[row]) {
            kept.push_back(row);
        }
    }
    chunk = selectRows(chunk, kept);
}

namespace {

/// What a row adds to a part, an upper bound.
std::size_t bytesOfRow(const EventChunk& chunk, std::uint32_t row)
{
    std::size_t bytes = 32 + chunk.columns.idEnds[row] - beginOf(chunk.columns.idEnds, row);
    for (const PropertyColumn& column : chunk.columns.properties) {
        bytes += 16;
        if (column.type == ValueType::Text && column.present[row] != 0) {
            bytes += column.dictionary[column.codes[row]].size();
        } else if (column.type == ValueType::List) {
            for (std::uint64_t item = beginOf(column.itemEnds, row); item < column.itemEnds[row]; ++item) {
                bytes += 32 + column.dictionary[column.codes[item]].size();
            }
        }
    }
    return bytes;
}

} // namespace

bool surelyFitsOnePart(const EventChunk& chunk)
{
    const std::size_t rows = chunk.columns.size();
    std::size_t bytes = rows * (32 + 16 * chunk.columns.properties.size()) + chunk.columns.idBytes.size();
    for (const PropertyColumn& column : chunk.columns.properties) {
        std::size_t longest = 0;
        for (const std::string& text : column.dictionary) {
            longest = std::max(longest, text.size() + 32);
        }
        bytes += column.codes.size() * longest;
    }
    return rows <= kMaxChunkRows && bytes <= kMaxPartBytes;
}

Result<void> splitChunk(const EventChunk& chunk, const std::function<Result<void>(const EventChunk&)>& store)
{
    std::vector<std::uint32_t> rows;
    std::size_t bytes = 0;
    const auto total = static_cast<std::uint32_t>(chunk.columns.size());
    for (std::uint32_t row = 0; row < total; ++row) {
        const std::size_t more = bytesOfRow(chunk, row);
        if (!rows.empty() && (rows.size() == kMaxChunkRows || bytes + more > kMaxPartBytes)) {
            if (Result<void> stored = store(selectRows(chunk, rows)); !stored) {
                return stored;
            }
            rows.clear();
            bytes = 0;
        }
        rows.push_back(row);
        bytes += more;
    }
    return rows.empty() ? Result<void>() : store(selectRows(chunk, rows));
}

} // namespace postweave::event
