// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/html_escape.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postweave::liquid {

namespace {

constexpr std::string_view kRefused = "#";

std::string_view entityOf(char c)
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

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c)
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

void appendPercent(std::string& out, char c)
{
    fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
}

bool isUnreserved(char c)
{
    return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

bool isPercentEncoded(std::string_view text)
{
    const auto isHex = [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    return text.size() >= 3 && text[0] == '%' && isHex(text[1]) && isHex(text[2]);
}

/// Characters that do not belong into a URL become %XX; its own signs stay, & becomes an entity.
void appendUrl(std::string& out, std::string_view url, bool isHtml)
{
    constexpr std::string_view kReserved = ":/?#[]@!$*+,;=%";
    for (std::size_t i = 0; i < url.size(); ++i) {
        const char c = url[i];
        if (isUnreserved(c) || kReserved.find(c) != std::string_view::npos) {
            out += c;
        } else if (c == '&') {
            out += isHtml && startsEntity(url.substr(i)) ? "&" : "&amp;";
        } else {
            appendPercent(out, c);
        }
    }
}

/// One value of a query. What is percent-encoded already stays as it is.
void appendUrlValue(std::string& out, std::string_view value)
{
    const bool isEncoded = std::ranges::all_of(value, [](char c) { return isUnreserved(c) || c == '%' || c == '+'; }) &&
                           value.find('%') != std::string_view::npos;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (isUnreserved(c) || (isEncoded && (c == '+' || isPercentEncoded(value.substr(i))))) {
            out += c;
        } else {
            appendPercent(out, c);
        }
    }
}

/// Also what looks encoded already: a value that holds `%41` is not the value `A`.
void appendEncoded(std::string& out, std::string_view value)
{
    for (const char c : value) {
        if (isUnreserved(c)) {
            out += c;
        } else {
            appendPercent(out, c);
        }
    }
}

/// CSS: what is not part of a plain value is written as an escape.
void appendStyle(std::string& out, std::string_view text)
{
    constexpr std::string_view kPlain = " .,#%_-";
    for (const char c : text) {
        if (isLetter(c) || isDigit(c) || kPlain.find(c) != std::string_view::npos ||
            static_cast<unsigned char>(c) >= 0x80) {
            out += c;
        } else {
            fmt::format_to(std::back_inserter(out), "\\{:x} ", static_cast<unsigned char>(c));
        }
    }
}

/// Inside a string of JavaScript or JSON.
void appendScript(std::string& out, std::string_view text)
{
    for (const char c : text) {
        if (isLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '.' || c == ',' ||
            c == '-' || c == '_') {
            out += c;
        } else {
            fmt::format_to(std::back_inserter(out), "\\u{:04X}", static_cast<unsigned char>(c));
        }
    }
}

void appendUnquoted(std::string& out, std::string_view text)
{
    for (const char c : text) {
        if (isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.' || c == '#' || c == '%' ||
            static_cast<unsigned char>(c) >= 0x80) {
            out += c;
        } else {
            fmt::format_to(std::back_inserter(out), "&#{};", static_cast<unsigned char>(c));
        }
    }
}

} // namespace

bool needsHtmlEscape(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return kIsSpecial[static_cast<unsigned char>(c)]; });
}

void appendEscapedHtml(std::string& out, std::string_view text)
{
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (kIsSpecial[static_cast<unsigned char>(text[i])]) {
            const std::string_view entity = entityOf(text[i]);
            out.append(text.substr(from, i - from));
            out.append(entity);
            from = i + 1;
        }
    }
    out.append(text.substr(from));
}

void appendEscapedOnce(std::string& out, std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view entity = entityOf(text[i]);
        if (entity.empty() || (text[i] == '&' && startsEntity(text.substr(i)))) {
            out += text[i];
        } else {
            out.append(entity);
        }
    }
}

void appendForPlace(std::string& out, std::string_view text, HtmlPlace place, bool isHtml)
{
    switch (place) {
    case HtmlPlace::Off:
        out.append(text);
        return;
    case HtmlPlace::Text:
        isHtml ? static_cast<void>(out.append(text)) : appendEscapedHtml(out, text);
        return;
    case HtmlPlace::Attribute:
        isHtml ? appendEscapedOnce(out, text) : appendEscapedHtml(out, text);
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
        appendStyle(out, text);
        return;
    case HtmlPlace::Script:
        appendScript(out, text);
        return;
    case HtmlPlace::Encoded:
        appendEncoded(out, text);
        return;
    }
}

} // namespace postweave::liquid
