// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/scalar_text.h"

#include "core/base/short_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

namespace postweave::ingest {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWhiteSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool equalsWord(std::string_view text, std::string_view lowerWord)
{
    return text.size() == lowerWord.size() &&
           std::equal(text.begin(), text.end(), lowerWord.begin(), [](char a, char b) { return (a | 0x20) == b; });
}

const char* skipDigits(const char* at, const char* end)
{
    while (at < end && isDigit(*at)) {
        ++at;
    }
    return at;
}

/// Behind `-?(0|[1-9][0-9]*)` at the text's start, or nullptr.
const char* skipWhole(const char* at, const char* end)
{
    at += at < end && *at == '-' ? 1 : 0;
    const char* first = at;
    at = skipDigits(at, end);
    const bool leadingZero = at - first > 1 && *first == '0';
    return at == first || leadingZero ? nullptr : at;
}

/// True if `[at, end)` is a fraction, an exponent or both.
bool isNumberTail(const char* at, const char* end)
{
    if (at < end && *at == '.') {
        const char* digits = at + 1;
        at = skipDigits(digits, end);
        if (at == digits) {
            return false;
        }
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        ++at;
        at += at < end && (*at == '+' || *at == '-') ? 1 : 0;
        const char* digits = at;
        at = skipDigits(digits, end);
        if (at == digits) {
            return false;
        }
    }
    return at == end;
}

std::optional<double> toDouble(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::optional<bool> readBoolean(std::string_view text)
{
    if (equalsWord(text, "true")) {
        return true;
    }
    return equalsWord(text, "false") ? std::optional(false) : std::nullopt;
}

namespace {

/// Of a few digits; nothing where it is not so simple.
std::optional<std::int64_t> readFewDigits(std::string_view text)
{
    if (text.empty() || (text.front() == '0' && text.size() > 1)) {
        return std::nullopt;
    }
    const std::optional<std::uint64_t> number = numberOfDigits(text);
    return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

} // namespace

std::optional<std::int64_t> readInteger(std::string_view text)
{
    if (const auto value = readFewDigits(text)) {
        return value;
    }
    const char* end = text.data() + text.size();
    if (skipWhole(text.data(), end) != end || text.empty()) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

NumberShape numberShapeOf(std::string_view text)
{
    constexpr std::size_t kSurelyIn64Bits = 18;
    constexpr std::size_t kSurelyFinite = 300;
    const char* end = text.data() + text.size();
    const char* behind = skipWhole(text.data(), end);
    if (behind == nullptr) {
        return NumberShape::None;
    }
    if (behind == end) {
        return text.size() <= kSurelyIn64Bits || readInteger(text) ? NumberShape::Integer : NumberShape::None;
    }
    if (!isNumberTail(behind, end)) {
        return NumberShape::None;
    }
    const bool exponent = std::find_if(behind, end, [](char c) { return (c | 0x20) == 'e'; }) != end;
    const bool finite = (!exponent && text.size() <= kSurelyFinite) || toDouble(text);
    return finite ? NumberShape::Number : NumberShape::None;
}

std::optional<double> readNumber(std::string_view text)
{
    return numberShapeOf(text) == NumberShape::None ? std::nullopt : toDouble(text);
}

SeparatorUse separatorUse(std::string_view text, char separator)
{
    SeparatorUse use;
    const char* begin = text.data();
    const char* end = begin + text.size();
    for (const char* at = begin; at < end; ++at) {
        at = static_cast<const char*>(std::memchr(at, separator, static_cast<std::size_t>(end - at)));
        if (at == nullptr) {
            break;
        }
        use.found = true;
        if (at == begin || at + 1 == end || isWhiteSpace(at[-1]) || isWhiteSpace(at[1])) {
            use.misplaced = true;
            break;
        }
    }
    return use;
}

} // namespace postweave::ingest
