// SPDX-License-Identifier: GPL-3.0-or-later
// What imports of profiles and of events have in common: planning a file, and running over it in batches.
#pragma once

#include "core/ingest/block_walk.h"
#include "core/ingest/import.h"
#include "core/ingest/survey.h"
#include "core/sqlite/bulk_load.h"
#include "core/sqlite/transaction.h"

#include <functional>
#include <memory>
#include <system_error>
#include <utility>

namespace postweave::ingest {

/// Passes over the file that progress counts: the survey and the import.
inline constexpr std::uint64_t kPasses = 2;

template <typename Plan>
struct Prepared {
    Plan plan;
    Survey survey;
};

/// Reads all names of a JSON Lines file, or those of its first `maxRows` rows.
[[nodiscard]] Result<void> collectColumns(RecordReader& reader, const Walk& walk, std::uint64_t maxRows);

/// Plans and surveys, and leaves the reader at the start. The columns of a JSON Lines file are only known at its end:
/// where new ones turn up, it is done again.
template <typename Plan>
Result<Prepared<Plan>> prepare(RecordReader& reader, const Walk& walk,
                               const std::function<Result<Plan>(std::span<const Column>)>& makePlan,
                               const std::function<Result<Survey>(RecordReader&, const Plan&, const Walk&)>& survey)
{
    constexpr std::uint64_t kSampleRows = 1000;
    const bool growing = reader.format().jsonLines;
    if (const auto sampled = growing ? collectColumns(reader, walk, kSampleRows) : Result<void>(); !sampled) {
        return fail(sampled.error());
    }
    if (growing && !makePlan(reader.columns())) {
        if (const auto collected = collectColumns(reader, walk, UINT64_MAX); !collected) {
            return fail(collected.error());
        }
    }
    for (;;) {
        const std::size_t known = reader.columns().size();
        Result<Plan> plan = makePlan(reader.columns());
        if (!plan) {
            return fail(plan.error());
        }
        Result<Survey> surveyed = survey(reader, *plan, walk);
        if (!surveyed) {
            return fail(surveyed.error());
        }
        if (const Result<void> rewound = reader.rewind(); !rewound) {
            return fail(rewound.error());
        }
        if (reader.columns().size() == known) {
            return Prepared<Plan>{*std::move(plan), *std::move(surveyed)};
        }
    }
}

/// What tells a file's encoding at first; where some row cannot be read, all of the file does.
inline constexpr std::uint64_t kFirstDetectedBytes = std::uint64_t{1} << 20;

/// openRecords of a file, but only that much is read to find the encoding, where that is UTF-8.
[[nodiscard]] Result<std::unique_ptr<RecordReader>> openQuickly(const std::filesystem::path& file,
                                                                const ReadOptions& options);

/// Opens the file for `start`, which gives a Start with the reader and how many rows are `faulty`; again where the
/// whole file tells another encoding than its beginning. What is no file, such as a pipe, is opened once.
template <typename Start>
Result<Start> startReading(const std::filesystem::path& file, const ReadOptions& options,
                           const std::function<Result<Start>(std::unique_ptr<RecordReader>)>& start)
{
    std::error_code unknown;
    const bool quick = std::filesystem::is_regular_file(file, unknown);
    Result<std::unique_ptr<RecordReader>> reader = quick ? openQuickly(file, options) : openRecords(file, options);
    if (!reader) {
        return fail(reader.error());
    }
    const Encoding assumed = (*reader)->format().encoding;
    Result<Start> started = start(*std::move(reader));
    if (!quick || !started || started->faulty == 0) {
        return started;
    }
    Result<std::unique_ptr<RecordReader>> detected = openRecords(file, options);
    if (!detected) {
        return fail(detected.error());
    }
    return (*detected)->format().encoding == assumed ? std::move(started) : start(*std::move(detected));
}

[[nodiscard]] Error importCancelled();

/// Rows of a file on their way into the stores.
struct RowBatch {
    std::uint64_t rows = 0;
    std::uint64_t faulty = 0; ///< of them, those that cannot be read
    std::vector<profile::RejectedRow> rejected;
    std::uint64_t bytesRead = 0;

