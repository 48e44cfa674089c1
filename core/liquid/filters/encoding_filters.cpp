// SPDX-License-Identifier: GPL-3.0-or-later
// Filters that encode and decode: URLs, Base64.
#include "core/liquid/filters/filter.h"

#include "core/base/text.h"
#include "core/liquid/failure.h"
#include "core/liquid/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace postweave::liquid {

namespace {

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::optional<unsigned> hexDigit(char c)
{
    if (isDigit(c)) {
        return static_cast<unsigned>(c - '0');
    }
    const char letter = static_cast<char>(c | 0x20);
    return letter >= 'a' && letter <= 'f' ? std::optional(static_cast<unsigned>(letter - 'a') + 10U) : std::nullopt;
}

constexpr std::array<bool, 256> kIsUnreserved = [] {
    std::array<bool, 256> unreserved{};
    for (std::size_t c = 0; c < 128; ++c) {
        unreserved[c] = isWordChar(static_cast<char>(c)) || c == '.' || c == '-' || c == '~';
    }
    return unreserved;
}();

bool isUnreserved(char c)
{
    return kIsUnreserved[static_cast<unsigned char>(c)];
}

/// As Ruby's CGI.escape: a blank becomes +.
Value urlEncode(FilterCallContext& call, const Value& input, FilterArguments)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    if (input.isNil()) {
        return {};
    }
    const std::string_view text = call.text(input);
    const auto written = static_cast<std::size_t>(std::ranges::count_if(text, isUnreserved));
    if (written == text.size()) {
        return Value::text(text);
    }
    const auto blanks = static_cast<std::size_t>(std::ranges::count(text, ' '));
    char* const room = call.arena.makeRoom<char>(text.size() + (text.size() - written - blanks) * 2);
    char* end = room;
    for (const char c : text) {
        if (isUnreserved(c) || c == ' ') {
            *end++ = c == ' ' ? '+' : c;
        } else {
            *end++ = '%';
            *end++ = kHex[static_cast<unsigned char>(c) >> 4U];
            *end++ = kHex[static_cast<unsigned char>(c) & 15U];
        }
    }
    return Value::text({room, static_cast<std::size_t>(end - room)});
}

Value urlDecode(FilterCallContext& call, const Value& input, FilterArguments)
{
    if (input.isNil()) {
        return {};
    }
    const std::string_view text = call.text(input);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : std::nullopt;
        const auto low = high ? hexDigit(text[i + 2]) : std::nullopt;
        if (low) {
            out += static_cast<char>(*high * 16 + *low);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    if (!isValidUtf8(out)) {
        throw RenderFailure{"invalid byte sequence in UTF-8"};
    }
    return Value::text(call.arena.copy(out));
}

std::string encoded(std::string_view bytes, std::string_view alphabet)
{
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += i + k > bytes.size() ? '=' : alphabet[(group >> (18 - 6 * k)) & 63U];
        }
    }
    return out;
}

/// Nothing unless it is Base64 to the last bit, padded to four.
std::optional<std::string> decoded(std::string_view text, std::string_view alphabet)
{
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    const std::string_view digits = text.substr(0, text.size() - padding);
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : digits) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xFFU);
        }
    }
    const bool hasStrayBits = (bits & ((1U << count) - 1U)) != 0;
    return hasStrayBits ? std::nullopt : std::optional(out);
}

Value decode(FilterCallContext& call, std::string_view text, std::string_view alphabet, std::string_view filter)
{
    const auto bytes = decoded(text, alphabet);
    if (!bytes) {
        throw RenderFailure{fmt::format("invalid base64 provided to {}", filter)};
    }
    return Value::text(call.arena.copy(isValidUtf8(*bytes) ? *bytes : toValidUtf8(*bytes)));
}

Value base64Encode(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(call.arena.copy(encoded(call.text(input), kStandard)));
}

Value base64UrlSafeEncode(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(call.arena.copy(encoded(call.text(input), kUrlSafe)));
}

Value base64Decode(FilterCallContext& call, const Value& input, FilterArguments)
{
    return decode(call, call.text(input), kStandard, "base64_decode");
}

/// Padding may be left out.
Value base64UrlSafeDecode(FilterCallContext& call, const Value& input, FilterArguments)
{
    std::string text(call.text(input));
    if (!text.ends_with('=')) {
        text.append((4 - text.size() % 4) % 4, '=');
    }
    return decode(call, text, kUrlSafe, "base64_url_safe_decode");
}

constexpr std::array kFilters{
    Filter{"base64_decode", 0, 0, base64Decode},
    Filter{"base64_encode", 0, 0, base64Encode},
    Filter{"base64_url_safe_decode", 0, 0, base64UrlSafeDecode},
    Filter{"base64_url_safe_encode", 0, 0, base64UrlSafeEncode},
    Filter{"url_decode", 0, 0, urlDecode},
    Filter{"url_encode", 0, 0, urlEncode},
};

} // namespace

std::span<const Filter> encodingFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
