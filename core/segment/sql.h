// SPDX-License-Identifier: GPL-3.0-or-later
// SQL compilers: the same segment as one SELECT over plain row tables, for SQLite (3.38 or later) and PostgreSQL 15.
// The tables, and what both are taken to mean, stand in docs/segment-sql.md.
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
#include <variant>
#include <vector>

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

using SqlValue = std::variant<std::int64_t, double, std::string>;

struct SqlStatement {
    std::string text;                 ///< with `?1`, `?2`… or `$1::bigint`, `$2::text`…
    std::vector<SqlValue> parameters; ///< by number, from 1
};

/// One SELECT that returns the members' keys, sorted by bytes, with a line feed at the end. Literals are quoted, `now`
/// is one of them. The tree is expected to be valid where a catalog is given. InvalidInput, with the path, for what has
/// no SQL form: `held`; a referenced segment or score that the definitions lack; in SQLite also property and field
/// names with quotes or backslashes.
[[nodiscard]] Result<std::string> toSql(const FilterTree& tree, SqlDialect dialect, const SqlContext& context);
/// The same with literals as parameters. Long lists of values are one parameter, a JSON array.
[[nodiscard]] Result<SqlStatement> toBoundSql(const FilterTree& tree, SqlDialect dialect, const SqlContext& context);

} // namespace postweave::segment
