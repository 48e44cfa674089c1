// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/counter.h"

namespace postweave::sqlite {

std::string_view counterTables()
{
    return "CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;";
}

Result<std::int64_t> readCounter(Database& database, std::string_view name)
{
    Result<Statement> select = database.prepare("SELECT value FROM counter WHERE name = ?");
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

Result<std::int64_t> raiseCounter(Database& database, std::string_view name, std::int64_t by)
{
    Result<Statement> upsert = database.prepare("INSERT INTO counter(name, value) VALUES(?1, ?2) "
                                                "ON CONFLICT(name) DO UPDATE SET value = value + ?2 RETURNING value");
    if (!upsert) {
        return fail(upsert.error());
    }
    upsert->bind(1, name);
    upsert->bind(2, by);
    const Result<bool> row = upsert->step();
    if (!row) {
        return fail(row.error());
    }
    return upsert->integer(0);
}

} // namespace postweave::sqlite
