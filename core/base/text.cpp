// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace postweave {
inline namespace base {

namespace {

icu::UnicodeString fromUtf8(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string toUtf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string asciiLower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// Optimal string alignment distance, given up past `limit`.
std::size_t editDistance(std::u32string_view a, std::u32string_view b, std::size_t limit)
{
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    const std::size_t width = b.size() + 1;
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) {
        return limit + 1;
    }
    // Three rows of the table; further than the limit from its diagonal nothing counts.
    std::vector<std::size_t> rows(3 * width, limit + 1);
    std::size_t* before = rows.data();
    std::size_t* previous = before + width;
    std::size_t* current = previous + width;
    for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) {
        previous[j] = j;
    }
    std::size_t leastBefore = 0;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t first = i > limit ? i - limit : 1;
        current[first - 1] = first == 1 ? i : limit + 1;
        std::size_t least = current[first - 1];
        for (std::size_t j = first; j <= std::min(b.size(), i + limit); ++j) {
            const std::size_t substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, substitution});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before[j - 2] + 1);
            }
            least = std::min(least, current[j]);
        }
        if (std::min(least, leastBefore) > limit) {
            return limit + 1;
        }
        leastBefore = least;
        std::swap(before, previous);
        std::swap(previous, current);
        std::fill_n(current, width, limit + 1);
    }
    return previous[b.size()];
}

std::u32string toCodePoints(std::string_view text)
{
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        out.push_back(nextCodePoint(text, i));
    }
    return out;
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view text)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        if (bytes[i] < 0x80) {
            ++i;
            continue;
        }
        const std::size_t start = i;
        if (nextCodePoint(text, i) == 0xFFFD && text.substr(start, i - start) != "\xEF\xBF\xBD") {
            return start;
        }
    }
    return std::nullopt;
}

bool isValidUtf8(std::string_view text)
{
    return !firstInvalidUtf8(text);
}

std::string toValidUtf8(std::string_view text)
{
    if (isValidUtf8(text)) {
        return std::string(text);
    }
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        appendUtf8(out, nextCodePoint(text, i));
    }
    return out;
}

std::size_t countCodePoints(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !isContinuationByte(c); }));
}

char32_t nextCodePoint(std::string_view text, std::size_t& position)
{
    // ICU's macro counts in 32 bits; a character needs at most four bytes of the window.
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + position;
    const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - position, 4));
    std::int32_t offset = 0;
    UChar32 codePoint = 0;
    U8_NEXT(bytes, offset, length, codePoint);
    position += static_cast<std::size_t>(offset);
    return codePoint < 0 ? U'\xFFFD' : static_cast<char32_t>(codePoint);
}

void appendUtf8(std::string& out, char32_t codePoint)
{
    std::uint8_t buffer[4];
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(buffer, length, 4, static_cast<UChar32>(codePoint), failed);
    if (failed) {
        out += "\xEF\xBF\xBD";
        return;
    }
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

std::string foldCase(std::string_view text)
{
    return isAscii(text) ? asciiLower(text) : toUtf8(fromUtf8(text).foldCase());
}

std::string toLower(std::string_view text)
{
    return isAscii(text) ? asciiLower(text) : toUtf8(fromUtf8(text).toLower(icu::Locale::getRoot()));
}

std::string toUpper(std::string_view text)
{
    return toUtf8(fromUtf8(text).toUpper(icu::Locale::getRoot()));
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";
    const auto isWhiteSpace = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    if (text.empty() || (!isWhiteSpace(text.front()) && !isWhiteSpace(text.back()))) {
        return text; // as nearly always
    }
    const std::size_t begin = text.find_first_not_of(kWhiteSpace);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(kWhiteSpace) - begin + 1);
}

std::string toSnakeCase(std::string_view name)
{
    const std::u32string in = toCodePoints(name);
    const auto at = [&](std::size_t i) { return static_cast<UChar32>(i < in.size() ? in[i] : U' '); };
    std::string out;
    bool gap = false;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const UChar32 c = at(i);
        const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; // vowel signs and accents belong to their letter
        if (!u_isalnum(c) && !mark && c != '.') {
            gap = true;
            continue;
        }
        const bool afterLower = i > 0 && (u_islower(at(i - 1)) || u_isdigit(at(i - 1)));
        const bool endsAcronym = i > 0 && u_isupper(at(i - 1)) && u_islower(at(i + 1));
        const bool wordStart = u_isupper(c) && (afterLower || endsAcronym);
        if ((gap || wordStart) && !out.empty() && out.back() != '_' && out.back() != '.' && c != '.') {
            out += '_';
        }
        gap = false;
        std::string letter;
        appendUtf8(letter, static_cast<char32_t>(c));
        out += toLower(letter);
    }
    return out;
}

std::string nearestOf(std::string_view name, std::span<const std::string> candidates)
{
    const std::u32string wanted = toCodePoints(foldCase(name));
    const std::size_t limit = std::clamp<std::size_t>(wanted.size() / 3, 1, 4);
    std::size_t best = limit + 1;
    std::string nearest;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = editDistance(wanted, toCodePoints(foldCase(candidate)), best - 1);
        if (distance < best) {
            best = distance;
            nearest = candidate;
        }
        if (best == 0) {
            break;
        }
    }
    return nearest;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::string groupedDigits(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) {
        digits.insert(i - 3, 1, ',');
    }
    return digits;
}

} // namespace base
} // namespace postweave
