// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/message_html.h"

#include "core/base/text.h"
#include "core/email/html_tokens.h"

#include <algorithm>

namespace postweave::ui::webview {

namespace {

using email::HtmlToken;
using email::HtmlTokenizer;
using email::HtmlTokenKind;

constexpr std::string_view kFeature = "prefers-color-scheme";
const std::string kLightScheme = "<style>:root{color-scheme:light}</style>";
const std::string kDarkScheme = "<style>:root{color-scheme:dark}</style>";
constexpr std::string_view kAlways = "(min-width:0)";
constexpr std::string_view kNever = "(max-width:0)";

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t findWord(std::string_view text, std::string_view word, std::size_t from = 0)
{
    const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), word.begin(),
                                   word.end(), [](char a, char b) { return lowered(a) == b; });
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

/// Media queries with each `(prefers-color-scheme…)` answered.
std::string answered(std::string_view css, bool dark)
{
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = findWord(css, kFeature); at != std::string_view::npos; at = findWord(css, kFeature, copied)) {
        const std::size_t open = css.rfind('(', at);
        const std::size_t close = css.find(')', at);
        if (open == std::string_view::npos || open < copied || close == std::string_view::npos) {
            out += css.substr(copied, at + kFeature.size() - copied);
            copied = at + kFeature.size();
            continue;
        }
        const std::string_view value = css.substr(at, close - at);
        const bool wantsDark = findWord(value, "dark") != std::string_view::npos;
        const bool wantsLight = findWord(value, "light") != std::string_view::npos;
        const bool holds = wantsDark == wantsLight || (dark ? wantsDark : wantsLight);
        out += css.substr(copied, open - copied);
        out += holds ? kAlways : kNever;
        copied = close + 1;
    }
    out += css.substr(copied);
    return out;
}

bool isColorSchemeMeta(const HtmlToken& token)
{
    const email::HtmlAttribute* name = token.name == "meta" ? token.attribute("name") : nullptr;
    const email::HtmlAttribute* content = token.attribute("content");
    return name != nullptr && content != nullptr && findWord(name->value, "color-scheme") != std::string_view::npos &&
           findWord(content->value, "dark") != std::string_view::npos;
}

std::string policy(bool images)
{
    return std::string("<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; object-src 'none'; "
                       "frame-src 'none'; form-action 'none'") +
           (images ? "\">" : "; img-src 'none'; media-src 'none'\">");
}

std::size_t offsetIn(std::string_view html, std::string_view part)
{
    return static_cast<std::size_t>(part.data() - html.data());
}

/// Walks style elements and media attributes; `visit(part)` for each text that may hold the feature.
template <typename Visit>
bool visitStyles(std::string_view html, Visit visit)
{
    HtmlTokenizer tokenizer(html);
    HtmlToken token;
    bool saysDark = false;
    while (tokenizer.next(token)) {
        if (token.kind == HtmlTokenKind::Text && token.isRaw) {
            visit(token.text);
        } else if (token.kind == HtmlTokenKind::StartTag) {
            saysDark = saysDark || isColorSchemeMeta(token);
            if (const email::HtmlAttribute* media = token.attribute("media")) {
                visit(media->value);
            }
        }
    }
    return saysDark;
}

/// Behind the head's start tag, where there is one; else behind the doctype.
std::size_t headStart(std::string_view html)
{
    HtmlTokenizer tokenizer(html);
    HtmlToken token;
    std::size_t afterDoctype = 0;
    while (tokenizer.next(token)) {
        const std::size_t end = offsetIn(html, token.text) + token.text.size();
        if (token.kind == HtmlTokenKind::Comment && findWord(token.text.substr(0, 9), "<!doctype") == 0) {
            afterDoctype = end;
        } else if (token.kind == HtmlTokenKind::StartTag && token.name == "head") {
            return end;
        } else if (token.kind == HtmlTokenKind::StartTag && token.name == "body") {
            break;
        }
    }
    return afterDoctype;
}

} // namespace

bool hasDarkStyle(std::string_view html)
{
    bool asks = false;
    const bool says = visitStyles(
        html, [&asks](std::string_view part) { asks = asks || findWord(part, kFeature) != std::string_view::npos; });
    return says || asks;
}

std::string shownHtml(std::string_view html, const MessageLook& look)
{
    std::string out;
    std::size_t copied = 0;
    const bool saysDark = visitStyles(html, [&](std::string_view part) {
        const std::size_t begin = offsetIn(html, part);
        if (begin >= copied && findWord(part, kFeature) != std::string_view::npos) {
            out += html.substr(copied, begin - copied);
            out += answered(part, look.dark);
            copied = begin + part.size();
        }
    });
    out += html.substr(copied);
    out.insert(headStart(out), policy(look.images) + (look.dark && saysDark ? kDarkScheme : kLightScheme));
    return out;
}

std::string textAsHtml(std::string_view text, const TextColors& colors)
{
    std::string escaped;
    for (const char c : text) {
        escaped += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    }
    return "<!doctype html><meta charset=\"utf-8\"><style>html{background:" + colors.ground + ";color:" + colors.words +
           "}body{margin:24px}pre{font:14px/1.5 \"JetBrains Mono\",\"DejaVu Sans Mono\",monospace;white-space:pre-wrap;"
           "overflow-wrap:anywhere;margin:0}</style><pre>" +
           escaped + "</pre>";
}

} // namespace postweave::ui::webview
