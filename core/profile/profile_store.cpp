// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_store.h"

#include "core/profile/attribute_table.h"
#include "core/profile/identity_index.h"
#include "core/profile/profile_reader.h"
#include "core/profile/upsert.h"
#include "core/sqlite/counter.h"
#include "core/sqlite/generation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace postweave::profile {

std::string_view profileTables()
{
    return "CREATE TABLE attribute(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, label TEXT NOT NULL, "
           "  type TEXT NOT NULL, category TEXT NOT NULL, column_name TEXT NOT NULL UNIQUE COLLATE NOCASE) STRICT;"
           "CREATE TABLE profile(_id INTEGER PRIMARY KEY, _key TEXT NOT NULL UNIQUE, _since INTEGER NOT NULL) STRICT;"
           "CREATE TABLE identity(kind TEXT NOT NULL, value TEXT NOT NULL, profile INTEGER NOT NULL, "
           "  PRIMARY KEY(kind, value, profile)) STRICT, WITHOUT ROWID;"
           "CREATE TABLE attribute_history(attribute INTEGER NOT NULL, profile INTEGER NOT NULL, at INTEGER NOT NULL, "
           "  value ANY, PRIMARY KEY(attribute, profile, at)) STRICT, WITHOUT ROWID;"
           "CREATE TABLE sighting(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, source INTEGER NOT NULL, "
           "  attributes BLOB NOT NULL, profiles BLOB NOT NULL) STRICT;"
           "CREATE INDEX sighting_by_time ON sighting(at);";
}

Result<void> indexIdentities(sqlite::Database& database)
{
    const Result<std::string> standing =
        database.queryText("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'profile'");
    if (!standing) {
        return fail(standing.error());
    }
    constexpr std::string_view kHead = "CREATE TABLE profile(_id INTEGER PRIMARY KEY, _key TEXT NOT NULL UNIQUE,";
    if (!standing->starts_with(kHead)) {
        return fail(ErrorCode::WorkspaceDamaged, "the table of profiles is not as it was made; restore a copy",
                    {database.path().string(), 0, 0, ""});
    }
    const std::string rest = standing->substr(kHead.size());
    return database
        .execute(fmt::format("CREATE TABLE profile_without_index(_id INTEGER PRIMARY KEY, _key TEXT NOT NULL,{};"
                             "INSERT INTO profile_without_index SELECT * FROM profile;"
                             "DROP TABLE profile;"
                             "ALTER TABLE profile_without_index RENAME TO profile;"
                             "DROP TABLE identity;{}",
                             rest, identityTables()))
        .and_then([&] { return IdentityIndex(database).rebuild(); });
}

Result<AttributeSchema> ProfileStore::schema()
{
    return loadSchema(*m_database);
}

Result<void> ProfileStore::addAttribute(const AttributeDefinition& definition)
{
    Result<void> added = addAttributeColumn(*m_database, definition);
    if (!added) {
        return added;
    }
    return sqlite::raiseGeneration(*m_database, sqlite::Written::Profiles);
}

namespace {

Result<Attribute> existing(sqlite::Database& database, std::string_view key)
{
    const Result<AttributeSchema> schema = loadSchema(database);
    if (!schema) {
        return fail(schema.error());
    }
    const Attribute* attribute = schema->find(key);
    if (attribute == nullptr) {
        return fail(ErrorCode::NotFound, fmt::format("there is no attribute {}", key));
    }
    return *attribute;
}

} // namespace

Result<void> ProfileStore::widenToNumber(std::string_view key)
{
    const Result<Attribute> attribute = existing(*m_database, key);
    if (!attribute) {
        return fail(attribute.error());
    }
    const ValueType type = attribute->definition.type;
    if (type == ValueType::Number) {
        return {};
    }
    if (type != ValueType::Integer) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the attribute {} is {}; only an integer widens to a number", key, nameOf(type)));
    }
    if (Result<void> widened = widenAttributeColumn(*m_database, *attribute); !widened) {
        return widened;
    }
    return sqlite::raiseGeneration(*m_database, sqlite::Written::Profiles);
}

Result<void> ProfileStore::relabel(std::string_view key, const std::string& label, AttributeCategory category)
{
    const Result<Attribute> attribute = existing(*m_database, key);
    if (!attribute) {
        return fail(attribute.error());
    }
    Result<sqlite::Statement> update = m_database->prepare("UPDATE attribute SET label = ?, category = ? WHERE id = ?");
    if (!update) {
        return fail(update.error());
    }
    update->bind(1, std::string_view(label));
    update->bind(2, nameOf(category));
    update->bind(3, attribute->id.value);
    return update->run();
}

namespace {

/// Nothing is written where a row does not fit.
Result<ProfileBatch> batchOf(const AttributeSchema& schema, std::span<const std::string> columns,
                             std::span<const ProfileRow> rows)
{
    std::vector<ValueType> types;
    for (const std::string& key : columns) {
        const Attribute* attribute = schema.find(key);
        if (attribute == nullptr) {
            return fail(ErrorCode::NotFound, fmt::format("there is no attribute {}", key));
        }
        types.push_back(attribute->definition.type);
    }
    ProfileBatch batch(types);
    for (const ProfileRow& row : rows) {
        if (row.key.empty()) {
            return fail(ErrorCode::InvalidInput, "a profile without key; give each row one");
        }
        if (row.values.size() != types.size() || (!row.present.empty() && row.present.size() != types.size())) {
            return fail(ErrorCode::Internal, "a row whose values do not match the batch's columns");
        }
        batch.add(row.key);
        for (std::size_t column = 0; column < types.size(); ++column) {
            if (!row.present.empty() && !row.present[column]) {
                batch.leaveAlone(column);
            } else if (!batch.set(column, row.values[column])) {
                return fail(ErrorCode::InvalidInput, fmt::format("the profile {}: {} is no {}", row.key,
                                                                 columns[column], nameOf(types[column])));
            }
        }
    }
    return batch;
}

} // namespace

