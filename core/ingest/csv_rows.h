// SPDX-License-Identifier: GPL-3.0-or-later
// CsvRows: the records of one block of delimited text.
#pragma once

#include "core/ingest/plain_rows.h"
#include "core/ingest/record_reader.h"
#include "core/ingest/row_blocks.h"

#include <string>
#include <vector>

namespace postweave::ingest {

class CsvRows final : public RecordBlock {
public:
    CsvRows(RowBlock block, const FileFormat& format);

    /// How many fields a row must have.
    void expectFields(std::size_t count)
    {
        m_fields = count;
        m_cells.resize(count * (kLastingRows + 1));
    }
    [[nodiscard]] Result<bool> next(Record& record) override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return m_block.bytesRead; }

    /// Scans the next row that is not blank; false at the block's end.
    [[nodiscard]] bool scan();
    // Of the row scanned last:
    [[nodiscard]] std::uint64_t line() const { return m_row.line; }
    [[nodiscard]] bool isTooLong() const { return m_row.tooLong; }
    [[nodiscard]] std::string_view raw() const { return m_row.raw; }
    [[nodiscard]] const std::vector<FieldSpan>& fields() const { return m_row.scanned.fields; }
    /// Why its fields cannot be told; empty if they can.
    [[nodiscard]] std::string_view findFault();
    /// Valid until the next row is taken with next().
    [[nodiscard]] std::string_view fieldText(const FieldSpan& field)
    {
        const std::string_view text = raw().substr(field.begin, field.end - field.begin);
        return field.doubledQuotes ? withoutDoubledQuotes(text) : text;
    }

private:
    struct Row {
        ScannedRow scanned;
        std::string_view raw;
        std::uint64_t line = 1;
        bool tooLong = false;
    };
    [[nodiscard]] bool nextPlain(Record& record);
    [[nodiscard]] std::span<Cell> nextCells() { return std::span(m_cells).subspan(m_place * m_fields, m_fields); }
    void takeCells(std::span<Cell> cells, Record& record);
    [[nodiscard]] std::string_view findMisfit();
    [[nodiscard]] std::string_view withoutDoubledQuotes(std::string_view text);

    RowBlock m_block;
    CsvDialect m_dialect;
    Encoding m_encoding;
    PlainRows m_plain;
    std::size_t m_begin = 0; // of the row to be scanned next
    std::uint64_t m_nextLine;
    Row m_row; // scanned last
    std::size_t m_fields = 0;
    std::vector<Cell> m_cells; // of the rows handed out lately, in a ring
    std::size_t m_place = 0;   // in the ring, of the row to be handed out next
    std::string m_unescaped;
    std::string m_fault;
};

} // namespace postweave::ingest
