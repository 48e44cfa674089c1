// SPDX-License-Identifier: GPL-3.0-or-later
// CsvReader: records of a delimited file.
#pragma once

#include "core/ingest/csv_scan.h"
#include "core/ingest/record_reader.h"
#include "core/ingest/text_window.h"

#include <string>
#include <vector>

namespace postweave::ingest {

/// See RecordReader. The first row that is not blank is the header.
class CsvReader final : public RecordReader {
public:
    /// Detects the dialect and reads the header; errors as openRecords.
    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(TextSource source, bool preferTab);

    [[nodiscard]] Result<bool> next(Record& record) override;
    [[nodiscard]] Result<void> rewind() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return m_window.source().bytes().offset(); }

private:
    explicit CsvReader(TextSource source);

    [[nodiscard]] Result<void> start(bool preferTab);
    [[nodiscard]] Result<void> readHeader();
    [[nodiscard]] Result<void> takeColumns(std::string_view raw, std::uint64_t line);
    [[nodiscard]] Result<bool> scan();
    [[nodiscard]] Result<void> skipLongRow();
    [[nodiscard]] std::string_view findFault(std::string_view raw);
    [[nodiscard]] std::string_view findMisfit(std::string_view raw);
    [[nodiscard]] std::string_view fieldText(const char* row, const FieldSpan& field);
    [[nodiscard]] Error refuse(std::string message, std::uint64_t line, std::size_t column = 0,
                               ErrorCode code = ErrorCode::InvalidInput) const;

    TextWindow m_window;
    ScannedRow m_row;
    bool m_tooLong = false; // the row scanned last is over the limit; its beginning is in m_longRow
    std::string m_longRow;
    std::uint64_t m_line = 1; // of the row scanned last
    std::uint64_t m_nextLine = 1;
    std::vector<Cell> m_cells;
    std::string m_unescaped;
    std::string m_fault;
};

} // namespace postweave::ingest
