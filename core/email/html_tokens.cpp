// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/html_tokens.h"

#include <algorithm>
#include <array>

namespace postweave::email {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char toLowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool equalsWithoutCase(std::string_view text, std::string_view lower)
{
    return text.size() == lower.size() &&
           std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) { return toLowerAscii(a) == b; });
}

bool isRawElement(std::string_view name)
{
    constexpr std::array<std::string_view, 8> kNames = {"script",   "style",  "title", "textarea",
                                                        "noframes", "iframe", "xmp",   "noembed"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// Whether `</name` at `position` ends the element: a blank, slash or bracket follows.
bool isEndTagOf(std::string_view html, std::size_t position, std::string_view name)
{
    const std::size_t after = position + 2 + name.size();
    return equalsWithoutCase(html.substr(position + 2, name.size()), name) &&
           (after >= html.size() || isSpace(html[after]) || html[after] == '/' || html[after] == '>');
}

} // namespace

const HtmlAttribute* HtmlToken::attribute(std::string_view lowerName) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const HtmlAttribute& attribute) {
        return equalsWithoutCase(attribute.name, lowerName);
    });
    return found == attributes.end() ? nullptr : &*found;
}

bool HtmlTokenizer::next(HtmlToken& token)
{
    token.name.clear();
    token.attributes.clear();
    token.isRaw = false;
    if (m_position >= m_html.size()) {
        return false;
    }
    const std::size_t start = m_position;
    if (!m_rawElement.empty() && readRawText(token)) {
        return true;
    }
    if (readText(token)) {
        return true;
    }
    const char second = m_html[m_position + 1];
    if (isLetter(second) || (second == '/' && isLetter(m_html[m_position + 2]))) {
        readTag(token);
    } else {
        readComment(token);
    }
    token.text = m_html.substr(start, m_position - start);
    return true;
}

/// Up to the next `<` that opens something.
bool HtmlTokenizer::readText(HtmlToken& token)
{
    const auto opens = [this](std::size_t at) {
        if (at + 1 >= m_html.size()) {
            return false;
        }
        const char c = m_html[at + 1];
        const bool isEndTag = c == '/' && at + 2 < m_html.size() && m_html[at + 2] != '>';
        return isLetter(c) || isEndTag || c == '!' || c == '?';
    };
    std::size_t end = m_html.find('<', m_position);
    while (end != m_html.npos && !opens(end)) {
        end = m_html.find('<', end + 1);
    }
    end = std::min(end, m_html.size());
    token.kind = HtmlTokenKind::Text;
    token.text = m_html.substr(m_position, end - m_position);
    m_position = end;
    return !token.text.empty();
}

/// Up to the end tag of the element; false if that is where we stand.
bool HtmlTokenizer::readRawText(HtmlToken& token)
{
    std::size_t end = m_html.find("</", m_position);
    while (end != m_html.npos && !isEndTagOf(m_html, end, m_rawElement)) {
        end = m_html.find("</", end + 2);
    }
    end = std::min(end, m_html.size());
    token.kind = HtmlTokenKind::Text;
    token.isRaw = m_rawElement != "title" && m_rawElement != "textarea";
    token.text = m_html.substr(m_position, end - m_position);
    m_rawElement.clear();
    m_position = end;
    return !token.text.empty();
}

void HtmlTokenizer::readComment(HtmlToken& token)
{
    token.kind = HtmlTokenKind::Comment;
    const std::string_view rest = m_html.substr(m_position);
    std::size_t end = 0;
    if (rest.starts_with("<!-->")) {
        end = 5;
    } else if (rest.starts_with("<!--")) {
        end = rest.find("-->", 4);
        end = end == rest.npos ? end : end + 3;
    } else {
        end = rest.find('>');
        end = end == rest.npos ? end : end + 1;
    }
    m_position += std::min(end, rest.size());
}

void HtmlTokenizer::readTag(HtmlToken& token)
{
    const bool isEnd = m_html[m_position + 1] == '/';
    token.kind = isEnd ? HtmlTokenKind::EndTag : HtmlTokenKind::StartTag;
    m_position += isEnd ? 2 : 1;
    while (m_position < m_html.size() && !isSpace(m_html[m_position]) && m_html[m_position] != '/' &&
           m_html[m_position] != '>') {
        token.name += toLowerAscii(m_html[m_position++]);
    }
    readAttributes(token);
    if (!isEnd && isRawElement(token.name)) {
        m_rawElement = token.name;
    }
}

void HtmlTokenizer::readAttributes(HtmlToken& token)
{
    while (m_position < m_html.size()) {
        if (isSpace(m_html[m_position]) || m_html[m_position] == '/') {
            ++m_position;
            continue;
        }
        if (m_html[m_position] == '>') {
            ++m_position;
            return;
        }
        const std::size_t start = m_position++;
        while (m_position < m_html.size() && !isSpace(m_html[m_position]) &&
               std::string_view("/>=").find(m_html[m_position]) == std::string_view::npos) {
            ++m_position;
        }
        HtmlAttribute attribute;
        attribute.name = m_html.substr(start, m_position - start);
        readAttributeValue(attribute);
        token.attributes.push_back(attribute);
    }
}

void HtmlTokenizer::readAttributeValue(HtmlAttribute& attribute)
{
    const auto skipSpace = [this] {
        while (m_position < m_html.size() && isSpace(m_html[m_position])) {
            ++m_position;
        }
    };
    skipSpace();
    if (m_position >= m_html.size() || m_html[m_position] != '=') {
        return;
    }
    ++m_position;
    skipSpace();
    attribute.hasValue = true;
    const char quote = m_position < m_html.size() ? m_html[m_position] : '\0';
    if (quote == '"' || quote == '\'') {
        const std::size_t start = ++m_position;
        const std::size_t end = std::min(m_html.find(quote, start), m_html.size());
        attribute.quote = quote;
        attribute.value = m_html.substr(start, end - start);
        m_position = std::min(end + 1, m_html.size());
        return;
    }
    const std::size_t start = m_position;
    while (m_position < m_html.size() && !isSpace(m_html[m_position]) && m_html[m_position] != '>') {
        ++m_position;
    }
    attribute.value = m_html.substr(start, m_position - start);
}

std::string_view conditionalContent(std::string_view comment)
{
    constexpr std::string_view kEnd = "<![endif]-->";
    if (!comment.starts_with("<!--[if") || !comment.ends_with(kEnd)) {
        return {};
    }
    const std::size_t open = comment.find("]>");
    // `<!--[if !mso]><!-->` shows its content to everybody else: it holds none itself.
    if (open == comment.npos || open + 2 + kEnd.size() > comment.size()) {
        return {};
    }
    return comment.substr(open + 2, comment.size() - kEnd.size() - open - 2);
}

} // namespace postweave::email