Result<UpsertCounts> ProfileStore::upsert(std::span<const std::string> columns, std::span<const ProfileRow> rows,
                                          Instant at, SourceId source)
{
    return loadSchema(*m_database)
        .and_then([&](const AttributeSchema& known) { return batchOf(known, columns, rows); })
        .and_then([&](ProfileBatch&& batch) { return upsert(columns, batch, at, source); });
}

Result<UpsertCounts> ProfileStore::upsert(std::span<const std::string> columns, ProfileBatch& batch, Instant at,
                                          SourceId source)
{
    if (batch.size() == 0) {
        return UpsertCounts{};
    }
    const Result<AttributeSchema> known = loadSchema(*m_database);
    if (!known) {
        return fail(known.error());
    }
    Result<Upsert> upsert = Upsert::prepare(*m_database, *known, columns, at, source);
    if (!upsert) {
        return fail(upsert.error());
    }
    return upsert->run(batch);
}

Result<ProfileLayout> ProfileStore::layout()
{
    const Result<AttributeSchema> known = loadSchema(*m_database);
    Result<sqlite::Statement> select = m_database->prepare(
        "SELECT name FROM pragma_table_info('profile') WHERE name NOT IN ('_id', '_key', '_since') ORDER BY cid");
    if (!known || !select) {
        return fail(!known ? known.error() : select.error());
    }
    ProfileLayout layout;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return layout;
        }
        const std::string name = select->string(0);
        const auto found = std::find_if(known->attributes().begin(), known->attributes().end(),
                                        [&](const Attribute& attribute) { return attribute.column == name; });
        layout.columns.push_back(found == known->attributes().end()
                                     ? ProfileLayout::Column{}
                                     : ProfileLayout::Column{found->definition.key, found->definition.type});
    }
}

Result<void> ProfileStore::stage(NewProfiles&& profiles)
{
    return std::move(profiles.m_rows).attachTo(*m_database, kStagedSchema).map([&] {
        m_staged = std::make_shared<NewProfiles>(std::move(profiles));
    });
}

Result<UpsertCounts> ProfileStore::upsertStaged(SourceId source)
{
    if (m_staged->size() == 0) {
        return UpsertCounts{};
    }
    const Result<AttributeSchema> known = loadSchema(*m_database);
    const Result<ProfileLayout> standing = layout();
    if (!known || !standing) {
        return fail(!known ? known.error() : standing.error());
    }
    Result<Upsert> upsert = Upsert::prepare(*m_database, *known, m_staged->m_attributes, m_staged->m_at, source);
    return upsert ? upsert->run(*m_staged, *standing) : fail(upsert.error());
}

Result<void> ProfileStore::unstage()
{
    const bool any = std::exchange(m_staged, nullptr) != nullptr;
    return any ? sqlite::detach(*m_database, kStagedSchema) : Result<void>();
}

Result<std::optional<Profile>> ProfileStore::find(std::string_view keyOrEmail, std::optional<Instant> at)
{
    const Result<std::optional<ProfileId>> id = findProfile(*m_database, keyOrEmail);
    if (!id) {
        return fail(id.error());
    }
    return *id ? readProfile(*m_database, **id, at) : std::optional<Profile>();
}

Result<std::optional<Profile>> ProfileStore::byId(ProfileId id, std::optional<Instant> at)
{
    return readProfile(*m_database, id, at);
}

Result<std::vector<std::optional<std::string>>> ProfileStore::keys(std::span<const std::uint32_t> ids)
{
    Result<sqlite::Statement> select = m_database->prepare("SELECT _key FROM profile WHERE _id = ?");
    if (!select) {
        return fail(select.error());
    }
    std::vector<std::optional<std::string>> keys;
    for (const std::uint32_t id : ids) {
        select->bind(1, std::int64_t{id});
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        keys.push_back(*row ? std::optional(select->string(0)) : std::nullopt);
        select->reset();
    }
    return keys;
}

Result<std::uint64_t> ProfileStore::count()
{
    return IdentityIndex(*m_database).size(IdentityKind::Key);
}

Result<ProfileId> ProfileStore::lastId()
{
    return sqlite::readCounter(*m_database, kLastProfile).map([](std::int64_t id) { return ProfileId{id}; });
}

Result<void> ProfileStore::erase(std::span<const ProfileId> profiles)
{
    Result<sqlite::Statement> history = m_database->prepare(
        "DELETE FROM attribute_history WHERE profile = ? AND attribute IN (SELECT id FROM attribute)");
    Result<sqlite::Statement> row = m_database->prepare("DELETE FROM profile WHERE _id = ?");
    if (!history || !row) {
        return fail(!history ? history.error() : row.error());
    }
    for (const ProfileId id : profiles) {
        history->bind(1, id.value);
        row->bind(1, id.value);
        if (const Result<void> done = history->run().and_then([&] { return row->run(); }); !done) {
            return done;
        }
        if (m_database->changes() == 0) {
            return fail(ErrorCode::NotFound, fmt::format("there is no profile {}", id.value));
        }
    }
    return IdentityIndex(*m_database).remove(profiles).and_then([&] {
        return sqlite::raiseGeneration(*m_database, sqlite::Written::Profiles);
    });
}

} // namespace postweave::profile
