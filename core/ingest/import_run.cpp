// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import_run.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::ingest {

namespace {

constexpr std::uint64_t kRowsBetweenChecks = 1024;

} // namespace

Result<void> collectColumns(RecordReader& reader, const Walk& walk, std::uint64_t maxRows)
{
    Record record;
    for (std::uint64_t row = 0; row < maxRows; ++row) {
        if (const Result<void> going = row % kRowsBetweenChecks == 0 ? walk.check() : Result<void>(); !going) {
            return going;
        }
        const Result<bool> any = reader.next(record);
        if (!any) {
            return fail(any.error());
        }
        if (!*any) {
            break;
        }
    }
    return reader.rewind();
}

Result<std::unique_ptr<RecordReader>> openQuickly(const std::filesystem::path& file, const ReadOptions& options)
{
    ReadOptions quick = options;
    quick.detectBytes = std::min(options.detectBytes, kFirstDetectedBytes);
    Result<std::unique_ptr<RecordReader>> reader = openRecords(file, quick);
    if (reader && (*reader)->format().encoding == Encoding::Utf8) {
        return reader;
    }
    return openRecords(file, options);
}

std::size_t rowsPerBatch(const ImportOptions& options, std::size_t usual, std::size_t values)
{
    constexpr std::size_t kValuesPerBatch = 2'000'000;
    const std::size_t rows = options.batchRows == 0 ? usual : options.batchRows;
    return std::clamp<std::size_t>(kValuesPerBatch / std::max<std::size_t>(values, 1), 1, rows);
}

void RowBatch::reject(const Record& record, std::string reason)
{
    rejected.push_back({record.line, std::move(reason), toValidUtf8(record.raw.substr(0, profile::kMaxRejectedText))});
}

Error importCancelled()
{
    return {ErrorCode::Cancelled, "the import was cancelled; what was imported before stays", {}};
}

Result<void> ImportRun::begin(profile::ImportKind kind, const std::filesystem::path& file, const FileFormat& format,
                              sqlite::LoadKind load)
{
    m_report.format = format;
    const std::string name = m_options.source.empty() ? file.filename().string() : m_options.source;
    const Result<profile::SourceId> source = m_stores.log.source(name);
    if (!source) {
        return fail(source.error());
    }
    m_source = *source;
    const auto import = m_stores.log.beginImport({kind, file.string(), name, m_options.now});
    if (!import) {
        return fail(import.error());
    }
    m_report.import = *import;
    m_load = std::make_unique<sqlite::BulkLoad>(m_stores.database, load);
    return {};
}

Result<void> ImportRun::commit(const RowBatch& batch, const std::function<Result<void>(profile::ImportCounts&)>& store)
{
    Result<sqlite::Transaction> transaction = sqlite::Transaction::begin(m_stores.database);
    if (!transaction) {
        return fail(transaction.error());
    }
    profile::ImportCounts counts;
    counts.rows = batch.rows;
    counts.rejected = batch.rejected.size();
    const auto done = store(counts)
                          .and_then([&] { return m_stores.log.reject(m_report.import, batch.rejected); })
                          .and_then([&] { return m_stores.log.recordBatch(m_report.import, counts); })
                          .and_then([&] { return transaction->commit(); });
    if (!done) {
        return done;
    }
    m_load->committed();
    addToReport(batch, counts);
    m_walk.report(batch.bytesRead);
    return {};
}

void ImportRun::addToReport(const RowBatch& batch, const profile::ImportCounts& counts)
{
    profile::ImportCounts& sum = m_report.counts;
    sum.rows += counts.rows;
    sum.created += counts.created;
    sum.updated += counts.updated;
    sum.unchanged += counts.unchanged;
    sum.duplicates += counts.duplicates;
    sum.rejected += counts.rejected;
    ++m_report.batches;
    for (const profile::RejectedRow& row : batch.rejected) {
        if (m_report.rejected.size() == kReportedRows) {
            break;
        }
        m_report.rejected.push_back(row);
    }
}

Result<ImportReport> ImportRun::finish()
{
    m_load.reset(); // what was stored survives a power cut from here on
    return m_stores.log.finishImport(m_report.import, m_options.now).map([&] { return std::move(m_report); });
}

std::string reasonOf(const PlannedValue& planned, std::span<const Column> columns, std::string_view fault)
{
    const std::string& name = planned.column < columns.size() ? columns[planned.column].name : planned.name;
    return fmt::format("{}: {}", name, fault);
}

Error placed(Error error, const std::filesystem::path& file, const ImportOptions& options)
{
    if (error.where.file.empty()) {
        const bool inMapping = !error.where.path.empty() && options.mapping && !options.mapping->file.empty();
        error.where.file = inMapping ? options.mapping->file : file.string();
    }
    return error;
}

} // namespace postweave::ingest
