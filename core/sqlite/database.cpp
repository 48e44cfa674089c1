// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/database.h"

#include "core/sqlite/connection.h"
#include "core/sqlite/sqlite_error.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <system_error>

namespace postweave::sqlite {

Database::Database(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

sqlite3* Database::handle() const
{
    return m_connection->database.getHandle();
}

Result<void> Database::execute(const std::string& sql)
{
    const int code = m_connection->database.tryExec(sql);
    if (code != SQLITE_OK) {
        return fail(sqliteError(handle(), code));
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    if (sqlite3_stmt* known = m_connection->statements->take(sql)) {
        return Statement(known, m_connection->statements.get());
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
    if (code != SQLITE_OK) {
        return fail(sqliteError(handle(), code));
    }
    return Statement(statement, m_connection->statements.get());
}

namespace {

Result<Statement> firstRow(Database& database, std::string_view sql)
{
    Result<Statement> statement = database.prepare(sql);
    if (!statement) {
        return statement;
    }
    const Result<bool> row = statement->step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return fail(ErrorCode::NotFound, "the query has no row", {database.path().string(), 0, 0, ""});
    }
    return statement;
}

} // namespace

Result<std::int64_t> Database::queryInteger(std::string_view sql)
{
    return firstRow(*this, sql).map([](const Statement& row) { return row.integer(0); });
}

Result<std::string> Database::queryText(std::string_view sql)
{
    return firstRow(*this, sql).map([](const Statement& row) { return row.string(0); });
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(handle());
}
std::int64_t Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(handle());
}
bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}
bool Database::isReadOnly() const
{
    return m_connection->readOnly;
}
const std::filesystem::path& Database::path() const
{
    return m_connection->path;
}
void Database::interrupt()
{
    sqlite3_interrupt(handle());
}

void Database::leaveUntouched()
{
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<void> Database::copyTo(const std::filesystem::path& target)
{
    std::error_code failure;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, failure))) {
        return fail(ErrorCode::WriteFailed, "cannot be written: it exists already", {target.string(), 0, 0, ""});
    }
    try {
        SQLite::Database copy(target.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup backup(copy, m_connection->database);
        backup.executeStep(-1);
        return {};
    } catch (const SQLite::Exception& exception) {
        std::error_code ignored;
        std::filesystem::remove(target, ignored);
        return fail(sqliteError(codeOf(exception), exception.what(), target));
    }
}

namespace {

Result<void> collect(Database& database, std::string_view sql, std::string (*sentence)(const Statement&),
                     std::vector<std::string>& findings)
{
    Result<Statement> check = database.prepare(sql);
    if (!check) {
        return fail(check.error());
    }
    for (;;) {
        const Result<bool> row = check->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        std::string text = sentence(*check);
        if (text != "ok") {
            findings.push_back(std::move(text));
        }
    }
}

std::string integritySentence(const Statement& row)
{
    return row.string(0);
}

std::string foreignKeySentence(const Statement& row)
{
    return fmt::format("row {} of table {} refers to a missing row of table {}", row.integer(1), row.text(0),
                       row.text(2));
}

} // namespace

Result<std::vector<std::string>> Database::checkIntegrity()
{
    std::vector<std::string> findings;
    Result<void> checked = collect(*this, "PRAGMA integrity_check(100)", integritySentence, findings);
    if (checked && findings.empty()) {
        checked = collect(*this, "PRAGMA foreign_key_check", foreignKeySentence, findings);
    }
    if (!checked) {
        return fail(checked.error());
    }
    return findings;
}

} // namespace postweave::sqlite
