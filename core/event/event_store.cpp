// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event_store.h"

#include "core/event/append.h"
#include "core/event/batch_rows.h"
#include "core/event/chunk_join.h"
#include "core/event/chunk_merge.h"
#include "core/sqlite/generation.h"
#include "core/sqlite/transaction.h"

#include <algorithm>
#include <unordered_set>

namespace postweave::event {

std::string_view eventTables()
{
    return "CREATE TABLE event_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
           "CREATE TABLE event_property(id INTEGER PRIMARY KEY, type INTEGER NOT NULL REFERENCES event_type(id), "
           "  name TEXT NOT NULL, value_type TEXT NOT NULL, set_count INTEGER NOT NULL DEFAULT 0, UNIQUE(type, name)) "
           "STRICT;"
           "CREATE TABLE event_chunk(id INTEGER PRIMARY KEY, type INTEGER NOT NULL REFERENCES event_type(id), "
           "  run INTEGER NOT NULL, part INTEGER NOT NULL, rows INTEGER NOT NULL, first INTEGER NOT NULL, "
           "  last INTEGER NOT NULL, checksum INTEGER NOT NULL, content BLOB NOT NULL, UNIQUE(type, run, part)) "
           "STRICT;";
}

struct EventStore::Memory : AppendMemory {};

EventStore::EventStore(sqlite::Database& database) : m_database(&database), m_memory(std::make_unique<Memory>()) {}
EventStore::EventStore(EventStore&&) noexcept = default;
EventStore& EventStore::operator=(EventStore&&) noexcept = default;
EventStore::~EventStore() = default;

void EventStore::forget()
{
    m_memory = std::make_unique<Memory>();
}

namespace {

/// Calls `visit` for each event type; its error ends the walk.
template <typename Visit>
Result<void> forEachType(sqlite::Database& database, Visit visit)
{
    const Result<std::vector<CatalogType>> types = loadTypes(database);
    if (!types) {
        return fail(types.error());
    }
    for (const CatalogType& type : *types) {
        const Result<std::vector<CatalogProperty>> properties = loadProperties(database, type.id);
        const Result<std::vector<ChunkRecord>> chunks = listChunks(database, type.id);
        if (!properties || !chunks) {
            return fail(!properties ? properties.error() : chunks.error());
        }
        if (Result<void> done = visit(type, *properties, *chunks); !done) {
            return done;
        }
    }
    return {};
}

std::vector<PropertyDefinition> definitionsOf(const std::vector<CatalogProperty>& properties)
{
    std::vector<PropertyDefinition> definitions;
    for (const CatalogProperty& property : properties) {
        definitions.push_back(property.definition);
    }
    return definitions;
}

EventTypeSummary summaryOf(const CatalogType& type, const std::vector<CatalogProperty>& properties,
                           const std::vector<ChunkRecord>& chunks)
{
    EventTypeSummary summary{type.name, 0, {}, {}, definitionsOf(properties)};
    for (const ChunkRecord& chunk : chunks) {
        summary.first = summary.count == 0 ? chunk.first : std::min(summary.first, chunk.first);
        summary.last = summary.count == 0 ? chunk.last : std::max(summary.last, chunk.last);
        summary.count += chunk.rows;
    }
    return summary;
}

} // namespace

Result<std::vector<EventTypeSummary>> EventStore::types()
{
    std::vector<EventTypeSummary> summaries;
    Result<void> read = forEachType(*m_database, [&](const auto& type, const auto& properties, const auto& chunks) {
        summaries.push_back(summaryOf(type, properties, chunks));
        return Result<void>();
    });
    if (!read) {
        return fail(read.error());
    }
    return summaries;
}

Result<std::vector<PropertyDefinition>> EventStore::properties(std::string_view type)
{
    const Result<std::int64_t> id = findType(*m_database, type);
    if (!id) {
        return fail(id.error());
    }
    return loadProperties(*m_database, *id).map(definitionsOf);
}

Result<void> EventStore::declareProperty(std::string_view type, std::string_view name, ValueType valueType)
{
    const Result<std::int64_t> id = ensureType(*m_database, type);
    if (!id) {
        return fail(id.error());
    }
    return ensureProperty(*m_database, *id, name, valueType);
}

Result<AppendCounts> EventStore::append(std::string_view type, std::span<const std::string> propertyNames,
                                        std::span<const EventRow> rows, profile::SourceId source)
{
    const Result<std::vector<PropertyDefinition>> known = properties(type);
    Result<EventBatch> batch = known ? batchOf(propertyNames, rows, *known) : fail(known.error());
    return batch ? append(type, *std::move(batch), source) : fail(batch.error());
}

Result<AppendCounts> EventStore::append(std::string_view type, EventBatch&& batch, profile::SourceId source)
{
    return PreparedBatch::of(std::move(batch)).and_then([&](PreparedBatch&& prepared) {
        std::vector<TypedBatch> batches;
        batches.push_back({std::string(type), std::move(prepared)});
        return append(std::move(batches), source);
    });
}

Result<AppendCounts> EventStore::append(std::vector<TypedBatch>&& batches, profile::SourceId source)
{
    AppendCounts sum;
    for (TypedBatch& typed : batches) {
        const Result<AppendCounts> counts =
            Append(*m_database, *m_memory, source).run(typed.type, std::move(typed.batch));
        if (!counts) {
            return counts;
        }
        sum.created += counts->created;
        sum.duplicates += counts->duplicates;
    }
    const Result<void> raised =
        sum.created == 0 ? Result<void>() : sqlite::raiseGeneration(*m_database, sqlite::Written::Events);
    return raised.map([&] { return sum; });
}

namespace {

/// One merge, all or nothing.
Result<void> mergeOnce(sqlite::Database& database, std::int64_t type, const MergePlan& plan,
                       const std::vector<CatalogProperty>& properties)
{
    Result<sqlite::Transaction> transaction = sqlite::Transaction::begin(database);
    if (!transaction) {
        return fail(transaction.error());
    }
    Result<void> merged = mergeRuns(database, type, plan, properties);
    if (merged) {
        return transaction->commit();
    }
    // A run with a damaged chunk stays as it is: what can be read of it can be read as before.
    return merged.error().code == ErrorCode::WorkspaceDamaged ? Result<void>() : merged;
}

Result<std::uint64_t> countChunks(sqlite::Database& database)
{
    return database.queryInteger("SELECT count(*) FROM event_chunk").map([](std::int64_t count) {
        return static_cast<std::uint64_t>(count);
    });
}

} // namespace

Result<MergeCounts> EventStore::mergeChunks(bool all, const CancelToken& cancel, const Progress& progress)
{
    const Result<std::uint64_t> before = countChunks(*m_database);
    if (!before) {
        return fail(before.error());
    }
    ProgressReport report;
    Result<void> merged = forEachType(*m_database, [&](const auto& type, const auto& properties, const auto& chunks) {
        for (const MergePlan& plan : planMerges(chunks, all)) {
            if (cancel.isCancelled()) {
                return Result<void>(fail(ErrorCode::Cancelled, "cancelled"));
            }
            if (Result<void> done = mergeOnce(*m_database, type.id, plan, properties); !done) {
                return done;
            }
            m_memory->types.erase(type.id);
            report.done += plan.rows;
            if (progress) {
                progress(report);
            }
        }
        return Result<void>();
    });
    const Result<std::uint64_t> after = countChunks(*m_database);
    if (!merged || !after) {
        return fail(!merged ? merged.error() : after.error());
    }
    return MergeCounts{*before, *after};
}

namespace {

/// Takes rows out of one chunk; returns how many.
class Erasure {
public:
    Erasure(sqlite::Database& database, std::span<const profile::ProfileId> profiles) : m_database(database)
    {
        for (const profile::ProfileId id : profiles) {
            m_profiles.insert(id.value);
        }
    }

