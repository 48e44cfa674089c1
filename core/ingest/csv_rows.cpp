// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_rows.h"

#include "core/base/text.h"
#include "core/ingest/byte_scan.h"

#include <fmt/format.h>

#include <utility>

namespace postweave::ingest {

namespace {

/// Well-formed, without NUL.
bool isPlainText(std::string_view row)
{
    const ByteKinds kinds = kindsOf(row.data(), row.data() + row.size());
    return !kinds.nul && (!kinds.beyondAscii || !firstInvalidUtf8(row));
}

} // namespace

CsvRows::CsvRows(RowBlock block, const FileFormat& format)
    : RecordBlock(block.bytesRead),
      m_block(std::move(block)),
      m_dialect(format.dialect),
      m_encoding(format.encoding),
      m_plain(m_block.text(), m_dialect),
      m_nextLine(m_block.line)
{
}

bool CsvRows::scan()
{
    const char* begin = m_block.buffer.get();
    const char* end = begin + m_block.size;
    while (m_begin < m_block.size) {
        const char* at = begin + m_begin;
        m_row.line = m_nextLine;
        if (m_block.tooLong) {
            m_row.tooLong = true;
            m_row.raw = m_block.text();
            m_begin = m_block.size;
            return true;
        }
        scanRow(at, end, true, m_dialect, m_row.scanned);
        m_nextLine += m_row.scanned.lines;
        m_begin += m_row.scanned.next;
        if (m_row.scanned.length > 0) {
            m_row.raw = {at, m_row.scanned.length};
            m_row.tooLong = m_row.scanned.length > kMaxRowBytes;
            return true;
        }
    }
    return false;
}

std::string_view CsvRows::findFault()
{
    m_fault.clear();
    const ByteKinds kinds = kindsOf(m_row.raw.data(), m_row.raw.data() + m_row.raw.size());
    if (m_row.scanned.end == RowEnd::CutInQuotes) {
        m_fault = fmt::format("cut in a quoted field: the quote of field {} is not closed before the file ends",
                              m_row.scanned.fields.size() + 1);
    } else if (kinds.nul) {
        m_fault =
            fmt::format("a NUL byte at character {}", countCodePoints(m_row.raw.substr(0, m_row.raw.find('\0'))) + 1);
    } else if (const auto bad = kinds.beyondAscii ? firstInvalidUtf8(m_row.raw) : std::nullopt; bad) {
        m_fault = fmt::format("not well-formed {} at character {}", nameOf(m_encoding),
                              countCodePoints(m_row.raw.substr(0, *bad)) + 1);
    } else if (m_row.scanned.textAfterQuote != 0) {
        m_fault =
            fmt::format("text after the closing quote of field {}; a quote inside a quoted field is written twice",
                        m_row.scanned.textAfterQuote);
    }
    return m_fault;
}

std::string_view CsvRows::findMisfit()
{
    if (findFault().empty() && m_row.scanned.fields.size() != m_fields) {
        m_fault =
            fmt::format("too {} fields: {}, where the header has {}",
                        m_row.scanned.fields.size() < m_fields ? "few" : "many", m_row.scanned.fields.size(), m_fields);
    }
    return m_fault;
}

std::string_view CsvRows::withoutDoubledQuotes(std::string_view text)
{
    m_unescaped.reserve(m_row.raw.size()); // views into it must stay
    const std::size_t start = m_unescaped.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        m_unescaped += text[i];
        i += text[i] == m_dialect.quote ? 1 : 0;
    }
    return std::string_view(m_unescaped).substr(start);
}

void CsvRows::takeCells(std::span<Cell> cells, Record& record)
{
    record.cells = cells;
    m_place = m_place == kLastingRows ? 0 : m_place + 1;
}

/// False where the next row needs a closer look, or there is none.
bool CsvRows::nextPlain(Record& record)
{
    PlainRows::Row row;
    const std::span<Cell> cells = nextCells();
    if (m_block.tooLong || !m_plain.read(m_begin, cells, row) || (row.needsValidation && !isPlainText(row.raw))) {
        return false;
    }
    record.line = m_nextLine++;
    record.raw = row.raw.substr(0, kMaxRawBytes);
    record.bytes = row.raw.size();
    record.fault = {};
    record.lasting = true;
    takeCells(cells, record);
    m_begin = row.next;
    return true;
}

Result<bool> CsvRows::next(Record& record)
{
    if (nextPlain(record)) {
        return true;
    }
    if (!scan()) {
        return false;
    }
    record.line = m_row.line;
    record.cells = {};
    record.raw = m_row.raw.substr(0, kMaxRawBytes);
    record.bytes = m_row.tooLong ? 0 : m_row.raw.size();
    record.fault = m_row.tooLong ? "larger than 16 MB" : findMisfit();
    if (!record.fault.empty()) {
        return true;
    }
    m_unescaped.clear();
    const std::span<Cell> cells = nextCells();
    for (std::size_t i = 0; i < m_fields; ++i) {
        Cell& cell = cells[i];
        cell.text = fieldText(m_row.scanned.fields[i]);
        cell.kind = cell.text.empty() ? CellKind::Missing : CellKind::Field;
    }
    record.lasting = m_unescaped.empty();
    takeCells(cells, record);
    return true;
}

} // namespace postweave::ingest
