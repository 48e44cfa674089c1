// SPDX-License-Identifier: GPL-3.0-or-later
#include "html5_tokens.h"

#include <algorithm>
#include <array>

namespace postweave::liquid {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool isLetter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : m_text(text) {}

    std::vector<HtmlTag> run()
    {
        while (!atEnd()) {
            if (!m_raw.empty()) {
                skipRaw();
            } else if (peek() == '<') {
                open();
            } else {
                ++m_at;
            }
        }
        return std::move(m_tags);
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    [[nodiscard]] bool isNext(std::string_view text) const { return m_text.substr(m_at).starts_with(text); }

    /// Data state at `<`: tag open, markup declaration or bogus comment.
    void open()
    {
        if (isLetter(peek(1))) {
            ++m_at;
            readTag("");
        } else if (peek(1) == '/' && isLetter(peek(2))) {
            m_at += 2;
            readTag("/");
        } else if (isNext("<!--")) {
            m_at += 4;
            skipComment();
        } else if (peek(1) == '!' || peek(1) == '?' || peek(1) == '/') {
            m_at = std::min(m_text.find('>', m_at), m_text.size() - 1) + 1;
        } else {
            ++m_at;
        }
    }

    void skipComment()
    {
        if (isNext(">") || isNext("->")) {
            m_at = m_text.find('>', m_at) + 1;
            return;
        }
        for (; !atEnd(); ++m_at) {
            for (const std::string_view end : {"-->", "--!>"}) {
                if (isNext(end)) {
                    m_at += end.size();
                    return;
                }
            }
        }
    }

    /// RCDATA, RAWTEXT and script data end at the fitting closing tag only.
    void skipRaw()
    {
        for (; !atEnd(); ++m_at) {
            if (peek() != '<' || peek(1) != '/') {
                continue;
            }
            std::string name;
            for (std::size_t i = 2; i < 2 + m_raw.size(); ++i) {
                name += lower(peek(i));
            }
            const char after = peek(2 + m_raw.size());
            if (name == m_raw && (isBlank(after) || after == '/' || after == '>')) {
                m_raw.clear();
                m_at += 2;
                readTag("/");
                return;
            }
        }
    }

    void readTag(std::string prefix)
    {
        HtmlTag tag{std::move(prefix), {}};
        for (; !atEnd() && !isBlank(peek()) && peek() != '/' && peek() != '>'; ++m_at) {
            tag.name += lower(peek());
        }
        for (;;) {
            while (!atEnd() && (isBlank(peek()) || peek() == '/')) {
                ++m_at;
            }
            if (atEnd()) {
                return; // a tag that is not closed is none
            }
            if (peek() == '>') {
                ++m_at;
                break;
            }
            readAttribute(tag);
        }
        static constexpr std::array<std::string_view, 8> kRaw{"title",  "textarea", "style",    "xmp",
                                                              "iframe", "noembed",  "noframes", "script"};
        if (std::find(kRaw.begin(), kRaw.end(), tag.name) != kRaw.end()) {
            m_raw = tag.name;
        }
        m_tags.push_back(std::move(tag));
    }

    void readAttribute(HtmlTag& tag)
    {
        std::string name(1, lower(peek()));
        for (++m_at; !atEnd() && !isBlank(peek()) && peek() != '/' && peek() != '>' && peek() != '='; ++m_at) {
            name += lower(peek());
        }
        tag.attributes.push_back(std::move(name));
        while (!atEnd() && isBlank(peek())) {
            ++m_at;
        }
        if (peek() != '=') {
            return;
        }
        ++m_at;
        while (!atEnd() && isBlank(peek())) {
            ++m_at;
        }
        if (peek() == '"' || peek() == '\'') {
            m_at = std::min(m_text.find(peek(), m_at + 1), m_text.size() - 1) + 1;
            return;
        }
        while (!atEnd() && !isBlank(peek()) && peek() != '>') {
            ++m_at;
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_raw; ///< the element that only its own closing tag ends
    std::vector<HtmlTag> m_tags;
};

} // namespace

std::vector<HtmlTag> htmlTags(std::string_view text)
{
    return Tokenizer(text).run();
}

} // namespace postweave::liquid
