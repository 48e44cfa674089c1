// SPDX-License-Identifier: GPL-3.0-or-later
// Literals of one SQL statement: kept apart while it is put together, then written into it or bound as parameters.
#pragma once

#include "core/base/calendar.h"
#include "core/segment/filter_tree.h"
#include "core/segment/sql.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postweave::segment::sql {

/// Each function gives a mark that stands for the literal in SQL text until render(). Equal literals share a mark.
class Literals {
public:
    explicit Literals(SqlDialect dialect) : m_sqlite(dialect == SqlDialect::Sqlite) {}

    [[nodiscard]] std::string text(std::string_view value);
    [[nodiscard]] std::string integer(std::int64_t value);
    [[nodiscard]] std::string number(double value);
    [[nodiscard]] std::string moment(Instant instant);
    [[nodiscard]] std::string day(Date date);
    /// `"name"`, quotes doubled; never bound.
    [[nodiscard]] std::string identifier(std::string_view name);

    /// Literals written where they stand.
    [[nodiscard]] std::string inlined(std::string_view sql) const;
    /// `?1`, `$1::bigint`… in place of them, and what they stand for.
    [[nodiscard]] SqlStatement bound(std::string_view sql) const;

private:
    enum class Kind : std::uint8_t { Text, Integer, Number, Moment, Day, Identifier };
    struct Entry {
        Kind kind;
        SqlValue value;
        bool operator<(const Entry& other) const { return std::pair(kind, value) < std::pair(other.kind, other.value); }
    };

    [[nodiscard]] std::string mark(Kind kind, SqlValue value);
    [[nodiscard]] std::string written(const Entry& entry) const;
    [[nodiscard]] std::string placeholder(const Entry& entry, std::size_t number) const;
    template <typename Replace>
    [[nodiscard]] std::string replaced(std::string_view sql, const Replace& replace) const;

    bool m_sqlite;
    std::vector<Entry> m_entries;
    std::map<Entry, std::size_t> m_places;
};

} // namespace postweave::segment::sql
