// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/statement_cache.h"

#include <algorithm>
#include <functional>

#include <sqlite3.h>

namespace postweave::sqlite {

namespace {

constexpr std::size_t kMostStatements = 128;
constexpr std::size_t kMostBytes = 1024; // of SQL; longer ones are rarely the same again

} // namespace

sqlite3_stmt* StatementCache::take(std::string_view sql)
{
    const std::size_t hash = std::hash<std::string_view>{}(sql);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) {
        return entry.hash == hash && sql == sqlite3_sql(entry.statement);
    });
    if (found == m_entries.end()) {
        return nullptr;
    }
    sqlite3_stmt* statement = found->statement;
    m_entries.erase(found);
    return statement;
}

void StatementCache::put(sqlite3_stmt* statement)
{
    const std::string_view sql = sqlite3_sql(statement);
    if (sql.size() > kMostBytes) {
        sqlite3_finalize(statement);
        return;
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement); // which may refer to memory that goes
    if (m_entries.size() == kMostStatements) {
        sqlite3_finalize(m_entries.front().statement);
        m_entries.erase(m_entries.begin());
    }
    m_entries.push_back({std::hash<std::string_view>{}(sql), statement});
}

void StatementCache::clear()
{
    for (const Entry& entry : m_entries) {
        sqlite3_finalize(entry.statement);
    }
    m_entries.clear();
}

} // namespace postweave::sqlite
