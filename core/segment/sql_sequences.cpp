// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of sequences.
#include "core/segment/sql_compiler.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace postweave::segment::sql {

namespace {

std::string aliasOf(std::size_t step)
{
    return fmt::format("e{}", step);
}

} // namespace

std::string SqlCompiler::absenceCondition(const EventSequence& leaf, std::size_t step, std::size_t from,
                                          std::optional<std::size_t> to)
{
    const SequenceStep& absent = leaf.steps[step];
    const std::string start = aliasOf(from) + ".at";
    std::string bounds = fmt::format(" AND n.at > {}", start);
    std::string over;
    if (to) {
        bounds += fmt::format(" AND n.at < {}.at", aliasOf(*to));
    }
    if (absent.within) {
        const std::string term = later(start, *absent.within);
        bounds += fmt::format(" AND n.at <= {}", term);
        over = to ? "" : fmt::format(" AND {} <= {}", term, m_dialect.moment(m_context.now));
    }
    return fmt::format("NOT EXISTS (SELECT 1 FROM {}{}){}", eventsOf(absent.events, leaf.within, "n"), bounds, over);
}

std::string SqlCompiler::leafCondition(const EventSequence& leaf)
{
    std::vector<std::string> tables;
    std::vector<std::string> conditions;
    std::optional<std::size_t> before;
    std::vector<std::size_t> absent;
    for (std::size_t i = 0; i < leaf.steps.size(); ++i) {
        const SequenceStep& step = leaf.steps[i];
        if (!step.occurs) {
            absent.push_back(i);
            continue;
        }
        tables.push_back(fmt::format("event {}", aliasOf(i)));
        conditions.push_back(eventCondition(step.events, leaf.within, aliasOf(i)));
        if (before) {
            conditions.push_back(fmt::format("{}.at > {}.at", aliasOf(i), aliasOf(*before)));
            if (step.within) {
                const std::string term = later(aliasOf(*before) + ".at", *step.within);
                conditions.push_back(fmt::format("{}.at <= {}", aliasOf(i), term));
            }
            for (const std::size_t negative : absent) {
                conditions.push_back(absenceCondition(leaf, negative, *before, i));
            }
        }
        absent.clear();
        before = i;
    }
    for (const std::size_t negative : absent) {
        conditions.push_back(absenceCondition(leaf, negative, *before, std::nullopt));
    }
    return fmt::format("EXISTS (SELECT 1 FROM {} WHERE {})", fmt::join(tables, ", "), fmt::join(conditions, " AND "));
}

} // namespace postweave::segment::sql
