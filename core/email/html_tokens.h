// SPDX-License-Identifier: GPL-3.0-or-later
// HTML as a sequence of tokens that keep their place in the text: what link tagging, plain text and checks read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::email {

enum class HtmlTokenKind : std::uint8_t { Text, StartTag, EndTag, Comment };

struct HtmlAttribute {
    std::string_view name;  ///< as written
    std::string_view value; ///< as written, without quotes, character references not decoded
    bool hasValue = false;
    char quote = 0; ///< `"`, `'` or 0
};

/// Views point into the tokenizer's text.
struct HtmlToken {
    HtmlTokenKind kind = HtmlTokenKind::Text;
    std::string_view text; ///< the whole token as written; its offset is text.data() − html.data()
    std::string name;      ///< of a tag, in lower case
    std::vector<HtmlAttribute> attributes;
    bool isRaw = false; ///< text inside script, style and their like: character references mean nothing there

    /// The first of that lower-case name, found without case; nullptr if there is none.
    [[nodiscard]] const HtmlAttribute* attribute(std::string_view lowerName) const;
};

/// Follows the tokenizer of the HTML standard for well-formed and broken text alike, in linear time; comments,
/// doctypes, processing instructions and CDATA are comments. The text must outlive it.
class HtmlTokenizer {
public:
    explicit HtmlTokenizer(std::string_view html) : m_html(html) {}
    /// False at the end; `token` is reused.
    bool next(HtmlToken& token);

private:
    bool readText(HtmlToken& token);
    bool readRawText(HtmlToken& token);
    void readComment(HtmlToken& token);
    void readTag(HtmlToken& token);
    void readAttributes(HtmlToken& token);
    void readAttributeValue(HtmlAttribute& attribute);

    std::string_view m_html;
    std::size_t m_position = 0;
    std::string m_rawElement; // inside which element of raw text, if any
};

/// The inside of a downlevel-hidden conditional comment (`<!--[if mso]>…<![endif]-->`), which Outlook reads as HTML;
/// empty for every other comment.
[[nodiscard]] std::string_view conditionalContent(std::string_view comment);

} // namespace postweave::email
