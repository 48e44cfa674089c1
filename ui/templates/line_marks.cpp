// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/line_marks.h"

#include "core/campaign/template_source.h"
#include "core/email/html_tokens.h"

#include <algorithm>
#include <array>

namespace postweave::ui::templates {

namespace {

bool isMarked(std::string_view name)
{
    constexpr std::array<std::string_view, 9> kUnmarked = {"html", "head", "meta",   "title", "style",
                                                           "link", "base", "script", "body"};
    return std::find(kUnmarked.begin(), kUnmarked.end(), name) == kUnmarked.end();
}

/// False for a name that Liquid writes.
bool standsInSource(std::string_view source, std::size_t begin, std::string_view name)
{
    const std::string_view written = source.substr(begin, name.size());
    return std::equal(written.begin(), written.end(), name.begin(), name.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

} // namespace

std::string withLineMarks(std::string_view source)
{
    const std::string html = campaign::withoutLiquid(source);
    std::string marked;
    marked.reserve(source.size() + source.size() / 8);
    std::size_t copied = 0;
    std::size_t counted = 0;
    std::ptrdiff_t line = 1;
    email::HtmlTokenizer tokenizer(html);
    email::HtmlToken token;
    while (tokenizer.next(token)) {
        if (token.kind != email::HtmlTokenKind::StartTag || !isMarked(token.name)) {
            continue;
        }
        const auto begin = static_cast<std::size_t>(token.text.data() - html.data());
        const std::size_t nameEnd = begin + 1 + token.name.size();
        if (!standsInSource(source, begin + 1, token.name)) {
            continue;
        }
        const auto from = source.begin() + static_cast<std::ptrdiff_t>(counted);
        line += std::count(from, source.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
        counted = begin;
        marked += source.substr(copied, nameEnd - copied);
        marked += " data-pw-line=\"" + std::to_string(line) + '"';
        copied = nameEnd;
    }
    marked += source.substr(copied);
    return marked;
}

} // namespace postweave::ui::templates
