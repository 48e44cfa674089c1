// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/sqlite_error.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

namespace postweave::sqlite {

namespace {

constexpr std::string_view kLocked =
    "another program is writing to the workspace; close it there, or wait and try again";
constexpr std::string_view kDamaged = "the workspace is damaged ({}); restore a copy of the file";
constexpr std::string_view kFull = "the disk is full; make room and try again, nothing of this step was kept";

ErrorCode codeForIo(int extendedCode)
{
    switch (extendedCode) {
    case SQLITE_IOERR_READ:
    case SQLITE_IOERR_ACCESS:
    case SQLITE_IOERR_AUTH:
        return ErrorCode::InvalidInput;
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_DATA:
        return ErrorCode::WorkspaceDamaged;
    default:
        return ErrorCode::WriteFailed;
    }
}

ErrorCode codeFor(int extendedCode)
{
    switch (extendedCode & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return ErrorCode::WorkspaceLocked;
    case SQLITE_CORRUPT:
        return ErrorCode::WorkspaceDamaged;
    case SQLITE_NOTADB:
        return ErrorCode::NotAWorkspace;
    case SQLITE_IOERR:
        return codeForIo(extendedCode);
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return ErrorCode::WriteFailed;
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
        return ErrorCode::LimitExceeded;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::Internal;
    }
}

std::string messageFor(ErrorCode code, int extendedCode, std::string_view sqliteMessage)
{
    switch (code) {
    case ErrorCode::WorkspaceLocked:
        return std::string(kLocked);
    case ErrorCode::WorkspaceDamaged:
        return fmt::format(kDamaged, sqliteMessage);
    case ErrorCode::NotAWorkspace:
        return "is no Postweave workspace (no SQLite database)";
    case ErrorCode::WriteFailed:
        return (extendedCode & 0xFF) == SQLITE_FULL ? std::string(kFull)
                                                    : fmt::format("cannot be written: {}", sqliteMessage);
    case ErrorCode::InvalidInput:
        return fmt::format("cannot be read: {}", sqliteMessage);
    case ErrorCode::Cancelled:
        return "cancelled";
    default:
        return fmt::format("SQLite: {}", sqliteMessage);
    }
}

} // namespace

Error sqliteError(int extendedCode, std::string_view sqliteMessage, const std::filesystem::path& path)
{
    const ErrorCode code = codeFor(extendedCode);
    return {code, messageFor(code, extendedCode, sqliteMessage), {path.string(), 0, 0, ""}};
}

Error sqliteError(sqlite3* connection, int code)
{
    const int extended = sqlite3_extended_errcode(connection);
    const bool current = (extended & 0xFF) == (code & 0xFF);
    const char* file = sqlite3_db_filename(connection, "main");
    return sqliteError(current ? extended : code, current ? sqlite3_errmsg(connection) : sqlite3_errstr(code),
                       file == nullptr ? "" : file);
}

} // namespace postweave::sqlite
