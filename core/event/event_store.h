// SPDX-License-Identifier: GPL-3.0-or-later
// EventStore: events, kept by type as checksummed column chunks (see event_chunk.h for the layout).
//
// A batch adds one chunk a type, in the caller's transaction; mergeChunks joins chunks later, so that their number
// grows with the logarithm of the events' only. Chunks hold rows by time.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "core/event/chunk_source.h"
#include "core/event/event_batch.h"
#include "core/event/event_columns.h"
#include "core/event/prepared_batch.h"
#include "core/sqlite/database.h"

#include <memory>

namespace postweave::event {

/// SQL of this module's tables, for version 1 of the workspace.
[[nodiscard]] std::string_view eventTables();

inline constexpr std::size_t kMaxEventTypes = 10'000;
inline constexpr std::size_t kMaxProperties = 1'000; ///< a type
inline constexpr std::size_t kMaxRowsPerAppend = 1'000'000;
inline constexpr std::size_t kMaxIdBytes = 1'000;
inline constexpr std::size_t kMaxNameBytes = 200; ///< of event types and properties
/// Of a property's value, a list's items together: what any row of an import can hold.
inline constexpr std::size_t kMaxTextBytes = std::size_t{16} << 20;
inline constexpr std::size_t kMaxListItems = std::size_t{8} << 20;
/// What readType may take in memory.
inline constexpr std::size_t kMaxReadBytes = std::size_t{16} << 30;

struct EventRow {
    profile::ProfileId profile;
    Instant time;
    std::string id; ///< may be empty: none
    std::vector<std::pair<std::uint32_t, Value>>
        properties; ///< position in the batch's names, each at most once; missing values are left out
};

struct PropertyDefinition {
    std::string name;
    ValueType type = ValueType::Text;
    std::uint64_t setCount = 0; ///< events that have it
    bool operator==(const PropertyDefinition&) const = default;
};

struct EventTypeSummary {
    std::string name;
    std::uint64_t count = 0;
    Instant first;
    Instant last;
    std::vector<PropertyDefinition> properties; ///< in order of appearance
};

struct AppendCounts {
    std::uint64_t created = 0;
    std::uint64_t duplicates = 0;
    bool operator==(const AppendCounts&) const = default;
};

struct TypedBatch {
    std::string type;
    PreparedBatch batch;
};

struct ReadOptions {
    bool withIds = false;
    CancelToken cancel;
    Progress progress;
};

/// A chunk that could not be read; the rest stays readable.
struct ChunkDamage {
    std::int64_t chunk = 0;
    std::string type;
    std::uint64_t rows = 0; ///< lost
    Instant first;          ///< of the lost events' times
    Instant last;
    std::vector<ChunkSource> sources; ///< where the lost events came from; empty where that is not known
    std::string reason;               ///< a sentence
};

struct ReadResult {
    EventColumns columns;
    std::vector<ChunkDamage> damaged; ///< left out of columns
};

struct MergeCounts {
    std::uint64_t chunksBefore = 0;
    std::uint64_t chunksAfter = 0;
};

/// Over a Database that outlives it; thread-compatible with it. append keeps in memory the chunks it met last (of a
/// million events at most) and, of types whose batches overlap what stands or have ids, about 10 bytes an event to find
/// duplicates; forget() frees them.
class EventStore {
public:
    explicit EventStore(sqlite::Database& database);
    EventStore(EventStore&&) noexcept;
    EventStore& operator=(EventStore&&) noexcept;
    ~EventStore();

    /// By name.
    [[nodiscard]] Result<std::vector<EventTypeSummary>> types();
    /// What a type's properties are; empty for an unknown type.
    [[nodiscard]] Result<std::vector<PropertyDefinition>> properties(std::string_view type);
    /// Declares a property of a type (both made where new), or widens integer to number. InvalidInput where it stands
    /// with another type; LimitExceeded. Caller's transaction.
    [[nodiscard]] Result<void> declareProperty(std::string_view type, std::string_view name, ValueType valueType);

    /// Takes the rows that are no duplicates, of each other or of what stands: where an event has an id, the id alone
    /// says so, else profile, time and properties do, among the events without id. Properties not declared yet take the
    /// type of their first value (integer widens where numbers follow). InvalidInput for a value that does not fit (ask
    /// properties() first), for a profile id below 1 or past 2³² − 1; LimitExceeded. Caller's transaction; raises
    /// sqlite::kGeneration where something was created.
    [[nodiscard]] Result<AppendCounts> append(std::string_view type, std::span<const std::string> propertyNames,
                                              std::span<const EventRow> rows, profile::SourceId source);

    /// The same for a batch; its properties not declared yet take the type it says.
    [[nodiscard]] Result<AppendCounts> append(std::string_view type, EventBatch&& batch, profile::SourceId source);
    /// The same of several types, prepared before.
    [[nodiscard]] Result<AppendCounts> append(std::vector<TypedBatch>&& batches, profile::SourceId source);

    /// All live events of a type; none for an unknown type. Checksums are verified.
    [[nodiscard]] Result<ReadResult> readType(std::string_view type, const ReadOptions& options = {});

    /// Joins chunks in transactions of its own, size-tiered; the events stay the same. `all`: into as few as can be.
    /// Cancelled leaves what was merged so far.
    [[nodiscard]] Result<MergeCounts> mergeChunks(bool all, const CancelToken& cancel = {},
                                                  const Progress& progress = {});

    /// Takes all events of these profiles out, of the tables and of the bytes; returns how many. Rewrites the chunks
    /// that hold some, so erase many at once. Caller's transaction.
    [[nodiscard]] Result<std::uint64_t> eraseProfiles(std::span<const profile::ProfileId> profiles);

    /// Reads every chunk: damaged ones, and contradictions between chunks and tables, a sentence each.
    /// `damaged`, if given, gets the damaged chunks.
    [[nodiscard]] Result<std::vector<std::string>> check(const CancelToken& cancel = {}, const Progress& progress = {},
                                                         std::vector<ChunkDamage>* damaged = nullptr);

    /// Drops what append keeps in memory.
    void forget();

private:
    struct Memory;
    sqlite::Database* m_database;
    std::unique_ptr<Memory> m_memory;
};

} // namespace postweave::event
