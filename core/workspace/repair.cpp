// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/repair.h"

#include "core/base/file.h"
#include "core/event/chunk_salvage.h"
#include "core/profile/profile_salvage.h"
#include "core/sqlite/salvage.h"
#include "core/sqlite/writer_lock.h"
#include "core/workspace/loading.h"
#include "core/workspace/workspace.h"
#include "core/workspace/workspace_tables.h"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace postweave::workspace {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannotWrite(const fs::path& path, const std::error_code& failure)
{
    return fail(ErrorCode::WriteFailed, fmt::format("cannot be written: {}", failure.message()),
                {path.string(), 0, 0, ""});
}

fs::path folderOf(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

std::error_code syncContent(const fs::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    const std::error_code failure = done ? std::error_code() : std::error_code(errno, std::generic_category());
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    return failure;
}

/// Whole, and on the disk, before it takes its name.
Result<void> copyFile(const fs::path& from, const fs::path& to)
{
    const fs::path part = to.string() + ".part";
    std::error_code failure;
    fs::copy_file(from, part, fs::copy_options::overwrite_existing, failure);
    if (!failure) {
        failure = syncContent(part);
    }
    if (!failure) {
        fs::rename(part, to, failure);
    }
    if (failure) {
        std::error_code ignored;
        fs::remove(part, ignored);
        return cannotWrite(to, failure);
    }
    return {};
}

/// The copy's log comes first: a copy without it would lack what it holds.
Result<fs::path> keepCopy(const fs::path& path)
{
    fs::path copy;
    std::error_code ignored;
    for (int number = 1; copy.empty() || fs::exists(copy, ignored); ++number) {
        copy = fmt::format("{}.damaged-{}", path.string(), number);
    }
    if (sqlite::hasLog(path)) {
        if (Result<void> log = copyFile(path.string() + "-wal", copy.string() + "-wal"); !log) {
            return fail(log.error());
        }
    }
    Result<void> copied = copyFile(path, copy);
    copied = copied ? syncFolder(folderOf(path)) : copied;
    return copied ? Result<fs::path>(copy) : fail(copied.error());
}

/// Takes the log over into the damaged file, so that none is left that SQLite could take for the new file's.
Result<void> emptyLog(const fs::path& path)
{
    {
        Result<sqlite::Database> database = sqlite::Database::openDamaged(path);
        if (!database) {
            return fail(database.error());
        }
        static_cast<void>(database->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    if (sqlite::hasLog(path)) {
        return fail(ErrorCode::WorkspaceLocked, "it is open elsewhere; close it there and repair it again",
                    {path.string(), 0, 0, ""});
    }
    return {};
}

std::string sentenceOf(const sqlite::LostRows& lost)
{
    if (lost.isUnknown) {
        return fmt::format("rows of the table {} could not be read; how many cannot be told", lost.table);
    }
    if (lost.unreadable > 0) {
        return fmt::format("up to {} rows of the table {} could not be read", lost.unreadable, lost.table);
    }
    return fmt::format("{} rows of the table {} contradict the rest and were left out", lost.refused, lost.table);
}

class Rebuild {
public:
    Rebuild(sqlite::Database& from, sqlite::Database& to, RepairReport& report, const CancelToken& cancel)
        : m_from(from), m_to(to), m_report(report), m_cancel(cancel)
    {
    }

    Result<void> run()
    {
        if (Result<void> made = workspaceMigrations().apply(m_to); !made) {
            return made;
        }
        Result<void> done = copyOne("attribute");
        done = done ? profile::makeAttributeColumns(m_to) : done;
        done = done ? adoptColumns() : done;
        done = done ? copyOthers() : done;
        done = done ? copyHistory() : done;
        done = done ? copyChunks() : done;
        return done ? settle() : done;
    }

private:
    static bool isSpecial(std::string_view table)
    {
        for (const std::string_view special :
             {"attribute", "identity_run", "attribute_history", "event_chunk", "event_chunk_source"}) {
            if (table == special) {
                return true;
            }
        }
        return false;
    }

    Result<void> copy(const sqlite::TableWalk& walk)
    {
        if (m_cancel.isCancelled()) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        const Result<sqlite::LostRows> lost = sqlite::copyReadable(m_from, m_to, walk);
        if (!lost) {
            return fail(lost.error());
        }
        if (!lost->empty()) {
            m_report.others.push_back(sentenceOf(*lost));
        }
        return {};
    }

    template <typename Wanted>
    Result<void> copyThose(const Wanted& wanted)
    {
        const Result<std::vector<sqlite::TableWalk>> walks = sqlite::commonTables(m_from, m_to);
        if (!walks) {
            return fail(walks.error());
        }
        for (const sqlite::TableWalk& walk : *walks) {
            if (wanted(walk.table)) {
                if (Result<void> copied = copy(walk); !copied) {
                    return copied;
                }
            }
        }
        return {};
    }

    Result<void> adoptColumns()
    {
        const auto columns = profile::orphanColumns(m_from, m_to);
        if (!columns) {
            return fail(columns.error());
        }
        for (const profile::OrphanColumn& column : *columns) {
            m_report.others.push_back(
                fmt::format("the type, label and history of the attribute {}; its values are kept", column.name));
        }
        return profile::adoptColumns(m_from, m_to, *columns);
    }

    Result<void> copyOne(std::string_view table)
    {
        return copyThose([&](const std::string& name) { return name == table; });
    }

    Result<void> copyOthers()
    {
        return copyThose([](const std::string& name) { return !isSpecial(name); });
    }

    /// Attribute by attribute, so that a gap in one is closed in by its profiles.
    Result<void> copyHistory()
    {
        Result<sqlite::Statement> select = m_to.prepare("SELECT id FROM attribute");
        if (!select) {
            return fail(select.error());
        }
        for (;;) {
            const Result<bool> row = select->step();
            if (!row || !*row) {
                return row ? Result<void>() : fail(row.error());
            }
            const Result<void> copied = copy({"attribute_history",
                                              {"attribute", "profile", "at", "value"},
                                              "profile",
                                              false,
                                              fmt::format("attribute = {}", select->integer(0))});
            if (!copied) {
                return copied;
            }
        }
    }

    Result<void> copyChunks()
    {
        const Result<event::ChunkSalvage> chunks = event::salvageChunks(m_from, m_to);
        if (!chunks) {
            return fail(chunks.error());
        }
        m_report.events = lostEvents(m_to, chunks->lost);
        if (!chunks->untold.empty()) {
            m_report.others.push_back(sentenceOf(chunks->untold));
        }
        return {};
    }

    Result<void> settle()
    {
        const Result<profile::LeftOut> left = profile::settleSalvaged(m_to);
        if (!left) {
            return fail(left.error());
        }
        if (left->repeatedKeys > 0) {
            m_report.others.push_back(fmt::format("{} profiles had the key of another", left->repeatedKeys));
        }
        if (left->historyValues > 0) {
            m_report.others.push_back(fmt::format("{} history values belonged to lost profiles", left->historyValues));
        }
        const Result<std::int64_t> textless =
            m_to.queryInteger("SELECT count(*) FROM definition WHERE NOT EXISTS (SELECT 1 FROM definition_version "
                              "WHERE definition = definition.id)");
        if (!textless) {
            return fail(textless.error());
        }
        if (*textless > 0) {
            m_report.others.push_back(fmt::format("the texts of {} saved definitions", *textless));
        }
        // An older version of a text stands in for a latest one that is gone.
        return m_to.execute(
            "DELETE FROM definition WHERE NOT EXISTS (SELECT 1 FROM definition_version WHERE definition = "
            "definition.id);"
            "UPDATE definition SET version = (SELECT max(version) FROM definition_version WHERE definition = "
            "definition.id);"
            "INSERT OR IGNORE INTO setting(key, value) VALUES('time_zone', 'UTC');"
            "INSERT OR IGNORE INTO setting(key, value) VALUES('created_at', '0')");
    }

    sqlite::Database& m_from;
    sqlite::Database& m_to;
    RepairReport& m_report;
    const CancelToken& m_cancel;
};

/// True where nothing is to be mended.
Result<bool> isSound(const fs::path& path, const CancelToken& cancel)
{
    Result<Workspace> opened = Workspace::open(path, Mode::ReadOnly);
    if (!opened) {
        return opened.error().code == ErrorCode::WorkspaceDamaged ? Result<bool>(false) : fail(opened.error());
    }
    const auto findings = opened->verify(cancel);
    if (!findings) {
        return fail(findings.error());
    }
    return findings->empty();
}

void removeWithLog(const fs::path& path)
{
    for (const char* suffix : {"", "-wal", "-shm", "-lock"}) {
        std::error_code ignored;
        fs::remove(path.string() + suffix, ignored);
    }
}

Result<void> rebuild(const fs::path& path, const fs::path& made, RepairReport& report, const CancelToken& cancel)
{
    Result<sqlite::Database> damaged = sqlite::Database::openDamaged(path);
    if (!damaged) {
        return fail(damaged.error());
    }
    Result<void> done = sqlite::createFile(
        made, [&](sqlite::Database& fresh) { return Rebuild(*damaged, fresh, report, cancel).run(); });
    damaged->leaveUntouched();
    return done;
}

Result<void> replace(const fs::path& path, const fs::path& made)
{
    std::error_code failure;
    for (const char* suffix : {"-wal", "-shm"}) {
        fs::remove(path.string() + suffix, failure);
    }
    removeAudienceImage(path); // it may tell of more than was saved
    fs::rename(made, path, failure);
    return failure ? cannotWrite(path, failure) : syncFolder(folderOf(path));
}

} // namespace

std::vector<LostEvents> lostEvents(sqlite::Database& database, const std::vector<event::ChunkDamage>& damaged)
{
    std::vector<LostEvents> lost;
    for (const event::ChunkDamage& damage : damaged) {
        LostEvents each{damage.type, damage.rows, damage.first, damage.last, {}, damage.reason};
        for (const event::ChunkSource& source : damage.sources) {
            LostSource from{
                database.queryText(fmt::format("SELECT name FROM source WHERE id = {}", source.source.value))
                    .value_or(""),
                source.rows,
                {}};
            Result<sqlite::Statement> select = database.prepare(
                "SELECT file FROM import WHERE source = ? AND kind = 'events' GROUP BY file ORDER BY max(id) DESC");
            if (select) {
                select->bind(1, source.source.value);
                for (Result<bool> row = select->step(); row && *row; row = select->step()) {
                    from.files.push_back(select->string(0));
                }
            }
            each.sources.push_back(std::move(from));
        }
        lost.push_back(std::move(each));
    }
    return lost;
}

Result<RepairReport> repairWorkspace(const fs::path& path, const CancelToken& cancel)
{
    const Result<bool> sound = isSound(path, cancel);
    if (!sound) {
        return fail(sound.error());
    }
    RepairReport report;
    if (*sound) {
        report.wasSound = true;
        return report;
    }
    const Result<sqlite::WriterLock> lock = sqlite::WriterLock::acquire(path);
    if (!lock) {
        return fail(lock.error());
    }
    const Result<fs::path> copy = keepCopy(path);
    if (!copy) {
        return fail(copy.error());
    }
    report.copy = *copy;
    const fs::path made = path.string() + ".repaired";
    removeWithLog(made); // of a repair that was interrupted
    Result<void> done = emptyLog(path);
    done = done ? rebuild(path, made, report, cancel) : done;
    if (done) {
        const Result<bool> whole = isSound(made, cancel);
        done = !whole   ? fail(whole.error())
               : *whole ? replace(path, made)
                        : Result<void>(fail(ErrorCode::WorkspaceDamaged,
                                            "what can be read of it contradicts itself; restore a copy of the file",
                                            {path.string(), 0, 0, ""}));
    }
    removeWithLog(made);
    return done ? Result<RepairReport>(std::move(report)) : fail(done.error());
}

} // namespace postweave::workspace
