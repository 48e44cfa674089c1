// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_salvage.h"

#include "core/event/chunk_damage.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace postweave::event {

namespace {

struct FoundChunk {
    std::int64_t type = 0;
    ChunkRecord record;
};

/// One type's name and properties in the new workspace.
struct KnownType {
    std::string name;
    std::vector<CatalogProperty> properties;
};

class Salvager {
public:
    Salvager(sqlite::Database& from, sqlite::Database& to) : m_from(from), m_to(to) {}

    Result<ChunkSalvage> run()
    {
        if (Result<void> known = loadCatalog(); !known) {
            return fail(known.error());
        }
        const Result<std::vector<FoundChunk>> chunks = findChunks();
        if (!chunks) {
            return fail(chunks.error());
        }
        for (const FoundChunk& chunk : *chunks) {
            if (Result<void> moved = move(chunk); !moved) {
                return fail(moved.error());
            }
        }
        Result<void> counted = m_to.execute("UPDATE event_property SET set_count = 0");
        for (const auto& [property, count] : m_setCounts) {
            counted = counted ? raiseSetCount(m_to, property, count) : counted;
        }
        return counted ? Result<ChunkSalvage>(std::move(m_salvage)) : fail(counted.error());
    }

private:
    Result<void> loadCatalog()
    {
        const Result<std::vector<CatalogType>> types = loadTypes(m_to);
        if (!types) {
            return fail(types.error());
        }
        for (const CatalogType& type : *types) {
            Result<std::vector<CatalogProperty>> properties = loadProperties(m_to, type.id);
            if (!properties) {
                return fail(properties.error());
            }
            m_types[type.id] = {type.name, std::move(*properties)};
        }
        return {};
    }

    /// Without their content, which a damaged page may hide while the rest of the row is there.
    Result<std::vector<FoundChunk>> findChunks()
    {
        std::vector<FoundChunk> found;
        const sqlite::TableWalk walk{
            "event_chunk", {"type", "run", "part", "rows", "first", "last", "checksum"}, "id", true, {}};
        const auto take = [&](const sqlite::Statement& row) -> Result<void> {
            found.push_back({row.integer(1),
                             {row.integer(0),
                              row.integer(2),
                              row.integer(3),
                              static_cast<std::uint64_t>(row.integer(4)),
                              {row.integer(5)},
                              {row.integer(6)},
                              static_cast<std::uint64_t>(row.integer(7))}});
            return {};
        };
        const Result<void> visited = sqlite::visitReadable(m_from, walk, take, m_salvage.untold);
        if (!visited) {
            return fail(visited.error());
        }
        std::sort(found.begin(), found.end(),
                  [](const FoundChunk& a, const FoundChunk& b) { return a.record.id < b.record.id; });
        return found;
    }

    Result<void> move(const FoundChunk& found)
    {
        const auto type = m_types.find(found.type);
        const std::string name = type == m_types.end() ? fmt::format("number {}", found.type) : type->second.name;
        const Result<std::vector<std::byte>> bytes = readChunkBytes(m_from, found.record.id);
        Result<EventChunk> chunk = type == m_types.end()
                                       ? fail(ErrorCode::WorkspaceDamaged, "its type is not known any more")
                                       : bytes.and_then([&](const std::vector<std::byte>& content) {
                                             return openChunk(found.record, content, type->second.properties, true);
                                         });
        if (!chunk) {
            if (chunk.error().code != ErrorCode::WorkspaceDamaged && chunk.error().code != ErrorCode::NotAWorkspace) {
                return fail(chunk.error());
            }
            Result<ChunkDamage> damage = damageOf(m_from, found.record, name, chunk.error());
            if (!damage) {
                return fail(damage.error());
            }
            m_salvage.lost.push_back(std::move(*damage));
            return {};
        }
        count(*chunk);
        return put(found, *bytes, *chunk);
    }

    void count(const EventChunk& chunk)
    {
        for (std::size_t i = 0; i < chunk.propertyIds.size(); ++i) {
            const std::vector<std::uint8_t>& present = chunk.columns.properties[i].present;
            m_setCounts[chunk.propertyIds[i]] += std::count(present.begin(), present.end(), std::uint8_t{1});
        }
    }

    Result<void> put(const FoundChunk& found, std::span<const std::byte> bytes, const EventChunk& chunk)
    {
        Result<sqlite::Statement> insert =
            m_to.prepare("INSERT INTO event_chunk(id, type, run, part, rows, first, last, checksum, content) "
                         "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (!insert) {
            return fail(insert.error());
        }
        const ChunkRecord& record = found.record;
        int index = 0;
        for (const std::int64_t value :
             {record.id, found.type, record.run, record.part, static_cast<std::int64_t>(record.rows),
              record.first.microseconds, record.last.microseconds, static_cast<std::int64_t>(record.checksum)}) {
            insert->bind(++index, value);
        }
        insert->bind(++index, bytes);
        const Result<void> inserted = insert->run();
        return inserted ? putChunkSources(m_to, record.id, chunk.sources) : inserted;
    }

    sqlite::Database& m_from;
    sqlite::Database& m_to;
    std::map<std::int64_t, KnownType> m_types;
    std::map<std::int64_t, std::int64_t> m_setCounts;
    ChunkSalvage m_salvage;
};

} // namespace

Result<ChunkSalvage> salvageChunks(sqlite::Database& from, sqlite::Database& to)
{
    return Salvager(from, to).run();
}

} // namespace postweave::event
