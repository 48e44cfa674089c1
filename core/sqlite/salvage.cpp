// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/salvage.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace postweave::sqlite {

namespace {

/// Ids are given from 1 on; a key beyond it is not looked for in a gap.
constexpr std::int64_t kLargestKey = std::int64_t{1} << 40;
constexpr int kMaxProbes = 20'000;

std::string sqlName(std::string_view name)
{
    std::string text = "\"";
    for (const char c : name) {
        text.append(c == '"' ? 2 : 1, c);
    }
    return text + '"';
}

std::string sqlNames(const std::vector<std::string>& names)
{
    std::vector<std::string> parts;
    for (const std::string& name : names) {
        parts.push_back(sqlName(name));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

bool isDamage(const Error& error)
{
    return error.code == ErrorCode::WorkspaceDamaged || error.code == ErrorCode::NotAWorkspace;
}

struct ColumnShape {
    std::string name;
    bool isInteger = false;
    std::int64_t placeInKey = 0; ///< from 1; 0: not in the primary key
};

Result<std::vector<ColumnShape>> columnsOf(Database& database, const std::string& table)
{
    Result<Statement> select = database.prepare("SELECT name, type, pk FROM pragma_table_info(?)");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, std::string_view(table));
    std::vector<ColumnShape> columns;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return columns;
        }
        columns.push_back({select->string(0), select->text(1) == "INTEGER", select->integer(2)});
    }
}

Result<std::vector<std::string>> tablesOf(Database& database)
{
    Result<Statement> select = database.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
    if (!select) {
        return fail(select.error());
    }
    std::vector<std::string> names;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return names;
        }
        names.push_back(select->string(0));
    }
}

class Walker {
public:
    Walker(Database& from, const TableWalk& walk, const std::function<Result<void>(const Statement&)>& visit,
           LostRows& lost)
        : m_from(from), m_walk(walk), m_visit(visit), m_lost(lost)
    {
    }

    Result<void> run()
    {
        return m_walk.key.empty()
                   ? fromTheStart()
                   : between(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
    }

private:
    struct Stretch {
        bool isWhole = false;
        std::optional<std::int64_t> last; ///< the key read last
    };

    [[nodiscard]] std::string sqlFor(bool forward) const
    {
        const std::string key = m_walk.key.empty() ? "" : sqlName(m_walk.key);
        std::string condition = m_walk.where.empty() ? "1" : m_walk.where;
        std::string order;
        if (!key.empty()) {
            condition += fmt::format(" AND {0} >= ?1 AND {0} <= ?2", key);
            order = fmt::format(" ORDER BY {}{}", key, forward ? "" : " DESC");
        }
        return fmt::format("SELECT {}{} FROM {} WHERE {}{}", key.empty() ? "0" : key,
                           m_walk.columns.empty() ? "" : ", " + sqlNames(m_walk.columns), sqlName(m_walk.table),
                           condition, order);
    }

    Result<Stretch> read(bool forward, std::int64_t low, std::int64_t high)
    {
        ++m_probes;
        Stretch stretch;
        Result<Statement> select = m_from.prepare(sqlFor(forward));
        if (!select) {
            return isDamage(select.error()) ? Result<Stretch>(stretch) : fail(select.error());
        }
        if (!m_walk.key.empty()) {
            select->bind(1, low);
            select->bind(2, high);
        }
        for (;;) {
            const Result<bool> row = select->step();
            if (!row) {
                return isDamage(row.error()) ? Result<Stretch>(stretch) : fail(row.error());
            }
            if (!*row) {
                stretch.isWhole = true;
                return stretch;
            }
            if (Result<void> visited = m_visit(*select); !visited) {
                return fail(visited.error());
            }
            stretch.last = select->integer(0);
        }
    }

    Result<void> fromTheStart()
    {
        const Result<Stretch> stretch = read(true, 0, 0);
        if (!stretch) {
            return fail(stretch.error());
        }
        m_lost.isUnknown = m_lost.isUnknown || !stretch->isWhole;
        return {};
    }

    Result<void> between(std::int64_t low, std::int64_t high)
    {
        const Result<Stretch> first = read(true, low, high);
        if (!first || first->isWhole) {
            return first ? Result<void>() : fail(first.error());
        }
        const std::int64_t step = m_walk.isUnique ? 1 : 0;
        low = first->last ? *first->last + step : low;
        const Result<Stretch> second = read(false, low, high);
        if (!second || second->isWhole) {
            return second ? Result<void>() : fail(second.error());
        }
        high = second->last ? *second->last - step : high;
        // Only what ids can be is searched.
        low = std::max<std::int64_t>(low, 0);
        high = std::min(high, kLargestKey);
        if (low > high) {
            m_lost.isUnknown = m_lost.isUnknown || !m_walk.isUnique;
            return {};
        }
        if (low == high || m_probes > kMaxProbes) {
            note(low, high);
            return {};
        }
        const std::int64_t middle = low + (high - low) / 2;
        if (Result<void> done = between(low, middle); !done) {
            return done;
        }
        return between(middle + 1, high);
    }

    void note(std::int64_t low, std::int64_t high)
    {
        constexpr std::uint64_t kTelling = 1'000'000;
        const auto keys = static_cast<std::uint64_t>(high - low) + 1;
        const bool isUnknown = keys > kTelling || !m_walk.isUnique;
        m_lost.isUnknown = m_lost.isUnknown || isUnknown;
        m_lost.unreadable += isUnknown ? 0 : keys;
    }

    Database& m_from;
    const TableWalk& m_walk;
    const std::function<Result<void>(const Statement&)>& m_visit;
    LostRows& m_lost;
    int m_probes = 0;
};

} // namespace

