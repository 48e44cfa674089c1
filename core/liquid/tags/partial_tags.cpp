// SPDX-License-Identifier: GPL-3.0-or-later
// render and include: other templates in this one.
#include "core/liquid/html_tracker.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/lookup.h"
#include "core/liquid/tags/loop.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

#include <vector>

namespace postweave::liquid {

namespace {

std::string_view baseName(std::string_view partial)
{
    const std::size_t slash = partial.rfind('/');
    return slash == std::string_view::npos ? partial : partial.substr(slash + 1);
}

class PartialNode : public Node {
public:
    explicit PartialNode(const Piece& tag) : Node(tag.range, tag.line) {}

    void visit(NodeVisitor& visitor) const override
    {
        visitor.onExpression(name);
        visitor.onExpression(variable);
        for (const NamedArgument& argument : arguments) {
            visitor.onExpression(argument.value);
        }
        PartialView view{name, isolates(), {}, start};
        for (const NamedArgument& argument : arguments) {
            view.bound.push_back(argument.name);
        }
        const bool isNamed = name != nullptr && name->isLiteral() && name->literal.isText();
        view.bound.push_back(!alias.empty() ? alias : isNamed ? baseName(name->literal.asText()) : std::string_view());
        view.bound.push_back("forloop");
        visitor.onPartial(*this, view);
    }
    void trace(HtmlTracker& tracker) override
    {
        start = tracker.state();
        tracker.passOutput(); // what it leaves open is not known before it is rendered
    }
    [[nodiscard]] virtual bool isolates() const = 0;

    const Expression* name = nullptr;
    const Expression* variable = nullptr;
    std::string_view alias;
    bool isFor = false;
    std::vector<NamedArgument> arguments;
    HtmlState start;
};

class IncludeNode final : public PartialNode {
public:
    using PartialNode::PartialNode;
    [[nodiscard]] bool isolates() const override { return false; }

    void render(RenderState& state) const override
    {
        if (state.isIncludeForbidden()) {
            throw RenderFailure{"include usage is not allowed in this context"};
        }
        const Value nameValue = state.evaluate(name);
        if (!nameValue.isText()) {
            throw RenderFailure{"Argument error in tag 'include' - Illegal template name"};
        }
        const std::string_view partialName = state.keep(nameValue.asText());
        const Template& partial = state.partial(partialName, start);
        const Value value = variable == nullptr ? state.variable(Key(partialName), false) : state.evaluate(variable);
        const RenderState::Scope scope(state);
        run(state, partial, partialName, value);
    }

private:
    void run(RenderState& state, const Template& partial, std::string_view partialName, const Value& value) const
    {
        Frame& frame = state.frame();
        std::vector<std::unique_ptr<BoundName>> bound;
        for (const NamedArgument& argument : arguments) {
            const Value argumentValue = state.evaluate(argument.value);
            bound.push_back(std::make_unique<BoundName>(state, frame.indexOf(Key(argument.name))));
            bound.back()->set(argumentValue);
        }
        BoundName item(state, frame.indexOf(Key(alias.empty() ? baseName(partialName) : alias)));
        if (!value.isArray()) {
            item.set(value);
            state.renderIncluded(partial, partialName);
            return;
        }
        for (const Value& element : value.asArray()) {
            state.countStep();
            item.set(element);
            state.renderIncluded(partial, partialName);
        }
    }
};

class RenderNode final : public PartialNode {
public:
    using PartialNode::PartialNode;
    [[nodiscard]] bool isolates() const override { return true; }

    void render(RenderState& state) const override
    {
        const std::string_view partialName = name->literal.asText();
        const Template& partial = state.partial(partialName, start);
        const Value value = state.evaluate(variable);
        const bool isList = value.isArray() || value.isHash() || value.kind() == Kind::Range ||
                            (value.kind() == Kind::Object && value.asObject().items(state.arena()).isArray());
        if (isFor && isList) {
            runForEach(state, partial, partialName, LoopItems(value, state.arena()));
        } else {
            runOnce(state, partial, partialName, value, nullptr);
        }
    }

private:
    void runOnce(RenderState& state, const Template& partial, std::string_view partialName, const Value& value,
                 const Object* forloop) const
    {
        std::vector<RenderState::Argument> all;
        if (forloop != nullptr) {
            all.push_back({"forloop", Value::object(*forloop)});
        }
        for (const NamedArgument& argument : arguments) {
            all.push_back({argument.name, state.evaluate(argument.value)});
        }
        if (!value.isNil()) {
            all.push_back({alias.empty() ? baseName(partialName) : alias, value});
        }
        state.renderIsolated(partial, partialName, all);
    }

