// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_scan.h"

#include "core/ingest/byte_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace postweave::ingest {

std::uint64_t countLineEnds(std::string_view text)
{
    std::uint64_t count = countByte(text.data(), text.data() + text.size(), '\n');
    for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
        count += at + 1 == text.size() || text[at + 1] != '\n' ? 1 : 0;
    }
    return count;
}

namespace {

class RowScan {
public:
    RowScan(const char* begin, const char* end, bool atEnd, CsvDialect dialect, ScannedRow& row)
        : m_begin(begin), m_end(end), m_atEnd(atEnd), m_dialect(dialect), m_row(row)
    {
    }

    void run()
    {
        m_row.end = RowEnd::Complete;
        m_row.lines = 1;
        m_row.textAfterQuote = 0;
        m_row.fields.clear();
        for (const char* at = m_begin; at != nullptr;) {
            const bool quoted = m_dialect.quote != '\0' && at < m_end && *at == m_dialect.quote;
            at = quoted ? quotedField(at) : plainFields(at);
        }
    }

private:
    /// The fields from here to the row's end, or to one that starts with a quote, which is returned.
    const char* plainFields(const char* field)
    {
        const char quote = m_dialect.quote == '\0' ? m_dialect.delimiter : m_dialect.quote;
        for (const char* at = field; at < m_end; at += 16) {
            for (unsigned marks = marksAmong(at, m_dialect.delimiter, quote); marks != 0; marks &= marks - 1) {
                const char* mark = at + std::countr_zero(marks);
                if (mark >= m_end) {
                    break;
                }
                if (*mark == m_dialect.delimiter) {
                    m_row.fields.push_back({offset(field), offset(mark), false, false});
                    field = mark + 1;
                } else if (*mark != quote) {
                    m_row.fields.push_back({offset(field), offset(mark), false, false});
                    return behind(mark);
                } else if (mark == field) {
                    return field;
                }
            }
        }
        m_row.fields.push_back({offset(field), offset(m_end), false, false});
        return behind(m_end);
    }

    const char* quotedField(const char* at)
    {
        FieldSpan field{offset(at + 1), 0, true, false};
        const char* close = closingQuote(at + 1, field.doubledQuotes);
        if (close == nullptr) {
            return nullptr;
        }
        field.end = offset(close);
        m_row.lines += countLineEnds({at + 1, field.end - field.begin});
        m_row.fields.push_back(field);
        const char* stop = close + 1;
        if (stop < m_end && *stop != m_dialect.delimiter && *stop != '\n' && *stop != '\r') {
            m_row.textAfterQuote = m_row.textAfterQuote == 0 ? m_row.fields.size() : m_row.textAfterQuote;
            stop = findFieldEnd(stop, m_end, m_dialect.delimiter);
        }
        return behind(stop);
    }

    const char* closingQuote(const char* from, bool& doubled)
    {
        for (;;) {
            const auto left = static_cast<std::size_t>(m_end - from);
            const auto* quote =
                static_cast<const char*>(left == 0 ? nullptr : std::memchr(from, m_dialect.quote, left));
            if (quote == nullptr) {
                if (m_atEnd) {
                    finish(RowEnd::CutInQuotes, m_end, m_end);
                } else {
                    m_row.end = RowEnd::NeedsMore;
                }
                return nullptr;
            }
            if (quote + 1 == m_end && !m_atEnd) {
                m_row.end = RowEnd::NeedsMore;
                return nullptr;
            }
            if (quote + 1 == m_end || quote[1] != m_dialect.quote) {
                return quote;
            }
            doubled = true;
            from = quote + 2;
        }
    }

    const char* behind(const char* stop)
    {
        if (stop == m_end) {
            finish(m_atEnd ? RowEnd::Complete : RowEnd::NeedsMore, m_end, m_end);
            return nullptr;
        }
        if (*stop == m_dialect.delimiter) {
            return stop + 1;
        }
        if (*stop == '\n') {
            finish(RowEnd::Complete, stop, stop + 1);
        } else if (stop + 1 < m_end) {
            finish(RowEnd::Complete, stop, stop + (stop[1] == '\n' ? 2 : 1));
        } else {
            finish(m_atEnd ? RowEnd::Complete : RowEnd::NeedsMore, stop, stop + 1);
        }
        return nullptr;
    }

    void finish(RowEnd end, const char* last, const char* next)
    {
        m_row.end = end;
        m_row.length = offset(last);
        m_row.next = offset(next);
    }

    [[nodiscard]] std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - m_begin); }

    const char* m_begin;
    const char* m_end;
    bool m_atEnd;
    CsvDialect m_dialect;
    ScannedRow& m_row;
};

} // namespace

void scanRow(const char* begin, const char* end, bool atEnd, CsvDialect dialect, ScannedRow& row)
{
    RowScan(begin, end, atEnd, dialect, row).run();
}

std::size_t RowSkipper::skip(const char* begin, const char* end)
{
    const char* at = begin;
    for (; at < end && m_state != State::Done; ++at) {
        if (m_state == State::AfterReturn) {
            m_state = State::Done;
            return static_cast<std::size_t>(at - begin) + (*at == '\n' ? 1 : 0);
        }
        take(*at);
    }
    return static_cast<std::size_t>(at - begin);
}

void RowSkipper::take(char c)
{
    const bool isQuote = m_dialect.quote != '\0' && c == m_dialect.quote;
    if (m_state == State::Quoted) {
        m_lines += c == '\r' || (c == '\n' && !m_lastReturn) ? 1 : 0;
        m_lastReturn = c == '\r';
        m_state = isQuote ? State::QuoteInQuoted : State::Quoted;
        return;
    }
    m_lastReturn = false;
    if (isQuote && m_state != State::Plain) {
        m_state = State::Quoted;
    } else if (c == '\n') {
        m_state = State::Done;
    } else if (c == '\r') {
        m_state = State::AfterReturn;
    } else {
        m_state = c == m_dialect.delimiter ? State::FieldStart : State::Plain;
    }
}

} // namespace postweave::ingest
