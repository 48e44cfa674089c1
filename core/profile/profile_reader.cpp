// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_reader.h"

#include "core/profile/attribute_history.h"
#include "core/profile/attribute_table.h"
#include "core/profile/identity_index.h"
#include "core/profile/profile_store.h"

#include <fmt/format.h>

#include <functional>
#include <set>

namespace postweave::profile {

namespace {

/// The one profile that has this hash and whose text is told to be the same by `isSame`; nothing where several have.
Result<std::optional<ProfileId>> findOne(sqlite::Database& database, IdentityKind kind, std::uint64_t hash,
                                         std::string_view column, const std::function<bool(std::string_view)>& isSame)
{
    std::set<ProfileId> candidates;
    const Result<void> found = IdentityIndex(database).find(
        kind, std::span(&hash, 1), [&](std::size_t, ProfileId profile) { candidates.insert(profile); });
    Result<sqlite::Statement> select =
        found ? database.prepare(fmt::format("SELECT {} FROM profile WHERE _id = ?", column)) : fail(found.error());
    if (!select) {
        return fail(select.error());
    }
    std::optional<ProfileId> one;
    for (const ProfileId candidate : candidates) {
        select->bind(1, candidate.value);
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        const bool same = *row && select->isText(0) && isSame(select->text(0));
        select->reset();
        if (same && one) {
            return std::nullopt;
        }
        one = same ? candidate : one;
    }
    return one;
}

Result<std::optional<ProfileId>> findByAddress(sqlite::Database& database, std::string_view address)
{
    const std::optional<std::uint64_t> hash = addressHash(address);
    const Result<AttributeSchema> schema = loadSchema(database);
    if (!schema) {
        return fail(schema.error());
    }
    const Attribute* email = schema->find(kEmailAttribute);
    if (!hash || email == nullptr) {
        return std::nullopt;
    }
    const std::string folded = foldAddress(address);
    return findOne(database, IdentityKind::Address, *hash, quotedName(email->column),
                   [&](std::string_view text) { return foldAddress(text) == folded; });
}

} // namespace

Result<std::optional<ProfileId>> findProfile(sqlite::Database& database, std::string_view keyOrEmail)
{
    Result<std::optional<ProfileId>> byKey = findOne(database, IdentityKind::Key, identityHash(keyOrEmail), "_key",
                                                     [&](std::string_view text) { return text == keyOrEmail; });
    return !byKey || *byKey ? byKey : findByAddress(database, keyOrEmail);
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
