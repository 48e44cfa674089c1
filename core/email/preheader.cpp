// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/preheader.h"

#include "core/email/header.h"
#include "core/email/html_text.h"
#include "core/email/html_tokens.h"

namespace postweave::email {

namespace {

constexpr std::string_view kOpen =
    R"(<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all">)";
constexpr std::string_view kFiller = "&#847;&zwnj;&nbsp;";
constexpr int kFillerCount = 60;

/// Right after the body's start tag; else after the doctype and the tags that may stand before it; else at the start.
std::size_t insertionPoint(std::string_view html)
{
    HtmlTokenizer tokenizer(html);
    HtmlToken token;
    std::size_t doctypeEnd = 0;
    while (tokenizer.next(token)) {
        const auto end = static_cast<std::size_t>(token.text.data() - html.data()) + token.text.size();
        if (token.kind == HtmlTokenKind::StartTag && token.name == "body") {
            return end;
        }
        const bool isDoctype =
            token.kind == HtmlTokenKind::Comment && token.text.starts_with("<!") && !token.text.starts_with("<!--");
        const bool endsHead = token.kind == HtmlTokenKind::EndTag && token.name == "head";
        if (isDoctype || endsHead || (token.kind == HtmlTokenKind::StartTag && token.name == "html")) {
            doctypeEnd = end;
        }
    }
    return doctypeEnd;
}

} // namespace

std::string insertPreheader(std::string_view html, std::string_view text)
{
    const std::string line = toHeaderText(text);
    if (line.empty()) {
        return std::string(html);
    }
    const std::size_t at = insertionPoint(html);
    std::string out;
    out.reserve(html.size() + line.size() + 2048);
    out.append(html.substr(0, at)).append(kOpen).append(escapeHtml(line));
    for (int i = 0; i < kFillerCount; ++i) {
        out.append(kFiller);
    }
    return out.append("</div>").append(html.substr(at));
}

} // namespace postweave::email
