// SPDX-License-Identifier: GPL-3.0-or-later
// SQL compilers: the same segment as one SELECT over plain row tables, for SQLite (3.38 or later) and PostgreSQL 15.
//
// The tables, for SQLite and PostgreSQL:
//   profile(key TEXT, and a column an attribute, named as it: boolean INTEGER 0/1 | boolean; integer INTEGER | bigint;
//     number REAL | double precision; date TEXT YYYY-MM-DD | date; datetime INTEGER, microseconds since
//     1970-01-01T00:00:00Z | timestamptz; text TEXT | text; list TEXT, a JSON array | text[]). Missing is NULL; an
//     empty list is missing.
//   event(profile_key TEXT, type TEXT, at INTEGER, microseconds | timestamptz, properties TEXT, a JSON object | jsonb).
//     In properties dates are text, datetimes microseconds | RFC 3339 text; a missing one is left out.
//   An index on event(profile_key, type, at) makes it bearable.
// SQLite needs functions of the application's own where a segment uses them: regexp(pattern, text) for `matches`,
// casefold(text) for `ignore_case`. PostgreSQL reads patterns in its own syntax, and folds case as upper(), then
// lower() under ICU's root collation do.
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"
#include "core/base/time_zone.h"
#include "core/segment/catalog.h"
#include "core/segment/filter_tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::segment {

enum class SqlDialect : std::uint8_t { Sqlite, PostgreSql };

/// `sqlite` or `postgresql`.
[[nodiscard]] std::optional<SqlDialect> sqlDialectByName(std::string_view name);

struct SqlContext {
    const Catalog* catalog = nullptr;         ///< types; without it they follow from operators and values
    const Definitions* definitions = nullptr; ///< for referenced segments and scores
    Instant now;
    TimeZone zone;
};

/// One SELECT that returns the members' keys, sorted by bytes, with a line feed at the end. Literals are quoted, `now`
/// is one of them. The tree is expected to be valid where a catalog is given. InvalidInput, with the path, for what has
/// no SQL form: `held`; a referenced segment or score that the definitions lack; in SQLite also months and years in a
/// sequence's steps, anniversaries of datetimes outside UTC, property names with quotes.
[[nodiscard]] Result<std::string> toSql(const FilterTree& tree, SqlDialect dialect, const SqlContext& context);

} // namespace postweave::segment
