// SPDX-License-Identifier: GPL-3.0-or-later
// Tags whose inside is not Liquid: raw, comment, doc, #.
#include "core/liquid/html_tracker.h"
#include "core/liquid/render_state.h"
#include "core/liquid/tags/tag.h"

#include <fmt/format.h>

namespace postweave::liquid {

namespace {

class RawNode final : public Node {
public:
    RawNode(std::string_view text, const Piece& tag) : Node(tag.range, tag.line), m_text(text) {}
    void render(RenderState& state) const override { state.write(m_text); }
    void trace(HtmlTracker& tracker) override { tracker.feed(m_text); }
    [[nodiscard]] bool isBlank() const override { return m_text.empty(); }

private:
    std::string_view m_text;
};

void requireNoArguments(Parser& parser, const Piece& tag)
{
    if (!tag.markup.trimmed().text.empty()) {
        parser.report({fmt::format("Syntax Error in '{}' - Valid syntax: {}", tag.name, tag.name),
                       "take out what stands behind its name",
                       {}},
                      tag.range);
    }
}

std::string_view textOf(Parser& parser, SourceRange range)
{
    return std::string_view(parser.program().source).substr(range.begin, range.end - range.begin);
}

} // namespace

std::unique_ptr<Node> parseRaw(Parser& parser, const Piece& tag)
{
    requireNoArguments(parser, tag);
    const Scanner::Verbatim found = parser.skipTo("endraw", "raw");
    return std::make_unique<RawNode>(textOf(parser, found.body), tag);
}

std::unique_ptr<Node> parseComment(Parser& parser, const Piece& tag)
{
    parser.skipComment();
    return std::make_unique<NothingNode>(tag.range, tag.line);
}

std::unique_ptr<Node> parseDoc(Parser& parser, const Piece& tag)
{
    requireNoArguments(parser, tag);
    const Scanner::Verbatim found = parser.skipTo("enddoc", "doc");
    Scanner inside(textOf(parser, found.body));
    if (inside.skipTo("doc")) {
        throw SyntaxFailure{"Syntax Error in 'doc' - Nested doc tags are not allowed", "take out the inner doc", {}};
    }
    return std::make_unique<NothingNode>(tag.range, tag.line);
}

std::unique_ptr<Node> parseInlineComment(Parser&, const Piece& tag)
{
    const std::string_view text = tag.markup.text;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        std::size_t next = at;
        while (next < text.size() && isSpace(text[next])) {
            ++next;
        }
        if (next < text.size() && text[next] != '#') {
            throw SyntaxFailure{"Syntax error in tag '#' - Each line of comments must be prefixed by the '#' character",
                                "begin each line with #",
                                {}};
        }
    }
    return std::make_unique<NothingNode>(tag.range, tag.line);
}

} // namespace postweave::liquid
