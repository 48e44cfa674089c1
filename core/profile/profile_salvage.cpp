// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_salvage.h"

#include "core/profile/attribute_table.h"
#include "core/profile/identity_index.h"
#include "core/profile/stored_value.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::profile {

Result<void> makeAttributeColumns(sqlite::Database& database)
{
    const Result<AttributeSchema> schema = loadSchema(database);
    if (!schema) {
        return fail(schema.error());
    }
    for (const Attribute& attribute : schema->attributes()) {
        Result<void> added =
            database.execute(fmt::format("ALTER TABLE profile ADD COLUMN {} {}", quotedName(attribute.column),
                                         columnTypeFor(attribute.definition.type)));
        if (!added) {
            return added;
        }
    }
    return {};
}

Result<std::vector<OrphanColumn>> orphanColumns(sqlite::Database& damaged, sqlite::Database& database)
{
    const Result<AttributeSchema> schema = loadSchema(database);
    Result<sqlite::Statement> select = damaged.prepare(
        "SELECT name, type FROM pragma_table_info('profile') WHERE name NOT IN ('_id', '_key', '_since')");
    if (!schema || !select) {
        return fail(!schema ? schema.error() : select.error());
    }
    std::vector<OrphanColumn> columns;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return columns;
        }
        const std::string name = select->string(0);
        const auto known = schema->attributes();
        if (std::none_of(known.begin(), known.end(), [&](const Attribute& each) { return each.column == name; })) {
            columns.push_back({name, select->string(1)});
        }
    }
}

Result<void> adoptColumns(sqlite::Database& damaged, sqlite::Database& database,
                          const std::vector<OrphanColumn>& columns)
{
    // Where history cannot be read either, nothing can be taken for the new attributes'.
    std::int64_t last = damaged.queryInteger("SELECT ifnull(max(attribute), 0) FROM attribute_history").value_or(0);
    last = std::max(last, database.queryInteger("SELECT ifnull(max(id), 0) FROM attribute").value_or(0));
    for (const OrphanColumn& column : columns) {
        const ValueType type = column.declaredType == "REAL"   ? ValueType::Number
                               : column.declaredType == "TEXT" ? ValueType::Text
                                                               : ValueType::Integer;
        Result<void> added =
            addAttributeColumn(database, {column.name, labelFor(column.name), type, guessCategory(column.name)});
        if (!added) {
            return added;
        }
        added = database.execute(
            fmt::format("UPDATE attribute SET id = {} WHERE id = {}", ++last, database.lastInsertId()));
        if (!added) {
            return added;
        }
    }
    return {};
}

namespace {

Result<std::uint64_t> deleteThose(sqlite::Database& database, const std::string& sql)
{
    return database.execute(sql).map([&] { return static_cast<std::uint64_t>(database.changes()); });
}

} // namespace

Result<LeftOut> settleSalvaged(sqlite::Database& database)
{
    const auto repeated =
        deleteThose(database, "DELETE FROM profile WHERE _id NOT IN (SELECT min(_id) FROM profile GROUP BY _key)");
    if (!repeated) {
        return fail(repeated.error());
    }
    return IdentityIndex(database)
        .rebuild()
        .and_then([&] {
            return database.execute(
                "INSERT INTO counter(name, value) SELECT 'last_profile', ifnull(max(_id), 0) FROM profile WHERE 1 "
                "ON CONFLICT(name) DO UPDATE SET value = max(value, excluded.value);"
                "INSERT INTO counter(name, value) VALUES('generation', 1) "
                "ON CONFLICT(name) DO UPDATE SET value = value + 1");
        })
        .and_then([&] {
            return deleteThose(database, "DELETE FROM attribute_history WHERE profile NOT IN (SELECT _id FROM profile) "
                                         "OR attribute NOT IN (SELECT id FROM attribute)");
        })
        .map([&](std::uint64_t historyValues) {
            return LeftOut{*repeated, historyValues};
        });
}

} // namespace postweave::profile
