// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/append.h"

#include "core/event/batch_columns.h"
#include "core/event/chunk_join.h"
#include "core/sqlite/generation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::event {

namespace {

constexpr std::size_t kNoPlace = std::numeric_limits<std::size_t>::max();

bool isAbsent(const Value& value)
{
    const auto* list = std::get_if<TextList>(&value);
    return isMissing(value) || (list != nullptr && list->empty());
}

bool isTooLarge(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->size() > kMaxTextBytes;
    }
    const auto* list = std::get_if<TextList>(&value);
    if (list == nullptr) {
        return false;
    }
    std::size_t bytes = 0;
    for (const std::string& item : *list) {
        bytes += item.size();
    }
    return list->size() > kMaxListItems || bytes > kMaxTextBytes;
}

bool fitsType(const Value& value, ValueType type)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return type == ValueType::Number && std::isfinite(*number);
    }
    return typeOf(value) == type || (type == ValueType::Number && std::holds_alternative<std::int64_t>(value));
}

} // namespace

Result<AppendCounts> Append::run(std::string_view type)
{
    if (Result<void> sound = checkRows(); !sound) {
        return fail(sound.error());
    }
    const Result<std::int64_t> id = ensureType(m_database, type);
    if (!id) {
        return fail(id.error());
    }
    m_type = *id;
    for (Result<void> (Append::*step)() : {&Append::declare, &Append::resolve}) {
        if (Result<void> done = (this->*step)(); !done) {
            return fail(done.error());
        }
    }
    stage();
    std::vector<std::size_t> kept = distinctRows();
    if (Result<void> done = dropStanding(kept); !done) {
        return fail(done.error());
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [&](std::size_t a, std::size_t b) { return m_rows[a].time < m_rows[b].time; });
    if (Result<void> done = kept.empty() ? Result<void>() : store(build(kept)); !done) {
        return fail(done.error());
    }
    return AppendCounts{kept.size(), m_rows.size() - kept.size()};
}

Result<void> Append::checkRows() const
{
    if (m_rows.size() > kMaxRowsPerAppend) {
        return fail(ErrorCode::LimitExceeded, fmt::format("more than {} events at once", kMaxRowsPerAppend));
    }
    for (const EventRow& row : m_rows) {
        if (row.profile.value < 1 || row.profile.value > std::numeric_limits<std::uint32_t>::max()) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("an event of an impossible profile ({})", row.profile.value));
        }
        if (row.id.size() > kMaxIdBytes) {
            return fail(ErrorCode::InvalidInput, fmt::format("an event's id is longer than {} bytes", kMaxIdBytes));
        }
        for (const auto& property : row.properties) {
            if (Result<void> sound = checkValue(property); !sound) {
                return sound;
            }
        }
    }
    return {};
}

Result<void> Append::checkValue(const std::pair<std::uint32_t, Value>& property) const
{
    if (property.first >= m_names.size()) {
        return fail(ErrorCode::Internal, "an event with a property that the batch does not name");
    }
    if (isTooLarge(property.second)) {
        return fail(ErrorCode::InvalidInput, fmt::format("the property {} holds more than {} bytes or {} items",
                                                         m_names[property.first], kMaxTextBytes, kMaxListItems));
    }
    return {};
}

/// Gives new properties the type of their values; a number among integers makes numbers of them all.
Result<void> Append::declare()
{
    std::vector<std::optional<ValueType>> wanted(m_names.size());
    for (const EventRow& row : m_rows) {
        for (const auto& [position, value] : row.properties) {
            if (isAbsent(value)) {
                continue;
            }
            std::optional<ValueType>& type = wanted[position];
            if (!type || (type == ValueType::Integer && typeOf(value) == ValueType::Number)) {
                type = typeOf(value);
            }
        }
    }
    const Result<std::vector<CatalogProperty>> known = loadProperties(m_database, m_type);
    if (!known) {
        return fail(known.error());
    }
    for (std::size_t position = 0; position < wanted.size(); ++position) {
        const bool isKnown = std::any_of(known->begin(), known->end(), [&](const CatalogProperty& property) {
            return property.definition.name == m_names[position];
        });
        if (!wanted[position] || isKnown) {
            continue;
        }
        if (Result<void> done = ensureProperty(m_database, m_type, m_names[position], *wanted[position]); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Append::resolve()
{
    Result<std::vector<CatalogProperty>> catalog = loadProperties(m_database, m_type);
    if (!catalog) {
        return fail(catalog.error());
    }
    m_catalog = std::move(*catalog);
    for (const std::string& name : m_names) {
        const auto found = std::find_if(m_catalog.begin(), m_catalog.end(), [&](const CatalogProperty& property) {
            return property.definition.name == name;
        });
        m_places.push_back(found == m_catalog.end() ? kNoPlace : static_cast<std::size_t>(found - m_catalog.begin()));
    }
    for (const EventRow& row : m_rows) {
        for (const auto& [position, value] : row.properties) {
            if (isAbsent(value)) {
                continue;
            }
            const ValueType type = m_catalog[m_places[position]].definition.type;
            if (!fitsType(value, type)) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("the property {} is {}; a {} does not fit", m_names[position], nameOf(type),
                                        nameOf(typeOf(value).value_or(ValueType::Text))));
            }
        }
    }
    return {};
}

void Append::stage()
{
    m_ends.reserve(m_rows.size());
    m_hashes.reserve(m_rows.size());
    std::size_t count = 0;
    for (const EventRow& row : m_rows) {
        count += row.properties.size();
    }
    m_properties.reserve(count);
    for (const EventRow& row : m_rows) {
        for (const auto& [position, value] : row.properties) {
            if (!isAbsent(value)) {
                m_properties.push_back({m_catalog[m_places[position]].id, &value});
            }
        }
        m_ends.push_back(m_properties.size());
        m_hashes.push_back(m_memory.hash.of(row, propertiesOf(m_ends.size() - 1)));
    }
}

std::span<const RowProperty> Append::propertiesOf(std::size_t row) const
{
    const std::size_t begin = row == 0 ? 0 : m_ends[row - 1];
    return {m_properties.data() + begin, m_ends[row] - begin};
}

std::vector<std::size_t> Append::distinctRows() const
{
    DuplicateIndex seen;
    std::vector<std::size_t> kept;
    std::vector<std::uint32_t> places;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        places.clear();
        seen.find(m_hashes[row], places);
        const bool isRepeated = std::any_of(places.begin(), places.end(), [&](std::uint32_t other) {
            return isSameEvent(m_rows[row], propertiesOf(row), m_rows[other], propertiesOf(other));
        });
        if (!isRepeated) {
            seen.add(m_hashes[row], static_cast<std::uint32_t>(row));
            kept.push_back(row);
        }
    }
    return kept;
}

