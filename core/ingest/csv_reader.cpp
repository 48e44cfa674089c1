// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_reader.h"

#include "core/base/source_range.h"
#include "core/base/text.h"
#include "core/ingest/byte_scan.h"
#include "core/ingest/column_names.h"
#include "core/ingest/csv_detect.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace postweave::ingest {

namespace {

constexpr std::size_t kSampleBytes = std::size_t{256} << 10;

} // namespace

CsvReader::CsvReader(TextSource source) : m_window(std::move(source))
{
    m_format.encoding = m_window.source().encoding();
    m_format.bytes = m_window.source().bytes().size();
}

Result<std::unique_ptr<RecordReader>> CsvReader::open(TextSource source, bool preferTab)
{
    std::unique_ptr<CsvReader> reader(new CsvReader(std::move(source)));
    if (const Result<void> started = reader->start(preferTab); !started) {
        return fail(started.error());
    }
    return reader;
}

Error CsvReader::refuse(std::string message, std::uint64_t line, std::size_t column, ErrorCode code) const
{
    return Error{code,
                 std::move(message),
                 {m_window.source().bytes().name(), static_cast<int>(std::min<std::uint64_t>(line, INT32_MAX)),
                  static_cast<int>(std::min<std::size_t>(column, INT32_MAX)), ""}};
}

Result<void> CsvReader::start(bool preferTab)
{
    if (const Result<void> read = m_window.readOn(); !read) {
        return read;
    }
    const std::string_view sample(m_window.begin(), std::min(m_window.size(), kSampleBytes));
    const bool complete = m_window.atEnd() && sample.size() == m_window.size();
    const char announced = announcedDelimiter(sample);
    m_format.dialect = detectDialect(sample, complete, preferTab);
    if (announced != '\0') {
        m_format.dialect = {announced, '"'};
    }
    return readHeader();
}

/// Scans the next row that is not blank; false at the end of the file.
Result<bool> CsvReader::scan()
{
    m_tooLong = false;
    for (;;) {
        if (m_window.size() == 0 && m_window.atEnd()) {
            return false;
        }
        scanRow(m_window.begin(), m_window.end(), m_window.atEnd(), m_format.dialect, m_row);
        m_line = m_nextLine;
        if (m_row.end == RowEnd::NeedsMore) {
            const Result<void> more = m_window.size() > kMaxRowBytes ? skipLongRow() : m_window.readOn();
            if (!more) {
                return fail(more.error());
            }
            if (m_tooLong) {
                return true;
            }
            continue;
        }
        m_nextLine += m_row.lines;
        if (m_row.length > 0) {
            m_tooLong = m_row.length > kMaxRowBytes;
            m_longRow.assign(m_window.begin(), m_tooLong ? kMaxRawBytes : 0);
            return true;
        }
        m_window.consume(m_row.next);
    }
}

Result<void> CsvReader::skipLongRow()
{
    m_tooLong = true;
    m_longRow.assign(m_window.begin(), kMaxRawBytes);
    RowSkipper skipper(m_format.dialect);
    for (;;) {
        m_window.consume(skipper.skip(m_window.begin(), m_window.end()));
        if (skipper.isDone() || (m_window.size() == 0 && m_window.atEnd())) {
            break;
        }
        if (const Result<void> more = m_window.readOn(); !more) {
            return more;
        }
    }
    m_row.next = 0;
    m_nextLine += skipper.lines();
    return {};
}

Result<void> CsvReader::readHeader()
{
    const bool announced = announcedDelimiter({m_window.begin(), m_window.size()}) != '\0';
    for (int row = announced ? 0 : 1; row < 2; ++row) {
        const Result<bool> any = scan();
        if (!any) {
            return fail(any.error());
        }
        if (!*any) {
            return fail(refuse("is empty; its first line must name the columns", 1));
        }
        if (row == 0) {
            m_window.consume(m_row.next);
        }
    }
    if (m_tooLong) {
        return fail(refuse("the header is larger than 16 MB; check that this is a delimited file", m_line, 1,
                           ErrorCode::LimitExceeded));
    }
    if (m_columns.empty()) {
        const std::string_view raw(m_window.begin(), m_row.length);
        if (const Result<void> taken = takeColumns(raw, m_line); !taken) {
            return taken;
        }
    }
    m_window.consume(m_row.next);
    return {};
}

