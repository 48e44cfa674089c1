// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/bulk_load.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/sqlite_error.h"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <system_error>

namespace postweave::sqlite {

namespace {

constexpr std::string_view kReaderSetup = "PRAGMA query_only = ON; PRAGMA cache_size = -65536;";
constexpr std::string_view kWriterSetup =
    "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864;";

ErrorLocation at(const std::filesystem::path& path)
{
    return {path.string(), 0, 0, ""};
}

Result<void> checkKind(const std::filesystem::path& path)
{
    std::error_code failure;
    const std::filesystem::file_status status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        return fail(ErrorCode::NotFound, "there is no such workspace; make one with workspace create", at(path));
    }
    if (failure) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot be read: {}", failure.message()), at(path));
    }
    if (status.type() != std::filesystem::file_type::regular) {
        return fail(ErrorCode::NotAWorkspace, "is no Postweave workspace (no plain file)", at(path));
    }
    if (std::filesystem::file_size(path, failure) == 0) {
        return fail(ErrorCode::NotAWorkspace, "is no Postweave workspace (the file is empty)", at(path));
    }
    return {};
}

Result<std::int64_t> pragma(sqlite3* connection, std::string_view sql, const std::filesystem::path& path)
{
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
    Statement statement(handle);
    if (code != SQLITE_OK) {
        return fail(sqliteError(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection), path));
    }
    const Result<bool> row = statement.step();
    if (!row) {
        Error error = row.error();
        error.where = at(path);
        return fail(std::move(error));
    }
    return statement.integer(0);
}

Result<FileHead> readHead(const SQLite::Database& database, const std::filesystem::path& path)
{
    sqlite3* connection = database.getHandle();
    const Result<std::int64_t> application = pragma(connection, "PRAGMA application_id", path);
    if (!application) {
        return fail(application.error());
    }
    if (*application != kApplicationId) {
        return fail(ErrorCode::NotAWorkspace, "is no Postweave workspace (a database of another program)", at(path));
    }
    const Result<std::int64_t> version = pragma(connection, "PRAGMA user_version", path);
    const Result<std::int64_t> pages = pragma(connection, "PRAGMA page_count", path);
    const Result<std::int64_t> pageBytes = pragma(connection, "PRAGMA page_size", path);
    if (!version || !pages || !pageBytes) {
        return fail(!version ? version.error() : !pages ? pages.error() : pageBytes.error());
    }
    return FileHead{*version, *pages * *pageBytes};
}

/// SQLite itself takes a last page that is cut for one filled with zeros.
Result<FileHead> checkLength(const FileHead& head, const std::filesystem::path& path)
{
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(path, failure);
    if (!failure && size < static_cast<std::uintmax_t>(head.bytes)) {
        return fail(
            ErrorCode::WorkspaceDamaged,
            fmt::format("the workspace is damaged (it is cut off: {} of {} bytes are left); restore a copy of the file",
                        size, head.bytes),
            at(path));
    }
    return head;
}

Result<FileHead> probeOnce(const std::string& name, const std::filesystem::path& path)
{
    Result<SQLite::Database> database = connect(name, path, SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    if (!database) {
        return fail(database.error());
    }
    return readHead(*database, path);
}

/// SQLite's account of its memory is kept under one lock for all connections, which threads with a connection each
/// would wait for at every allocation; nobody asks for it.
void keepNoAccount()
{
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(configured); // too late where somebody has used SQLite before: slower, no less right
}

} // namespace

Result<SQLite::Database> connect(const std::string& nameOrUri, const std::filesystem::path& path, int flags)
{
    keepNoAccount();
    try {
        SQLite::Database database(nameOrUri, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, kBusyMilliseconds);
        if (Result<void> safe = secure(database.getHandle()); !safe) {
            return fail(safe.error());
        }
        return database;
    } catch (const SQLite::Exception& exception) {
        return fail(sqliteError(codeOf(exception), exception.what(), path));
    }
}

int codeOf(const SQLite::Exception& exception)
{
    const int extended = exception.getExtendedErrorCode();
    return extended > 0 ? extended : exception.getErrorCode();
}

std::string immutableUri(const std::filesystem::path& path)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

Result<void> secure(sqlite3* connection)
{
    for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}}) {
        const int code = sqlite3_db_config(connection, option, value, nullptr);
        if (code != SQLITE_OK) {
            return fail(sqliteError(connection, code));
        }
    }
    return {};
}

