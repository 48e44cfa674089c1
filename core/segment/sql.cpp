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

std::string joined(const std::vector<std::string>& conditions, std::string_view joint, std::string_view ifEmpty)
{
    constexpr std::size_t kMostInARow = 50;
    if (conditions.size() <= kMostInARow) {
        return conditions.empty() ? std::string(ifEmpty) : fmt::format("({})", fmt::join(conditions, joint));
    }
    std::vector<std::string> groups;
    const std::size_t width = std::max(kMostInARow, (conditions.size() + kMostInARow - 1) / kMostInARow);
    for (std::size_t begin = 0; begin < conditions.size(); begin += width) {
        const std::size_t end = std::min(conditions.size(), begin + width);
        groups.push_back(joined({conditions.begin() + static_cast<std::ptrdiff_t>(begin),
                                 conditions.begin() + static_cast<std::ptrdiff_t>(end)},
                                joint, ifEmpty));
    }
    return joined(groups, joint, ifEmpty);
}

namespace {

/// How much a group takes of what a parser holds open, in brackets and words.
int weightOf(const Node& node)
{
    const auto* group = std::get_if<Group>(&node.body);
    if (group == nullptr) {
        return 0;
    }
    return group->kind == GroupKind::AtLeast                                ? 6
           : group->kind == GroupKind::All || group->kind == GroupKind::Any ? 2
                                                                            : 4;
}

} // namespace

std::string SqlCompiler::condition(const Node& node)
{
    // What nests deeper than parsers go gets a table of its own. SQLite's holds a hundred open brackets and words, and
    // tests of objects in properties take most of them.
    constexpr int kMostWeight = 12;
    const int weight = weightOf(node);
    if (weight == 0 || m_nesting + weight <= kMostWeight) {
        m_nesting += weight;
        std::string sql = std::visit([this](const auto& body) { return leafCondition(body); }, node.body);
        m_nesting -= weight;
        return sql;
    }
    const int outer = std::exchange(m_nesting, 0);
    const std::string body = condition(node);
    m_nesting = outer;
    const std::string table = fmt::format("node_{}", ++m_tableCount);
    m_tables.push_back(fmt::format("{} AS (SELECT p.key FROM profile p WHERE {})", table, body));
    return fmt::format("p.key IN (SELECT key FROM {})", table);
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
    switch (group.kind) {
    case GroupKind::All:
        return joined(conditions, " AND ", "TRUE");
    case GroupKind::Any:
        return joined(conditions, " OR ", "FALSE");
    case GroupKind::None:
    case GroupKind::Not:
        return fmt::format("(NOT {})", joined(conditions, " OR ", "FALSE"));
    case GroupKind::AtLeast:
        break;
    }
    for (std::string& one : conditions) {
        one = fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", one);
    }
    return fmt::format("({} >= {})", joined(conditions, " + ", "0"), group.atLeast);
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
    const int nesting = std::exchange(m_nesting, 0);
    const std::string body = condition(found->second.root());
    m_nesting = nesting;
    m_tree = outer;
    m_path = here;
    if (m_error && m_error->where.path.empty()) {
        m_error->where.path = m_tree == nullptr ? "" : m_tree->jsonPath(m_path);
    }
    const std::string table = fmt::format("segment_{}", ++m_tableCount);
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
    sql::SqlCompiler compiler(dialect, context);
    const auto marked = compiler.compile(tree);
    return marked ? Result<std::string>(compiler.literals().inlined(*marked)) : fail(marked.error());
}

Result<SqlStatement> toBoundSql(const FilterTree& tree, SqlDialect dialect, const SqlContext& context)
{
    sql::SqlCompiler compiler(dialect, context);
    const auto marked = compiler.compile(tree);
    return marked ? Result<SqlStatement>(compiler.literals().bound(*marked)) : fail(marked.error());
}

} // namespace postweave::segment
