// SPDX-License-Identifier: GPL-3.0-or-later
// for, with limit, offset, reversed and else.
#include "core/liquid/html_tracker.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/number.h"
#include "core/liquid/tags/loop.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

#include <fmt/format.h>

namespace postweave::liquid {

namespace {

class ForNode final : public Node {
public:
    explicit ForNode(const Piece& tag) : Node(tag.range, tag.line) {}

    void render(RenderState& state) const override
    {
        const std::int64_t from = start(state);
        LoopItems items(state.evaluate(collection), state.arena());
        const Value limitValue = state.evaluate(limit);
        items.slice(from, limitValue.isNil() ? std::nullopt : std::optional(toInteger(limitValue, state.arena())));
        if (isReversed) {
            items.reverse();
        }
        state.slot(offsetSlot).offset = from + items.size();
        if (items.size() == 0) {
            if (otherwise) {
                otherwise->render(state);
            }
            return;
        }
        walk(state, items);
    }

    void visit(NodeVisitor& visitor) const override
    {
        visitor.onExpression(collection);
        visitor.onExpression(limit);
        visitor.onExpression(offset);
        visitor.onName(variable, &body);
        visitor.onName("forloop", &body);
        visitor.onBlock(body);
        if (otherwise) {
            visitor.onBlock(*otherwise);
        }
    }

    void trace(HtmlTracker& tracker) override
    {
        const HtmlState before = tracker.state();
        body.trace(tracker);
        if (tracker.state() != before) {
            // The next round begins where this one ended.
            tracker.set(HtmlTracker::join(before, tracker.state()));
            body.trace(tracker);
        }
        HtmlState after = HtmlTracker::join(before, tracker.state());
        if (otherwise) {
            tracker.set(before);
            otherwise->trace(tracker);
            after = HtmlTracker::join(after, tracker.state());
        }
        tracker.set(after);
    }

    [[nodiscard]] bool isBlank() const override { return body.isBlank() && (!otherwise || otherwise->isBlank()); }
    void close(const Piece& end)
    {
        m_range.end = end.range.end;
        if (isBlank()) {
            body.removeText();
            if (otherwise) {
                otherwise->removeText();
            }
        }
    }

    std::string_view variable;
    std::uint32_t variableSlot = 0;
    std::uint32_t loopSlot = 0;
    std::uint32_t offsetSlot = 0;
    std::string name; ///< variable and collection as written: what `offset: continue` and forloop.name go by
    const Expression* collection = nullptr;
    const Expression* limit = nullptr;
    const Expression* offset = nullptr;
    bool continues = false;
    bool isReversed = false;
    Block body;
    std::unique_ptr<Block> otherwise;

private:
    [[nodiscard]] std::int64_t start(RenderState& state) const
    {
        if (continues) {
            return state.slot(offsetSlot).offset;
        }
        const Value value = state.evaluate(offset);
        return value.isNil() ? 0 : toInteger(value, state.arena());
    }

    void walk(RenderState& state, const LoopItems& items) const
    {
        const RenderState::Scope scope(state);
        Frame& frame = state.frame();
        RenderState::Loop loop(state, name, items.size());
        BoundName item(state, frame.indexOf(variableSlot));
        BoundName forloop(state, frame.indexOf(loopSlot));
        forloop.set(Value::object(loop.object()));
        for (std::int64_t i = 0; i < items.size(); ++i) {
            state.countStep();
            item.set(items.at(i));
            body.render(state);
            loop.object().advance();
            if (state.interrupt() != Interrupt::None && endsLoop(state)) {
                return;
            }
        }
    }
};

void parseStrict(Parser& parser, const Piece& tag, ForNode& node)
{
    TokenCursor cursor(tag.markup);
    node.variable = cursor.expect(TokenKind::Word).text;
    if (!cursor.acceptWord("in")) {
        throw SyntaxFailure{"For loops require an 'in' clause", "write for item in list", cursor.peek().range};
    }
    const std::size_t start = cursor.position();
    node.collection = parser.parseExpression(cursor);
    const SourceRange written = cursor.rangeFrom(start);
    node.name =
        fmt::format("{}-{}", node.variable,
                    std::string_view(parser.program().source).substr(written.begin, written.end - written.begin));
    node.isReversed = cursor.acceptWord("reversed");
    while (cursor.looksAt(TokenKind::Comma) || cursor.looksAt(TokenKind::Word)) {
        cursor.accept(TokenKind::Comma);
        const bool isLimit = cursor.acceptWord("limit");
        if (!isLimit && !cursor.acceptWord("offset")) {
            throw SyntaxFailure{"Invalid attribute in for loop. Valid attributes are limit and offset",
                                "use limit: or offset:", cursor.peek().range};
        }
        cursor.expect(TokenKind::Colon);
        node.continues = isLimit ? node.continues : cursor.looksAtWord("continue");
        (isLimit ? node.limit : node.offset) = parser.parseExpression(cursor);
    }
    cursor.expectEnd();
}

/// ([\w-]+)\s+in\s+(QuotedFragment+)\s*(reversed)?, then limit and offset anywhere.
void parseLax(Parser& parser, const Piece& tag, ForNode& node)
{
    const SyntaxFailure invalid{
        "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]", "write for item in list", {}};
    const Markup markup = tag.markup.trimmed();
    std::size_t at = 0;
    while (at < markup.text.size() && (isWordChar(markup.text[at]) || markup.text[at] == '-')) {
        ++at;
    }
    node.variable = markup.text.substr(0, at);
    const Markup in = markup.part(at).trimmed();
    const bool hasIn =
        in.text.starts_with("in") && in.text.size() > 2 && isSpace(in.text[2]) && in.offset > markup.offset + at;
    if (at == 0 || !hasIn) {
        throw invalid;
    }
    Markup rest = in.part(2).trimmed();
    std::size_t length = rest.text.starts_with('(') && rest.text.find(')') != std::string_view::npos
                             ? rest.text.find(')') + 1
                             : quotedFragment(rest.text);
    if (length == 0) {
        throw invalid;
    }
    node.collection = LaxParser(parser).expression(rest.part(0, length));
    node.name = fmt::format("{}-{}", node.variable, rest.text.substr(0, length));
    rest = rest.part(length).trimmed();
    node.isReversed = rest.text.starts_with("reversed");
    LaxParser(parser).attributes(rest, [&](std::string_view key, const Expression* value) {
        if (key == "limit") {
            node.limit = value;
        } else if (key == "offset") {
            node.offset = value;
            node.continues = value->type == Expression::Type::Path && value->path->name.text == "continue" &&
                             value->path->steps.empty();
        }
    });
}

} // namespace

std::unique_ptr<Node> parseFor(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<ForNode>(tag);
    node->collection = parser.literal({}, tag.range);
    parser.attempt(tag, [&] { parser.isLax() ? parseLax(parser, tag, *node) : parseStrict(parser, tag, *node); });
    node->variableSlot = parser.slotOf(node->variable);
    node->loopSlot = parser.slotOf("forloop");
    node->offsetSlot = parser.slotOf(node->name);
    Piece next = parser.parseBody(node->body, "for", {"else"});
    while (next.name == "else") {
        node->otherwise = std::make_unique<Block>();
        next = parser.parseBody(*node->otherwise, "for", {"else"});
    }
    node->close(next);
    return node;
}

} // namespace postweave::liquid
