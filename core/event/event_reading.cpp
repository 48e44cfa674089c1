// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"
#include "core/event/chunk_damage.h"
#include "core/event/chunk_join.h"
#include "core/event/chunk_listing.h"
#include "core/event/event_store.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::event {

namespace {

// Chunks decoded side by side; bounds what stands in memory besides the result.
constexpr std::size_t kGroup = 8;

std::size_t bytesOf(const std::vector<ChunkRecord>& chunks, std::size_t properties)
{
    std::uint64_t rows = 0;
    for (const ChunkRecord& chunk : chunks) {
        rows += std::min<std::uint64_t>(chunk.rows, kMaxChunkRows);
    }
    return static_cast<std::size_t>(rows * (12 + 9 * properties));
}

class TypeReading {
public:
    TypeReading(sqlite::Database& database, std::string_view type, const ReadOptions& options,
                std::span<const CatalogProperty> properties, const std::vector<ChunkRecord>& chunks)
        : m_database(database),
          m_type(type),
          m_options(options),
          m_properties(properties),
          m_chunks(chunks),
          m_join(properties, rowsOf(chunks), options.withIds)
    {
        m_report.total = chunks.size();
    }

    Result<ReadResult> run()
    {
        for (std::size_t begin = 0; begin < m_chunks.size(); begin += kGroup) {
            if (m_options.cancel.isCancelled()) {
                return fail(ErrorCode::Cancelled, "cancelled");
            }
            const std::span group(m_chunks.data() + begin, std::min(kGroup, m_chunks.size() - begin));
            if (Result<void> done = takeGroup(group); !done) {
                return fail(done.error());
            }
            m_report.done += group.size();
            if (m_options.progress) {
                m_options.progress(m_report);
            }
        }
        m_result.columns = std::move(m_join.finish().columns);
        m_result.columns.type = m_type;
        return std::move(m_result);
    }

private:
    static std::size_t rowsOf(const std::vector<ChunkRecord>& chunks)
    {
        std::uint64_t rows = 0;
        for (const ChunkRecord& chunk : chunks) {
            rows += std::min<std::uint64_t>(chunk.rows, kMaxChunkRows);
        }
        return static_cast<std::size_t>(rows);
    }

    Result<void> takeGroup(std::span<const ChunkRecord> group)
    {
        std::vector<Result<std::vector<std::byte>>> bytes;
        for (const ChunkRecord& record : group) {
            bytes.push_back(readChunkBytes(m_database, record.id));
            if (!bytes.back() && bytes.back().error().code != ErrorCode::WorkspaceDamaged) {
                return fail(bytes.back().error());
            }
        }
        std::vector<Result<EventChunk>> opened(group.size(), fail(ErrorCode::Internal, "not opened"));
        parallelFor(group.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t index = begin; index < end; ++index) {
                opened[index] = bytes[index].and_then([&](const std::vector<std::byte>& content) {
                    return openChunk(group[index], content, m_properties, m_options.withIds);
                });
            }
        });
        for (std::size_t index = 0; index < group.size(); ++index) {
            if (opened[index]) {
                m_join.take(std::move(*opened[index]));
                continue;
            }
            Result<ChunkDamage> damage = damageOf(m_database, group[index], m_type, opened[index].error());
            if (!damage) {
                return fail(damage.error());
            }
            m_result.damaged.push_back(std::move(*damage));
        }
        return {};
    }

    sqlite::Database& m_database;
    std::string m_type;
    const ReadOptions& m_options;
    std::span<const CatalogProperty> m_properties;
    const std::vector<ChunkRecord>& m_chunks;
    ChunkJoin m_join;
    ReadResult m_result;
    ProgressReport m_report;
};

} // namespace

Result<std::vector<std::uint64_t>> chunkChecksums(sqlite::Database& database, std::string_view type)
{
    const Result<std::int64_t> id = findType(database, type);
    if (!id) {
        return fail(id.error());
    }
    return listChunks(database, *id).map([](const std::vector<ChunkRecord>& records) {
        std::vector<std::uint64_t> checksums;
        for (const ChunkRecord& record : records) {
            checksums.push_back(record.checksum);
        }
        return checksums;
    });
}

Result<ReadResult> EventStore::readType(std::string_view type, const ReadOptions& options)
{
    return readChunksFrom(*m_database, type, 0, options);
}

