// SPDX-License-Identifier: GPL-3.0-or-later
// PlainRows: rows of delimited text whose fields hold no quotes, found by an index of the marks among the text.
#pragma once

#include "core/ingest/record_reader.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace postweave::ingest {

/// Over text that outlives it, of at most 4 GB, behind which kScanPadding bytes may be read. One thread at a time.
class PlainRows {
public:
    PlainRows(std::string_view text, CsvDialect dialect) : m_text(text), m_dialect(dialect) {}

    struct Row {
        std::string_view raw;
        std::size_t next = 0;        ///< where the row behind it starts
        bool needsValidation = true; ///< false: all ASCII, no NUL
    };

    /// Fills the cells of the row at `begin`, which is where a row starts and not before one asked for earlier. False
    /// where it has another number of fields, a quote, no line end or a lone CR, or is blank: it needs a closer look.
    [[nodiscard]] bool read(std::size_t begin, std::span<Cell> cells, Row& row);

private:
    void indexMore(std::size_t begin);
    void indexWindow(std::size_t end);

    std::string_view m_text;
    CsvDialect m_dialect;
    std::vector<std::uint32_t> m_marks; // places of delimiters, quotes and line ends
    std::size_t m_next = 0;             // in m_marks, the first one of the row to be read next
    std::size_t m_count = 0;            // of marks
    std::size_t m_indexed = 0;          // of the text
    std::size_t m_asciiFrom = 0;        // no other bytes from here on, as far as it is indexed
};

} // namespace postweave::ingest