bool hasLog(const std::filesystem::path& path)
{
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(path.string() + "-wal", failure);
    return !failure && size > 0;
}

Result<FileHead> probeFile(const std::filesystem::path& path)
{
    if (Result<void> plain = checkKind(path); !plain) {
        return fail(plain.error());
    }
    Result<FileHead> head =
        probeOnce(immutableUri(path), path).and_then([&](const FileHead& found) { return checkLength(found, path); });
    // A process killed while it moved its log into the file leaves the rest of the file in the log.
    if (!head && head.error().code == ErrorCode::WorkspaceDamaged && hasLog(path)) {
        return probeOnce(path.string(), path);
    }
    if (!head && head.error().code == ErrorCode::WriteFailed) {
        return fail(ErrorCode::InvalidInput, "cannot be read; check its permissions", at(path));
    }
    return head;
}

namespace {

Result<SQLite::Database> connectForReading(const std::filesystem::path& path)
{
    // Opened for writing where possible, so that the last reader can tidy up the log as a writer would.
    Result<SQLite::Database> database = connect(path.string(), path, SQLite::OPEN_READWRITE);
    if (database && pragma(database->getHandle(), "SELECT count(*) FROM sqlite_schema", path)) {
        return database;
    }
    if (hasLog(path)) {
        return connect(path.string(), path, SQLite::OPEN_READONLY);
    }
    return connect(immutableUri(path), path, SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

} // namespace

Result<Database> Database::open(const std::filesystem::path& path, OpenMode mode)
{
    if (Result<FileHead> head = probeFile(path); !head) {
        return fail(head.error());
    }
    const bool readOnly = mode == OpenMode::ReadOnly;
    Result<SQLite::Database> connected =
        readOnly ? connectForReading(path) : connect(path.string(), path, SQLite::OPEN_READWRITE);
    if (!connected) {
        return fail(connected.error());
    }
    if (!readOnly && sqlite3_db_readonly(connected->getHandle(), "main") == 1) {
        return fail(ErrorCode::WriteFailed, "is write-protected; open it for reading, or change its permissions",
                    at(path));
    }
    Database database(std::make_unique<Connection>(Connection{std::move(*connected), path, readOnly}));
    const std::string setup(readOnly ? kReaderSetup : kWriterSetup);
    const Result<void> set = database.execute(readOnly ? setup : setup + std::string(kUsualWriting));
    if (!set) {
        return fail(set.error());
    }
    if (Result<std::int64_t> tables = database.queryInteger("SELECT count(*) FROM sqlite_schema"); !tables) {
        return fail(tables.error());
    }
    return database;
}

Result<Database> Database::openDamaged(const std::filesystem::path& path)
{
    if (Result<void> plain = checkKind(path); !plain) {
        return fail(plain.error());
    }
    Result<SQLite::Database> connected = connect(path.string(), path, SQLite::OPEN_READWRITE);
    if (!connected) {
        return fail(connected.error());
    }
    // SQLite reads a file that is cut, and goes on where a part of the schema cannot be read, in this mode alone.
    for (const auto& [option, value] :
         {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 0}, {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1}}) {
        if (sqlite3_db_config(connected->getHandle(), option, value, nullptr) != SQLITE_OK) {
            return fail(ErrorCode::Internal, "SQLite does not let a damaged file be read", at(path));
        }
    }
    if (Result<FileHead> head = readHead(*connected, path); !head) {
        return fail(head.error().code == ErrorCode::WorkspaceLocked ? head.error().code : ErrorCode::NotAWorkspace,
                    head.error().code == ErrorCode::WorkspaceLocked
                        ? head.error().message
                        : "nothing can be read of it, not even its head; restore a copy of the file",
                    at(path));
    }
    return Database(std::make_unique<Connection>(Connection{std::move(*connected), path, true}));
}

Result<Database> Database::inMemory()
{
    Result<SQLite::Database> connected = connect(":memory:", {}, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    if (!connected) {
        return fail(connected.error());
    }
    Database database(std::make_unique<Connection>(Connection{std::move(*connected), {}, false}));
    if (Result<void> set = database.execute("PRAGMA foreign_keys = ON"); !set) {
        return fail(set.error());
    }
    return database;
}

} // namespace postweave::sqlite
