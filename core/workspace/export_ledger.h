// SPDX-License-Identifier: GPL-3.0-or-later
// ExportLedger: which campaigns were exported, when, where to and with what result.
#pragma once

#include "core/base/calendar.h"
#include "core/sqlite/database.h"

#include <optional>
#include <vector>

namespace postweave::workspace {

struct ExportRun {
    std::int64_t id = 0;
    std::string campaign;
    std::string directory;
    std::string format; ///< eml, mbox, jsonl, csv
    Instant now;        ///< the campaign's now
    Instant startedAt;
    std::optional<Instant> finishedAt; ///< missing: interrupted, or still running
    std::uint64_t audience = 0;
    std::uint64_t exported = 0;
    std::uint64_t leftOut = 0;
};

/// Over a Database that outlives it; thread-compatible with it. Each call is a transaction of its own.
class ExportLedger {
public:
    explicit ExportLedger(sqlite::Database& database) : m_database(&database) {}

    /// Returns the run's id; `id`, counts and `finishedAt` are ignored.
    [[nodiscard]] Result<std::int64_t> begin(const ExportRun& run);
    [[nodiscard]] Result<void> finish(std::int64_t id, Instant at, std::uint64_t audience, std::uint64_t exported,
                                      std::uint64_t leftOut);
    /// Latest first.
    [[nodiscard]] Result<std::vector<ExportRun>> runs(std::size_t limit, std::size_t offset = 0);

private:
    sqlite::Database* m_database;
};

} // namespace postweave::workspace