Result<ReadResult> readChunksFrom(sqlite::Database& database, std::string_view type, std::size_t firstChunk,
                                  const ReadOptions& options)
{
    const Result<std::int64_t> id = findType(database, type);
    if (!id) {
        return fail(id.error());
    }
    const Result<std::vector<CatalogProperty>> properties = loadProperties(database, *id);
    Result<std::vector<ChunkRecord>> chunks = listChunks(database, *id);
    if (!properties || !chunks) {
        return fail(!properties ? properties.error() : chunks.error());
    }
    const std::size_t left = std::min(firstChunk, chunks->size());
    chunks->erase(chunks->begin(), chunks->begin() + static_cast<std::ptrdiff_t>(left));
    if (bytesOf(*chunks, properties->size()) > kMaxReadBytes) {
        return fail(ErrorCode::LimitExceeded, fmt::format("the events of type {} would take more than {} GB in memory",
                                                          type, kMaxReadBytes >> 30U));
    }
    return TypeReading(database, type, options, *properties, *chunks).run();
}

namespace {

/// What one type's chunks and tables contradict each other in.
class TypeCheck {
public:
    TypeCheck(const CatalogType& type, const std::vector<CatalogProperty>& properties, std::int64_t lastProfile)
        : m_type(type), m_properties(properties), m_setCounts(properties.size()), m_lastProfile(lastProfile)
    {
    }

    Result<void> take(sqlite::Database& database, const ChunkRecord& record, std::vector<std::string>& findings,
                      std::vector<ChunkDamage>* damaged)
    {
        const Result<EventChunk> chunk = loadChunk(database, record, m_properties, true);
        if (!chunk) {
            if (chunk.error().code != ErrorCode::WorkspaceDamaged) {
                return fail(chunk.error());
            }
            m_isWhole = false;
            Result<ChunkDamage> damage = damageOf(database, record, m_type.name, chunk.error());
            if (!damage) {
                return fail(damage.error());
            }
            findings.push_back(damage->reason);
            if (damaged != nullptr) {
                damaged->push_back(std::move(*damage));
            }
            return {};
        }
        const std::vector<std::uint32_t>& profiles = chunk->columns.profiles;
        if (*std::max_element(profiles.begin(), profiles.end()) > m_lastProfile) {
            findings.push_back(fmt::format("the chunk {} of type {} holds events of profiles that never were",
                                           record.id, m_type.name));
        }
        std::size_t next = 0;
        for (std::size_t index = 0; index < m_properties.size() && next < chunk->propertyIds.size(); ++index) {
            if (m_properties[index].id == chunk->propertyIds[next]) {
                const std::vector<std::uint8_t>& present = chunk->columns.properties[next++].present;
                m_setCounts[index] +=
                    static_cast<std::uint64_t>(std::count(present.begin(), present.end(), std::uint8_t{1}));
            }
        }
        return {};
    }

    void finish(std::vector<std::string>& findings) const
    {
        for (std::size_t index = 0; index < m_properties.size() && m_isWhole; ++index) {
            const PropertyDefinition& property = m_properties[index].definition;
            if (property.setCount != m_setCounts[index]) {
                findings.push_back(fmt::format("{} events of type {} have the property {}, not {} as its table tells",
                                               m_setCounts[index], m_type.name, property.name, property.setCount));
            }
        }
    }

private:
    const CatalogType& m_type;
    const std::vector<CatalogProperty>& m_properties;
    std::vector<std::uint64_t> m_setCounts;
    std::int64_t m_lastProfile;
    bool m_isWhole = true;
};

} // namespace

Result<std::vector<std::string>> EventStore::check(const CancelToken& cancel, const Progress& progress,
                                                   std::vector<ChunkDamage>* damaged)
{
    const Result<std::vector<CatalogType>> types = loadTypes(*m_database);
    const Result<std::int64_t> total = m_database->queryInteger("SELECT count(*) FROM event_chunk");
    const Result<std::int64_t> lastProfile =
        m_database->queryInteger("SELECT ifnull((SELECT value FROM counter WHERE name = 'last_profile'), 0)");
    if (!types || !total || !lastProfile) {
        return fail(!types ? types.error() : !total ? total.error() : lastProfile.error());
    }
    std::vector<std::string> findings;
    ProgressReport report{0, static_cast<std::uint64_t>(*total)};
    for (const CatalogType& type : *types) {
        const Result<std::vector<CatalogProperty>> properties = loadProperties(*m_database, type.id);
        const Result<std::vector<ChunkRecord>> chunks = listChunks(*m_database, type.id);
        if (!properties || !chunks) {
            return fail(!properties ? properties.error() : chunks.error());
        }
        TypeCheck check(type, *properties, *lastProfile);
        for (const ChunkRecord& record : *chunks) {
            if (cancel.isCancelled()) {
                return fail(ErrorCode::Cancelled, "cancelled");
            }
            if (Result<void> done = check.take(*m_database, record, findings, damaged); !done) {
                return fail(done.error());
            }
            ++report.done;
            if (progress) {
                progress(report);
            }
        }
        check.finish(findings);
    }
    return findings;
}

} // namespace postweave::event
