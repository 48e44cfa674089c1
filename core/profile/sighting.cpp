// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/sighting.h"

#include <algorithm>

namespace postweave::profile {

namespace {

// A sighting grows while batches of one import follow each other, as long as rewriting it stays cheap.
constexpr std::size_t kMaxGrownBytes = std::size_t{64} << 10;

tl::unexpected<Error> damaged(const sqlite::Database& database)
{
    return fail(ErrorCode::WorkspaceDamaged, "a record of what was imported is damaged; restore a copy of the file",
                {database.path().string(), 0, 0, ""});
}

struct LastSighting {
    std::int64_t id = 0;
    IdRuns profiles;
};

/// The latest row, where it may take more.
Result<std::optional<LastSighting>> growable(sqlite::Database& database, Instant at, SourceId source,
                                             std::span<const std::byte> attributes)
{
    Result<sqlite::Statement> select = database.prepare(
        "SELECT id, profiles FROM sighting WHERE id = (SELECT max(id) FROM sighting) AND at = ? AND source = ? "
        "AND attributes = ? AND length(profiles) <= ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, at.microseconds);
    select->bind(2, source.value);
    select->bind(3, attributes);
    select->bind(4, static_cast<std::int64_t>(kMaxGrownBytes));
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return std::nullopt;
    }
    std::optional<IdRuns> profiles = IdRuns::decode(select->bytes(1));
    if (!profiles) {
        return damaged(database);
    }
    return LastSighting{select->integer(0), std::move(*profiles)};
}

Result<void> insertSighting(sqlite::Database& database, Instant at, SourceId source,
                            std::span<const std::byte> attributes, const IdRuns& profiles)
{
    Result<sqlite::Statement> insert =
        database.prepare("INSERT INTO sighting(at, source, attributes, profiles) VALUES(?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    const std::vector<std::byte> bytes = profiles.encode();
    insert->bind(1, at.microseconds);
    insert->bind(2, source.value);
    insert->bind(3, attributes);
    insert->bind(4, std::span<const std::byte>(bytes));
    return insert->run();
}

Result<void> growSighting(sqlite::Database& database, std::int64_t id, const IdRuns& profiles)
{
    Result<sqlite::Statement> update = database.prepare("UPDATE sighting SET profiles = ? WHERE id = ?");
    if (!update) {
        return fail(update.error());
    }
    const std::vector<std::byte> bytes = profiles.encode();
    update->bind(1, std::span<const std::byte>(bytes));
    update->bind(2, id);
    return update->run();
}

} // namespace

Result<IdRuns> profilesSeenBy(sqlite::Database& database, Instant at)
{
    Result<sqlite::Statement> select = database.prepare("SELECT profiles FROM sighting WHERE at <= ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, at.microseconds);
    IdRuns seen;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return seen;
        }
        const std::optional<IdRuns> profiles = IdRuns::decode(select->bytes(0));
        if (!profiles) {
            return damaged(database);
        }
        seen = seen.unitedWith(*profiles);
    }
}

std::vector<std::int64_t> SightingRecorder::attributesOf(const std::vector<bool>& present) const
{
    std::vector<std::int64_t> ids;
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        if (present.empty() || present[position]) {
            ids.push_back(m_columns[position].value);
        }
    }
    return ids;
}

Result<void> SightingRecorder::write(sqlite::Database& database, Instant at, SourceId source) const
{
    for (const auto& [present, profiles] : m_seen) {
        const std::vector<std::byte> attributes = IdRuns::of(attributesOf(present)).encode();
        const IdRuns seen = IdRuns::of(profiles);
        const Result<std::optional<LastSighting>> last = growable(database, at, source, attributes);
        if (!last) {
            return fail(last.error());
        }
        Result<void> written = *last ? growSighting(database, (*last)->id, (*last)->profiles.unitedWith(seen))
                                     : insertSighting(database, at, source, attributes, seen);
        if (!written) {
            return written;
        }
    }
    return {};
}

Result<LaterSightings> LaterSightings::load(sqlite::Database& database, Instant after,
                                            const std::vector<AttributeId>& columns)
{
    Result<sqlite::Statement> select =
        database.prepare("SELECT at, attributes, profiles FROM sighting WHERE at > ? ORDER BY at");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, after.microseconds);
    LaterSightings later;
    later.m_columnCount = columns.size();
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return later;
        }
        const std::optional<IdRuns> attributes = IdRuns::decode(select->bytes(1));
        std::optional<IdRuns> profiles = IdRuns::decode(select->bytes(2));
        if (!attributes || !profiles) {
            return damaged(database);
        }
        Sighting sighting{select->integer(0), {}, std::move(*profiles)};
        for (std::size_t position = 0; position < columns.size(); ++position) {
            if (attributes->contains(columns[position].value)) {
                sighting.columns.push_back(position);
            }
        }
        if (!sighting.columns.empty()) {
            later.m_sightings.push_back(std::move(sighting));
        }
    }
}

void LaterSightings::firstOf(ProfileId profile, std::vector<std::int64_t>& times) const
{
    times.assign(m_columnCount, kNever);
    std::size_t found = 0;
    for (const Sighting& sighting : m_sightings) {
        if (found == m_columnCount) {
            return;
        }
        if (!sighting.profiles.contains(profile.value)) {
            continue;
        }
        for (const std::size_t column : sighting.columns) {
            if (times[column] == kNever) {
                times[column] = sighting.at;
                ++found;
            }
        }
    }
}

} // namespace postweave::profile
