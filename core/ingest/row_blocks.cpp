// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/row_blocks.h"

#include "core/ingest/byte_scan.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace postweave::ingest {

namespace {

constexpr std::size_t kLeastBlockBytes = std::size_t{1} << 12;

/// Behind the last line end of text without quoting, or its start where none is surely whole.
const char* behindLastLineEnd(const char* begin, const char* end)
{
    const std::string_view text(begin, static_cast<std::size_t>(end - begin));
    if (const std::size_t at = text.rfind('\n'); at != std::string_view::npos) {
        return begin + at + 1;
    }
    // A CR at the very end may be the first half of a CRLF.
    const std::size_t at = text.empty() ? std::string_view::npos : text.substr(0, text.size() - 1).rfind('\r');
    return at == std::string_view::npos ? begin : begin + at + 1;
}

/// Behind the last row that is surely whole. Only rows with quotes are looked at closely.
const char* behindLastRow(const char* begin, const char* end, CsvDialect dialect)
{
    ScannedRow scanned;
    for (const char* row = begin;;) {
        const auto left = static_cast<std::size_t>(end - row);
        const auto* quote = static_cast<const char*>(
            dialect.quote == '\0' || left == 0 ? nullptr : std::memchr(row, dialect.quote, left));
        if (quote == nullptr) {
            return behindLastLineEnd(row, end);
        }
        row = behindLastLineEnd(row, quote);
        scanRow(row, end, false, dialect, scanned);
        if (scanned.end == RowEnd::NeedsMore) {
            return row;
        }
        row += scanned.next;
    }
}

} // namespace

RowBlocks::RowBlocks(TextSource source, std::size_t blockBytes)
    : m_source(std::move(source)),
      m_blockBytes(static_cast<std::size_t>(
          std::clamp<std::uint64_t>(m_source.bytes().size() * 2, std::min(kLeastBlockBytes, blockBytes), blockBytes)))
{
}

void RowBlocks::rewind()
{
    m_source.rewind();
    m_size = 0;
    m_line = 1;
    m_atEnd = false;
}

void RowBlocks::grow(std::size_t capacity)
{
    auto larger = std::make_unique_for_overwrite<char[]>(capacity + kScanPadding);
    if (m_size > 0) {
        std::memcpy(larger.get(), m_buffer.get(), m_size);
    }
    m_buffer = std::move(larger);
    m_capacity = capacity;
}

/// Reads until the buffer is full or the file ends.
Result<void> RowBlocks::fill()
{
    if (m_capacity == 0) {
        grow(m_blockBytes);
    }
    while (m_size < m_capacity && !m_atEnd) {
        const Result<std::size_t> count = m_source.read(m_buffer.get() + m_size, m_capacity - m_size);
        if (!count) {
            return fail(count.error());
        }
        m_size += *count;
        m_atEnd = *count == 0;
    }
    return {};
}

Result<std::string_view> RowBlocks::peek()
{
    return fill().map([&] { return std::string_view(m_buffer.get(), m_size); });
}

/// Hands out the first `size` bytes; the others stay for the next block.
RowBlock RowBlocks::take(std::size_t size)
{
    RowBlock block;
    block.size = size;
    block.line = m_line;
    block.bytesRead = m_source.bytes().offset();
    const std::size_t rest = m_size - size;
    auto buffer = std::make_unique_for_overwrite<char[]>(std::max(m_blockBytes, rest) + kScanPadding);
    std::memcpy(buffer.get(), m_buffer.get() + size, rest);
    block.buffer = std::exchange(m_buffer, std::move(buffer));
    m_capacity = std::max(m_blockBytes, rest);
    m_size = rest;
    m_line += countLineEnds(block.text());
    return block;
}

/// How many bytes of whole rows there are; 0: one row is longer than may be kept.
Result<std::size_t> RowBlocks::findCut(CsvDialect dialect)
{
    for (;;) {
        if (const Result<void> read = fill(); !read) {
            return fail(read.error());
        }
        if (m_atEnd) {
            return m_size;
        }
        const char* begin = m_buffer.get();
        const auto cut = static_cast<std::size_t>(behindLastRow(begin, begin + m_size, dialect) - begin);
        if (cut > 0 || m_size > kMaxRowBytes) {
            return cut;
        }
        grow(m_capacity * 2);
    }
}

Result<RowBlock> RowBlocks::skipLongRow(CsvDialect dialect)
{
    RowBlock block;
    block.buffer = std::make_unique_for_overwrite<char[]>(kMaxRawBytes + kScanPadding);
    block.size = kMaxRawBytes;
    block.line = m_line;
    block.tooLong = true;
    std::memcpy(block.buffer.get(), m_buffer.get(), kMaxRawBytes);
    RowSkipper skipper(dialect);
    for (;;) {
        const std::size_t skipped = skipper.skip(m_buffer.get(), m_buffer.get() + m_size);
        m_size -= skipped;
        std::memmove(m_buffer.get(), m_buffer.get() + skipped, m_size);
        if (skipper.isDone() || (m_size == 0 && m_atEnd)) {
            break;
        }
        if (const Result<void> read = fill(); !read) {
            return fail(read.error());
        }
    }
    m_line += skipper.lines();
    block.bytesRead = m_source.bytes().offset();
    return block;
}

Result<std::optional<RowBlock>> RowBlocks::next(CsvDialect dialect)
{
    const Result<std::size_t> cut = findCut(dialect);
    if (!cut) {
        return fail(cut.error());
    }
    if (m_size == 0) {
        return std::nullopt;
    }
    if (*cut > 0) {
        return take(*cut);
    }
    return skipLongRow(dialect).map([](RowBlock block) { return std::optional(std::move(block)); });
}

} // namespace postweave::ingest
