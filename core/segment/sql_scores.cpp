// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of scores.
#include "core/segment/sql_compiler.h"

#include <fmt/format.h>

namespace postweave::segment::sql {

std::string SqlCompiler::eventTerm(const EventTerm& term)
{
    std::string weighed = m_dialect.asReal(m_dialect.number(term.weight));
    if (!term.per.empty()) {
        weighed += fmt::format(" * coalesce({}, 0)", m_dialect.asReal(numericProperty("e", term.events, term.per)));
    }
    if (term.halfLife) {
        const std::string age = m_dialect.microsecondsBetween("e.at", m_dialect.moment(m_context.now));
        weighed += fmt::format(" * {}", m_dialect.half(fmt::format("{} / {}.0", age, term.halfLife->microseconds)));
    }
    return fmt::format("coalesce((SELECT sum({}) FROM {}), 0)", weighed, eventsOf(term.events, term.within, "e"));
}

std::string SqlCompiler::quintileTerm(const QuintileTerm& term, const std::string& table)
{
    std::string value = "count(*)";
    if (term.of == QuintileOf::Recency) {
        value = "max(e.at)";
    } else if (term.of == QuintileOf::Monetary) {
        value = fmt::format(
            "sum({})", fmt::format("coalesce({}, 0)", m_dialect.asReal(numericProperty("e", term.events, term.per))));
    }
    const std::string events = eventsOf(term.events, term.within, "e");
    m_tables.push_back(
        fmt::format("{0} AS (SELECT v.key, 1 + 5 * (rank() OVER (ORDER BY v.value) - 1) / (count(*) OVER "
                    "()) AS quintile FROM (SELECT p.key, (SELECT {1} FROM {2}) AS value FROM profile p "
                    "WHERE EXISTS (SELECT 1 FROM {2})) v)",
                    table, value, events));
    return fmt::format("{} * coalesce((SELECT q.quintile FROM {} q WHERE q.key = p.key), 0)",
                       m_dialect.asReal(m_dialect.number(term.weight)), table);
}

std::string SqlCompiler::scoreSum(const Score& score, const std::string& table)
{
    std::string sum = "0.0";
    int quintiles = 0;
    for (const ScoreTerm& term : score.terms) {
        if (const auto* attribute = std::get_if<AttributeTerm>(&term)) {
            sum += fmt::format(" + {} * coalesce({}, 0)", m_dialect.asReal(m_dialect.number(attribute->weight)),
                               m_dialect.asReal("p." + m_dialect.identifier(attribute->attribute)));
        } else if (const auto* quintile = std::get_if<QuintileTerm>(&term)) {
            sum += " + " + quintileTerm(*quintile, fmt::format("{}_quintile_{}", table, ++quintiles));
        } else {
            sum += " + " + eventTerm(std::get<EventTerm>(term));
        }
    }
    return m_dialect.asReal(sum);
}

std::string SqlCompiler::scoreTable(const std::string& name)
{
    if (const auto known = m_scores.find(name); known != m_scores.end()) {
        return known->second;
    }
    const Definitions none;
    const Score* score = findScore(m_context.definitions == nullptr ? none : *m_context.definitions, name);
    if (score == nullptr) {
        return refuse(fmt::format("the score '{}' is not known here; save it in the workspace", name));
    }
    const std::string table = fmt::format("score_{}", m_scores.size() + 1);
    const std::string sum = scoreSum(*score, table);
    m_scores[name] = table;
    m_tables.push_back(fmt::format("{0}_sum AS (SELECT p.key, {1} AS score FROM profile p)", table, sum));
    m_tables.push_back(fmt::format("{0} AS (SELECT key, score, {1} * (rank() OVER (ORDER BY score) - 1) / "
                                   "(SELECT count(*) FROM profile) AS percentile FROM {0}_sum)",
                                   table, m_dialect.asReal("100.0")));
    return table;
}

std::string SqlCompiler::leafCondition(const ScoreTest& leaf)
{
    const std::string table = scoreTable(leaf.score);
    std::string test;
    if (const auto* compared = std::get_if<ValueTest>(&leaf.test)) {
        test = decided(compared->op, numberTest(*compared, "s.score"));
    } else {
        const auto& band = std::get<PercentileBand>(leaf.test);
        test = fmt::format("s.percentile >= {}", m_dialect.number(band.from));
        test += band.to >= 100 ? "" : fmt::format(" AND s.percentile < {}", m_dialect.number(band.to));
    }
    return fmt::format("p.key IN (SELECT s.key FROM {} s WHERE {})", table, test);
}

} // namespace postweave::segment::sql
