// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

#include "core/sqlite/counter.h"
#include "core/sqlite/writer_lock.h"
#include "core/workspace/loading.h"
#include "core/workspace/workspace_tables.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

namespace postweave::workspace {

namespace {

constexpr std::string_view kTimeZone = "time_zone";
constexpr std::string_view kCreatedAt = "created_at";

Result<std::optional<std::string>> readSetting(sqlite::Database& database, std::string_view key)
{
    Result<sqlite::Statement> select = database.prepare("SELECT value FROM setting WHERE key = ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, key);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? std::optional(select->string(0)) : std::nullopt;
}

Result<void> writeSetting(sqlite::Database& database, std::string_view key, std::string_view value)
{
    Result<sqlite::Statement> put = database.prepare(
        "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
    if (!put) {
        return fail(put.error());
    }
    put->bind(1, key);
    put->bind(2, value);
    return put->run();
}

Result<TimeZone> readTimeZone(sqlite::Database& database)
{
    const Result<std::optional<std::string>> name = readSetting(database, kTimeZone);
    if (!name) {
        return fail(name.error());
    }
    Result<TimeZone> zone = TimeZone::byName(name->value_or("UTC"));
    if (!zone) {
        return fail(
            ErrorCode::WorkspaceDamaged,
            fmt::format("its time zone {} is not known on this machine; update the system's time zones", **name),
            {database.path().string(), 0, 0, ""});
    }
    return zone;
}

/// A refused file stays as it is, down to its log.
tl::unexpected<Error> refuse(sqlite::Database& database, const Error& error)
{
    database.leaveUntouched();
    return fail(error);
}

} // namespace

struct Workspace::Parts {
    std::optional<sqlite::WriterLock> lock; // released last
    sqlite::Database database;
    Mode mode = Mode::ReadOnly;
    TimeZone zone;
    bool wasRecovered = false;
    std::optional<std::filesystem::path> migrationCopy;
    profile::ProfileStore profiles{database};
    event::EventStore events{database};
    profile::ImportLog imports{database};
    DefinitionStore definitions{database};
    ExportLedger exports{database};
    MembershipStore memberships{database};
};

Workspace::Workspace(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

Result<Workspace> Workspace::create(const std::filesystem::path& path, std::string_view timeZone, Instant now)
{
    const Result<TimeZone> zone = TimeZone::byName(timeZone);
    if (!zone) {
        return fail(zone.error());
    }
    Result<void> made = sqlite::createFile(path, [&](sqlite::Database& database) {
        Result<void> done = workspaceMigrations().apply(database);
        if (done) {
            done = writeSetting(database, kTimeZone, zone->name());
        }
        return done ? writeSetting(database, kCreatedAt, std::to_string(now.microseconds)) : done;
    });
    if (!made) {
        return fail(made.error());
    }
    return open(path, Mode::ReadWrite);
}

namespace {

/// Whether the file is of that layout by now; its head alone does not tell what stands in the log yet.
bool isOfLayout(const std::filesystem::path& path, std::int64_t version)
{
    Result<sqlite::Database> database = sqlite::Database::open(path, sqlite::OpenMode::ReadOnly);
    const Result<std::int64_t> found =
        database ? database->queryInteger("PRAGMA user_version") : fail(database.error());
    return found && *found == version;
}

/// For a reader: takes the file to the latest layout, or waits for the writer who does.
Result<void> migrateForReader(const std::filesystem::path& path, std::int64_t latest)
{
    constexpr int kAttempts = 15; // of kBusyMilliseconds each: a large file takes its time
    for (int attempt = 1;; ++attempt) {
        if (isOfLayout(path, latest)) {
            return {};
        }
        const Result<Workspace> migrated = Workspace::open(path, Mode::ReadWrite);
        if (migrated || migrated.error().code != ErrorCode::WorkspaceLocked || attempt == kAttempts) {
            return migrated ? Result<void>() : fail(migrated.error());
        }
    }
}

} // namespace

Result<Workspace> Workspace::open(const std::filesystem::path& path, Mode mode)
{
    const sqlite::MigrationList& migrations = workspaceMigrations();
    const Result<sqlite::FileHead> head = sqlite::probeFile(path);
    if (!head) {
        return fail(head.error());
    }
    if (Result<void> known = migrations.checkVersion(head->userVersion, path); !known) {
        return fail(known.error());
    }
    if (mode == Mode::ReadOnly && head->userVersion < migrations.latest()) {
        if (const Result<void> migrated = migrateForReader(path, migrations.latest()); !migrated) {
            return fail(migrated.error());
        }
    }
    std::optional<sqlite::WriterLock> lock;
    if (mode == Mode::ReadWrite) {
        Result<sqlite::WriterLock> acquired = sqlite::WriterLock::acquire(path);
        if (!acquired) {
            return fail(acquired.error());
        }
        lock = std::move(*acquired);
    }
    return openLocked(path, mode, std::move(lock));
}

Result<Workspace> Workspace::openLocked(const std::filesystem::path& path, Mode mode,
                                        std::optional<sqlite::WriterLock> lock)
{
    const sqlite::OpenMode openMode = mode == Mode::ReadOnly ? sqlite::OpenMode::ReadOnly : sqlite::OpenMode::ReadWrite;
    const bool hadLog = sqlite::hasLog(path);
    Result<sqlite::Database> database = sqlite::Database::open(path, openMode);
    if (!database) {
        return fail(database.error());
    }
    std::optional<std::filesystem::path> copy;
    if (mode == Mode::ReadWrite) {
        Result<std::optional<std::filesystem::path>> migrated = workspaceMigrations().migrate(*database);
        if (!migrated) {
            return refuse(*database, migrated.error());
        }
        copy = std::move(*migrated);
    }
    if (Result<void> whole = checkTables(*database); !whole) {
        return refuse(*database, whole.error());
    }
    Result<TimeZone> zone = readTimeZone(*database);
    if (!zone) {
        return refuse(*database, zone.error());
    }
    const bool wasRecovered = hadLog && lock && lock->wasLeftBehind();
    return Workspace(std::unique_ptr<Parts>(
        new Parts{std::move(lock), std::move(*database), mode, std::move(*zone), wasRecovered, std::move(copy)}));
}

profile::ProfileStore& Workspace::profiles()
{
    return m_parts->profiles;
}
event::EventStore& Workspace::events()
{
    return m_parts->events;
}
profile::ImportLog& Workspace::imports()
{
    return m_parts->imports;
}
DefinitionStore& Workspace::definitions()
{
    return m_parts->definitions;
}
ExportLedger& Workspace::exports()
{
    return m_parts->exports;
}
MembershipStore& Workspace::memberships()
{
    return m_parts->memberships;
}
sqlite::Database& Workspace::database()
{
    return m_parts->database;
}
const TimeZone& Workspace::timeZone() const
{
    return m_parts->zone;
}
const std::filesystem::path& Workspace::path() const
{
    return m_parts->database.path();
}
Mode Workspace::mode() const
{
    return m_parts->mode;
}
bool Workspace::wasRecovered() const
{
    return m_parts->wasRecovered;
}
const std::optional<std::filesystem::path>& Workspace::migrationCopy() const
{
    return m_parts->migrationCopy;
}

Result<void> Workspace::setTimeZone(std::string_view name)
{
    Result<TimeZone> zone = TimeZone::byName(name);
    if (!zone) {
        return fail(zone.error());
    }
    Result<void> written = writeSetting(m_parts->database, kTimeZone, zone->name());
    if (written) {
        m_parts->zone = std::move(*zone);
    }
    return written;
}

Result<std::optional<std::string>> Workspace::setting(std::string_view key)
{
    return readSetting(m_parts->database, fmt::format("user.{}", key));
}

Result<void> Workspace::setSetting(std::string_view key, std::string_view value)
{
    return writeSetting(m_parts->database, fmt::format("user.{}", key), value);
}

Result<std::int64_t> Workspace::generation()
{
    return sqlite::readCounter(m_parts->database, sqlite::kGeneration);
}

Result<void> Workspace::eraseProfiles(std::span<const profile::ProfileId> profiles)
{
    Result<sqlite::Transaction> transaction = sqlite::Transaction::begin(m_parts->database);
    if (!transaction) {
        return fail(transaction.error());
    }
    if (Result<void> erased = m_parts->profiles.erase(profiles); !erased) {
        return erased;
    }
    if (Result<std::uint64_t> erased = m_parts->events.eraseProfiles(profiles); !erased) {
        return fail(erased.error());
    }
    if (Result<void> committed = transaction->commit(); !committed) {
        return committed;
    }
    removeAudienceImage(path());
    // The log still holds the bytes; a reader at work may keep it until the next time it is taken over.
    return m_parts->database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

namespace {

std::uint64_t bytesOf(const std::filesystem::path& path)
{
    std::uint64_t bytes = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code failure;
        const std::uintmax_t size = std::filesystem::file_size(path.string() + suffix, failure);
        bytes += failure ? 0 : size;
    }
    return bytes;
}

Instant parseInstant(std::string_view text)
{
    Instant instant;
    std::from_chars(text.data(), text.data() + text.size(), instant.microseconds);
    return instant;
}

} // namespace

Result<WorkspaceSummary> Workspace::info()
{
    sqlite::Database& database = m_parts->database;
    WorkspaceSummary summary;
    summary.path = path().string();
    summary.timeZone = timeZone().name();
    summary.bytes = bytesOf(path());
    const Result<std::optional<std::string>> createdAt = readSetting(database, kCreatedAt);
    if (!createdAt) {
        return fail(createdAt.error());
    }
    summary.createdAt = parseInstant(createdAt->value_or("0"));
    const std::pair<std::uint64_t*, std::string_view> counts[] = {
        {&summary.attributes, "SELECT count(*) FROM attribute"},
        {&summary.events, "SELECT ifnull(sum(rows), 0) FROM event_chunk"},
        {&summary.eventTypes, "SELECT count(*) FROM event_type"},
        {&summary.segments, "SELECT count(*) FROM definition WHERE kind = 'segment'"},
        {&summary.scores, "SELECT count(*) FROM definition WHERE kind = 'score'"},
        {&summary.templates, "SELECT count(*) FROM definition WHERE kind = 'template'"},
        {&summary.campaigns, "SELECT count(*) FROM definition WHERE kind = 'campaign'"},
        {&summary.imports, "SELECT count(*) FROM import"},
        {&summary.rejectedRows, "SELECT ifnull(sum(rejected), 0) FROM import"}};
    for (const auto& [count, sql] : counts) {
        const Result<std::int64_t> value = database.queryInteger(sql);
        if (!value) {
            return fail(value.error());
        }
        *count = static_cast<std::uint64_t>(*value);
    }
    const Result<std::uint64_t> profiles = m_parts->profiles.count();
    const Result<std::int64_t> version = database.queryInteger("PRAGMA user_version");
    const Result<std::int64_t> generation = this->generation();
    if (!profiles || !version || !generation) {
        return fail(!profiles ? profiles.error() : !version ? version.error() : generation.error());
    }
    summary.profiles = *profiles;
    summary.userVersion = *version;
    summary.generation = *generation;
    return summary;
}

namespace {

/// What a check found, or, where damage kept it from going on, that.
Result<void> collect(std::string_view part, Result<std::vector<std::string>> found,
                     std::vector<VerifyFinding>& findings)
{
    if (found) {
        for (std::string& sentence : *found) {
            findings.push_back({std::string(part), std::move(sentence)});
        }
        return {};
    }
    if (found.error().code != ErrorCode::WorkspaceDamaged && found.error().code != ErrorCode::NotAWorkspace) {
        return fail(found.error());
    }
    findings.push_back({std::string(part), found.error().message});
    return {};
}

Result<std::vector<std::string>> checkDefinitions(sqlite::Database& database)
{
    const Result<std::int64_t> orphans =
        database.queryInteger("SELECT count(*) FROM definition WHERE NOT EXISTS (SELECT 1 FROM definition_version "
                              "WHERE definition = definition.id AND definition_version.version = definition.version)");
    if (!orphans) {
        return fail(orphans.error());
    }
    return *orphans == 0 ? std::vector<std::string>()
                         : std::vector<std::string>{fmt::format("{} saved definitions have lost their text", *orphans)};
}

} // namespace

Result<std::vector<VerifyFinding>> Workspace::verify(const CancelToken& cancel, const Progress& progress,
                                                     std::vector<event::ChunkDamage>* damaged)
{
    std::vector<VerifyFinding> findings;
    Result<void> done = collect("file", m_parts->database.checkIntegrity(), findings);
    if (done) {
        done = collect("profiles", m_parts->profiles.check(cancel), findings);
    }
    if (done) {
        done = collect("events", m_parts->events.check(cancel, progress, damaged), findings);
    }
    if (done) {
        done = collect("definitions", checkDefinitions(m_parts->database), findings);
    }
    if (!done) {
        return fail(done.error());
    }
    return findings;
}

} // namespace postweave::workspace
