// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_join.h"

#include "core/event/chunk_select.h"

#include <algorithm>
#include <numeric>

namespace postweave::event {

ChunkJoin::ChunkJoin(std::span<const CatalogProperty> properties, std::size_t expectedRows, bool withIds)
    : m_places(properties.size()), m_withIds(withIds)
{
    m_joined.columns.profiles.reserve(expectedRows);
    m_joined.columns.times.reserve(expectedRows);
    m_joined.columns.idEnds.reserve(withIds ? expectedRows : 0);
    for (const CatalogProperty& property : properties) {
        PropertyColumn column;
        column.name = property.definition.name;
        column.type = property.definition.type;
        column.present.reserve(expectedRows);
        m_joined.columns.properties.push_back(std::move(column));
        m_joined.propertyIds.push_back(property.id);
    }
}

namespace {

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

void appendEnds(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& ends)
{
    const std::uint64_t before = to.empty() ? 0 : to.back();
    for (const std::uint64_t end : ends) {
        to.push_back(before + end);
    }
}

} // namespace

void ChunkJoin::take(EventChunk&& chunk)
{
    const std::size_t rows = chunk.columns.size();
    append(m_joined.columns.profiles, chunk.columns.profiles);
    append(m_joined.columns.times, chunk.columns.times);
    append(m_joined.sources, chunk.sources);
    if (m_withIds) {
        m_joined.columns.idBytes += chunk.columns.idBytes;
        appendEnds(m_joined.columns.idEnds, chunk.columns.idEnds);
    }
    std::size_t next = 0;
    for (std::size_t index = 0; index < m_joined.propertyIds.size(); ++index) {
        if (next < chunk.propertyIds.size() && chunk.propertyIds[next] == m_joined.propertyIds[index]) {
            takeProperty(index, chunk.columns.properties[next++]);
        } else {
            PropertyColumn& joined = m_joined.columns.properties[index];
            padAbsent(joined, joined.present.size() + rows);
        }
    }
    m_ends.push_back(m_joined.columns.size());
}

void ChunkJoin::takeProperty(std::size_t index, const PropertyColumn& column)
{
    PropertyColumn& joined = m_joined.columns.properties[index];
    append(joined.present, column.present);
    append(joined.integers, column.integers);
    append(joined.numbers, column.numbers);
    appendEnds(joined.itemEnds, column.itemEnds);
    std::vector<std::uint32_t> places;
    for (const std::string& text : column.dictionary) {
        places.push_back(m_places[index].of(text, joined.dictionary));
    }
    const bool lists = column.type == ValueType::List;
    for (std::size_t entry = 0; entry < column.codes.size(); ++entry) {
        const bool set = lists || column.present[entry] != 0;
        joined.codes.push_back(set ? places[column.codes[entry]] : 0);
    }
}

namespace {

/// Merges neighbouring sorted stretches pairwise until one is left.
std::vector<std::uint32_t> orderByTime(const std::vector<std::int64_t>& times, std::vector<std::size_t> ends)
{
    std::vector<std::uint32_t> order(times.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<std::uint32_t> merged(times.size());
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) { return times[a] < times[b]; };
    while (ends.size() > 1) {
        std::vector<std::size_t> next;
        std::size_t begin = 0;
        for (std::size_t run = 0; run < ends.size(); run += 2) {
            const std::size_t middle = ends[run];
            const std::size_t end = run + 1 < ends.size() ? ends[run + 1] : middle;
            const auto at = [&](std::size_t row) { return order.begin() + static_cast<std::ptrdiff_t>(row); };
            std::merge(at(begin), at(middle), at(middle), at(end), merged.begin() + static_cast<std::ptrdiff_t>(begin),
                       earlier);
            next.push_back(end);
            begin = end;
        }
        order.swap(merged);
        ends = std::move(next);
    }
    return order;
}

} // namespace

EventChunk ChunkJoin::finish()
{
    const std::vector<std::int64_t>& times = m_joined.columns.times;
    if (!std::is_sorted(times.begin(), times.end())) {
        reorderRows(m_joined, orderByTime(times, m_ends));
    }
    return std::move(m_joined);
}

} // namespace postweave::event
