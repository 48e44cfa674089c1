// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/bulk_load.h"

#include <string>

#include <sqlite3.h>

namespace postweave::sqlite {

namespace {

/// The writer takes the log over itself where the other thread falls behind by 256 MB.
constexpr std::string_view kBulkWriting = "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 32768;";
/// A batch and what is above it.
constexpr std::string_view kFewPages = "PRAGMA cache_size = -16384;";

} // namespace

BulkLoad::BulkLoad(Database& writer, LoadKind kind) : m_writer(writer)
{
    if (writer.path().empty()) {
        return;
    }
    Result<Database> mover = Database::open(writer.path(), OpenMode::ReadWrite);
    const std::string ways = std::string(kBulkWriting) + std::string(kind == LoadKind::Appends ? kFewPages : "");
    if (!mover) {
        return; // as usual, then
    }
    if (!writer.execute(ways)) {
        static_cast<void>(writer.execute(std::string(kUsualWriting)));
        return;
    }
    m_mover = *std::move(mover);
    m_thread = std::thread([this] { takeLogOver(); });
}

BulkLoad::~BulkLoad()
{
    if (!m_mover) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_one();
    m_thread.join();
    static_cast<void>(m_writer.execute(std::string(kUsualWriting)));
}

void BulkLoad::committed()
{
    {
        const std::lock_guard lock(m_mutex);
        m_pending = true;
    }
    m_changed.notify_one();
}

void BulkLoad::takeLogOver()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_pending || m_ended; });
        if (!m_pending) {
            return;
        }
        m_pending = false;
        lock.unlock();
        static_cast<void>(
            sqlite3_wal_checkpoint_v2(m_mover->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
        lock.lock();
    }
}

} // namespace postweave::sqlite
