// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/plain_rows.h"

#include "core/ingest/byte_scan.h"

#include <algorithm>
#include <bit>

namespace postweave::ingest {

namespace {

/// The index of so much text stays within the processor's nearest caches.
constexpr std::size_t kWindow = std::size_t{1} << 14;
constexpr std::size_t kWord = 64;

/// As std::popcount, which is a call where the processor may have no instruction for it (Warren, Hacker's Delight,
/// 5-1).
std::size_t bitsIn(std::uint64_t word)
{
    word -= (word >> 1U) & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + ((word >> 2U) & 0x3333333333333333U);
    word = (word + (word >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
    return static_cast<std::size_t>((word * 0x0101010101010101U) >> 56U);
}

/// Writes the places of the bits; may write seven more than there are.
std::uint32_t* writePlaces(std::uint64_t bits, std::uint32_t base, std::uint32_t* out)
{
    // Eight at a time without asking, so that the processor need not guess how many there are.
    std::uint32_t* const behind = out + bitsIn(bits);
    while (out < behind) {
        for (int i = 0; i < 8; ++i) {
            out[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
            bits &= bits - 1;
        }
        out += 8;
    }
    return behind;
}

} // namespace

/// `end` is at most kWord - 1 behind the text's.
void PlainRows::indexWindow(std::size_t end)
{
    const char* text = m_text.data();
    const char quote = m_dialect.quote == '\0' ? m_dialect.delimiter : m_dialect.quote;
    std::uint32_t* out = m_marks.data() + m_count;
    for (std::size_t at = m_indexed; at < end; at += kWord) {
        std::uint64_t bits = 0;
        for (std::size_t part = 0; part < kWord && at + part < m_text.size(); part += 16) {
            bits |= static_cast<std::uint64_t>(marksAmong(text + at + part, m_dialect.delimiter, quote)) << part;
        }
        if (const std::size_t left = m_text.size() - at; left < kWord) {
            bits &= (std::uint64_t{1} << left) - 1;
        }
        out = writePlaces(bits, static_cast<std::uint32_t>(at), out);
    }
    m_count = static_cast<std::size_t>(out - m_marks.data());
}

/// Indexes another window, and forgets the marks before `begin`.
void PlainRows::indexMore(std::size_t begin)
{
    if (m_indexed < begin) {
        m_indexed = begin; // rows skipped
    }
    const std::size_t end = std::min(m_indexed + kWindow, m_text.size());
    std::copy(m_marks.begin() + static_cast<std::ptrdiff_t>(m_next),
              m_marks.begin() + static_cast<std::ptrdiff_t>(m_count), m_marks.begin());
    m_count -= m_next;
    m_next = 0;
    m_marks.resize(std::max(m_marks.size(), m_count + kWindow + 8));
    const ByteKinds kinds = kindsOf(m_text.data() + m_indexed, m_text.data() + end);
    indexWindow(end);
    m_asciiFrom = kinds.nul || kinds.beyondAscii ? end : m_asciiFrom;
    m_indexed = end;
}

bool PlainRows::read(std::size_t begin, std::span<Cell> cells, Row& row)
{
    while (m_next < m_count && m_marks[m_next] < begin) {
        ++m_next;
    }
    const std::size_t fields = cells.size();
    // One mark more, for the second half of CRLF.
    while (m_count - m_next <= fields && m_indexed < m_text.size()) {
        if (m_indexed > begin + kWindow) {
            return false; // a long row
        }
        indexMore(begin);
    }
    if (m_count - m_next < fields || fields == 0) {
        return false;
    }
    const std::uint32_t* marks = m_marks.data() + m_next;
    const char* text = m_text.data();
    const char delimiter = m_dialect.delimiter;
    const char* at = text + begin;
    unsigned others = 0; // where there should be delimiters
    const auto take = [&at](Cell& cell, const char* end) {
        cell.text = {at, static_cast<std::size_t>(end - at)};
        cell.kind = end == at ? CellKind::Missing : CellKind::Field;
        at = end + 1;
    };
    Cell* cell = cells.data();
    for (const std::uint32_t* const last = marks + fields - 1; marks < last; ++marks, ++cell) {
        const char* end = text + *marks;
        others |= static_cast<unsigned char>(*end ^ delimiter);
        take(*cell, end);
    }
    take(*cell, text + *marks);
    const bool pair = at[-1] == '\r' && m_count - m_next > fields && text + marks[1] == at && *at == '\n';
    row.raw = {text + begin, static_cast<std::size_t>(at - 1 - (text + begin))};
    row.next = static_cast<std::size_t>(at - text) + (pair ? 1 : 0);
    row.needsValidation = begin < m_asciiFrom;
    if (others != 0 || (!pair && at[-1] != '\n') || row.raw.empty()) {
        return false;
    }
    m_next += fields + (pair ? 1 : 0);
    return true;
}

} // namespace postweave::ingest
