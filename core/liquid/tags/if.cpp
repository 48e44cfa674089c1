// SPDX-License-Identifier: GPL-3.0-or-later
// if, unless, with elsif and else; elif in the campaign dialect.
#include "core/liquid/condition.h"
#include "core/liquid/render_state.h"
#include "core/liquid/tags/branches.h"
#include "core/liquid/tags/tag.h"

namespace postweave::liquid {

namespace {

class IfNode final : public BranchingNode {
public:
    using BranchingNode::BranchingNode;

    void render(RenderState& state) const override
    {
        for (std::size_t i = 0; i < branches().size(); ++i) {
            if (holds(i, state)) {
                state.takeBranch(number(), i + 1);
                branches()[i]->body.render(state);
                return;
            }
        }
        state.takeBranch(number(), 0);
    }

private:
    bool holds(std::size_t index, RenderState& state) const
    {
        const Branch& branch = *branches()[index];
        if (branch.isElse) {
            return true;
        }
        if (branch.condition == nullptr) {
            return false;
        }
        const Arena::Mark mark = state.arena().mark();
        const bool isMetNow = isMet(*branch.condition, state);
        state.arena().rewind(mark);
        return isMetNow != (index == 0 && tagName() == "unless");
    }
};

std::unique_ptr<Node> parseBranches(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<IfNode>(parser.program().dynamicBlocks++, tag);
    Piece opening = tag;
    while (true) {
        Branch& branch = node->addBranch(opening);
        branch.isElse = opening.name == "else";
        if (!branch.isElse) {
            parser.attempt(opening, [&] { branch.condition = parser.parseCondition(opening.markup); });
        }
        const Piece next = parser.isDialect() ? parser.parseBody(branch.body, tag.name, {"elsif", "else", "elif"})
                                              : parser.parseBody(branch.body, tag.name, {"elsif", "else"});
        if (next.name.starts_with("end")) {
            node->close(next);
            return node;
        }
        opening = next;
    }
}

} // namespace

std::unique_ptr<Node> parseIf(Parser& parser, const Piece& tag)
{
    return parseBranches(parser, tag);
}

std::unique_ptr<Node> parseUnless(Parser& parser, const Piece& tag)
{
    return parseBranches(parser, tag);
}

} // namespace postweave::liquid