Result<std::vector<TableWalk>> commonTables(Database& from, Database& to)
{
    const Result<std::vector<std::string>> names = tablesOf(to);
    if (!names) {
        return fail(names.error());
    }
    std::vector<TableWalk> walks;
    for (const std::string& name : *names) {
        const Result<std::vector<ColumnShape>> there = columnsOf(from, name);
        const Result<std::vector<ColumnShape>> here = columnsOf(to, name);
        if (!there || !here) {
            return fail(!there ? there.error() : here.error());
        }
        TableWalk walk{name, {}, {}, true, {}};
        const auto keys =
            std::count_if(here->begin(), here->end(), [](const auto& each) { return each.placeInKey > 0; });
        for (const ColumnShape& column : *here) {
            const bool isThere = std::any_of(there->begin(), there->end(),
                                             [&](const ColumnShape& each) { return each.name == column.name; });
            if (isThere) {
                walk.columns.push_back(column.name);
            }
            if (isThere && column.isInteger && column.placeInKey == 1) {
                walk.key = column.name;
                walk.isUnique = keys == 1;
            }
        }
        if (!walk.columns.empty()) {
            walks.push_back(std::move(walk));
        }
    }
    return walks;
}

Result<void> visitReadable(Database& from, const TableWalk& walk,
                           const std::function<Result<void>(const Statement&)>& visit, LostRows& lost)
{
    lost.table = walk.table;
    return Walker(from, walk, visit, lost).run();
}

Result<LostRows> copyReadable(Database& from, Database& to, const TableWalk& walk)
{
    std::vector<std::string> holes(walk.columns.size(), "?");
    Result<Statement> insert = to.prepare(fmt::format("INSERT OR IGNORE INTO {}({}) VALUES({})", sqlName(walk.table),
                                                      sqlNames(walk.columns), fmt::join(holes, ", ")));
    if (!insert) {
        return fail(insert.error());
    }
    LostRows lost;
    const auto copy = [&](const Statement& row) -> Result<void> {
        for (int column = 0; column < static_cast<int>(walk.columns.size()); ++column) {
            insert->bindFrom(column + 1, row, column + 1);
        }
        const Result<void> done = insert->run();
        if (!done && done.error().code == ErrorCode::Internal) {
            ++lost.refused;
            return {};
        }
        return done;
    };
    const Result<void> visited = visitReadable(from, walk, copy, lost);
    return visited ? Result<LostRows>(lost) : fail(visited.error());
}

} // namespace postweave::sqlite
