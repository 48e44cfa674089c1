// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/text_source.h"

#include "core/base/text.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

namespace postweave::ingest {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr char kIllFormed = '\xFF';

using Table = std::array<std::string, 256>;

/// What each byte of Windows-1252 is in UTF-8, by ICU's converter; it maps unassigned bytes to C1 controls.
Table makeWindows1252()
{
    Table table;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("windows-1252", &status), &ucnv_close);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const char byte = static_cast<char>(i);
        std::array<UChar, 2> unit{};
        status = U_ZERO_ERROR;
        if (converter) {
            ucnv_toUChars(converter.get(), unit.data(), 2, &byte, 1, &status);
        }
        const bool control = i >= 0x80 && unit[0] < 0xA0;
        if (!converter || U_FAILURE(status) || control) {
            table[i] = std::string(1, i < 0x80 ? byte : kIllFormed);
            continue;
        }
        appendUtf8(table[i], unit[0]);
    }
    return table;
}

void decodeWindows1252(std::string_view bytes, std::string& out)
{
    static const Table kTable = makeWindows1252();
    for (const char c : bytes) {
        out += kTable[static_cast<unsigned char>(c)];
    }
}

bool isLead(char32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}
bool isTrail(char32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/// Returns how many bytes were used; a rest that may still be completed stays, unless this is the end.
std::size_t decodeUtf16(std::string_view bytes, bool littleEndian, bool atEnd, std::string& out)
{
    const auto unitAt = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(littleEndian ? first | second << 8 : first << 8 | second);
    };
    std::size_t i = 0;
    while (i + 2 <= bytes.size()) {
        const char32_t unit = unitAt(i);
        if (!isLead(unit) && !isTrail(unit)) {
            appendUtf8(out, unit);
            i += 2;
            continue;
        }
        if (isLead(unit) && i + 4 > bytes.size() && !atEnd) {
            return i;
        }
        const bool paired = isLead(unit) && i + 4 <= bytes.size() && isTrail(unitAt(i + 2));
        if (paired) {
            appendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (unitAt(i + 2) - 0xDC00));
        } else {
            out += kIllFormed;
        }
        i += paired ? 4 : 2;
    }
    if (atEnd && i < bytes.size()) {
        out += kIllFormed;
        return bytes.size();
    }
    return i;
}

} // namespace

TextSource::TextSource(ByteSource source, DetectedEncoding encoding) : m_source(std::move(source)), m_encoding(encoding)
{
    rewind();
}

void TextSource::rewind()
{
    m_source.rewind();
    m_source.skip(m_encoding.markBytes);
    m_encoded.clear();
    m_decoded.clear();
    m_taken = 0;
}

Result<bool> TextSource::decodeBlock()
{
    m_decoded.clear();
    m_taken = 0;
    const std::size_t kept = m_encoded.size();
    m_encoded.resize(kept + kBlock);
    const Result<std::size_t> count = m_source.read(m_encoded.data() + kept, kBlock);
    if (!count) {
        return fail(count.error());
    }
    m_encoded.resize(kept + *count);
    std::size_t used = m_encoded.size();
    if (m_encoding.encoding == Encoding::Windows1252) {
        decodeWindows1252(m_encoded, m_decoded);
    } else {
        used = decodeUtf16(m_encoded, m_encoding.encoding == Encoding::Utf16Le, *count < kBlock, m_decoded);
    }
    m_encoded.erase(0, used);
    return !m_decoded.empty();
}

Result<std::size_t> TextSource::read(char* buffer, std::size_t size)
{
    if (m_encoding.encoding == Encoding::Utf8) {
        return m_source.read(buffer, size);
    }
    if (m_taken == m_decoded.size()) {
        const Result<bool> any = decodeBlock();
        if (!any) {
            return fail(any.error());
        }
        if (!*any) {
            return std::size_t{0};
        }
    }
    const std::size_t count = std::min(size, m_decoded.size() - m_taken);
    std::memcpy(buffer, m_decoded.data() + m_taken, count);
    m_taken += count;
    return count;
}

} // namespace postweave::ingest
