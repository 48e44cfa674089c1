// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/append.h"

#include "core/event/batch_duplicates.h"
#include "core/event/chunk_join.h"
#include "core/event/chunk_select.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace postweave::event {

Result<AppendCounts> Append::run(std::string_view type, PreparedBatch&& batch)
{
    const Result<std::int64_t> id = ensureType(m_database, type);
    if (!id) {
        return fail(id.error());
    }
    m_type = *id;
    if (batch.m_given == 0) {
        return AppendCounts{};
    }
    const Result<bool> byRows =
        declare(batch).and_then([&] { return giveIds(batch); }).and_then([&] { return mayHoldStanding(batch); });
    if (!byRows) {
        return fail(byRows.error());
    }
    const std::size_t given = batch.m_given;
    const bool asItIs = !*byRows && !m_widens && batch.m_encoded;
    const Result<std::size_t> kept = asItIs ? storeAsItIs(std::move(batch)) : storeByRows(std::move(batch));
    return kept.map([&](std::size_t rows) { return AppendCounts{rows, given - rows}; });
}

/// Properties that the type does not have yet.
Result<void> Append::declare(const PreparedBatch& batch)
{
    Result<std::vector<CatalogProperty>> known = loadProperties(m_database, m_type);
    if (!known) {
        return fail(known.error());
    }
    m_catalog = *std::move(known);
    bool isNew = false;
    for (const PreparedBatch::Property& property : batch.m_properties) {
        const bool stands = std::any_of(m_catalog.begin(), m_catalog.end(), [&](const CatalogProperty& each) {
            return each.definition.name == property.name;
        });
        const Result<void> done =
            stands ? Result<void>() : ensureProperty(m_database, m_type, property.name, property.type);
        if (!done) {
            return done;
        }
        isNew = isNew || !stands;
    }
    return isNew ? loadProperties(m_database, m_type).map([&](auto&& loaded) { m_catalog = std::move(loaded); })
                 : Result<void>();
}

Result<void> Append::giveIds(const PreparedBatch& batch)
{
    for (const PreparedBatch::Property& property : batch.m_properties) {
        const auto known = std::find_if(m_catalog.begin(), m_catalog.end(), [&](const CatalogProperty& each) {
            return each.definition.name == property.name;
        });
        const ValueType type = known->definition.type;
        const bool widens = property.type == ValueType::Integer && type == ValueType::Number;
        if (property.type != type && !widens) {
            return fail(ErrorCode::InvalidInput, fmt::format("the property {} is {}; a {} does not fit", property.name,
                                                             nameOf(type), nameOf(property.type)));
        }
        m_widens = m_widens || widens;
        m_ids.push_back(known->id);
    }
    return {};
}

/// False where no row can be one that stands, as far as times tell.
Result<bool> Append::mayHoldStanding(const PreparedBatch& batch)
{
    Result<std::vector<ChunkRecord>> records = listChunks(m_database, m_type);
    if (!records) {
        return fail(records.error());
    }
    m_standing = *std::move(records);
    const bool overlaps = std::any_of(m_standing.begin(), m_standing.end(), [&](const ChunkRecord& record) {
        return record.first <= batch.m_last && record.last >= batch.m_first;
    });
    return overlaps || (batch.m_hasIds && !m_standing.empty());
}

Result<std::size_t> Append::storeAsItIs(PreparedBatch&& batch)
{
    const Result<std::int64_t> run = nextRun(m_database, m_type);
    if (!run) {
        return fail(run.error());
    }
    for (std::size_t i = 0; i < m_ids.size(); ++i) {
        const Result<void> raised = raiseSetCount(m_database, m_ids[i], batch.m_properties[i].setCount);
        if (!raised) {
            return fail(raised.error());
        }
    }
    for (EncodedColumns::Property& property : batch.m_encoded->properties) {
        property.id = m_ids[static_cast<std::size_t>(property.id)];
    }
    const std::vector<std::byte> bytes = assembleChunk(*batch.m_encoded, m_source.value);
    const Result<ChunkRecord> record =
        insertChunk(m_database, m_type, {0, *run, 1, batch.m_rows, batch.m_first, batch.m_last, 0}, bytes, m_source);
    if (!record) {
        return fail(record.error());
    }
    if (batch.m_chunk) {
        // The next batch often starts with the moment that this one ends with.
        const Result<EventChunk> chunk = chunkOf(batch);
        m_memory.cache.put(*record, std::make_shared<const EventChunk>(*chunk));
    }
    return batch.m_rows;
}

