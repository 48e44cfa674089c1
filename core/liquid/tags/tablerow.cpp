// SPDX-License-Identifier: GPL-3.0-or-later
// tablerow: a loop that writes table rows.
#include "core/liquid/html_tracker.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/number.h"
#include "core/liquid/tags/loop.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postweave::liquid {

namespace {

class TableRowNode final : public Node {
public:
    explicit TableRowNode(const Piece& tag) : Node(tag.range, tag.line) {}

    void render(RenderState& state) const override
    {
        const Value value = state.evaluate(collection);
        if (!value.isTruthy()) {
            return;
        }
        LoopItems items(value, state.arena());
        items.slice(offset == nullptr ? 0 : number(offset, state),
                    limit == nullptr ? std::nullopt : std::optional(number(limit, state)));
        const std::int64_t columns = cols == nullptr ? items.size() : number(cols, state);
        state.write("<tr class=\"row1\">\n");
        walk(state, items, columns);
        state.write("</tr>\n");
    }

    void visit(NodeVisitor& visitor) const override
    {
        for (const Expression* const expression : {collection, cols, limit, offset}) {
            visitor.onExpression(expression);
        }
        visitor.onName(variable, &body);
        visitor.onName("tablerowloop", &body);
        visitor.onBlock(body);
    }
    /// Each cell is a place of its own.
    void trace(HtmlTracker& tracker) override { body.trace(tracker); }
    [[nodiscard]] bool isBlank() const override { return body.isBlank(); }

    std::string_view variable;
    std::uint32_t variableSlot = 0;
    std::uint32_t loopSlot = 0;
    const Expression* collection = nullptr;
    const Expression* cols = nullptr;
    const Expression* limit = nullptr;
    const Expression* offset = nullptr;
    Block body;

private:
    static std::int64_t number(const Expression* expression, RenderState& state)
    {
        const Value value = state.evaluate(expression);
        return toIndex(value, state.arena());
    }

    void walk(RenderState& state, const LoopItems& items, std::int64_t columns) const
    {
        const RenderState::Scope scope(state);
        const RenderState::RowLoop rows(state, items.size(), columns);
        RowLoopObject& row = rows.object();
        BoundName item(state, state.frame().indexOf(variableSlot));
        BoundName loop(state, state.frame().indexOf(loopSlot));
        loop.set(Value::object(row));
        for (std::int64_t i = 0; i < items.size(); ++i) {
            state.countStep();
            item.set(items.at(i));
            state.write(fmt::format("<td class=\"col{}\">", row.column()));
            body.render(state);
            state.write("</td>");
            if (state.interrupt() != Interrupt::None && endsLoop(state)) {
                break;
            }
            if (row.isLastColumn() && !row.isLast()) {
                state.write(fmt::format("</tr>\n<tr class=\"row{}\">", row.row() + 1));
            }
            row.advance();
        }
    }
};

const Expression** attributeOf(TableRowNode& node, std::string_view name)
{
    static const Expression* ignored = nullptr;
    return name == "cols"     ? &node.cols
           : name == "limit"  ? &node.limit
           : name == "offset" ? &node.offset
           : name == "range"  ? &ignored
                              : nullptr;
}

void parseStrict(Parser& parser, const Piece& tag, TableRowNode& node)
{
    TokenCursor cursor(tag.markup);
    node.variable = cursor.expect(TokenKind::Word).text;
    if (!cursor.acceptWord("in")) {
        throw SyntaxFailure{"For loops require an 'in' clause", "write tablerow item in list", cursor.peek().range};
    }
    node.collection = parser.parseExpression(cursor);
    cursor.accept(TokenKind::Comma);
    while (cursor.looksAt(TokenKind::Word)) {
        const Token key = cursor.next();
        const Expression** const attribute = attributeOf(node, key.text);
        if (attribute == nullptr) {
            throw SyntaxFailure{
                fmt::format(
                    "Invalid attribute '{}' in tablerow loop. Valid attributes are cols, limit, offset, and range",
                    key.text),
                "take it out", key.range};
        }
        cursor.expect(TokenKind::Colon);
        *attribute = parser.parseExpression(cursor);
        cursor.accept(TokenKind::Comma);
    }
    cursor.expectEnd();
}

/// (\w+)\s+in\s+(QuotedFragment+), then attributes anywhere.
void parseLax(Parser& parser, const Piece& tag, TableRowNode& node)
{
    const std::string_view text = tag.markup.text;
    for (std::size_t in = text.find("in"); in != std::string_view::npos; in = text.find("in", in + 1)) {
        std::size_t end = in;
        while (end > 0 && isSpace(text[end - 1])) {
            --end;
        }
        std::size_t begin = end;
        while (begin > 0 && isWordChar(text[begin - 1])) {
            --begin;
        }
        const Markup rest = tag.markup.part(in + 2).trimmed();
        const std::size_t length = quotedFragment(rest.text);
        const bool isSeparate = end < in && rest.offset > tag.markup.offset + in + 2;
        if (begin < end && isSeparate && length > 0) {
            node.variable = text.substr(begin, end - begin);
            node.collection = LaxParser(parser).expression(rest.part(0, length));
            LaxParser(parser).attributes(tag.markup, [&](std::string_view key, const Expression* value) {
                if (const Expression** const attribute = attributeOf(node, key)) {
                    *attribute = value;
                }
            });
            return;
        }
    }
    throw SyntaxFailure{"Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3",
                        "write tablerow item in list",
                        {}};
}

} // namespace

std::unique_ptr<Node> parseTableRow(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<TableRowNode>(tag);
    node->collection = parser.literal({}, tag.range);
    parser.attempt(tag, [&] { parser.isLax() ? parseLax(parser, tag, *node) : parseStrict(parser, tag, *node); });
    node->variableSlot = parser.slotOf(node->variable);
    node->loopSlot = parser.slotOf("tablerowloop");
    static_cast<void>(parser.parseBody(node->body, "tablerow"));
    return node;
}

} // namespace postweave::liquid
