// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/plain_text.h"

#include "core/base/text.h"
#include "core/email/html_text.h"
#include "core/email/html_tokens.h"
#include "core/email/text_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace postweave::email {

namespace {

constexpr std::size_t kMaxDepth = 250;
constexpr std::size_t kMaxUnderline = 72;

enum class Element : std::uint8_t {
    Inline,
    Void,
    Skipped,
    Block,
    Paragraph,
    Heading,
    List,
    Item,
    Quote,
    Preformatted,
    Link,
    Table,
    Row,
    Cell
};

Element elementOf(std::string_view name)
{
    static const std::unordered_map<std::string_view, Element> kElements = {
        {"area", Element::Void},      {"base", Element::Void},        {"br", Element::Void},
        {"col", Element::Void},       {"hr", Element::Void},          {"img", Element::Void},
        {"input", Element::Void},     {"link", Element::Void},        {"meta", Element::Void},
        {"source", Element::Void},    {"wbr", Element::Void},         {"embed", Element::Void},
        {"head", Element::Skipped},   {"title", Element::Skipped},    {"style", Element::Skipped},
        {"script", Element::Skipped}, {"template", Element::Skipped}, {"svg", Element::Skipped},
        {"math", Element::Skipped},   {"select", Element::Skipped},   {"textarea", Element::Skipped},
        {"object", Element::Skipped}, {"iframe", Element::Skipped},   {"noframes", Element::Skipped},
        {"xmp", Element::Skipped},    {"noembed", Element::Skipped},  {"audio", Element::Skipped},
        {"video", Element::Skipped},  {"address", Element::Block},    {"article", Element::Block},
        {"aside", Element::Block},    {"body", Element::Block},       {"center", Element::Block},
        {"dd", Element::Block},       {"div", Element::Block},        {"dl", Element::Block},
        {"dt", Element::Block},       {"fieldset", Element::Block},   {"figcaption", Element::Block},
        {"figure", Element::Block},   {"footer", Element::Block},     {"form", Element::Block},
        {"header", Element::Block},   {"main", Element::Block},       {"nav", Element::Block},
        {"section", Element::Block},  {"caption", Element::Block},    {"legend", Element::Block},
        {"p", Element::Paragraph},    {"h1", Element::Heading},       {"h2", Element::Heading},
        {"h3", Element::Heading},     {"h4", Element::Heading},       {"h5", Element::Heading},
        {"h6", Element::Heading},     {"ul", Element::List},          {"ol", Element::List},
        {"li", Element::Item},        {"blockquote", Element::Quote}, {"pre", Element::Preformatted},
        {"a", Element::Link},         {"table", Element::Table},      {"tr", Element::Row},
        {"td", Element::Cell},        {"th", Element::Cell}};
    const auto found = kElements.find(name);
    return found == kElements.end() ? Element::Inline : found->second;
}

std::string attributeText(const HtmlToken& token, std::string_view name)
{
    const HtmlAttribute* attribute = token.attribute(name);
    return attribute == nullptr ? std::string() : decodeCharacterReferences(attribute->value, true);
}

/// Lower case, without white space: `display:none;max-height:0px`.
std::string condensedStyle(const HtmlToken& token)
{
    std::string style = attributeText(token, "style");
    std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return toLower(style);
}

bool isHiddenDeclaration(std::string_view declaration)
{
    declaration = declaration.substr(0, declaration.find('!'));
    constexpr std::array<std::string_view, 4> kHiding = {"display:none", "visibility:hidden", "max-height:0",
                                                         "max-height:0px"};
    return std::find(kHiding.begin(), kHiding.end(), declaration) != kHiding.end();
}

bool isHidden(const HtmlToken& token)
{
    if (token.attributes.empty()) {
        return false;
    }
    if (token.attribute("hidden") != nullptr) {
        return true;
    }
    const std::string classes = attributeText(token, "class");
    const auto names = split(classes, ' ');
    if (std::find(names.begin(), names.end(), "preheader") != names.end()) {
        return true;
    }
    const std::string style = condensedStyle(token);
    const auto declarations = split(style, ';');
    return std::any_of(declarations.begin(), declarations.end(), isHiddenDeclaration);
}

/// `https://shop.example/` and `shop.example` say the same to a reader.
std::string_view withoutScheme(std::string_view url)
{
    for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"}) {
        if (url.starts_with(scheme)) {
            url.remove_prefix(scheme.size());
            break;
        }
    }
    return url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
}