Result<void> CsvReader::takeColumns(std::string_view raw, std::uint64_t line)
{
    if (const std::string_view fault = findFault(raw); !fault.empty()) {
        return fail(refuse(fmt::format("the header cannot be read: {}", fault), line, 1));
    }
    if (m_row.fields.size() > kMaxColumns) {
        return fail(refuse(fmt::format("{} columns, where at most {} can be read; leave some out",
                                       groupedDigits(m_row.fields.size()), groupedDigits(kMaxColumns)),
                           line, 1, ErrorCode::LimitExceeded));
    }
    std::unordered_map<std::string, std::size_t> known;
    for (const FieldSpan& field : m_row.fields) {
        m_unescaped.clear();
        Column column{std::string(fieldText(raw.data(), field)), ""};
        column.key = toSnakeCase(column.name);
        const SourcePosition place = positionOf(raw, field.begin);
        const std::uint64_t fieldLine = line + static_cast<std::uint64_t>(place.line) - 1;
        const auto fieldColumn = static_cast<std::size_t>(place.column);
        if (column.key.empty()) {
            return fail(refuse(fmt::format("column {} has no name; give it one", m_columns.size() + 1), fieldLine,
                               fieldColumn));
        }
        const auto [same, isNew] = known.emplace(column.key, m_columns.size());
        if (!isNew) {
            return fail(refuse("the columns " + fallTogether(m_columns[same->second], column), fieldLine, fieldColumn));
        }
        m_columns.push_back(std::move(column));
    }
    return {};
}

Result<void> CsvReader::rewind()
{
    m_window.rewind();
    m_nextLine = 1;
    if (const Result<void> read = m_window.readOn(); !read) {
        return read;
    }
    return readHeader();
}

/// Why the fields of the row scanned last cannot be told; empty if they can.
std::string_view CsvReader::findFault(std::string_view raw)
{
    m_fault.clear();
    const ByteKinds kinds = kindsOf(raw.data(), raw.data() + raw.size());
    if (m_row.end == RowEnd::CutInQuotes) {
        m_fault = fmt::format("cut in a quoted field: the quote of field {} is not closed before the file ends",
                              m_row.fields.size() + 1);
    } else if (kinds.nul) {
        m_fault = fmt::format("a NUL byte at character {}", countCodePoints(raw.substr(0, raw.find('\0'))) + 1);
    } else if (const auto bad = kinds.beyondAscii ? firstInvalidUtf8(raw) : std::nullopt; bad) {
        m_fault = fmt::format("not well-formed {} at character {}", nameOf(m_format.encoding),
                              countCodePoints(raw.substr(0, *bad)) + 1);
    } else if (m_row.textAfterQuote != 0) {
        m_fault =
            fmt::format("text after the closing quote of field {}; a quote inside a quoted field is written twice",
                        m_row.textAfterQuote);
    }
    return m_fault;
}

std::string_view CsvReader::findMisfit(std::string_view raw)
{
    if (findFault(raw).empty() && m_row.fields.size() != m_columns.size()) {
        m_fault =
            fmt::format("too {} fields: {}, where the header has {}",
                        m_row.fields.size() < m_columns.size() ? "few" : "many", m_row.fields.size(), m_columns.size());
    }
    return m_fault;
}

std::string_view CsvReader::fieldText(const char* row, const FieldSpan& field)
{
    const std::string_view text(row + field.begin, field.end - field.begin);
    if (!field.doubledQuotes) {
        return text;
    }
    const std::size_t start = m_unescaped.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        m_unescaped += text[i];
        i += text[i] == m_format.dialect.quote ? 1 : 0;
    }
    return std::string_view(m_unescaped).substr(start);
}

Result<bool> CsvReader::next(Record& record)
{
    const Result<bool> any = scan();
    if (!any || !*any) {
        return any;
    }
    record.line = m_line;
    record.cells = {};
    record.bytes = 0;
    if (m_tooLong) {
        record.raw = m_longRow;
        record.fault = "larger than 16 MB";
        m_window.consume(m_row.next);
        return true;
    }
    const char* row = m_window.begin();
    const std::string_view raw(row, m_row.length);
    record.raw = raw.substr(0, kMaxRawBytes);
    record.bytes = raw.size();
    record.fault = findMisfit(raw);
    m_window.consume(m_row.next);
    if (!record.fault.empty()) {
        return true;
    }
    m_unescaped.clear();
    m_unescaped.reserve(raw.size()); // views into it must stay
    m_cells.resize(m_columns.size());
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        Cell& cell = m_cells[i];
        cell.text = fieldText(row, m_row.fields[i]);
        cell.kind = cell.text.empty() ? CellKind::Missing : CellKind::Field;
    }
    record.cells = m_cells;
    return true;
}

} // namespace postweave::ingest
