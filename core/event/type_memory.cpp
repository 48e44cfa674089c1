// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/type_memory.h"

#include <algorithm>
#include <limits>

namespace postweave::event {

namespace {

constexpr std::size_t kMaxCachedRows = std::size_t{1} << 20;

std::vector<ValueType> typesOf(std::span<const CatalogProperty> properties)
{
    std::vector<ValueType> types;
    for (const CatalogProperty& property : properties) {
        types.push_back(property.definition.type);
    }
    return types;
}

bool isSameChunk(const ChunkRecord& a, const ChunkRecord& b)
{
    return a.id == b.id && a.checksum == b.checksum && a.rows == b.rows;
}

} // namespace

Result<std::shared_ptr<const EventChunk>> ChunkCache::get(sqlite::Database& database, const ChunkRecord& record,
                                                          std::span<const CatalogProperty> properties)
{
    const auto found = std::find_if(m_chunks.begin(), m_chunks.end(), [&](const Entry& entry) {
        return entry.id == record.id && entry.checksum == record.checksum;
    });
    if (found != m_chunks.end()) {
        m_chunks.splice(m_chunks.begin(), m_chunks, found);
        return found->chunk;
    }
    Result<EventChunk> chunk = loadChunk(database, record, properties, true);
    if (!chunk) {
        return fail(chunk.error());
    }
    put(record, std::make_shared<const EventChunk>(std::move(*chunk)));
    return m_chunks.front().chunk;
}

void ChunkCache::put(const ChunkRecord& record, std::shared_ptr<const EventChunk> chunk)
{
    m_chunks.push_front({record.id, record.checksum, std::move(chunk)});
    std::size_t rows = 0;
    for (auto entry = m_chunks.begin(); entry != m_chunks.end();) {
        rows += entry->chunk->columns.size();
        entry = rows > kMaxCachedRows && entry != m_chunks.begin() ? m_chunks.erase(entry) : std::next(entry);
    }
}

bool TypeMemory::isPrefixOf(const std::vector<ChunkRecord>& records) const
{
    return m_known.size() <= records.size() &&
           std::equal(m_known.begin(), m_known.end(), records.begin(),
                      [](const Known& known, const ChunkRecord& record) { return isSameChunk(known.record, record); });
}

void TypeMemory::start()
{
    m_known.clear();
    m_index = DuplicateIndex();
    m_places = 0;
}

Result<void> TypeMemory::follow(sqlite::Database& database, ChunkCache& cache, std::int64_t type,
                                std::span<const CatalogProperty> properties, const RowHash& hash)
{
    const Result<std::vector<ChunkRecord>> records = listChunks(database, type);
    if (!records) {
        return fail(records.error());
    }
    std::vector<ValueType> types = typesOf(properties);
    const bool typesStand = m_types.size() <= types.size() && std::equal(m_types.begin(), m_types.end(), types.begin());
    if (!typesStand || !isPrefixOf(*records)) {
        start();
    }
    m_types = std::move(types);
    for (std::size_t index = m_known.size(); index < records->size(); ++index) {
        const ChunkRecord& record = (*records)[index];
        const auto chunk = cache.get(database, record, properties);
        if (!chunk && chunk.error().code != ErrorCode::WorkspaceDamaged) {
            return fail(chunk.error());
        }
        if (m_places + record.rows > std::numeric_limits<std::uint32_t>::max() - 1) {
            return fail(ErrorCode::LimitExceeded, "more than four thousand million events of one type");
        }
        add(record, chunk ? **chunk : EventChunk(), hash);
    }
    return {};
}

void TypeMemory::add(const ChunkRecord& record, const EventChunk& chunk, const RowHash& hash)
{
    m_known.push_back({record, m_places});
    auto place = static_cast<std::uint32_t>(m_places);
    for (const std::uint64_t rowHash : hash.of(chunk)) {
        m_index.add(rowHash, place++);
    }
    m_places += record.rows;
}

const TypeMemory::Known& TypeMemory::chunkOf(std::uint32_t place) const
{
    const auto after = std::upper_bound(m_known.begin(), m_known.end(), place,
                                        [](std::uint32_t wanted, const Known& known) { return wanted < known.begin; });
    return *std::prev(after);
}

Result<std::vector<std::uint32_t>> TypeMemory::findStanding(sqlite::Database& database, ChunkCache& cache,
                                                            const EventChunk& chunk,
                                                            std::span<const std::uint64_t> hashes,
                                                            std::span<const CatalogProperty> properties) const
{
    struct Suspect {
        std::uint32_t place = 0;
        std::uint32_t row = 0;
    };
    std::vector<Suspect> suspects;
    std::vector<std::uint32_t> places;
    for (std::uint32_t row = 0; row < hashes.size(); ++row) {
        places.clear();
        m_index.find(hashes[row], places);
        for (const std::uint32_t place : places) {
            suspects.push_back({place, row});
        }
    }
    // In the order of the chunks, so that each is read once.
    std::sort(suspects.begin(), suspects.end(), [](const Suspect& a, const Suspect& b) { return a.place < b.place; });
    std::vector<bool> isStanding(hashes.size());
    for (const Suspect& suspect : suspects) {
        if (isStanding[suspect.row]) {
            continue;
        }
        const Known& known = chunkOf(suspect.place);
        const Result<std::shared_ptr<const EventChunk>> other = cache.get(database, known.record, properties);
        if (!other) {
            return fail(other.error());
        }
        isStanding[suspect.row] =
            isSameEvent(**other, static_cast<std::size_t>(suspect.place - known.begin), chunk, suspect.row);
    }
    std::vector<std::uint32_t> standing;
    for (std::uint32_t row = 0; row < hashes.size(); ++row) {
        if (isStanding[row]) {
            standing.push_back(row);
        }
    }
    return standing;
}

} // namespace postweave::event
