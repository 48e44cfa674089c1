// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/attribute_table.h"
#include "core/profile/profile_reader.h"
#include "core/profile/profile_store.h"
#include "core/profile/sighting.h"
#include "core/profile/stored_value.h"
#include "core/profile/text_arena.h"

#include <fmt/format.h>

namespace postweave::profile {

namespace {

/// Fills a ProfileBlock row by row.
class BlockFiller {
public:
    explicit BlockFiller(const AttributeSchema& schema) : m_block{schema, {}, {}, {}}
    {
        m_block.columns.resize(schema.size());
        for (std::size_t index = 0; index < schema.size(); ++index) {
            m_block.columns[index].type = schema.attributes()[index].definition.type;
        }
        clear();
    }

    [[nodiscard]] const ProfileBlock& block() const { return m_block; }
    [[nodiscard]] std::size_t size() const { return m_block.ids.size(); }

    void clear()
    {
        m_arena.clear();
        m_block.ids.clear();
        m_block.keys.clear();
        for (BlockColumn& column : m_block.columns) {
            column.present.clear();
            column.integers.clear();
            column.numbers.clear();
            column.texts.clear();
            column.items.clear();
            column.itemEnds.clear();
        }
    }

    /// False where a stored list is none.
    [[nodiscard]] bool take(const sqlite::Statement& row)
    {
        m_block.ids.push_back({row.integer(0)});
        m_block.keys.push_back(m_arena.keep(row.text(1)));
        bool sound = true;
        for (std::size_t index = 0; index < m_block.columns.size(); ++index) {
            sound = takeValue(m_block.columns[index], row, static_cast<int>(index) + 2) && sound;
        }
        return sound;
    }

private:
    [[nodiscard]] bool takeValue(BlockColumn& column, const sqlite::Statement& row, int position)
    {
        const bool present = !row.isNull(position);
        column.present.push_back(present ? 1 : 0);
        switch (column.type) {
        case ValueType::Number:
            column.numbers.push_back(row.number(position));
            return true;
        case ValueType::Text:
            column.texts.push_back(present ? m_arena.keep(row.text(position)) : std::string_view());
            return true;
        case ValueType::List:
            return takeList(column, present ? m_arena.keep(row.text(position)) : std::string_view("[]"));
        default:
            column.integers.push_back(row.integer(position));
            return true;
        }
    }

    [[nodiscard]] bool takeList(BlockColumn& column, std::string_view json)
    {
        const std::size_t before = column.items.size();
        m_unescaped.clear();
        const bool sound = readList(json, column.items, m_unescaped);
        if (!m_unescaped.empty()) {
            column.items.resize(before);
            for (const std::string& item : m_unescaped) {
                column.items.push_back(m_arena.keep(item));
            }
        }
        column.itemEnds.push_back(static_cast<std::uint32_t>(column.items.size()));
        return sound;
    }

    ProfileBlock m_block;
    TextArena m_arena;
    std::deque<std::string> m_unescaped;
};

class BlockWalk {
public:
    BlockWalk(const AttributeSchema& schema, const std::function<Result<void>(const ProfileBlock&)>& visit,
              const CancelToken& cancel, const Progress& progress, std::uint64_t total)
        : m_filler(schema), m_visit(visit), m_cancel(cancel), m_progress(progress), m_report{0, total}
    {
    }

    /// `only`, if given: the profiles to hand over.
    Result<void> run(sqlite::Statement& select, const std::filesystem::path& path, const std::optional<IdRuns>& only)
    {
        for (;;) {
            const Result<bool> row = select.step();
            if (!row) {
                return fail(row.error());
            }
            if (!*row) {
                return handOver();
            }
            if (only && !only->contains(select.integer(0))) {
                continue;
            }
            if (!m_filler.take(select)) {
                return fail(
                    ErrorCode::WorkspaceDamaged,
                    fmt::format("the profile {} holds a damaged list; restore a copy of the file", select.text(1)),
                    {path.string(), 0, 0, ""});
            }
            if (m_filler.size() == kBlockRows) {
                if (Result<void> done = handOver(); !done) {
                    return done;
                }
            }
        }
    }

private:
    Result<void> handOver()
    {
        if (m_cancel.isCancelled()) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        Result<void> done;
        if (m_filler.size() > 0) {
            done = m_visit(m_filler.block());
        }
        m_report.done += m_filler.size();
        m_filler.clear();
        if (m_progress) {
            m_progress(m_report);
        }
        return done;
    }

    BlockFiller m_filler;
    const std::function<Result<void>(const ProfileBlock&)>& m_visit;
    const CancelToken& m_cancel;
    const Progress& m_progress;
    ProgressReport m_report;
};

/// Whether an attribute has change points of its own; without, values stand since their profile was first seen.
Result<bool> hasHistory(sqlite::Database& database, AttributeId attribute)
{
    return database
        .queryInteger(
            fmt::format("SELECT EXISTS (SELECT 1 FROM attribute_history WHERE attribute = {})", attribute.value))
        .map([](std::int64_t found) { return found != 0; });
}

/// The attributes' values at a moment, each after a comma.
Result<std::string> columnsAt(sqlite::Database& database, const AttributeSchema& schema, Instant at)
{
    std::string list;
    for (const Attribute& attribute : schema.attributes()) {
        const Result<bool> changed = hasHistory(database, attribute.id);
        if (!changed) {
            return fail(changed.error());
        }
        const std::string standing =
            fmt::format("iif(_since <= {}, {}, NULL)", at.microseconds, quotedName(attribute.column));
        const std::string rows =
            fmt::format("FROM attribute_history WHERE attribute = {} AND profile = _id", attribute.id.value);
        list += *changed ? fmt::format(", iif(EXISTS (SELECT 1 {0}), (SELECT value {0} AND at <= {1} ORDER BY at DESC "
                                       "LIMIT 1), {2})",
                                       rows, at.microseconds, standing)
                         : ", " + standing;
    }
    return list;
}

} // namespace

Result<void> ProfileStore::forEachBlock(const std::function<Result<void>(const ProfileBlock&)>& visit,
                                        const CancelToken& cancel, const Progress& progress, std::optional<Instant> at)
{
    const Result<AttributeSchema> known = loadSchema(*m_database);
    if (!known) {
        return fail(known.error());
    }
    std::optional<IdRuns> only;
    std::string columns = attributeColumns(*known);
    if (at) {
        Result<IdRuns> seen = profilesSeenBy(*m_database, *at);
        Result<std::string> then = columnsAt(*m_database, *known, *at);
        if (!seen || !then) {
            return fail(!seen ? seen.error() : then.error());
        }
        only = std::move(*seen);
        columns = std::move(*then);
    }
    const Result<std::uint64_t> total = progress ? count() : Result<std::uint64_t>(0);
    if (!total) {
        return fail(total.error());
    }
    Result<sqlite::Statement> select =
        m_database->prepare(fmt::format("SELECT _id, _key{} FROM profile ORDER BY _id", columns));
    if (!select) {
        return fail(select.error());
    }
    BlockWalk walk(*known, visit, cancel, progress, *total);
    return walk.run(*select, m_database->path(), only);
}

} // namespace postweave::profile
