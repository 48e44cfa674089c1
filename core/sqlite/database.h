// SPDX-License-Identifier: GPL-3.0-or-later
// Database: one connection to an SQLite file.
#pragma once

#include "core/base/error.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace postweave::sqlite {

/// `PWVW`: marks a file as a Postweave workspace.
inline constexpr std::int32_t kApplicationId = 0x50575657;
/// How long a statement waits for a lock that another process holds.
inline constexpr int kBusyMilliseconds = 2000;

enum class OpenMode : std::uint8_t {
    ReadOnly,  ///< queries only; works beside a writer, on a read-only file and in a read-only folder
    ReadWrite, ///< WAL, synchronous=FULL: what was committed survives a power cut (see BulkLoad for another way)
};

/// Move-only; one thread at a time (several threads: a connection each). Foreign keys are enforced. Errors carry the
/// path in `where.file`: WorkspaceLocked (busy past kBusyMilliseconds), WorkspaceDamaged (SQLite found the file
/// corrupt), WriteFailed (disk full, read-only), LimitExceeded (too big), Cancelled (interrupt()), Internal (wrong
/// SQL).
class Database {
public:
    /// The file must exist and pass probeFile(); it is not modified where it is refused.
    [[nodiscard]] static Result<Database> open(const std::filesystem::path& path, OpenMode mode);
    /// A file that open() refuses, for reading what is left of it. NotAWorkspace where not even its head can be read.
    [[nodiscard]] static Result<Database> openDamaged(const std::filesystem::path& path);
    [[nodiscard]] static Result<Database> inMemory();

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// One or more statements without results.
    [[nodiscard]] Result<void> execute(const std::string& sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// First column of the first row; NotFound without a row.
    [[nodiscard]] Result<std::int64_t> queryInteger(std::string_view sql);
    [[nodiscard]] Result<std::string> queryText(std::string_view sql);

    /// Rows changed by the last INSERT, UPDATE or DELETE.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t lastInsertId() const;
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] const std::filesystem::path& path() const;

    /// Ends what runs on this connection with Cancelled; from any thread.
    void interrupt();
    /// From now on closing leaves the file's bytes alone: for one that is refused after it was opened.
    void leaveUntouched();

    /// Writes a whole, consistent copy to a file that must not exist; on failure none is left. WriteFailed.
    [[nodiscard]] Result<void> copyTo(const std::filesystem::path& target);
    /// What `PRAGMA integrity_check` and `foreign_key_check` find, a sentence each; empty: sound.
    [[nodiscard]] Result<std::vector<std::string>> checkIntegrity();

    /// For core/sqlite, core/profile, core/event and core/workspace only.
    [[nodiscard]] sqlite3* handle() const;

    struct Connection;

private:
    explicit Database(std::unique_ptr<Connection> connection);
    friend Result<void> createFile(const std::filesystem::path&, const std::function<Result<void>(Database&)>&);

    std::unique_ptr<Connection> m_connection;
};

struct FileHead {
    std::int64_t userVersion = 0;
    std::int64_t bytes = 0; ///< that the file says it has
};

/// Judges a file by its head without changing it or anything beside it. NotFound; NotAWorkspace (a folder, empty, text,
/// another application's database); WorkspaceDamaged (cut off, corrupt); InvalidInput (cannot be read).
[[nodiscard]] Result<FileHead> probeFile(const std::filesystem::path& path);

/// Whether a write-ahead log with content stands beside the file.
[[nodiscard]] bool hasLog(const std::filesystem::path& path);

/// Makes a new workspace file: `fill` runs on a fresh database in one transaction, then the file appears under `path`
/// at once, synced to disk; on failure nothing is left. AlreadyExists, WriteFailed, or what `fill` returns.
[[nodiscard]] Result<void> createFile(const std::filesystem::path& path,
                                      const std::function<Result<void>(Database&)>& fill);

} // namespace postweave::sqlite
