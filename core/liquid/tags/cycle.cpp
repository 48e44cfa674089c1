// SPDX-License-Identifier: GPL-3.0-or-later
// cycle: one value after another, each time it is reached.
#include "core/liquid/html_tracker.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/print.h"
#include "core/liquid/render_state.h"
#include "core/liquid/tags/output.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::liquid {

namespace {

class CycleNode final : public Node {
public:
    explicit CycleNode(const Piece& tag) : Node(tag.range, tag.line) {}

    void render(RenderState& state) const override
    {
        const std::string key = groupKey(state);
        std::size_t& next = state.frame().cycles[key];
        // The values of another cycle of the same name may be fewer.
        const Value value = next < values.size() ? state.evaluate(values[next]) : Value();
        writeValue(state, value, m_place);
        next = next + 1 >= values.size() ? 0 : next + 1;
    }
    void visit(NodeVisitor& visitor) const override
    {
        visitor.onExpression(name);
        for (const Expression* const value : values) {
            visitor.onExpression(value);
        }
    }
    void trace(HtmlTracker& tracker) override
    {
        m_place = safeInBoth(m_place, tracker.place());
        tracker.passOutput();
    }
    /// Cycles of the same literals count together; one with variables counts alone.
    void identify(std::uint32_t number)
    {
        const bool isAllLiteral = std::ranges::all_of(values, &Expression::isLiteral);
        m_ownKey = isAllLiteral ? "values:" : fmt::format("cycle:{}:{}", static_cast<const void*>(this), number);
        for (const Expression* const value : values) {
            if (isAllLiteral) {
                appendInspected(m_ownKey, value->literal, TimeZone());
                m_ownKey += ',';
            }
        }
    }

    const Expression* name = nullptr;
    std::vector<const Expression*> values;

private:
    std::string groupKey(RenderState& state) const
    {
        if (name == nullptr) {
            return m_ownKey;
        }
        std::string key = "name:";
        appendInspected(key, state.evaluate(name), state.zone());
        return key;
    }

    std::string m_ownKey;
    HtmlPlace m_place = HtmlPlace::Off;
};

const SyntaxFailure kInvalid{
    "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]", "write what to cycle through", {}};

void parseStrict(Parser& parser, const Piece& tag, CycleNode& node)
{
    TokenCursor cursor(tag.markup);
    if (cursor.atEnd()) {
        throw kInvalid;
    }
    const Expression* const first = parser.parseExpression(cursor);
    if (cursor.accept(TokenKind::Colon)) {
        node.name = first;
        node.values.push_back(parser.parseExpression(cursor));
    } else {
        node.values.push_back(first);
    }
    while (cursor.accept(TokenKind::Comma) && !cursor.atEnd()) {
        node.values.push_back(parser.parseExpression(cursor));
    }
    cursor.expectEnd();
}

void parseLax(Parser& parser, const Piece& tag, CycleNode& node)
{
    Markup rest = tag.markup.trimmed();
    std::size_t first = quotedFragment(rest.text);
    if (first == 0) {
        throw kInvalid;
    }
    const bool isOneWord = rest.text.substr(0, first).ends_with(':'); // `name:` is one fragment
    Markup after = rest.part(first).trimmed();
    if (isOneWord || after.text.starts_with(':')) {
        node.name = LaxParser(parser).expression(rest.part(0, first - (isOneWord ? 1 : 0)));
        rest = isOneWord ? after : after.part(1);
    }
    while (true) {
        const std::size_t comma = rest.text.find(',');
        if (const auto value = findQuotedFragment(rest.part(0, comma))) {
            node.values.push_back(LaxParser(parser).expression(*value));
        }
        if (comma == std::string_view::npos) {
            return;
        }
        rest = rest.part(comma + 1);
    }
}

} // namespace

std::unique_ptr<Node> parseCycle(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<CycleNode>(tag);
    parser.isLax() ? parseLax(parser, tag, *node) : parseStrict(parser, tag, *node);
    node->identify(parser.program().cycles++);
    return node;
}

} // namespace postweave::liquid
