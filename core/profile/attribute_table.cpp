// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/attribute_table.h"

#include "core/base/text.h"
#include "core/profile/stored_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postweave::profile {

namespace {

constexpr std::size_t kMaxKeyBytes = 200;

bool isPossibleKey(std::string_view key)
{
    return !key.empty() && key.size() <= kMaxKeyBytes && isValidUtf8(key) &&
           std::none_of(key.begin(), key.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string asciiLower(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

/// SQLite compares column names without ASCII case, and knows the row under three names of its own.
std::string freeColumn(const AttributeSchema& schema, std::string_view key)
{
    std::set<std::string> taken{"_id", "_key", "_since", "rowid", "oid", "_rowid_"};
    for (const Attribute& attribute : schema.attributes()) {
        taken.insert(asciiLower(attribute.column));
    }
    std::string column(key);
    for (int number = 2; taken.contains(asciiLower(column)); ++number) {
        column = fmt::format("{}_{}", key, number);
    }
    return column;
}

Result<Attribute> readAttribute(const sqlite::Statement& row, const sqlite::Database& database)
{
    const std::optional<ValueType> type = valueTypeByName(row.text(3));
    const std::optional<AttributeCategory> category = categoryByName(row.text(4));
    if (!type || !category || row.integer(0) < 1) {
        return fail(
            ErrorCode::WorkspaceDamaged,
            fmt::format("the attribute {} has an impossible type or category; restore a copy of the file", row.text(1)),
            {database.path().string(), 0, 0, ""});
    }
    return Attribute{{row.integer(0)}, {row.string(1), row.string(2), *type, *category}, row.string(5)};
}

} // namespace

std::string quotedName(std::string_view name)
{
    std::string text = "\"";
    for (const char c : name) {
        text.append(c == '"' ? 2 : 1, c);
    }
    return text + '"';
}

Result<AttributeSchema> loadSchema(sqlite::Database& database)
{
    Result<sqlite::Statement> select =
        database.prepare("SELECT id, key, label, type, category, column_name FROM attribute ORDER BY id");
    if (!select) {
        return fail(select.error());
    }
    std::vector<Attribute> attributes;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return AttributeSchema(std::move(attributes));
        }
        Result<Attribute> attribute = readAttribute(*select, database);
        if (!attribute) {
            return fail(attribute.error());
        }
        attributes.push_back(std::move(*attribute));
    }
}

Result<void> addAttributeColumn(sqlite::Database& database, const AttributeDefinition& definition)
{
    if (!isPossibleKey(definition.key)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("'{}' cannot name an attribute: 1 to {} bytes of text without control characters",
                                toValidUtf8(definition.key), kMaxKeyBytes));
    }
    const Result<AttributeSchema> schema = loadSchema(database);
    if (!schema) {
        return fail(schema.error());
    }
    if (schema->find(definition.key) != nullptr) {
        return fail(ErrorCode::AlreadyExists, fmt::format("there is an attribute {} already", definition.key));
    }
    if (schema->size() >= kMaxAttributes) {
        return fail(
            ErrorCode::LimitExceeded,
            fmt::format("no room for the attribute {}: a workspace holds at most {}; ignore columns in the mapping",
                        definition.key, kMaxAttributes));
    }
    const std::string column = freeColumn(*schema, definition.key);
    Result<void> added = database.execute(
        fmt::format("ALTER TABLE profile ADD COLUMN {} {}", quotedName(column), columnTypeFor(definition.type)));
    if (!added) {
        return added;
    }
    Result<sqlite::Statement> insert =
        database.prepare("INSERT INTO attribute(key, label, type, category, column_name) VALUES(?, ?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, std::string_view(definition.key));
    insert->bind(2, std::string_view(definition.label));
    insert->bind(3, nameOf(definition.type));
    insert->bind(4, nameOf(definition.category));
    insert->bind(5, std::string_view(column));
    return insert->run();
}

Result<void> widenAttributeColumn(sqlite::Database& database, const Attribute& attribute)
{
    const std::string old = quotedName(attribute.column);
    const std::string wide = quotedName(attribute.column + " (number)");
    return database.execute(fmt::format("ALTER TABLE profile ADD COLUMN {1} REAL;"
                                        "UPDATE profile SET {1} = CAST({0} AS REAL) WHERE {0} IS NOT NULL;"
                                        "ALTER TABLE profile DROP COLUMN {0};"
                                        "ALTER TABLE profile RENAME COLUMN {1} TO {0};"
                                        "UPDATE attribute_history SET value = CAST(value AS REAL) "
                                        "WHERE attribute = {2} AND value IS NOT NULL;"
                                        "UPDATE attribute SET type = 'number' WHERE id = {2};",
                                        old, wide, attribute.id.value));
}

} // namespace postweave::profile
