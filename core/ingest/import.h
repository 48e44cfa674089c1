// SPDX-License-Identifier: GPL-3.0-or-later
// Import: takes a file's profiles or events into the workspace's stores.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "core/event/event_store.h"
#include "core/ingest/mapping.h"
#include "core/ingest/record_reader.h"
#include "core/profile/import_log.h"
#include "core/profile/profile_store.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace postweave::ingest {

/// What an import writes to; all over the same database, which nobody else uses meanwhile.
struct ImportStores {
    sqlite::Database& database;
    profile::ProfileStore& profiles;
    event::EventStore& events;
    profile::ImportLog& log;
};

/// At most so many rows; a batch also ends after some 8 MB of text, or some two million values.
inline constexpr std::size_t kProfilesPerBatch = 200'000;
inline constexpr std::size_t kEventsPerBatch = 400'000;
/// What a file's events may take in memory while the rest of it is looked at for types; those beyond are read twice.
inline constexpr std::size_t kHeldBytes = std::size_t{256} << 20;
/// Rejected rows that a report repeats; all are in the log.
inline constexpr std::size_t kReportedRows = 100;

struct ImportOptions {
    std::optional<Mapping> mapping;
    std::string key;           ///< profiles: a column, by exact or converted name; beats the mapping's
    std::string source;        ///< empty: the file's name
    std::optional<Instant> at; ///< profiles: when the values held; default `now`
    Instant now;               ///< when the import takes place
    TimeZone zone;             ///< of times without offset and of bare dates
    std::size_t batchRows = 0; ///< 0: kProfilesPerBatch, kEventsPerBatch
    std::size_t heldBytes = kHeldBytes;
    ReadOptions read;
};

struct ImportReport {
    profile::ImportId import;
    profile::ImportCounts counts;
    std::uint64_t batches = 0;
    FileFormat format;
    std::vector<profile::RejectedRow> rejected; ///< the first kReportedRows
};

/// The file is read for the types of its columns, and then imported, in batches in file order, each one transaction.
/// Types that stand in the workspace stay (integer widens to number); a value that does not fit rejects
/// its row, with line and reason, into the log. Importing the same again changes nothing.
///
/// Errors carry the place at fault: the file's (openRecords), the mapping's (planProfiles, planEvents), a type in the
/// mapping that contradicts the workspace's (InvalidInput); the stores' errors; Cancelled. Whatever the error, whole
/// batches stand and the log says how many rows they hold.
///
/// `progress` counts bytes of both passes. Both read on threads of their own (threadCount()).
[[nodiscard]] Result<ImportReport> importProfiles(ImportStores stores, const std::filesystem::path& file,
                                                  const ImportOptions& options, const CancelToken& cancel = {},
                                                  const Progress& progress = {});

/// The same for events. Their profiles must be there: a row of an unknown one is rejected. Rows are kept from the first
/// reading where its first rows told what all have in common, so that hardly any file is read twice.
[[nodiscard]] Result<ImportReport> importEvents(ImportStores stores, const std::filesystem::path& file,
                                                const ImportOptions& options, const CancelToken& cancel = {},
                                                const Progress& progress = {});

} // namespace postweave::ingest
