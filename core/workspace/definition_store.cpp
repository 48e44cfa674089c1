// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/definition_store.h"

#include "core/base/text.h"
#include "core/sqlite/transaction.h"

#include <fmt/format.h>

#include <array>

namespace postweave::workspace {

namespace {

constexpr std::array<std::string_view, 4> kKindNames{"segment", "score", "template", "campaign"};

DefinitionKind kindByName(std::string_view name)
{
    for (std::size_t index = 0; index < kKindNames.size(); ++index) {
        if (kKindNames[index] == name) {
            return static_cast<DefinitionKind>(index);
        }
    }
    return DefinitionKind::Segment;
}

Result<void> checkDefinition(DefinitionKind kind, std::string_view name, std::string_view text)
{
    if (trimmed(name).empty() || name.size() > kMaxDefinitionName || !isValidUtf8(name)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the name of a {} is 1 to {} bytes of text", nameOf(kind), kMaxDefinitionName));
    }
    if (text.size() > kMaxDefinitionBytes) {
        return fail(ErrorCode::LimitExceeded,
                    fmt::format("the {} {} is longer than {} MB", nameOf(kind), name, kMaxDefinitionBytes >> 20U));
    }
    return {};
}

/// Prepared with (kind, name) bound to the first two parameters.
Result<sqlite::Statement> prepareFor(sqlite::Database& database, std::string_view sql, DefinitionKind kind,
                                     std::string_view name)
{
    Result<sqlite::Statement> statement = database.prepare(sql);
    if (statement) {
        statement->bind(1, nameOf(kind));
        statement->bind(2, name);
    }
    return statement;
}

struct Standing {
    std::int64_t id = 0; ///< 0: none
    std::int64_t version = 0;
    bool hasSameText = false;
};

Result<Standing> findStanding(sqlite::Database& database, DefinitionKind kind, std::string_view name,
                              std::string_view text)
{
    Result<sqlite::Statement> select =
        prepareFor(database,
                   "SELECT definition.id, definition.version, text = ?3 FROM definition JOIN definition_version "
                   "ON definition = definition.id AND definition_version.version = definition.version WHERE kind = ?1 "
                   "AND name = ?2",
                   kind, name);
    if (!select) {
        return fail(select.error());
    }
    select->bind(3, text);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? Standing{select->integer(0), select->integer(1), select->integer(2) == 1} : Standing{};
}

Result<std::int64_t> putDefinition(sqlite::Database& database, DefinitionKind kind, std::string_view name, Instant now,
                                   std::int64_t version)
{
    Result<sqlite::Statement> put =
        prepareFor(database,
                   "INSERT INTO definition(kind, name, created_at, updated_at, version) VALUES(?1, ?2, ?3, ?3, ?4) "
                   "ON CONFLICT(kind, name) DO UPDATE SET updated_at = excluded.updated_at, version = excluded.version "
                   "RETURNING id",
                   kind, name);
    if (!put) {
        return fail(put.error());
    }
    put->bind(3, now.microseconds);
    put->bind(4, version);
    const Result<bool> row = put->step();
    if (!row) {
        return fail(row.error());
    }
    return put->integer(0);
}

Result<void> putVersion(sqlite::Database& database, std::int64_t definition, std::int64_t version, Instant now,
                        std::string_view text)
{
    Result<sqlite::Statement> insert =
        database.prepare("INSERT INTO definition_version(definition, version, saved_at, text) VALUES(?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, definition);
    insert->bind(2, version);
    insert->bind(3, now.microseconds);
    insert->bind(4, text);
    return insert->run();
}

Result<void> putUses(sqlite::Database& database, std::int64_t definition, std::span<const DefinitionReference> uses)
{
    Result<void> cleared =
        database.execute(fmt::format("DELETE FROM definition_use WHERE definition = {}", definition));
    Result<sqlite::Statement> insert =
        database.prepare("INSERT OR IGNORE INTO definition_use(definition, kind, name) VALUES(?, ?, ?)");
    if (!cleared || !insert) {
        return fail(!cleared ? cleared.error() : insert.error());
    }
    for (const DefinitionReference& use : uses) {
        insert->bind(1, definition);
        insert->bind(2, nameOf(use.kind));
        insert->bind(3, std::string_view(use.name));
        if (Result<void> done = insert->run(); !done) {
            return done;
        }
    }
    return {};
}

} // namespace

std::string_view nameOf(DefinitionKind kind)
{
    return kKindNames[static_cast<std::size_t>(kind)];
}

Result<std::int64_t> DefinitionStore::save(DefinitionKind kind, std::string_view name, std::string_view text,
                                           Instant now, std::span<const DefinitionReference> uses)
{
    if (Result<void> sound = checkDefinition(kind, name, text); !sound) {
        return fail(sound.error());
    }
    Result<sqlite::Transaction> transaction = sqlite::Transaction::join(*m_database);
    if (!transaction) {
        return fail(transaction.error());
    }
    Result<Standing> standing = findStanding(*m_database, kind, name, text);
    if (!standing) {
        return fail(standing.error());
    }
    if (!standing->hasSameText) {
        const Result<std::int64_t> id = putDefinition(*m_database, kind, name, now, ++standing->version);
        if (!id) {
            return fail(id.error());
        }
        standing->id = *id;
        if (Result<void> done = putVersion(*m_database, *id, standing->version, now, text); !done) {
            return fail(done.error());
        }
    }
    if (Result<void> done = putUses(*m_database, standing->id, uses); !done) {
        return fail(done.error());
    }
    if (Result<void> done = transaction->commit(); !done) {
        return fail(done.error());
    }
    return standing->version;
}

namespace {

/// All rows of a statement, each as `read` makes it.
template <typename Read>
auto readRows(Result<sqlite::Statement> select, Read read) -> Result<std::vector<decltype(read(*select))>>
{
    if (!select) {
        return fail(select.error());
    }
    std::vector<decltype(read(*select))> rows;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return rows;
        }
        rows.push_back(read(*select));
    }
}

template <typename T>
Result<std::optional<T>> firstOf(Result<std::vector<T>> rows)
{
    if (!rows) {
        return fail(rows.error());
    }
    return rows->empty() ? std::optional<T>() : std::optional<T>(std::move(rows->front()));
}

DefinitionSummary readSummary(const sqlite::Statement& row)
{
    return {row.string(0), {row.integer(1)}, {row.integer(2)}, row.integer(3)};
}

Definition readDefinition(const sqlite::Statement& row)
{
    return {readSummary(row), row.string(4)};
}

} // namespace