class PlainTextWriter {
public:
    std::string write(std::string_view html)
    {
        HtmlTokenizer tokenizer(html);
        HtmlToken token;
        while (tokenizer.next(token)) {
            if (token.kind == HtmlTokenKind::Text) {
                addText(token);
            } else if (token.kind == HtmlTokenKind::StartTag) {
                start(token);
            } else if (token.kind == HtmlTokenKind::EndTag) {
                closeNamed(token.name);
            }
        }
        while (!m_open.empty()) {
            closeTop();
        }
        return std::move(m_layout).finish();
    }

private:
    struct Open {
        std::string name;
        Element element = Element::Inline;
        bool isHidden = false;
        std::size_t textStart = 0; // where its text begins in the layout
        std::string url;           // of a link
        int itemCount = -1;        // of an ordered list so far; −1: unordered
    };

    [[nodiscard]] bool isHiddenHere() const { return m_hiddenDepth > 0; }

    void addText(const HtmlToken& token)
    {
        if (isHiddenHere() || token.isRaw) {
            return;
        }
        const std::string text = decodeCharacterReferences(token.text);
        if (m_preformattedDepth > 0) {
            m_layout.addPreformatted(text);
        } else {
            m_layout.addText(text);
        }
    }

    void start(const HtmlToken& token)
    {
        const Element element = elementOf(token.name);
        closeImplied(token.name, element);
        if (element == Element::Void) {
            addVoid(token);
            return;
        }
        if (m_open.size() >= kMaxDepth) {
            return;
        }
        Open open;
        open.name = token.name;
        open.element = element;
        open.isHidden = element == Element::Skipped || isHidden(token);
        m_hiddenDepth += open.isHidden ? 1 : 0;
        if (!isHiddenHere()) {
            begin(open, token);
        }
        open.textStart = m_layout.size();
        m_open.push_back(std::move(open));
    }

    void addVoid(const HtmlToken& token)
    {
        if (isHiddenHere() || isHidden(token)) {
            return;
        }
        if (token.name == "br") {
            m_layout.addLineEnd();
        } else if (token.name == "img") {
            m_layout.addText(attributeText(token, "alt"));
        } else if (token.name == "hr") {
            m_layout.breakLine();
            m_layout.addText("--------");
            m_layout.breakLine();
        }
    }

    void begin(Open& open, const HtmlToken& token)
    {
        switch (open.element) {
        case Element::Block:
        case Element::Table:
            m_layout.breakLine();
            break;
        case Element::Paragraph:
        case Element::Heading:
            m_layout.breakParagraph();
            break;
        case Element::Row:
            m_layout.startRow();
            break;
        case Element::Cell:
            m_layout.startCell();
            break;
        case Element::Link:
            open.url = trimmed(attributeText(token, "href"));
            break;
        case Element::List:
            open.itemCount = open.name == "ol" ? 0 : -1;
            breakAroundList();
            break;
        case Element::Item:
            m_layout.breakLine();
            beginItem();
            break;
        case Element::Quote:
            m_layout.breakParagraph();
            m_layout.pushIndent("> ", "");
            break;
        case Element::Preformatted:
            m_layout.breakParagraph();
            ++m_preformattedDepth;
            break;
        default:
            break;
        }
    }

    void breakAroundList()
    {
        const bool isNested =
            std::any_of(m_open.begin(), m_open.end(), [](const Open& open) { return open.element == Element::Item; });
        if (isNested) {
            m_layout.breakLine();
        } else {
            m_layout.breakParagraph();
        }
    }

