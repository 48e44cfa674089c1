// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export_ledger.h"

#include <fmt/format.h>

namespace postweave::workspace {

Result<std::int64_t> ExportLedger::begin(const ExportRun& run)
{
    Result<sqlite::Statement> insert = m_database->prepare(
        "INSERT INTO export_run(campaign, directory, format, now, started_at) VALUES(?, ?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, std::string_view(run.campaign));
    insert->bind(2, std::string_view(run.directory));
    insert->bind(3, std::string_view(run.format));
    insert->bind(4, run.now.microseconds);
    insert->bind(5, run.startedAt.microseconds);
    if (Result<void> done = insert->run(); !done) {
        return fail(done.error());
    }
    return m_database->lastInsertId();
}

Result<void> ExportLedger::finish(std::int64_t id, Instant at, std::uint64_t audience, std::uint64_t exported,
                                  std::uint64_t leftOut)
{
    Result<sqlite::Statement> update = m_database->prepare(
        "UPDATE export_run SET finished_at = ?, audience = ?, exported = ?, left_out = ? WHERE id = ?");
    if (!update) {
        return fail(update.error());
    }
    update->bind(1, at.microseconds);
    update->bind(2, static_cast<std::int64_t>(audience));
    update->bind(3, static_cast<std::int64_t>(exported));
    update->bind(4, static_cast<std::int64_t>(leftOut));
    update->bind(5, id);
    if (Result<void> done = update->run(); !done) {
        return done;
    }
    return m_database->changes() == 0 ? fail(ErrorCode::NotFound, fmt::format("there is no export run {}", id))
                                      : Result<void>();
}

namespace {

ExportRun readRun(const sqlite::Statement& row)
{
    ExportRun run{
        row.integer(0), row.string(1), row.string(2), row.string(3), {row.integer(4)}, {row.integer(5)}, {}, 0, 0, 0};
    if (!row.isNull(6)) {
        run.finishedAt = Instant{row.integer(6)};
    }
    run.audience = static_cast<std::uint64_t>(row.integer(7));
    run.exported = static_cast<std::uint64_t>(row.integer(8));
    run.leftOut = static_cast<std::uint64_t>(row.integer(9));
    return run;
}

} // namespace

Result<std::vector<ExportRun>> ExportLedger::runs(std::size_t limit, std::size_t offset)
{
    Result<sqlite::Statement> select = m_database->prepare(
        "SELECT id, campaign, directory, format, now, started_at, finished_at, audience, exported, left_out "
        "FROM export_run ORDER BY id DESC LIMIT ? OFFSET ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, static_cast<std::int64_t>(limit));
    select->bind(2, static_cast<std::int64_t>(offset));
    std::vector<ExportRun> runs;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return runs;
        }
        runs.push_back(readRun(*select));
    }
}

} // namespace postweave::workspace
