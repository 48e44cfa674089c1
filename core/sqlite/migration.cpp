// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/migration.h"

#include "core/base/file.h"
#include "core/sqlite/transaction.h"

#include <fmt/format.h>

#include <system_error>

namespace postweave::sqlite {

namespace {

/// The copy is whole before it takes its name.
Result<std::filesystem::path> keepCopy(Database& database, std::int64_t version)
{
    const std::filesystem::path copy = fmt::format("{}.before-v{}", database.path().string(), version);
    const std::filesystem::path part = copy.string() + ".part";
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    if (Result<void> copied = database.copyTo(part); !copied) {
        return fail(copied.error());
    }
    std::error_code failure;
    std::filesystem::rename(part, copy, failure);
    if (failure) {
        std::filesystem::remove(part, ignored);
        return fail(ErrorCode::WriteFailed, fmt::format("cannot be written: {}", failure.message()),
                    {copy.string(), 0, 0, ""});
    }
    if (Result<void> synced = syncFolder(copy.has_parent_path() ? copy.parent_path() : "."); !synced) {
        return fail(synced.error());
    }
    return copy;
}

} // namespace

MigrationStep sqlStep(std::string sql)
{
    return [text = std::move(sql)](Database& database) { return database.execute(text); };
}

Result<void> MigrationList::checkVersion(std::int64_t version, const std::filesystem::path& path) const
{
    if (version > latest()) {
        return fail(ErrorCode::WorkspaceNewer,
                    fmt::format("was written by a newer version of Postweave (layout {}, this one knows {}); "
                                "open it there, or update this one",
                                version, latest()),
                    {path.string(), 0, 0, ""});
    }
    if (version < 1) {
        return fail(ErrorCode::NotAWorkspace, "is no Postweave workspace (it has no layout version)",
                    {path.string(), 0, 0, ""});
    }
    return {};
}

Result<std::optional<std::filesystem::path>> MigrationList::migrate(Database& database) const
{
    const Result<std::int64_t> version = database.queryInteger("PRAGMA user_version");
    if (!version) {
        return fail(version.error());
    }
    if (Result<void> known = checkVersion(*version, database.path()); !known) {
        return fail(known.error());
    }
    if (*version == latest()) {
        return std::nullopt;
    }
    Result<std::filesystem::path> copy = keepCopy(database, latest());
    if (!copy) {
        return fail(copy.error());
    }
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction) {
        return fail(transaction.error());
    }
    if (Result<void> done = runFrom(database, *version); !done) {
        return fail(done.error());
    }
    if (Result<void> committed = transaction->commit(); !committed) {
        return fail(committed.error());
    }
    return *copy;
}

Result<void> MigrationList::apply(Database& database) const
{
    return runFrom(database, 0);
}

Result<void> MigrationList::runFrom(Database& database, std::int64_t version) const
{
    for (std::size_t next = static_cast<std::size_t>(version); next < m_steps.size(); ++next) {
        if (Result<void> done = m_steps[next](database); !done) {
            return done;
        }
    }
    return database.execute(fmt::format("PRAGMA user_version = {}", latest()));
}

} // namespace postweave::sqlite
