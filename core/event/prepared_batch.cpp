// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/prepared_batch.h"

#include "core/event/batch_duplicates.h"
#include "core/event/chunk_join.h"
#include "core/event/chunk_select.h"
#include "core/event/row_hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace postweave::event {

namespace {

Result<void> checkIds(const EventColumns& columns)
{
    std::uint64_t begin = 0;
    for (const std::uint64_t end : columns.idEnds) {
        if (end - begin > kMaxIdBytes) {
            return fail(ErrorCode::InvalidInput, fmt::format("an event's id is longer than {} bytes", kMaxIdBytes));
        }
        begin = end;
    }
    return {};
}

bool isTooLarge(const PropertyColumn& column)
{
    if (column.type == ValueType::Text) {
        return std::any_of(column.dictionary.begin(), column.dictionary.end(),
                           [](const std::string& text) { return text.size() > kMaxTextBytes; });
    }
    std::uint64_t item = 0;
    for (const std::uint64_t end : column.itemEnds) {
        std::size_t bytes = 0;
        const std::uint64_t items = end - item;
        for (; item < end; ++item) {
            bytes += column.dictionary[column.codes[item]].size();
        }
        if (items > kMaxListItems || bytes > kMaxTextBytes) {
            return true;
        }
    }
    return false;
}

Result<void> checkLimits(const EventColumns& columns)
{
    if (columns.size() > kMaxRowsPerAppend) {
        return fail(ErrorCode::LimitExceeded, fmt::format("more than {} events at once", kMaxRowsPerAppend));
    }
    for (const PropertyColumn& column : columns.properties) {
        if (isTooLarge(column)) {
            return fail(ErrorCode::InvalidInput, fmt::format("the property {} holds more than {} bytes or {} items",
                                                             column.name, kMaxTextBytes, kMaxListItems));
        }
    }
    return checkIds(columns);
}

/// Equal moments keep their order.
void sortByTime(EventChunk& chunk)
{
    const std::vector<std::int64_t>& times = chunk.columns.times;
    if (std::is_sorted(times.begin(), times.end())) {
        return;
    }
    std::vector<std::uint32_t> order(times.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return times[a] < times[b]; });
    reorderRows(chunk, order);
}

const RowHash& rowHash()
{
    static const RowHash kHash;
    return kHash;
}

} // namespace

Result<PreparedBatch> PreparedBatch::of(EventBatch&& batch)
{
    EventChunk chunk;
    chunk.columns = batch.takeColumns();
    if (Result<void> sound = checkLimits(chunk.columns); !sound) {
        return fail(sound.error());
    }
    PreparedBatch prepared;
    prepared.m_given = chunk.columns.size();
    for (const PropertyColumn& column : chunk.columns.properties) {
        chunk.propertyIds.push_back(static_cast<std::int64_t>(prepared.m_properties.size()));
        prepared.m_properties.push_back({column.name, column.type, 0});
    }
    if (prepared.m_given == 0) {
        return prepared;
    }
    dropRows(chunk, repeatedRows(chunk, rowHash().of(chunk)));
    sortByTime(chunk);
    prepared.m_chunk = std::move(chunk);
    prepared.encode();
    return prepared;
}

void PreparedBatch::encode()
{
    const EventColumns& columns = m_chunk->columns;
    m_rows = columns.size();
    m_first = {columns.times.front()};
    m_last = {columns.times.back()};
    m_hasIds = !columns.idBytes.empty();
    for (std::size_t i = 0; i < columns.properties.size(); ++i) {
        const std::vector<std::uint8_t>& present = columns.properties[i].present;
        m_properties[static_cast<std::size_t>(m_chunk->propertyIds[i])].setCount =
            std::count(present.begin(), present.end(), std::uint8_t{1});
    }
    if (surelyFitsOnePart(*m_chunk)) {
        m_encoded = encodeColumns(*m_chunk);
    }
}

void PreparedBatch::forgetRows()
{
    if (m_encoded) {
        m_chunk.reset();
    }
}

std::size_t PreparedBatch::bytes() const
{
    constexpr std::size_t kAboutARow = 64;
    std::size_t bytes = m_chunk ? m_chunk->columns.size() * kAboutARow + m_chunk->columns.idBytes.size() : 0;
    if (m_encoded) {
        bytes += m_encoded->profiles.size() + m_encoded->times.size() + m_encoded->ids.size();
        for (const EncodedColumns::Property& property : m_encoded->properties) {
            bytes += property.content.size();
        }
    }
    return bytes;
}

} // namespace postweave::event
