// SPDX-License-Identifier: GPL-3.0-or-later
// Counters kept in the workspace: numbers that only grow.
#pragma once

#include "core/sqlite/database.h"

namespace postweave::sqlite {

/// Grows with each committed write of profiles or events.
inline constexpr std::string_view kGeneration = "generation";

/// SQL of this module's tables, for version 1 of the workspace.
[[nodiscard]] std::string_view counterTables();

/// 0 for one never raised.
[[nodiscard]] Result<std::int64_t> readCounter(Database& database, std::string_view name);
/// Adds and returns the new value; in the caller's transaction.
[[nodiscard]] Result<std::int64_t> raiseCounter(Database& database, std::string_view name, std::int64_t by = 1);

} // namespace postweave::sqlite
