// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event_catalog.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::event {

namespace {

bool isPossibleName(std::string_view name)
{
    return !name.empty() && name.size() <= kMaxNameBytes && isValidUtf8(name) &&
           std::none_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

tl::unexpected<Error> impossibleName(std::string_view what, std::string_view name)
{
    return fail(ErrorCode::InvalidInput,
                fmt::format("'{}' cannot name {}: 1 to {} bytes of text without control characters", toValidUtf8(name),
                            what, kMaxNameBytes));
}

/// Refuses the next where there are `most` already.
Result<void> checkRoom(sqlite::Database& database, const std::string& countSql, std::size_t most, std::string_view what)
{
    const Result<std::int64_t> count = database.queryInteger(countSql);
    if (!count) {
        return fail(count.error());
    }
    if (*count >= static_cast<std::int64_t>(most)) {
        return fail(ErrorCode::LimitExceeded, fmt::format("no room for another {}: at most {}", what, most));
    }
    return {};
}

} // namespace

Result<std::vector<CatalogType>> loadTypes(sqlite::Database& database)
{
    Result<sqlite::Statement> select = database.prepare("SELECT id, name FROM event_type ORDER BY name");
    if (!select) {
        return fail(select.error());
    }
    std::vector<CatalogType> types;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return types;
        }
        types.push_back({select->integer(0), select->string(1)});
    }
}

Result<std::int64_t> findType(sqlite::Database& database, std::string_view name)
{
    Result<sqlite::Statement> select = database.prepare("SELECT id FROM event_type WHERE name = ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, name);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? select->integer(0) : 0;
}

Result<std::int64_t> ensureType(sqlite::Database& database, std::string_view name)
{
    const Result<std::int64_t> found = findType(database, name);
    if (!found || *found != 0) {
        return found;
    }
    if (!isPossibleName(name)) {
        return impossibleName("an event type", name);
    }
    if (Result<void> room = checkRoom(database, "SELECT count(*) FROM event_type", kMaxEventTypes, "event type");
        !room) {
        return fail(room.error());
    }
    Result<sqlite::Statement> insert = database.prepare("INSERT INTO event_type(name) VALUES(?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, name);
    if (Result<void> done = insert->run(); !done) {
        return fail(done.error());
    }
    return database.lastInsertId();
}

Result<std::vector<CatalogProperty>> loadProperties(sqlite::Database& database, std::int64_t type)
{
    Result<sqlite::Statement> select =
        database.prepare("SELECT id, name, value_type, set_count FROM event_property WHERE type = ? ORDER BY id");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, type);
    std::vector<CatalogProperty> properties;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return properties;
        }
        const std::optional<ValueType> valueType = valueTypeByName(select->text(2));
        if (!valueType) {
            return fail(
                ErrorCode::WorkspaceDamaged,
                fmt::format("the property {} has an impossible type; restore a copy of the file", select->text(1)),
                {database.path().string(), 0, 0, ""});
        }
        properties.push_back(
            {select->integer(0), {select->string(1), *valueType, static_cast<std::uint64_t>(select->integer(3))}});
    }
}

namespace {

Result<void> insertProperty(sqlite::Database& database, std::int64_t type, std::string_view name, ValueType valueType)
{
    if (!isPossibleName(name)) {
        return impossibleName("a property", name);
    }
    const std::string count = fmt::format("SELECT count(*) FROM event_property WHERE type = {}", type);
    if (Result<void> room = checkRoom(database, count, kMaxProperties, "property of this event type"); !room) {
        return room;
    }
    Result<sqlite::Statement> insert =
        database.prepare("INSERT INTO event_property(type, name, value_type) VALUES(?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, type);
    insert->bind(2, name);
    insert->bind(3, nameOf(valueType));
    return insert->run();
}

Result<void> widenProperty(sqlite::Database& database, std::int64_t id)
{
    return database.execute(fmt::format("UPDATE event_property SET value_type = 'number' WHERE id = {}", id));
}

} // namespace

Result<void> ensureProperty(sqlite::Database& database, std::int64_t type, std::string_view name, ValueType valueType)
{
    const Result<std::vector<CatalogProperty>> known = loadProperties(database, type);
    if (!known) {
        return fail(known.error());
    }
    const auto found = std::find_if(known->begin(), known->end(),
                                    [&](const CatalogProperty& property) { return property.definition.name == name; });
    if (found == known->end()) {
        return insertProperty(database, type, name, valueType);
    }
    const ValueType standing = found->definition.type;
    if (standing == valueType || (standing == ValueType::Number && valueType == ValueType::Integer)) {
        return {};
    }
    if (standing == ValueType::Integer && valueType == ValueType::Number) {
        return widenProperty(database, found->id);
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("the property {} is {}, not {}", name, nameOf(standing), nameOf(valueType)));
}

Result<void> raiseSetCount(sqlite::Database& database, std::int64_t property, std::int64_t by)
{
    return database.execute(
        fmt::format("UPDATE event_property SET set_count = set_count + {} WHERE id = {}", by, property));
}

} // namespace postweave::event