    void beginItem()
    {
        const auto list = std::find_if(m_open.rbegin(), m_open.rend(),
                                       [](const Open& open) { return open.element == Element::List; });
        const bool isOrdered = list != m_open.rend() && list->itemCount >= 0;
        const std::string marker = isOrdered ? fmt::format("{}. ", ++list->itemCount) : "- ";
        m_layout.pushIndent(std::string(marker.size(), ' '), marker);
    }

    /// Elements whose end tag HTML lets one leave out.
    void closeImplied(std::string_view name, Element element)
    {
        if (element == Element::Item) {
            closeWithin(Element::Item, Element::List);
        } else if (element == Element::Cell) {
            closeWithin(Element::Cell, Element::Row);
        } else if (element == Element::Row) {
            closeWithin(Element::Row, Element::Table);
        }
        if (element != Element::Inline && element != Element::Void && element != Element::Link) {
            closeWithin(Element::Paragraph, Element::Cell);
        }
        if (name == "body") {
            closeNamed("head");
        }
    }

    /// Closes the innermost `element` and all in it, unless a `boundary` stands around us inside it.
    void closeWithin(Element element, Element boundary)
    {
        for (std::size_t i = m_open.size(); i-- > 0;) {
            if (m_open[i].element == element) {
                closeDownTo(i);
                return;
            }
            if (m_open[i].element == boundary || m_open[i].element == Element::Table) {
                return;
            }
        }
    }

    void closeNamed(std::string_view name)
    {
        // A table is a wall: an end tag inside a cell closes nothing outside of it.
        for (std::size_t i = m_open.size(); i-- > 0;) {
            if (m_open[i].name == name) {
                closeDownTo(i);
                return;
            }
            if (m_open[i].element == Element::Table) {
                return;
            }
        }
    }

    void closeDownTo(std::size_t size)
    {
        while (m_open.size() > size) {
            closeTop();
        }
    }

    void closeTop()
    {
        const Open open = std::move(m_open.back());
        m_open.pop_back();
        if (!isHiddenHere()) {
            end(open);
        }
        m_hiddenDepth -= open.isHidden ? 1 : 0;
    }

    void end(const Open& open)
    {
        switch (open.element) {
        case Element::Block:
        case Element::Table:
        case Element::Row:
            m_layout.breakLine();
            break;
        case Element::Paragraph:
            m_layout.breakParagraph();
            break;
        case Element::Heading:
            endHeading(open);
            break;
        case Element::Link:
            endLink(open);
            break;
        case Element::List:
            breakAroundList();
            break;
        case Element::Item:
            m_layout.popIndent();
            m_layout.breakLine();
            break;
        case Element::Quote:
            m_layout.popIndent();
            m_layout.breakParagraph();
            break;
        case Element::Preformatted:
            --m_preformattedDepth;
            m_layout.breakParagraph();
            break;
        default:
            break;
        }
    }

    void endHeading(const Open& open)
    {
        const std::string_view text = m_layout.lastLineFrom(open.textStart);
        const bool isUnderlined = !text.empty() && (open.name == "h1" || open.name == "h2");
        if (isUnderlined) {
            const std::size_t length = std::min(countCodePoints(text), kMaxUnderline);
            m_layout.breakLine();
            m_layout.addText(std::string(length, open.name == "h1" ? '=' : '-'));
        }
        m_layout.breakParagraph();
    }

    void endLink(const Open& open)
    {
        if (open.url.empty() || open.url.front() == '#') {
            return;
        }
        const std::string_view label = m_layout.lastLineFrom(open.textStart);
        if (label.empty()) {
            m_layout.addText(open.url);
        } else if (withoutScheme(label) != withoutScheme(open.url)) {
            m_layout.addText(fmt::format(" ({})", open.url));
        }
    }

    TextLayout m_layout;
    std::vector<Open> m_open;
    int m_hiddenDepth = 0;
    int m_preformattedDepth = 0;
};

} // namespace

std::string toPlainText(std::string_view html)
{
    return PlainTextWriter().write(html);
}

} // namespace postweave::email
