// SPDX-License-Identifier: GPL-3.0-or-later
// RowBlocks: the text of a delimited file, cut into blocks of whole rows.
#pragma once

#include "core/ingest/csv_scan.h"
#include "core/ingest/text_source.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace postweave::ingest {

/// Rows that follow each other. kScanPadding bytes behind the text may be read.
struct RowBlock {
    std::unique_ptr<char[]> buffer;
    std::size_t size = 0;
    std::uint64_t line = 1;      ///< that it starts in
    std::uint64_t bytesRead = 0; ///< of the file, this block included
    bool tooLong = false;        ///< one row of more than kMaxRowBytes, of which only kMaxRawBytes are here

    [[nodiscard]] std::string_view text() const { return {buffer.get(), size}; }
};

/// Reads on as blocks are asked for; one thread at a time. A block is some kBlockBytes, or one longer row.
class RowBlocks {
public:
    static constexpr std::size_t kBlockBytes = std::size_t{8} << 20;

    explicit RowBlocks(TextSource source, std::size_t blockBytes = kBlockBytes);

    /// The text to come, as far as a block goes, without taking it.
    [[nodiscard]] Result<std::string_view> peek();
    /// Nothing at the end of the file.
    [[nodiscard]] Result<std::optional<RowBlock>> next(CsvDialect dialect);
    void rewind();

    [[nodiscard]] const TextSource& source() const { return m_source; }
    /// What peek() gives is all there is.
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

private:
    [[nodiscard]] Result<void> fill();
    [[nodiscard]] Result<std::size_t> findCut(CsvDialect dialect);
    [[nodiscard]] Result<RowBlock> skipLongRow(CsvDialect dialect);
    [[nodiscard]] RowBlock take(std::size_t size);
    void grow(std::size_t capacity);

    TextSource m_source;
    std::size_t m_blockBytes; // less for a small file
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
    std::uint64_t m_line = 1;
    bool m_atEnd = false;
};

} // namespace postweave::ingest
