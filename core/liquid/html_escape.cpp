// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/html_escape.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace postweave::liquid {

namespace {

constexpr std::string_view kRefused = "#";
constexpr std::string_view kBlank = "&#32;";

constexpr std::string_view entityOf(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

constexpr std::array<bool, 256> kIsSpecial = [] {
    std::array<bool, 256> special{};
    for (const unsigned char c : {'&', '<', '>', '"', '\''}) {
        special[c] = true;
    }
    return special;
}();

/// The first from there on that becomes an entity; the text's size if there is none.
std::size_t firstSpecial(std::string_view text, std::size_t from)
{
    std::size_t at = from;
#if defined(__SSE2__)
    const auto all = [](char c) { return _mm_set1_epi8(c); };
    for (; at + 16 <= text.size(); at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const __m128i angles = _mm_or_si128(_mm_cmpeq_epi8(bytes, all('<')), _mm_cmpeq_epi8(bytes, all('>')));
        const __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(bytes, all('"')), _mm_cmpeq_epi8(bytes, all('\'')));
        const __m128i found = _mm_or_si128(_mm_or_si128(angles, quotes), _mm_cmpeq_epi8(bytes, all('&')));
        if (const int mask = _mm_movemask_epi8(found); mask != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(mask)));
        }
    }
#endif
    while (at < text.size() && !kIsSpecial[static_cast<unsigned char>(text[at])]) {
        ++at;
    }
    return at;
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Liquid's /&(?!([a-zA-Z]+|(#\d+));)/, the other way round.
bool startsEntity(std::string_view text)
{
    std::size_t at = 1;
    const bool isNumber = at < text.size() && text[at] == '#';
    at += isNumber ? 1 : 0;
    const std::size_t from = at;
    while (at < text.size() && (isNumber ? isDigit(text[at]) : isLetter(text[at]))) {
        ++at;
    }
    return at > from && at < text.size() && text[at] == ';';
}

/// The scheme before the first `:`, lower case, without what browsers skip; empty if there is none.
std::string schemeOf(std::string_view url)
{
    const std::size_t end = url.find_first_of(":/?#");
    if (end == std::string_view::npos || url[end] != ':') {
        return {};
    }
    std::string scheme;
    for (const char c : url.substr(0, end)) {
        if (static_cast<unsigned char>(c) > 0x20) {
            scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        }
    }
    return scheme.empty() ? ":" : scheme;
}

/// Entities hide a scheme from us, not from the browser.
bool hidesScheme(std::string_view url)
{
    return url.substr(0, url.find_first_of("/?#")).find('&') != std::string_view::npos;
}

bool isRefusedUrl(std::string_view url, HtmlPlace place, bool isHtml)
{
    static constexpr std::array kAllowed{
        std::string_view("http"), std::string_view("https"), std::string_view("mailto"), std::string_view("tel"),
        std::string_view("sms"),  std::string_view("ftp"),   std::string_view("cid"),    std::string_view("webcal")};
    const std::string scheme = schemeOf(url);
    if (isHtml && hidesScheme(url)) {
        return true;
    }
    if (place == HtmlPlace::UrlScheme) {
        return !scheme.empty();
    }
    return !scheme.empty() && std::ranges::find(kAllowed, scheme) == kAllowed.end();
}

void appendPercent(OutputBuffer& out, char c)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    const std::array<char, 3> encoded{'%', kHex[byte >> 4U], kHex[byte & 15U]};
    out.append({encoded.data(), encoded.size()});
}

constexpr bool isUnreserved(char c)
{
    return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

bool isPercentEncoded(std::string_view text)
{
    const auto isHex = [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    return text.size() >= 3 && text[0] == '%' && isHex(text[1]) && isHex(text[2]);
}

using CharacterSet = std::array<bool, 256>;

template <typename Predicate>
constexpr CharacterSet setOf(Predicate belongs)
{
    CharacterSet set{};
    for (std::size_t c = 0; c < set.size(); ++c) {
        set[c] = belongs(static_cast<char>(c));
    }
    return set;
}

constexpr bool isOneOf(char c, std::string_view characters)
{
    return characters.find(c) != std::string_view::npos;
}
constexpr bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

constexpr CharacterSet kUnreserved = setOf(isUnreserved);
/// Characters that do not belong into a URL become %XX; its own signs stay.
constexpr CharacterSet kInUrl = setOf([](char c) { return isUnreserved(c) || isOneOf(c, ":/?#[]@!$*+,;=%"); });
/// CSS: what is not part of a plain value is written as an escape.
constexpr CharacterSet kInStyle =
    setOf([](char c) { return isLetter(c) || isDigit(c) || isBeyondAscii(c) || isOneOf(c, " .,#%_-"); });
/// Inside a string of JavaScript or JSON.
constexpr CharacterSet kInScript =
    setOf([](char c) { return isLetter(c) || isDigit(c) || isBeyondAscii(c) || isOneOf(c, " .,-_"); });
constexpr CharacterSet kInUnquotedStyle =
    setOf([](char c) { return c != ' ' && kInStyle[static_cast<unsigned char>(c)]; });
constexpr CharacterSet kInUnquotedScript =
    setOf([](char c) { return c != ' ' && kInScript[static_cast<unsigned char>(c)]; });
constexpr CharacterSet kUnquoted =
    setOf([](char c) { return isLetter(c) || isDigit(c) || isBeyondAscii(c) || isOneOf(c, "-_.#%"); });

/// Copies runs of the set; `escape` writes what stands at a place and is not of it.
template <typename Escape>
void appendEscaping(OutputBuffer& out, std::string_view text, const CharacterSet& plain, Escape escape)
{
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!plain[static_cast<unsigned char>(text[i])]) {
            out.append(text.substr(from, i - from));
            escape(i);
            from = i + 1;
        }
    }
    out.append(text.substr(from));
}

