// SPDX-License-Identifier: GPL-3.0-or-later
// StatementCache: statements of a connection that are done, by their SQL, to be run again without being parsed again.
// Private to core/sqlite.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace postweave::sqlite {

/// One thread at a time, as the connection. What was done with longest ago goes first.
class StatementCache {
public:
    StatementCache() = default;
    ~StatementCache() { clear(); }
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;

    /// A statement of that SQL, without bindings; nullptr where none is kept. The caller owns it.
    [[nodiscard]] sqlite3_stmt* take(std::string_view sql);
    /// Takes the statement over, whatever state it is in.
    void put(sqlite3_stmt* statement);
    /// Before the connection closes.
    void clear();

private:
    struct Entry {
        std::size_t hash = 0;
        sqlite3_stmt* statement = nullptr;
    };
    std::vector<Entry> m_entries;
};

} // namespace postweave::sqlite