Result<std::size_t> Append::storeByRows(PreparedBatch&& batch)
{
    Result<EventChunk> chunk = chunkOf(batch);
    const Result<std::vector<std::uint32_t>> known = chunk ? standing(*chunk) : fail(chunk.error());
    if (!known) {
        return fail(known.error());
    }
    dropRows(*chunk, *known);
    const std::size_t kept = chunk->columns.size();
    return (kept == 0 ? Result<void>() : store(std::move(*chunk))).map([&] { return kept; });
}

/// The batch's rows as a chunk of this type: its properties in the catalog's order.
Result<EventChunk> Append::chunkOf(PreparedBatch& batch) const
{
    std::optional<EventChunk> rows = std::move(batch.m_chunk);
    if (!rows) {
        rows = decodeChunk(assembleChunk(*batch.m_encoded, m_source.value));
    }
    if (!rows) {
        return fail(ErrorCode::Internal, "a batch of events that cannot be read back");
    }
    std::vector<std::size_t> order(rows->propertyIds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto idOf = [&](std::size_t place) { return m_ids[static_cast<std::size_t>(rows->propertyIds[place])]; };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return idOf(a) < idOf(b); });
    EventChunk chunk;
    std::vector<PropertyColumn> columns = std::move(rows->columns.properties);
    rows->columns.properties.clear();
    chunk.columns = std::move(rows->columns);
    chunk.sources.assign(chunk.columns.size(), m_source.value);
    for (const std::size_t place : order) {
        PropertyColumn& column = columns[place];
        const auto known = std::find_if(m_catalog.begin(), m_catalog.end(),
                                        [&](const CatalogProperty& each) { return each.id == idOf(place); });
        column.name = known->definition.name;
        if (column.type == ValueType::Integer && known->definition.type == ValueType::Number) {
            widenToNumbers(column);
        }
        chunk.propertyIds.push_back(known->id);
        chunk.columns.properties.push_back(std::move(column));
    }
    return chunk;
}

Result<std::vector<std::uint32_t>> Append::standing(const EventChunk& chunk)
{
    if (m_standing.empty()) {
        return std::vector<std::uint32_t>();
    }
    if (chunk.columns.idBytes.empty()) {
        const auto found = standingAmong(m_database, m_memory.cache, chunk, m_standing, m_catalog);
        if (!found || *found) {
            return found.map([](const auto& rows) { return *rows; });
        }
    }
    TypeMemory& memory = m_memory.types[m_type];
    return memory.follow(m_database, m_memory.cache, m_type, m_catalog, m_memory.hash).and_then([&] {
        return memory.findStanding(m_database, m_memory.cache, chunk, m_memory.hash.of(chunk), m_catalog);
    });
}

Result<void> Append::store(EventChunk&& chunk)
{
    const Result<std::int64_t> run = nextRun(m_database, m_type);
    if (!run) {
        return fail(run.error());
    }
    if (Result<void> raised = raiseCounts(chunk); !raised) {
        return raised;
    }
    if (surelyFitsOnePart(chunk)) {
        const Result<ChunkRecord> record = insertChunk(m_database, m_type, *run, 1, chunk);
        if (!record) {
            return fail(record.error());
        }
        // The next batch often starts with the moment that this one ends with.
        m_memory.cache.put(*record, std::make_shared<const EventChunk>(std::move(chunk)));
        return {};
    }
    std::int64_t part = 0;
    return splitChunk(chunk, [&](const EventChunk& content) -> Result<void> {
        const Result<ChunkRecord> record = insertChunk(m_database, m_type, *run, ++part, content);
        return record ? Result<void>() : fail(record.error());
    });
}

Result<void> Append::raiseCounts(const EventChunk& chunk)
{
    for (std::size_t index = 0; index < chunk.propertyIds.size(); ++index) {
        const std::vector<std::uint8_t>& present = chunk.columns.properties[index].present;
        const auto count = std::count(present.begin(), present.end(), std::uint8_t{1});
        if (Result<void> done = raiseSetCount(m_database, chunk.propertyIds[index], count); !done) {
            return done;
        }
    }
    return {};
}

} // namespace postweave::event
