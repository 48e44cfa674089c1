// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_reader.h"

#include "core/profile/attribute_history.h"
#include "core/profile/attribute_table.h"
#include "core/profile/profile_store.h"
#include "core/profile/upsert.h"

#include <fmt/format.h>

namespace postweave::profile {

namespace {

Result<std::optional<ProfileId>> findOne(sqlite::Database& database, std::string_view sql, std::string_view text)
{
    Result<sqlite::Statement> select = database.prepare(sql);
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, text);
    std::optional<ProfileId> found;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return found;
        }
        if (found) {
            return std::nullopt;
        }
        found = ProfileId{select->integer(0)};
    }
}

} // namespace

Result<std::optional<ProfileId>> findProfile(sqlite::Database& database, std::string_view keyOrEmail)
{
    Result<std::optional<ProfileId>> byKey = findOne(database, "SELECT _id FROM profile WHERE _key = ?", keyOrEmail);
    if (!byKey || *byKey) {
        return byKey;
    }
    return findOne(database, "SELECT profile FROM identity WHERE kind = 'email' AND value = ? LIMIT 2",
                   foldAddress(keyOrEmail));
}

std::string attributeColumns(const AttributeSchema& schema)
{
    std::string list;
    for (const Attribute& attribute : schema.attributes()) {
        list += ", " + quotedName(attribute.column);
    }
    return list;
}

namespace {

Result<Value> valueOf(AttributeHistory& history, const sqlite::Statement& row, ProfileId id, const Attribute& attribute,
                      int column, std::optional<Instant> at)
{
    const StoredValue stored = readStored(row, column);
    if (!at) {
        return fromStored(stored, attribute.definition.type);
    }
    const StandingValue standing{id, attribute.id, row.integer(1), stored};
    return history.valueAt(standing, attribute.definition.type, at->microseconds);
}

} // namespace

Result<std::optional<Profile>> readProfile(sqlite::Database& database, ProfileId id, std::optional<Instant> at)
{
    const Result<AttributeSchema> schema = loadSchema(database);
    if (!schema) {
        return fail(schema.error());
    }
    Result<sqlite::Statement> select =
        database.prepare(fmt::format("SELECT _key, _since{} FROM profile WHERE _id = ?", attributeColumns(*schema)));
    Result<AttributeHistory> history = AttributeHistory::prepare(database);
    if (!select || !history) {
        return fail(!select ? select.error() : history.error());
    }
    select->bind(1, id.value);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return std::nullopt;
    }
    Profile profile{id, select->string(0), std::nullopt, {}};
    int column = 2;
    for (const Attribute& attribute : schema->attributes()) {
        Result<Value> value = valueOf(*history, *select, id, attribute, column++, at);
        if (!value) {
            return fail(value.error());
        }
        if (isMissing(*value)) {
            continue;
        }
        if (attribute.definition.key == kEmailAttribute && std::holds_alternative<std::string>(*value)) {
            profile.email = std::get<std::string>(*value);
        }
        profile.attributes.emplace_back(attribute.definition.key, std::move(*value));
    }
    return profile;
}

Result<void> ProfileStore::readHistory(std::string_view attribute,
                                       const std::function<void(ProfileId, Instant, const Value&)>& visit)
{
    const Result<AttributeSchema> known = loadSchema(*m_database);
    if (!known) {
        return fail(known.error());
    }
    const Attribute* found = known->find(attribute);
    if (found == nullptr) {
        return fail(ErrorCode::NotFound, fmt::format("there is no attribute {}", attribute));
    }
    // Profiles without change points of their own have held their value since they were first seen.
    Result<sqlite::Statement> select = m_database->prepare(
        fmt::format("SELECT profile, at, value FROM attribute_history WHERE attribute = ?1 UNION ALL "
                    "SELECT _id, _since, {0} FROM profile WHERE {0} IS NOT NULL AND NOT EXISTS "
                    "(SELECT 1 FROM attribute_history WHERE attribute = ?1 AND profile = profile._id) ORDER BY 1, 2",
                    quotedName(found->column)));
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, found->id.value);
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        visit({select->integer(0)}, {select->integer(1)}, fromStored(readStored(*select, 2), found->definition.type));
    }
}

} // namespace postweave::profile
