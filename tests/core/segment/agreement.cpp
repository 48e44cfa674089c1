// SPDX-License-Identifier: GPL-3.0-or-later
#include "agreement.h"

#include "core/segment/evaluator.h"

#include <exception>

namespace postweave::segment::testing {

std::vector<std::string> evaluatedKeys(const Scene& scene, const FilterTree& tree)
{
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const auto members = evaluator.members(tree);
    if (!members) {
        return {toLine(members.error())};
    }
    const auto keys = scene.audience->sortedKeys(*members);
    return {keys.begin(), keys.end()};
}

std::optional<Agreement> compare(const Scene& scene, const Catalog& catalog, const FilterTree& tree,
                                 const SqlJudge& judge, SqlDialect dialect, bool bound)
{
    const SqlContext context{&catalog, scene.definitions.get(), scene.now, scene.zone};
    Agreement agreement;
    if (bound) {
        const auto sql = toBoundSql(tree, dialect, context);
        if (!sql) {
            return std::nullopt;
        }
        agreement.sql = *sql;
    } else {
        const auto sql = toSql(tree, dialect, context);
        if (!sql) {
            return std::nullopt;
        }
        agreement.sql.text = *sql;
    }
    agreement.evaluator = evaluatedKeys(scene, tree);
    try {
        agreement.judge = judge.keys(agreement.sql);
    } catch (const std::exception& error) {
        agreement.judge = {error.what()};
    }
    return agreement;
}

} // namespace postweave::segment::testing
