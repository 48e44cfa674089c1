// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/links.h"

#include "core/base/text.h"
#include "core/email/file_name.h"
#include "core/email/html_text.h"
#include "core/email/html_tokens.h"

#include <algorithm>

namespace postweave::email {

namespace {

bool startsWithoutCase(std::string_view text, std::string_view lower)
{
    return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
           });
}

bool hasParameter(std::string_view query, std::string_view name)
{
    const auto fields = split(query, '&');
    return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) {
        return percentDecoded(field.substr(0, field.find('='))) == name;
    });
}

bool isLinkElement(std::string_view name)
{
    return name == "a" || name == "area" || name.starts_with("v:");
}

using Change = std::function<std::string(const std::string&)>;

/// Copies the HTML to `out` with changed links, the text between two changes in one piece.
class LinkRewriter {
public:
    LinkRewriter(std::string_view html, const Change& change, std::string& out)
        : m_html(html), m_change(change), m_out(out)
    {
    }

    void run()
    {
        HtmlTokenizer tokenizer(m_html);
        HtmlToken token;
        while (tokenizer.next(token)) {
            if (token.kind == HtmlTokenKind::StartTag && isLinkElement(token.name)) {
                changeAttribute(token);
            } else if (token.kind == HtmlTokenKind::Comment) {
                changeInside(conditionalContent(token.text));
            }
        }
        copyUpTo(m_html.size());
    }

private:
    void copyUpTo(std::size_t end)
    {
        m_out.append(m_html.substr(m_copied, end - m_copied));
        m_copied = end;
    }

    [[nodiscard]] std::size_t offsetOf(std::string_view part) const
    {
        return static_cast<std::size_t>(part.data() - m_html.data());
    }

    void changeAttribute(const HtmlToken& token)
    {
        const HtmlAttribute* href = token.attribute("href");
        if (href == nullptr || !href->hasValue) {
            return;
        }
        const std::string url = decodeCharacterReferences(href->value, true);
        const std::string changed = m_change(url);
        if (changed == url) {
            return;
        }
        copyUpTo(offsetOf(href->value));
        const std::string_view quote = href->quote == 0 ? "\"" : "";
        m_out.append(quote).append(escapeHtml(changed)).append(quote);
        m_copied += href->value.size();
    }

    void changeInside(std::string_view content)
    {
        if (content.empty()) {
            return;
        }
        copyUpTo(offsetOf(content));
        LinkRewriter(content, m_change, m_out).run();
        m_copied += content.size();
    }

    std::string_view m_html;
    const Change& m_change;
    std::string& m_out;
    std::size_t m_copied = 0;
};

} // namespace

bool isWebUrl(std::string_view url)
{
    url = trimmed(url);
    return startsWithoutCase(url, "http://") || startsWithoutCase(url, "https://");
}

std::string addParameters(std::string_view url, const UrlParameters& parameters)
{
    const std::size_t hash = std::min(url.find('#'), url.size());
    std::string out(url.substr(0, hash));
    const std::size_t mark = out.find('?');
    const std::string query = mark == std::string::npos ? std::string() : out.substr(mark + 1);
    bool needsMark = mark == std::string::npos;
    for (const auto& [name, value] : parameters) {
        if (hasParameter(query, name)) {
            continue;
        }
        if (needsMark) {
            out += '?';
        } else if (out.back() != '?' && out.back() != '&') {
            out += '&';
        }
        needsMark = false;
        out += percentEncoded(name) + '=' + percentEncoded(value);
    }
    return out.append(url.substr(hash));
}

bool isSameUrl(std::string_view a, std::string_view b)
{
    return percentDecoded(trimmed(a)) == percentDecoded(trimmed(b));
}

std::string changeLinks(std::string_view html, const Change& change)
{
    std::string out;
    out.reserve(html.size() + html.size() / 8);
    LinkRewriter(html, change, out).run();
    return out;
}

std::string tagLinks(std::string_view html, const UrlParameters& parameters, std::string_view exceptUrl)
{
    if (parameters.empty()) {
        return std::string(html);
    }
    return changeLinks(html, [&](const std::string& url) {
        const bool isExcepted = !isWebUrl(url) || (!exceptUrl.empty() && isSameUrl(url, exceptUrl));
        return isExcepted ? url : addParameters(trimmed(url), parameters);
    });
}

} // namespace postweave::email
