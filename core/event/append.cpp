// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/append.h"

#include "core/event/batch_duplicates.h"
#include "core/event/chunk_join.h"
#include "core/event/chunk_select.h"
#include "core/sqlite/generation.h"

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
    chunk = selectRows(chunk, order);
}

/// `dropped` may name a row twice.
void dropRows(EventChunk& chunk, const std::vector<std::uint32_t>& dropped)
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

} // namespace

Result<AppendCounts> Append::run(std::string_view type, EventBatch&& batch)
{
    EventColumns columns = batch.takeColumns();
    const std::size_t rows = columns.size();
    const Result<void> sound = checkLimits(columns);
    const Result<std::int64_t> id = sound ? ensureType(m_database, type) : fail(sound.error());
    if (!id) {
        return fail(id.error());
    }
    m_type = *id;
    if (Result<void> declared = declare(columns.properties); !declared) {
        return fail(declared.error());
    }
    Result<EventChunk> chunk = chunkOf(std::move(columns));
    if (!chunk) {
        return fail(chunk.error());
    }
    dropRows(*chunk, repeatedRows(*chunk, m_memory.hash.of(*chunk)));
    sortByTime(*chunk);
    const Result<std::vector<std::uint32_t>> known = standing(*chunk);
    if (!known) {
        return fail(known.error());
    }
    dropRows(*chunk, *known);
    const std::size_t kept = chunk->columns.size();
    if (Result<void> done = kept == 0 ? Result<void>() : store(std::move(*chunk)); !done) {
        return fail(done.error());
    }
    return AppendCounts{kept, rows - kept};
}

/// Properties that the type does not have yet.
Result<void> Append::declare(std::span<const PropertyColumn> columns)
{
    Result<std::vector<CatalogProperty>> known = loadProperties(m_database, m_type);
    if (!known) {
        return fail(known.error());
    }
    m_catalog = *std::move(known);
    bool isNew = false;
    for (const PropertyColumn& column : columns) {
        const bool stands = std::any_of(m_catalog.begin(), m_catalog.end(), [&](const CatalogProperty& property) {
            return property.definition.name == column.name;
        });
        const Result<void> done =
            stands ? Result<void>() : ensureProperty(m_database, m_type, column.name, column.type);
        if (!done) {
            return done;
        }
        isNew = isNew || !stands;
    }
    return isNew ? loadProperties(m_database, m_type).map([&](auto&& loaded) { m_catalog = std::move(loaded); })
                 : Result<void>();
}

Result<EventChunk> Append::chunkOf(EventColumns&& columns) const
{
    EventChunk chunk;
    std::vector<PropertyColumn> properties = std::move(columns.properties);
    columns.properties.clear();
    chunk.columns = std::move(columns);
    chunk.sources.assign(chunk.columns.size(), m_source.value);
    if (Result<void> taken = takeProperties(std::move(properties), chunk); !taken) {
        return fail(taken.error());
    }
    return chunk;
}

/// In the catalog's order.
Result<void> Append::takeProperties(std::vector<PropertyColumn>&& columns, EventChunk& chunk) const
{
    for (const CatalogProperty& property : m_catalog) {
        const auto column = std::find_if(columns.begin(), columns.end(), [&](const PropertyColumn& candidate) {
            return candidate.name == property.definition.name;
        });
        if (column == columns.end()) {
            continue;
        }
        const ValueType type = property.definition.type;
        if (column->type == ValueType::Integer && type == ValueType::Number) {
            widenToNumbers(*column);
        }
        if (column->type != type) {
            return fail(ErrorCode::InvalidInput, fmt::format("the property {} is {}; a {} does not fit", column->name,
                                                             nameOf(type), nameOf(column->type)));
        }
        chunk.columns.properties.push_back(std::move(*column));
        chunk.propertyIds.push_back(property.id);
    }
    return {};
}

Result<std::vector<std::uint32_t>> Append::standing(const EventChunk& chunk)
{
    const Result<std::vector<ChunkRecord>> records = listChunks(m_database, m_type);
    if (!records) {
        return fail(records.error());
    }
    if (records->empty()) {
        return std::vector<std::uint32_t>();
    }
    if (chunk.columns.idBytes.empty()) {
        const auto found = standingAmong(m_database, m_memory.cache, chunk, *records, m_catalog);
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
    return sqlite::raiseGeneration(m_database, sqlite::Written::Events);
}

} // namespace postweave::event
