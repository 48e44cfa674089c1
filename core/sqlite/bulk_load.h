// SPDX-License-Identifier: GPL-3.0-or-later
// BulkLoad: a writer's ways while it adds rows by the million, commit after commit.
#pragma once

#include "core/sqlite/database.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace postweave::sqlite {

/// The usual ways: commits wait for the disk; the log is taken over every 64 MB (a batch is some MB).
inline constexpr std::string_view kUsualWriting =
    "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192; PRAGMA cache_size = -131072;";

/// What a load does to pages that stood before it.
enum class LoadKind : std::uint8_t {
    Appends, ///< it hardly looks at them: few pages are kept in memory, and that is used again and again
    Changes, ///< it may change any
};

/// From its start to its end the log is taken over on a thread of its own, and the writer's commits do not wait for the
/// disk: what they wrote survives the process at once, and a power cut as soon as it was taken over, which the end
/// waits for. Nothing is torn either way. Where the log cannot be taken over (a reader looks at an old state, the disk
/// is full) it grows, and the writer's next commit sees to what is left. Of the writer's thread. A database in memory
/// is written as usual.
class BulkLoad {
public:
    /// The writer is in no transaction, and outlives this.
    BulkLoad(Database& writer, LoadKind kind);
    ~BulkLoad();
    BulkLoad(const BulkLoad&) = delete;
    BulkLoad& operator=(const BulkLoad&) = delete;

    /// The writer has committed something.
    void committed();

private:
    void takeLogOver();

    Database& m_writer;
    std::optional<Database> m_mover;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_pending = false;
    bool m_ended = false;
    std::thread m_thread;
};

} // namespace postweave::sqlite
