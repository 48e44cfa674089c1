// SPDX-License-Identifier: GPL-3.0-or-later
// How connections are opened and set up. Private to core/sqlite.
#pragma once

#include "core/sqlite/database.h"
#include "core/sqlite/statement_cache.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <memory>
#include <optional>

namespace postweave::sqlite {

struct Database::Connection {
    SQLite::Database database;
    std::filesystem::path path;
    bool readOnly = false;
    std::unique_ptr<StatementCache> statements = std::make_unique<StatementCache>(); // goes before the database
};

/// SQLiteCpp reports by exception; this is where they end. `extraFlags`: SQLite::OPEN_CREATE and the like.
[[nodiscard]] Result<SQLite::Database> connect(const std::string& nameOrUri, const std::filesystem::path& path,
                                               int flags);

/// The extended code where there is one.
[[nodiscard]] int codeOf(const SQLite::Exception& exception);

/// The file without its write-ahead log, untouched and without any lock.
[[nodiscard]] std::string immutableUri(const std::filesystem::path& path);

/// Statements of a file from elsewhere can do no harm: no triggers, views or extensions, no unsafe function.
[[nodiscard]] Result<void> secure(sqlite3* connection);

} // namespace postweave::sqlite