/// `format` takes the byte's number.
void appendNumbered(OutputBuffer& out, char c, fmt::format_string<unsigned> format)
{
    std::array<char, 16> room{};
    const char* const end = fmt::format_to(room.data(), format, static_cast<unsigned>(static_cast<unsigned char>(c)));
    out.append({room.data(), static_cast<std::size_t>(end - room.data())});
}

void appendUrl(OutputBuffer& out, std::string_view url, bool isHtml)
{
    appendEscaping(out, url, kInUrl, [&](std::size_t i) {
        if (url[i] == '&') {
            out.append(isHtml && startsEntity(url.substr(i)) ? "&" : "&amp;");
        } else {
            appendPercent(out, url[i]);
        }
    });
}

/// One value of a query. What is percent-encoded already stays as it is.
void appendUrlValue(OutputBuffer& out, std::string_view value)
{
    const bool isEncoded = std::ranges::all_of(value, [](char c) { return isUnreserved(c) || c == '%' || c == '+'; }) &&
                           value.find('%') != std::string_view::npos;
    appendEscaping(out, value, kUnreserved, [&](std::size_t i) {
        if (isEncoded && (value[i] == '+' || isPercentEncoded(value.substr(i)))) {
            out.push_back(value[i]);
        } else {
            appendPercent(out, value[i]);
        }
    });
}

/// Also what looks encoded already: a value that holds `%41` is not the value `A`.
void appendEncoded(OutputBuffer& out, std::string_view value)
{
    appendEscaping(out, value, kUnreserved, [&](std::size_t i) { appendPercent(out, value[i]); });
}

/// `isUnquoted`: blanks are written as references to characters, which mean the same and end no value.
void appendStyle(OutputBuffer& out, std::string_view text, bool isUnquoted)
{
    appendEscaping(out, text, isUnquoted ? kInUnquotedStyle : kInStyle, [&](std::size_t i) {
        if (text[i] == ' ') {
            out.append(kBlank);
        } else if (isUnquoted) {
            appendNumbered(out, text[i], "\\{:x}&#32;");
        } else {
            appendNumbered(out, text[i], "\\{:x} ");
        }
    });
}

void appendScript(OutputBuffer& out, std::string_view text, bool isUnquoted)
{
    appendEscaping(out, text, isUnquoted ? kInUnquotedScript : kInScript, [&](std::size_t i) {
        text[i] == ' ' ? out.append(kBlank) : appendNumbered(out, text[i], "\\u{:04X}");
    });
}

void appendUnquoted(OutputBuffer& out, std::string_view text)
{
    appendEscaping(out, text, kUnquoted, [&](std::size_t i) { appendNumbered(out, text[i], "&#{};"); });
}

void appendEscaped(OutputBuffer& out, std::string_view text)
{
    out.end(copyEscapedHtml(out.require(escapedHtmlSize(text)), text));
}

} // namespace

std::size_t escapedHtmlSize(std::string_view text)
{
    std::size_t size = text.size();
    for (std::size_t i = firstSpecial(text, 0); i < text.size(); i = firstSpecial(text, i + 1)) {
        size += entityOf(text[i]).size() - 1;
    }
    return size;
}

char* copyEscapedHtml(char* out, std::string_view text)
{
    std::size_t from = 0;
    for (std::size_t i = firstSpecial(text, 0); i < text.size(); i = firstSpecial(text, i + 1)) {
        const std::string_view entity = entityOf(text[i]);
        out = std::copy_n(text.data() + from, i - from, out);
        out = std::copy_n(entity.data(), entity.size(), out);
        from = i + 1;
    }
    return std::copy_n(text.data() + from, text.size() - from, out);
}

