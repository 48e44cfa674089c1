// SPDX-License-Identifier: GPL-3.0-or-later
// SqlJudge: an audience as plain row tables in a database, asked with the SQL of the compiler.
#pragma once

#include "core/segment/sql.h"

#include <string>
#include <vector>

namespace postweave::segment::testing {

/// Every function throws std::runtime_error with the database's words on a mistake.
class SqlJudge {
public:
    SqlJudge() = default;
    virtual ~SqlJudge() = default;
    SqlJudge(const SqlJudge&) = delete;
    SqlJudge& operator=(const SqlJudge&) = delete;

    [[nodiscard]] virtual std::vector<std::string> keys(const SqlStatement& statement) const = 0;
    /// Without parameters.
    [[nodiscard]] std::vector<std::string> keys(const std::string& sql) const { return keys(SqlStatement{sql, {}}); }
};

} // namespace postweave::segment::testing
