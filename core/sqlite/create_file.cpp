// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/transaction.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <unistd.h>

namespace postweave::sqlite {

namespace {

// Wide rows and column chunks want pages larger than SQLite's usual 4 kB.
constexpr int kPageBytes = 8192;

std::filesystem::path folderOf(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

void removeQuietly(const std::filesystem::path& path)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        std::error_code ignored;
        std::filesystem::remove(path.string() + suffix, ignored);
    }
}

Result<void> checkPlace(const std::filesystem::path& path)
{
    const ErrorLocation where{path.string(), 0, 0, ""};
    std::error_code failure;
    if (path.empty() || !path.has_filename()) {
        return fail(ErrorCode::WriteFailed, "is no file name", where);
    }
    if (std::filesystem::exists(std::filesystem::symlink_status(path, failure))) {
        return fail(ErrorCode::AlreadyExists, "exists already; choose another name", where);
    }
    if (!std::filesystem::is_directory(folderOf(path), failure)) {
        return fail(ErrorCode::WriteFailed, "cannot be written: its folder does not exist; make the folder first",
                    where);
    }
    return {};
}

Result<void> fillFile(Database& database, const std::function<Result<void>(Database&)>& fill)
{
    Result<void> done = database.execute(fmt::format(
        "PRAGMA page_size = {}; PRAGMA foreign_keys = ON; PRAGMA application_id = {}", kPageBytes, kApplicationId));
    if (!done) {
        return done;
    }
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction) {
        return fail(transaction.error());
    }
    if (done = fill(database); !done) {
        return done;
    }
    if (done = transaction->commit(); !done) {
        return done;
    }
    return database.execute("PRAGMA journal_mode = WAL");
}

/// link() never replaces what stands there.
Result<void> publish(const std::filesystem::path& part, const std::filesystem::path& path)
{
    if (::link(part.c_str(), path.c_str()) == 0) {
        return syncFolder(folderOf(path));
    }
    const int reason = errno;
    if (reason == EEXIST) {
        return fail(ErrorCode::AlreadyExists, "exists already; choose another name", {path.string(), 0, 0, ""});
    }
    return fail(ErrorCode::WriteFailed, fmt::format("cannot be written: {}", std::strerror(reason)),
                {path.string(), 0, 0, ""});
}

} // namespace

Result<void> createFile(const std::filesystem::path& path, const std::function<Result<void>(Database&)>& fill)
{
    if (Result<void> free = checkPlace(path); !free) {
        return free;
    }
    const std::filesystem::path part = fmt::format("{}.new-{}", path.string(), ::getpid());
    removeQuietly(part);
    Result<void> made;
    {
        Result<SQLite::Database> connected = connect(part.string(), part, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        if (connected) {
            Database database(
                std::make_unique<Database::Connection>(Database::Connection{std::move(*connected), part, false}));
            made = fillFile(database, fill);
        } else {
            made = fail(connected.error());
        }
    }
    if (made) {
        // A log left by a deleted workspace of that name would be taken for this one's.
        for (const char* suffix : {"-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(path.string() + suffix, ignored);
        }
        made = publish(part, path);
    }
    removeQuietly(part);
    if (!made && made.error().where.file == part.string()) {
        Error error = made.error();
        error.where.file = path.string();
        return fail(std::move(error));
    }
    return made;
}

} // namespace postweave::sqlite
