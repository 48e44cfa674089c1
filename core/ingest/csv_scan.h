// SPDX-License-Identifier: GPL-3.0-or-later
// Finding the fields of one row of delimited text (RFC 4180; quotes inside a field that does not start with one are
// text; a row ends at LF, CRLF or CR).
#pragma once

#include "core/ingest/record_reader.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace postweave::ingest {

/// Bytes [begin, end) of the row, quotes around it left out. No row scanned is longer than 4 GB.
struct FieldSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool quoted = false;
    bool doubledQuotes = false; ///< each two quotes inside mean one
};

enum class RowEnd : std::uint8_t {
    Complete,
    NeedsMore,   ///< the text ends before the row does
    CutInQuotes, ///< the file ends before the field behind the last of `fields` is closed
};

struct ScannedRow {
    RowEnd end = RowEnd::Complete;
    std::size_t length = 0;         ///< without line end
    std::size_t next = 0;           ///< where the next row starts
    std::uint64_t lines = 1;        ///< how many lines it covers
    std::size_t textAfterQuote = 0; ///< number of the first field with text after its closing quote, from 1; 0: none
    std::vector<FieldSpan> fields;
};

/// LF, CRLF and a lone CR count one each.
[[nodiscard]] std::uint64_t countLineEnds(std::string_view text);

/// Scans the row at `begin`, into `row`, whose memory is used again. `atEnd`: nothing comes behind `end`. Up to
/// kScanPadding bytes behind `end` are read.
void scanRow(const char* begin, const char* end, bool atEnd, CsvDialect dialect, ScannedRow& row);

/// Follows a row too long to be kept: finds its end in pieces.
class RowSkipper {
public:
    explicit RowSkipper(CsvDialect dialect) : m_dialect(dialect) {}
    /// Takes the next piece; returns how many of its bytes belong to the row, its line end included where it is found.
    [[nodiscard]] std::size_t skip(const char* begin, const char* end);
    [[nodiscard]] bool isDone() const { return m_state == State::Done; }
    /// Lines covered so far, the one it started in included.
    [[nodiscard]] std::uint64_t lines() const { return m_lines; }

private:
    enum class State : std::uint8_t { FieldStart, Plain, Quoted, QuoteInQuoted, AfterReturn, Done };
    void take(char c);

    CsvDialect m_dialect;
    State m_state = State::FieldStart;
    bool m_lastReturn = false;
    std::uint64_t m_lines = 1;
};

} // namespace postweave::ingest
