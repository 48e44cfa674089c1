// SPDX-License-Identifier: GPL-3.0-or-later
// Salvage: every row that can still be read of a damaged database.
//
// A damaged page hides the rows on it and ends a walk over its table. What lies behind it is reached from the other end
// and by halving what is left in between, down to single keys.
#pragma once

#include "core/sqlite/database.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace postweave::sqlite {

/// What of a table could not be read.
struct LostRows {
    std::string table;
    std::uint64_t refused = 0;    ///< rows that contradict the rest: a value of a wrong type, a missing parent
    std::uint64_t unreadable = 0; ///< keys that could not be read; some of them may never have been given
    bool isUnknown = false;       ///< more than can be told
    [[nodiscard]] bool empty() const { return refused == 0 && unreadable == 0 && !isUnknown; }
};

/// How a table is walked.
struct TableWalk {
    std::string table;
    std::vector<std::string> columns; ///< to be read, in this order
    std::string key;                  ///< an integer column to go by; empty: none, only from the start
    bool isUnique = true;             ///< each key once
    std::string where = {};           ///< a condition besides; may be empty
};

/// The tables both databases have, in the order in which they were made in `to`, with the columns both have.
[[nodiscard]] Result<std::vector<TableWalk>> commonTables(Database& from, Database& to);

/// Calls `visit` for each row that can be read, in no particular order, some of them twice where keys are not unique.
/// Its error ends the walk. Adds to `lost` what could not be read.
[[nodiscard]] Result<void> visitReadable(Database& from, const TableWalk& walk,
                                         const std::function<Result<void>(const Statement&)>& visit, LostRows& lost);

/// Copies a table's readable rows; those that stand there already are left alone.
[[nodiscard]] Result<LostRows> copyReadable(Database& from, Database& to, const TableWalk& walk);

} // namespace postweave::sqlite
