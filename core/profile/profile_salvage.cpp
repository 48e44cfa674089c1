// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_salvage.h"

#include "core/profile/attribute_table.h"
#include "core/profile/stored_value.h"
#include "core/profile/upsert.h"

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

Result<void> addIdentities(sqlite::Database& database)
{
    const Result<AttributeSchema> schema = loadSchema(database);
    if (!schema) {
        return fail(schema.error());
    }
    const Attribute* email = schema->find(kEmailAttribute);
    if (email == nullptr || email->definition.type != ValueType::Text) {
        return {};
    }
    const std::string column = quotedName(email->column);
    Result<sqlite::Statement> select =
        database.prepare(fmt::format("SELECT _id, {0} FROM profile WHERE {0} IS NOT NULL", column));
    Result<sqlite::Statement> insert =
        database.prepare("INSERT OR IGNORE INTO identity(kind, value, profile) VALUES('email', ?, ?)");
    if (!select || !insert) {
        return fail(!select ? select.error() : insert.error());
    }
    for (;;) {
        const Result<bool> row = select->step();
        if (!row || !*row) {
            return row ? Result<void>() : fail(row.error());
        }
        const std::string folded = foldAddress(select->text(1));
        if (folded.empty()) {
            continue;
        }
        insert->bind(1, std::string_view(folded));
        insert->bind(2, select->integer(0));
        if (Result<void> done = insert->run(); !done) {
            return done;
        }
    }
}

} // namespace

Result<std::uint64_t> settleSalvaged(sqlite::Database& database)
{
    Result<void> done = database.execute("DELETE FROM identity");
    done = done ? addIdentities(database) : done;
    done = done
               ? database.execute(
                     "INSERT INTO counter(name, value) SELECT 'last_profile', ifnull(max(_id), 0) FROM profile WHERE 1 "
                     "ON CONFLICT(name) DO UPDATE SET value = max(value, excluded.value);"
                     "INSERT INTO counter(name, value) VALUES('generation', 1) "
                     "ON CONFLICT(name) DO UPDATE SET value = value + 1;"
                     "DELETE FROM attribute_history WHERE profile NOT IN (SELECT _id FROM profile) "
                     "OR attribute NOT IN (SELECT id FROM attribute)")
               : done;
    return done ? Result<std::uint64_t>(static_cast<std::uint64_t>(database.changes())) : fail(done.error());
}

} // namespace postweave::profile