    [[nodiscard]] std::uint64_t erased() const { return m_erased; }

    Result<void> takeFrom(std::int64_t type, const std::vector<CatalogProperty>& properties, const ChunkRecord& record)
    {
        const Result<EventChunk> chunk = loadChunk(m_database, record, properties, true);
        if (!chunk) {
            return fail(chunk.error());
        }
        std::vector<std::uint32_t> kept;
        std::vector<std::uint32_t> gone;
        for (std::uint32_t row = 0; row < chunk->columns.size(); ++row) {
            (m_profiles.contains(chunk->columns.profiles[row]) ? gone : kept).push_back(row);
        }
        if (gone.empty()) {
            return {};
        }
        m_erased += gone.size();
        Result<void> done = removeChunk(m_database, record.id);
        if (done && !kept.empty()) {
            const Result<ChunkRecord> written =
                insertChunk(m_database, type, record.run, record.part, selectRows(*chunk, kept));
            done = written ? Result<void>() : fail(written.error());
        }
        return done ? lowerCounts(selectRows(*chunk, gone)) : done;
    }

private:
    Result<void> lowerCounts(const EventChunk& gone)
    {
        for (std::size_t index = 0; index < gone.propertyIds.size(); ++index) {
            const std::vector<std::uint8_t>& present = gone.columns.properties[index].present;
            const auto count = std::count(present.begin(), present.end(), std::uint8_t{1});
            if (Result<void> done = raiseSetCount(m_database, gone.propertyIds[index], -count); !done) {
                return done;
            }
        }
        return {};
    }

    sqlite::Database& m_database;
    std::unordered_set<std::int64_t> m_profiles;
    std::uint64_t m_erased = 0;
};

} // namespace

Result<std::uint64_t> EventStore::eraseProfiles(std::span<const profile::ProfileId> profiles)
{
    Erasure erasure(*m_database, profiles);
    Result<void> done = forEachType(*m_database, [&](const auto& type, const auto& properties, const auto& chunks) {
        for (const ChunkRecord& record : chunks) {
            if (Result<void> taken = erasure.takeFrom(type.id, properties, record); !taken) {
                return taken;
            }
        }
        return Result<void>();
    });
    if (done && erasure.erased() > 0) {
        done = sqlite::raiseGeneration(*m_database, sqlite::Written::Events);
    }
    if (!done) {
        return fail(done.error());
    }
    return erasure.erased();
}

} // namespace postweave::event