/// Events without id can only equal events of the same moment.
bool Append::mayStandAlready(const std::vector<ChunkRecord>& records, std::span<const std::size_t> kept) const
{
    if (records.empty() || kept.empty()) {
        return false;
    }
    Instant first = m_rows[kept.front()].time;
    Instant last = first;
    for (const std::size_t row : kept) {
        if (!m_rows[row].id.empty()) {
            return true;
        }
        first = std::min(first, m_rows[row].time);
        last = std::max(last, m_rows[row].time);
    }
    return std::any_of(records.begin(), records.end(),
                       [&](const ChunkRecord& record) { return record.first <= last && record.last >= first; });
}

Result<void> Append::dropStanding(std::vector<std::size_t>& kept)
{
    const Result<std::vector<ChunkRecord>> records = listChunks(m_database, m_type);
    if (!records) {
        return fail(records.error());
    }
    if (!mayStandAlready(*records, kept)) {
        return {};
    }
    TypeMemory& memory = m_memory.types[m_type];
    if (Result<void> done = memory.follow(m_database, m_type, m_catalog, m_memory.hash); !done) {
        return done;
    }
    m_isFollowed = true;
    std::vector<TypeMemory::Incoming> incoming;
    incoming.reserve(kept.size());
    for (const std::size_t row : kept) {
        incoming.push_back({&m_rows[row], propertiesOf(row), m_hashes[row]});
    }
    const Result<std::vector<bool>> standing = memory.findStanding(m_database, m_memory.cache, incoming, m_catalog);
    if (!standing) {
        return fail(standing.error());
    }
    std::size_t index = 0;
    std::erase_if(kept, [&](std::size_t) { return (*standing)[index++]; });
    return {};
}

EventChunk Append::build(std::span<const std::size_t> kept) const
{
    EventChunk chunk;
    for (const std::size_t row : kept) {
        chunk.columns.profiles.push_back(static_cast<std::uint32_t>(m_rows[row].profile.value));
        chunk.columns.times.push_back(m_rows[row].time.microseconds);
        chunk.columns.idBytes += m_rows[row].id;
        chunk.columns.idEnds.push_back(chunk.columns.idBytes.size());
    }
    chunk.sources.assign(kept.size(), m_source.value);
    BatchColumns columns(m_catalog, kept.size());
    for (std::size_t index = 0; index < kept.size(); ++index) {
        for (const auto& [position, value] : m_rows[kept[index]].properties) {
            if (!isAbsent(value)) {
                columns.set(m_places[position], index, value);
            }
        }
    }
    columns.moveTo(chunk);
    return chunk;
}

Result<void> Append::store(const EventChunk& chunk)
{
    const Result<std::int64_t> run = nextRun(m_database, m_type);
    if (!run) {
        return fail(run.error());
    }
    std::int64_t part = 0;
    Result<void> stored = splitChunk(chunk, [&](const EventChunk& content) -> Result<void> {
        const Result<ChunkRecord> record = insertChunk(m_database, m_type, *run, ++part, content);
        if (!record) {
            return fail(record.error());
        }
        if (m_isFollowed) {
            m_memory.types[m_type].add(*record, content, m_memory.hash);
        }
        return {};
    });
    if (stored) {
        stored = raiseCounts(chunk);
    }
    return stored;
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