Result<std::vector<DefinitionReference>> DefinitionStore::usersOf(DefinitionKind kind, std::string_view name)
{
    return readRows(
        prepareFor(*m_database,
                   "SELECT definition.kind, definition.name FROM definition_use JOIN definition "
                   "ON definition.id = definition WHERE definition_use.kind = ? AND definition_use.name = ? "
                   "ORDER BY 1, 2",
                   kind, name),
        [](const sqlite::Statement& row) {
            return DefinitionReference{kindByName(row.text(0)), row.string(1)};
        });
}

Result<std::optional<Definition>> DefinitionStore::load(DefinitionKind kind, std::string_view name)
{
    return firstOf(readRows(prepareFor(*m_database,
                                       "SELECT name, created_at, updated_at, definition.version, text FROM definition "
                                       "JOIN definition_version ON definition = definition.id AND "
                                       "definition_version.version = definition.version WHERE kind = ? AND name = ?",
                                       kind, name),
                            readDefinition));
}

Result<std::vector<DefinitionSummary>> DefinitionStore::list(DefinitionKind kind)
{
    Result<sqlite::Statement> select = m_database->prepare(
        "SELECT name, created_at, updated_at, version FROM definition WHERE kind = ? ORDER BY name");
    if (select) {
        select->bind(1, nameOf(kind));
    }
    return readRows(std::move(select), readSummary);
}

Result<std::vector<Definition>> DefinitionStore::loadAll(DefinitionKind kind)
{
    Result<sqlite::Statement> select =
        m_database->prepare("SELECT name, created_at, updated_at, definition.version, text FROM definition "
                            "JOIN definition_version ON definition = definition.id AND "
                            "definition_version.version = definition.version WHERE kind = ? ORDER BY name");
    if (select) {
        select->bind(1, nameOf(kind));
    }
    return readRows(std::move(select), readDefinition);
}

namespace {

tl::unexpected<Error> noSuch(DefinitionKind kind, std::string_view name)
{
    return fail(ErrorCode::NotFound, fmt::format("there is no {} {}", nameOf(kind), name));
}

} // namespace

Result<void> DefinitionStore::rename(DefinitionKind kind, std::string_view from, std::string_view to, Instant now)
{
    if (Result<void> sound = checkDefinition(kind, to, {}); !sound) {
        return sound;
    }
    const Result<std::optional<Definition>> taken = load(kind, to);
    if (!taken) {
        return fail(taken.error());
    }
    if (*taken && from != to) {
        return fail(ErrorCode::AlreadyExists, fmt::format("there is a {} {} already", nameOf(kind), to));
    }
    Result<sqlite::Statement> update = prepareFor(
        *m_database, "UPDATE definition SET name = ?3, updated_at = ?4 WHERE kind = ?1 AND name = ?2", kind, from);
    if (!update) {
        return fail(update.error());
    }
    update->bind(3, to);
    update->bind(4, now.microseconds);
    if (Result<void> done = update->run(); !done) {
        return done;
    }
    return m_database->changes() == 0 ? noSuch(kind, from) : Result<void>();
}

Result<void> DefinitionStore::remove(DefinitionKind kind, std::string_view name)
{
    Result<sqlite::Statement> statement =
        prepareFor(*m_database, "DELETE FROM definition WHERE kind = ? AND name = ?", kind, name);
    if (!statement) {
        return fail(statement.error());
    }
    if (Result<void> done = statement->run(); !done) {
        return done;
    }
    return m_database->changes() == 0 ? noSuch(kind, name) : Result<void>();
}

Result<std::vector<DefinitionVersion>> DefinitionStore::versions(DefinitionKind kind, std::string_view name)
{
    return readRows(
        prepareFor(*m_database,
                   "SELECT definition_version.version, saved_at, length(CAST(text AS BLOB)) "
                   "FROM definition_version JOIN definition ON definition.id = definition "
                   "WHERE kind = ? AND name = ? ORDER BY 1 DESC",
                   kind, name),
        [](const sqlite::Statement& row) {
            return DefinitionVersion{row.integer(0), {row.integer(1)}, static_cast<std::size_t>(row.integer(2))};
        });
}

Result<std::optional<std::string>> DefinitionStore::loadVersion(DefinitionKind kind, std::string_view name,
                                                                std::int64_t version)
{
    Result<sqlite::Statement> select =
        prepareFor(*m_database,
                   "SELECT text FROM definition_version JOIN definition ON definition.id = definition "
                   "WHERE kind = ? AND name = ? AND definition_version.version = ?",
                   kind, name);
    if (select) {
        select->bind(3, version);
    }
    return firstOf(readRows(std::move(select), [](const sqlite::Statement& row) { return row.string(0); }));
}

} // namespace postweave::workspace