    void runForEach(RenderState& state, const Template& partial, std::string_view partialName,
                    const LoopItems& items) const
    {
        RenderState::Loop loop(state, partialName, items.size(), RenderState::Loop::Outermost);
        for (std::int64_t i = 0; i < items.size(); ++i) {
            state.countStep();
            runOnce(state, partial, partialName, items.at(i), &loop.object());
            loop.object().advance();
        }
    }
};

void parseRest(Parser& parser, TokenCursor& cursor, PartialNode& node)
{
    node.isFor = cursor.acceptWord("for");
    if (node.isFor || cursor.acceptWord("with")) {
        node.variable = parser.parseExpression(cursor);
    }
    if (cursor.acceptWord("as")) {
        node.alias = cursor.expect(TokenKind::Word).text;
    }
    cursor.accept(TokenKind::Comma);
    while (cursor.looksAt(TokenKind::Word)) {
        const std::string_view key = cursor.next().text;
        cursor.expect(TokenKind::Colon);
        node.arguments.push_back({key, parser.parseExpression(cursor)});
        cursor.accept(TokenKind::Comma);
    }
    cursor.expectEnd();
}

/// A word with white space on both sides, at the beginning; what follows it.
std::optional<Markup> afterWord(Markup rest, std::string_view word)
{
    const Markup next = rest.trimmed();
    const bool isWord = next.offset > rest.offset && next.text.starts_with(word) && next.text.size() > word.size() &&
                        isSpace(next.text[word.size()]);
    return isWord ? std::optional(next.part(word.size())) : std::nullopt;
}

/// name (\s+(with|for)\s+value)? (\s+as\s+alias)?, then attributes anywhere.
void parseLax(Parser& parser, const Piece& tag, PartialNode& node, Markup nameMarkup)
{
    node.name = LaxParser(parser).expression(nameMarkup);
    Markup rest = tag.markup.part(nameMarkup.offset - tag.markup.offset + nameMarkup.text.size());
    const auto forPart = afterWord(rest, "for");
    if (const auto value = forPart ? forPart : afterWord(rest, "with")) {
        const Markup written = value->trimmed();
        const std::size_t length = quotedFragment(written.text);
        if (length > 0) {
            node.isFor = forPart.has_value();
            node.variable = LaxParser(parser).expression(written.part(0, length));
            rest = written.part(length);
        }
    }
    if (const auto aliasPart = afterWord(rest, "as")) {
        const Markup written = aliasPart->trimmed();
        std::size_t length = 0;
        while (length < written.text.size() && (isWordChar(written.text[length]) || written.text[length] == '-')) {
            ++length;
        }
        node.alias = written.text.substr(0, length);
    }
    LaxParser(parser).attributes(tag.markup, [&](std::string_view key, const Expression* value) {
        node.arguments.push_back({key, value});
    });
}

const SyntaxFailure kRenderNeedsText{
    "Syntax error in tag 'render' - Template name must be a quoted string", "put the partial's name in quotes", {}};

} // namespace

std::unique_ptr<Node> parseInclude(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<IncludeNode>(tag);
    if (parser.isLax()) {
        const auto name = findQuotedFragment(tag.markup);
        if (!name) {
            throw SyntaxFailure{
                "Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]",
                "name the partial",
                {}};
        }
        parseLax(parser, tag, *node, *name);
        return node;
    }
    TokenCursor cursor(tag.markup);
    node->name = parser.parseExpression(cursor);
    parseRest(parser, cursor, *node);
    return node;
}

std::unique_ptr<Node> parseRender(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<RenderNode>(tag);
    if (parser.isLax()) {
        const std::size_t quote = tag.markup.text.find_first_of("'\"");
        const std::size_t length = quote == std::string_view::npos ? 0 : quotedFragment(tag.markup.text.substr(quote));
        if (length < 2) {
            throw kRenderNeedsText;
        }
        parseLax(parser, tag, *node, tag.markup.part(quote, length));
    } else {
        TokenCursor cursor(tag.markup);
        if (!cursor.looksAt(TokenKind::Text)) {
            throw kRenderNeedsText;
        }
        node->name = parser.parseExpression(cursor);
        parseRest(parser, cursor, *node);
    }
    if (!node->name->isLiteral() || !node->name->literal.isText()) {
        throw kRenderNeedsText;
    }
    return node;
}

} // namespace postweave::liquid
