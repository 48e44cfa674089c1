// SPDX-License-Identifier: GPL-3.0-or-later
// SQL compilers: the same segment as one SELECT over plain row tables, for SQLite and PostgreSQL 15.
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

/// One SELECT that returns the members' keys, sorted by bytes. Literals are quoted, `now` is one of them. InvalidInput
/// (with path) for what has no SQL form.
[[nodiscard]] Result<std::string> toSql(const FilterTree& tree, SqlDialect dialect, const SqlContext& context);

} // namespace postweave::segment
