// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql.h"

#include "core/segment/sql_compiler.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace postweave::segment {

namespace sql {

std::string SqlCompiler::refuse(std::string message)
{
    if (!m_error) {
        m_error = Error{
            ErrorCode::InvalidInput, std::move(message), {"", 0, 0, m_tree == nullptr ? "" : m_tree->jsonPath(m_path)}};
    }
    return "FALSE";
}

std::string SqlCompiler::condition(const Node& node)
{
    return std::visit([this](const auto& body) { return leafCondition(body); }, node.body);
}

std::string SqlCompiler::groupCondition(const Group& group)
{
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < group.children.size(); ++i) {
        if (!isIgnored(group.children[i])) {
            m_path.push_back(static_cast<std::uint32_t>(i));
            conditions.push_back(condition(group.children[i]));
            m_path.pop_back();
        }
    }
    const auto joined = [&](std::string_view joint, std::string_view ifEmpty) {
        return conditions.empty() ? std::string(ifEmpty) : fmt::format("({})", fmt::join(conditions, joint));
    };
    switch (group.kind) {
    case GroupKind::All:
        return joined(" AND ", "TRUE");
    case GroupKind::Any:
        return joined(" OR ", "FALSE");
    case GroupKind::None:
    case GroupKind::Not:
        return fmt::format("(NOT {})", joined(" OR ", "FALSE"));
    case GroupKind::AtLeast:
        break;
    }
    std::string sum = "0";
    for (const std::string& one : conditions) {
        sum += fmt::format(" + CASE WHEN {} THEN 1 ELSE 0 END", one);
    }
    return fmt::format("({} >= {})", sum, group.atLeast);
}

std::string SqlCompiler::leafCondition(const AttributeTest& leaf)
{
    if (leaf.held) {
        return refuse("'held' goes by the history of an attribute, which these tables do not have; leave it out");
    }
    const std::string column = "p." + identifier(leaf.attribute);
    Tested tested;
    tested.as = [&](ValueType type) {
        // Without a catalog PostgreSQL must accept the cast for whatever type the column has.
        if (m_context.catalog != nullptr || m_dialect.isSqlite()) {
            return column;
        }
        return type == ValueType::Date       ? fmt::format("({}::text)::date", column)
               : type == ValueType::DateTime ? fmt::format("({}::text)::timestamptz", column)
               : type == ValueType::Text     ? fmt::format("{}::text", column)
                                             : column;
    };
    tested.isSet = fmt::format("({} IS NOT NULL)", column);
    tested.runtimeType =
        m_dialect.isSqlite()
            ? fmt::format("CASE typeof({}) WHEN 'integer' THEN 'datetime' WHEN 'text' THEN 'date' END", column)
            : fmt::format("CASE pg_typeof({})::text WHEN 'date' THEN 'date' WHEN 'timestamp with time zone' THEN "
                          "'datetime' END",
                          column);
    const CatalogEntry* entry = m_context.catalog == nullptr ? nullptr : m_context.catalog->attribute(leaf.attribute);
    if (m_context.catalog != nullptr && entry == nullptr) {
        return refuse(fmt::format("there is no attribute '{}'", leaf.attribute));
    }
    return decided(leaf.test.op,
                   entry == nullptr ? untypedTest(leaf.test, tested) : positiveTest(leaf.test, tested, entry->type));
}

std::string SqlCompiler::scoreSum(const Score& score)
{
    std::string sum = "0.0";
    for (const ScoreTerm& term : score.terms) {
        if (const auto* attribute = std::get_if<AttributeTerm>(&term)) {
            sum += fmt::format(" + {} * coalesce({}, 0)", number(attribute->weight),
                               m_dialect.asReal("p." + identifier(attribute->attribute)));
            continue;
        }
        const auto& event = std::get<EventTerm>(term);
        std::string weighed = number(event.weight);
        if (!event.per.empty()) {
            weighed += fmt::format(" * coalesce({}, 0)", m_dialect.asReal(numericProperty("e", event.per)));
        }
        if (event.halfLife) {
            const std::string age = m_dialect.microsecondsBetween("e.at", m_dialect.moment(m_context.now));
            weighed +=
                fmt::format(" * {}", m_dialect.half(fmt::format("{} / {}.0", age, event.halfLife->microseconds)));
        }
        sum +=
            fmt::format(" + coalesce((SELECT sum({}) FROM {}), 0)", weighed, eventsOf(event.events, event.within, "e"));
    }
    return m_dialect.asReal(sum);
}

