// SPDX-License-Identifier: GPL-3.0-or-later
// CsvReader: records of a delimited file.
#pragma once

#include "core/ingest/csv_rows.h"
#include "core/ingest/record_reader.h"
#include "core/ingest/row_blocks.h"

#include <memory>
#include <string>

namespace postweave::ingest {

/// See RecordReader. The first row that is not blank is the header.
class CsvReader final : public RecordReader {
public:
    /// Detects the dialect and reads the header; errors as openRecords.
    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(TextSource source, bool preferTab);

    [[nodiscard]] Result<bool> next(Record& record) override;
    [[nodiscard]] Result<std::unique_ptr<RecordBlock>> nextBlock() override;
    [[nodiscard]] bool blocksAreIndependent() const override { return true; }
    [[nodiscard]] Result<void> rewind() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return m_blocks.source().bytes().offset(); }

private:
    explicit CsvReader(TextSource source);

    [[nodiscard]] Result<void> start(bool preferTab);
    [[nodiscard]] Result<void> readHeader();
    [[nodiscard]] Result<void> takeColumns(CsvRows& rows);
    [[nodiscard]] Result<std::unique_ptr<CsvRows>> fetch();
    [[nodiscard]] Error refuse(std::string message, std::uint64_t line, std::size_t column = 0,
                               ErrorCode code = ErrorCode::InvalidInput) const;

    RowBlocks m_blocks;
    std::unique_ptr<CsvRows> m_rows; // of the block at hand
};

} // namespace postweave::ingest
