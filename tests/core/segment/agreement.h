// SPDX-License-Identifier: GPL-3.0-or-later
// What the evaluator and a judge find for one segment.
#pragma once

#include "audience_from_json.h"
#include "sql_judge.h"

#include "core/segment/filter_tree.h"
#include "core/segment/sql.h"

#include <optional>
#include <string>
#include <vector>

namespace postweave::segment::testing {

/// An error's line in place of keys where there was one.
[[nodiscard]] std::vector<std::string> evaluatedKeys(const Scene& scene, const FilterTree& tree);

struct Agreement {
    std::vector<std::string> evaluator;
    std::vector<std::string> judge; ///< the database's complaint where it has one
    SqlStatement sql;
    [[nodiscard]] bool stands() const { return evaluator == judge; }
};

/// Nothing if the segment has no SQL. `bound`: literals as parameters.
[[nodiscard]] std::optional<Agreement> compare(const Scene& scene, const Catalog& catalog, const FilterTree& tree,
                                               const SqlJudge& judge, SqlDialect dialect, bool bound);

} // namespace postweave::segment::testing