    void reject(const Record& record, std::string reason);
};

/// As the options say, else `usual`; fewer where a row has many values, so that a batch stays within memory.
[[nodiscard]] std::size_t rowsPerBatch(const ImportOptions& options, std::size_t usual, std::size_t values);

/// Reads the block into batches that hold at most `maxRows` rows each; `take` gets the rows without fault, `finish`
/// each batch that is full.
template <typename Batch>
Result<std::vector<Batch>>
readBatches(RecordBlock& block, std::size_t maxRows, const CancelToken& cancel, const std::function<Batch()>& newBatch,
            const std::function<void(const Record&, Batch&)>& take, const std::function<void(Batch&)>& finish)
{
    constexpr std::uint64_t kRowsBetweenChecks = 1024;
    std::vector<Batch> batches;
    Record record;
    for (;;) {
        const Result<bool> any = block.next(record);
        if (!any) {
            return fail(any.error());
        }
        if (!*any) {
            break;
        }
        if (batches.empty() || batches.back().rows == maxRows) {
            if (!batches.empty()) {
                finish(batches.back());
            }
            batches.push_back(newBatch());
        }
        Batch& batch = batches.back();
        if (batch.rows++ % kRowsBetweenChecks == 0 && cancel.isCancelled()) {
            return fail(importCancelled());
        }
        if (record.fault.empty()) {
            take(record, batch);
        } else {
            ++batch.faulty;
            batch.reject(record, std::string(record.fault));
        }
    }
    if (!batches.empty()) {
        finish(batches.back());
    }
    for (Batch& batch : batches) {
        batch.bytesRead = block.bytesRead();
    }
    return batches;
}

/// The log's and the report's side of an import.
class ImportRun {
public:
    ImportRun(ImportStores stores, const ImportOptions& options, const Walk& walk)
        : m_stores(stores), m_options(options), m_walk(walk)
    {
    }

    /// Opens the import in the log. `load`: what it does to rows that stand.
    [[nodiscard]] Result<void> begin(profile::ImportKind kind, const std::filesystem::path& file,
                                     const FileFormat& format, sqlite::LoadKind load);
    /// Stores one batch in a transaction: `store` adds what it did to the counts it gets.
    [[nodiscard]] Result<void> commit(const RowBatch& batch,
                                      const std::function<Result<void>(profile::ImportCounts&)>& store);
    [[nodiscard]] Result<ImportReport> finish();

    [[nodiscard]] profile::SourceId source() const { return m_source; }

private:
    void addToReport(const RowBatch& batch, const profile::ImportCounts& counts);

    ImportStores m_stores;
    const ImportOptions& m_options;
    const Walk& m_walk;
    profile::SourceId m_source;
    ImportReport m_report;
    std::unique_ptr<sqlite::BulkLoad> m_load; ///< while batches are stored
};

/// Reads blocks on other threads, several side by side where the file allows it, while batches are stored in the
/// file's order.
template <typename Batch>
Result<void> importBlocks(RecordReader& reader, const CancelToken& cancel,
                          const std::function<Result<std::vector<Batch>>(RecordBlock&)>& read,
                          const std::function<Result<void>(Batch&)>& store)
{
    return forEachBlock<std::vector<Batch>>(reader, read, [&](std::vector<Batch>& batches) -> Result<void> {
        for (Batch& batch : batches) {
            if (cancel.isCancelled()) {
                return fail(importCancelled());
            }
            if (Result<void> stored = store(batch); !stored) {
                return stored;
            }
        }
        return {};
    });
}

/// `Age: 'abc' is not an integer`.
[[nodiscard]] std::string reasonOf(const PlannedValue& planned, std::span<const Column> columns,
                                   std::string_view fault);

/// An error about the mapping or the file's columns, with the place it lacks.
[[nodiscard]] Error placed(Error error, const std::filesystem::path& file, const ImportOptions& options);

} // namespace postweave::ingest
