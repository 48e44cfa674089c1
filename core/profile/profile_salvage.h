// SPDX-License-Identifier: GPL-3.0-or-later
// Making the profile tables of a salvaged workspace whole again.
#pragma once

#include "core/sqlite/database.h"

#include <string>
#include <vector>

namespace postweave::profile {

/// Gives table `profile` a column for each row of table `attribute`, in a new database. Caller's transaction.
[[nodiscard]] Result<void> makeAttributeColumns(sqlite::Database& database);
/// A column of table `profile` that no attribute is known for any more.
struct OrphanColumn {
    std::string name;
    std::string declaredType; ///< INTEGER, REAL or TEXT
};
/// The columns that a damaged workspace's profiles have beyond the attributes of the new one.
[[nodiscard]] Result<std::vector<OrphanColumn>> orphanColumns(sqlite::Database& damaged, sqlite::Database& database);
/// Makes attributes of them, named as the columns, so that their values are not lost: what was a boolean, a date or a
/// datetime shows as the integer it was stored as, a list as its text. Their ids are none that history refers to.
/// Caller's transaction.
[[nodiscard]] Result<void> adoptColumns(sqlite::Database& damaged, sqlite::Database& database,
                                        const std::vector<OrphanColumn>& columns);
/// What contradicted the rest.
struct LeftOut {
    std::uint64_t repeatedKeys = 0; ///< profiles with the key of one that came before
    std::uint64_t historyValues = 0;
};
/// Identities follow from the keys and addresses there are, the last id from the ids; profiles that repeat a key go,
/// and history of profiles and attributes that are gone. Caller's transaction.
[[nodiscard]] Result<LeftOut> settleSalvaged(sqlite::Database& database);

} // namespace postweave::profile
