// SPDX-License-Identifier: GPL-3.0-or-later
// assign and capture: names that the template gives values to.
#include "core/liquid/html_tracker.h"
#include "core/liquid/render_state.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

namespace postweave::liquid {

namespace {

class AssignNode final : public Node {
public:
    AssignNode(std::string_view name, std::uint32_t slot, const FilteredExpression& value, const Piece& tag)
        : Node(tag.range, tag.line), m_name(name), m_slot(slot), m_value(value)
    {
    }
    void render(RenderState& state) const override { state.assign(m_slot, state.evaluate(m_value)); }
    void visit(NodeVisitor& visitor) const override
    {
        visitor.onFiltered(m_value);
        visitor.onName(m_name, nullptr);
        visitor.onAssignment(*this, m_name, false);
    }
    [[nodiscard]] bool isBlank() const override { return true; }

private:
    std::string_view m_name;
    std::uint32_t m_slot;
    FilteredExpression m_value;
};

class CaptureNode final : public Node {
public:
    CaptureNode(std::string_view name, std::uint32_t slot, const Piece& tag)
        : Node(tag.range, tag.line), m_name(name), m_slot(slot)
    {
    }
    void render(RenderState& state) const override
    {
        const std::string_view text = state.capture(m_body);
        state.assign(m_slot, m_isHtml ? Value::html(text) : Value::text(text));
    }
    void visit(NodeVisitor& visitor) const override
    {
        visitor.onBlock(m_body);
        visitor.onName(m_name, nullptr);
        visitor.onAssignment(*this, m_name, true);
    }
    /// What is captured is HTML of its own, wherever it goes.
    void trace(HtmlTracker& tracker) override
    {
        HtmlState inside = tracker.state();
        if (inside.mode == HtmlState::Mode::Off) {
            return;
        }
        inside = HtmlState{};
        inside.mode = HtmlState::Mode::Text;
        HtmlTracker body(inside);
        m_body.trace(body);
        m_isHtml = true;
    }
    [[nodiscard]] bool isBlank() const override { return true; }
    Block& body() { return m_body; }

private:
    std::string_view m_name;
    std::uint32_t m_slot;
    bool m_isHtml = false;
    Block m_body;
};

/// Shopify's /(signature+)\s*=\s*(.*)\s*/, found anywhere.
struct Assignment {
    std::string_view name;
    Markup value;
};

std::optional<Assignment> assignmentIn(Markup markup)
{
    for (std::size_t at = 0; at < markup.text.size(); ++at) {
        const std::size_t length = nameSignature(markup.text.substr(at));
        std::size_t sign = at + length;
        while (sign < markup.text.size() && isSpace(markup.text[sign])) {
            ++sign;
        }
        if (length > 0 && sign < markup.text.size() && markup.text[sign] == '=') {
            return Assignment{markup.text.substr(at, length), markup.part(sign + 1)};
        }
        at += length;
    }
    return std::nullopt;
}

} // namespace

std::unique_ptr<Node> parseAssign(Parser& parser, const Piece& tag)
{
    const auto assignment = assignmentIn(tag.markup);
    if (!assignment) {
        throw SyntaxFailure{
            "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]", "write assign name = value", {}};
    }
    const FilteredExpression value = parser.parseFiltered(assignment->value);
    return std::make_unique<AssignNode>(assignment->name, parser.slotOf(assignment->name), value, tag);
}

std::unique_ptr<Node> parseCapture(Parser& parser, const Piece& tag)
{
    std::size_t at = 0;
    while (at < tag.markup.text.size() && nameSignature(tag.markup.text.substr(at)) == 0) {
        ++at;
    }
    const std::string_view name = tag.markup.text.substr(at, nameSignature(tag.markup.text.substr(at)));
    auto node = std::make_unique<CaptureNode>(name, parser.slotOf(name), tag);
    if (name.empty()) {
        parser.report({"Syntax Error in 'capture' - Valid syntax: capture [var]", "name the variable", {}}, tag.range);
    }
    static_cast<void>(parser.parseBody(node->body(), "capture"));
    return node;
}

} // namespace postweave::liquid