std::string SqlCompiler::scoreTable(const std::string& name)
{
    if (const auto known = m_scores.find(name); known != m_scores.end()) {
        return known->second;
    }
    const auto* scores = m_context.definitions == nullptr ? nullptr : &m_context.definitions->scores;
    const auto found = scores == nullptr ? decltype(scores->end())() : scores->find(name);
    if (scores == nullptr || found == scores->end()) {
        return refuse(fmt::format("the score '{}' is not known here; save it in the workspace", name));
    }
    const std::string sum = scoreSum(found->second);
    const std::string table = fmt::format("score_{}", m_scores.size() + 1);
    m_scores[name] = table;
    m_tables.push_back(fmt::format("{0}_sum AS (SELECT p.key, {1} AS score FROM profile p)", table, sum));
    m_tables.push_back(fmt::format("{0} AS (SELECT key, score, 100.0 * (rank() OVER (ORDER BY score) - 1) / "
                                   "(SELECT count(*) FROM profile) AS percentile FROM {0}_sum)",
                                   table));
    return table;
}

std::string SqlCompiler::leafCondition(const ScoreTest& leaf)
{
    const std::string table = scoreTable(leaf.score);
    std::string test;
    if (const auto* compared = std::get_if<ValueTest>(&leaf.test)) {
        test = decided(compared->op,
                       comparison(*compared, "s.score", [](const Literal& literal) { return number(literal); }));
    } else {
        const auto& band = std::get<PercentileBand>(leaf.test);
        test = fmt::format("s.percentile >= {}", number(band.from));
        test += band.to >= 100 ? "" : fmt::format(" AND s.percentile < {}", number(band.to));
    }
    return fmt::format("p.key IN (SELECT s.key FROM {} s WHERE {})", table, test);
}

std::string SqlCompiler::segmentTable(const std::string& name)
{
    if (const auto known = m_segments.find(name); known != m_segments.end()) {
        return known->second.empty() ? refuse(fmt::format("the segment '{}' refers to itself", name)) : known->second;
    }
    const auto* segments = m_context.definitions == nullptr ? nullptr : &m_context.definitions->segments;
    const auto found = segments == nullptr ? decltype(segments->end())() : segments->find(name);
    if (segments == nullptr || found == segments->end()) {
        return refuse(fmt::format("the segment '{}' is not known here; save it in the workspace", name));
    }
    m_segments[name] = "";
    const NodePath here = m_path; // errors inside are told where the reference stands
    const FilterTree* outer = std::exchange(m_tree, nullptr);
    const std::string body = condition(found->second.root());
    m_tree = outer;
    m_path = here;
    if (m_error && m_error->where.path.empty()) {
        m_error->where.path = m_tree == nullptr ? "" : m_tree->jsonPath(m_path);
    }
    const std::string table = fmt::format("segment_{}", ++m_segmentCount);
    m_segments[name] = table;
    m_tables.push_back(fmt::format("{} AS (SELECT p.key FROM profile p WHERE {})", table, body));
    return table;
}

std::string SqlCompiler::leafCondition(const SegmentReference& leaf)
{
    return fmt::format("p.key IN (SELECT key FROM {})", segmentTable(leaf.segment));
}

Result<std::string> SqlCompiler::compile(const FilterTree& tree)
{
    m_tree = &tree;
    const std::string where = condition(tree.root());
    if (m_error) {
        return fail(*m_error);
    }
    std::string sql;
    if (!m_tables.empty()) {
        sql = fmt::format("WITH {}\n", fmt::join(m_tables, ",\n"));
    }
    return sql +
           fmt::format("SELECT p.key FROM profile p\nWHERE {}\nORDER BY {};\n", where, m_dialect.byBytes("p.key"));
}

} // namespace sql

std::optional<SqlDialect> sqlDialectByName(std::string_view name)
{
    if (name == "sqlite") {
        return SqlDialect::Sqlite;
    }
    return name == "postgresql" ? std::optional(SqlDialect::PostgreSql) : std::nullopt;
}

Result<std::string> toSql(const FilterTree& tree, SqlDialect dialect, const SqlContext& context)
{
    return sql::SqlCompiler(dialect, context).compile(tree);
}

} // namespace postweave::segment