std::string escapedOnce(std::string_view text)
{
    std::string out;
    std::size_t from = 0;
    for (std::size_t i = firstSpecial(text, 0); i < text.size(); i = firstSpecial(text, i + 1)) {
        if (text[i] != '&' || !startsEntity(text.substr(i))) {
            out.append(text.substr(from, i - from)).append(entityOf(text[i]));
            from = i + 1;
        }
    }
    return out.append(text.substr(from));
}

namespace {

/// The place that a value without quotes goes on as; its own where none begins there.
HtmlPlace afterStart(HtmlPlace place)
{
    switch (place) {
    case HtmlPlace::UnquotedStart:
        return HtmlPlace::Unquoted;
    case HtmlPlace::UnquotedUrlStart:
        return HtmlPlace::Url;
    case HtmlPlace::UnquotedStyleStart:
        return HtmlPlace::UnquotedStyle;
    case HtmlPlace::UnquotedScriptStart:
        return HtmlPlace::UnquotedScript;
    default:
        return place;
    }
}

/// What refuses and escapes more comes later.
int strictnessOf(HtmlPlace place)
{
    static constexpr std::array kByStrictness{HtmlPlace::Off,
                                              HtmlPlace::Text,
                                              HtmlPlace::Attribute,
                                              HtmlPlace::Unquoted,
                                              HtmlPlace::UnquotedStart,
                                              HtmlPlace::UrlPart,
                                              HtmlPlace::UrlValue,
                                              HtmlPlace::Url,
                                              HtmlPlace::UnquotedUrlStart,
                                              HtmlPlace::UrlScheme,
                                              HtmlPlace::Style,
                                              HtmlPlace::UnquotedStyle,
                                              HtmlPlace::UnquotedStyleStart,
                                              HtmlPlace::StyleUrl,
                                              HtmlPlace::Script,
                                              HtmlPlace::UnquotedScript,
                                              HtmlPlace::UnquotedScriptStart,
                                              HtmlPlace::Encoded};
    return static_cast<int>(std::ranges::find(kByStrictness, place) - kByStrictness.begin());
}

bool isUnquoted(HtmlPlace place)
{
    return place == HtmlPlace::Unquoted || (place >= HtmlPlace::UnquotedStyle && place < HtmlPlace::Encoded);
}

} // namespace

HtmlPlace safeInBoth(HtmlPlace one, HtmlPlace two)
{
    const HtmlPlace stricter = strictnessOf(one) < strictnessOf(two) ? two : one;
    if (isUnquoted(one) || isUnquoted(two)) {
        return stricter == HtmlPlace::Style    ? HtmlPlace::UnquotedStyle
               : stricter == HtmlPlace::Script ? HtmlPlace::UnquotedScript
                                               : stricter;
    }
    return stricter;
}

void appendForPlace(OutputBuffer& out, std::string_view text, HtmlPlace place, bool isHtml)
{
    const HtmlPlace after = afterStart(place);
    if (after != place) {
        const bool isEmpty = after == HtmlPlace::Url ? trimmed(text).empty() : text.empty();
        isEmpty ? out.append(kBlank) : appendForPlace(out, text, after, isHtml);
        return;
    }
    switch (place) {
    case HtmlPlace::Off:
        out.append(text);
        return;
    case HtmlPlace::Text:
        isHtml ? out.append(text) : appendEscaped(out, text);
        return;
    case HtmlPlace::Attribute:
        isHtml ? out.append(escapedOnce(text)) : appendEscaped(out, text);
        return;
    case HtmlPlace::Unquoted:
        appendUnquoted(out, text);
        return;
    case HtmlPlace::Url:
    case HtmlPlace::UrlScheme:
    case HtmlPlace::StyleUrl:
        if (isRefusedUrl(trimmed(text), place, isHtml)) {
            out.append(kRefused);
            return;
        }
        appendUrl(out, trimmed(text), isHtml);
        return;
    case HtmlPlace::UrlPart:
        appendUrl(out, text, isHtml);
        return;
    case HtmlPlace::UrlValue:
        appendUrlValue(out, text);
        return;
    case HtmlPlace::Style:
        appendStyle(out, text, false);
        return;
    case HtmlPlace::Script:
        appendScript(out, text, false);
        return;
    case HtmlPlace::UnquotedStyle:
        appendStyle(out, text, true);
        return;
    case HtmlPlace::UnquotedScript:
        appendScript(out, text, true);
        return;
    case HtmlPlace::UnquotedStart:
    case HtmlPlace::UnquotedUrlStart:
    case HtmlPlace::UnquotedStyleStart:
    case HtmlPlace::UnquotedScriptStart:
        return;
    case HtmlPlace::Encoded:
        appendEncoded(out, text);
        return;
    }
}

} // namespace postweave::liquid
