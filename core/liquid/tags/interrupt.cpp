// SPDX-License-Identifier: GPL-3.0-or-later
// break, continue, and the campaign dialect's abort.
#include "core/liquid/render_state.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

namespace postweave::liquid {

namespace {

class InterruptNode final : public Node {
public:
    InterruptNode(Interrupt interrupt, const Piece& tag) : Node(tag.range, tag.line), m_interrupt(interrupt) {}
    void render(RenderState& state) const override { state.setInterrupt(m_interrupt); }

private:
    Interrupt m_interrupt;
};

class AbortNode final : public Node {
public:
    AbortNode(const FilteredExpression& reason, const Piece& tag) : Node(tag.range, tag.line), m_reason(reason) {}
    void render(RenderState& state) const override { state.abort(std::string(state.text(state.evaluate(m_reason)))); }
    void visit(NodeVisitor& visitor) const override
    {
        visitor.onFiltered(m_reason);
        visitor.onAbort(m_reason);
    }

private:
    FilteredExpression m_reason;
};

} // namespace

std::unique_ptr<Node> parseBreak(Parser&, const Piece& tag)
{
    return std::make_unique<InterruptNode>(Interrupt::Break, tag);
}

std::unique_ptr<Node> parseContinue(Parser&, const Piece& tag)
{
    return std::make_unique<InterruptNode>(Interrupt::Continue, tag);
}

std::unique_ptr<Node> parseAbort(Parser& parser, const Piece& tag)
{
    const FilteredExpression reason = parser.parseFiltered(tag.markup);
    if (reason.base == nullptr) {
        throw SyntaxFailure{"abort has no reason", "write abort \"reason\"", {}};
    }
    return std::make_unique<AbortNode>(reason, tag);
}

} // namespace postweave::liquid
