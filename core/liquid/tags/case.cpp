// SPDX-License-Identifier: GPL-3.0-or-later
// case, when, else.
#include "core/liquid/compare.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/render_state.h"
#include "core/liquid/tags/branches.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

namespace postweave::liquid {

namespace {

class CaseNode final : public BranchingNode {
public:
    using BranchingNode::BranchingNode;

    /// Every candidate that matches renders its body, also the second of one `when`: Shopify does not stop at the
    /// first.
    void render(RenderState& state) const override
    {
        bool isMatched = false;
        bool isTraced = false;
        for (std::size_t i = 0; i < branches().size(); ++i) {
            const Branch& branch = *branches()[i];
            const std::size_t runs = branch.isElse ? (isMatched ? 0 : 1) : matches(branch, state);
            isMatched = isMatched || (runs > 0 && !branch.isElse);
            if (runs > 0) {
                state.takeBranch(number(), i + 1);
                isTraced = true;
            }
            for (std::size_t run = 0; run < runs && state.interrupt() == Interrupt::None; ++run) {
                branch.body.render(state);
            }
        }
        if (!isTraced) {
            state.takeBranch(number(), 0);
        }
    }

private:
    std::size_t matches(const Branch& branch, RenderState& state) const
    {
        std::size_t count = 0;
        for (const Expression* const candidate : branch.candidates) {
            count += areEqual(state.evaluate(subject), state.evaluate(candidate)) ? 1 : 0;
        }
        return count;
    }
};

const SyntaxFailure kInvalidWhen{
    "Syntax Error in tag 'case' - Valid when condition: {% when [condition] [or condition2...] %}",
    "separate the values by commas or 'or'",
    {}};

void parseStrictWhen(Parser& parser, const Piece& tag, Branch& branch)
{
    TokenCursor cursor(tag.markup);
    do {
        branch.candidates.push_back(parser.parseOperand(cursor));
    } while (cursor.acceptWord("or") || cursor.accept(TokenKind::Comma));
    cursor.expectEnd();
}

/// (QuotedFragment)(?:(?:\s+or\s+|\s*,\s*)(QuotedFragment.*))?
void parseLaxWhen(Parser& parser, const Piece& tag, Branch& branch)
{
    Markup rest = tag.markup;
    while (true) {
        const auto value = findQuotedFragment(rest);
        if (!value) {
            throw kInvalidWhen;
        }
        branch.candidates.push_back(LaxParser(parser).operand(*value));
        rest = rest.part(value->offset - rest.offset + value->text.size());
        const Markup next = rest.trimmed();
        const bool isOr =
            next.text.starts_with("or") && next.text.size() > 2 && isSpace(next.text[2]) && next.offset > rest.offset;
        if (!isOr && !next.text.starts_with(',')) {
            return;
        }
        rest = next.part(isOr ? 2 : 1).trimmed();
        if (quotedFragment(rest.text) == 0) {
            return;
        }
    }
}

void parseSubject(Parser& parser, const Piece& tag, CaseNode& node)
{
    if (!parser.isLax()) {
        TokenCursor cursor(tag.markup);
        node.subject = parser.parseExpression(cursor);
        cursor.expectEnd();
    } else if (const auto value = findQuotedFragment(tag.markup)) {
        node.subject = LaxParser(parser).expression(*value);
    } else {
        throw SyntaxFailure{"Syntax Error in 'case' - Valid syntax: case [condition]", "write what to compare", {}};
    }
}

void parseOpening(Parser& parser, const Piece& tag, Branch& branch)
{
    branch.isElse = tag.name == "else";
    if (!branch.isElse) {
        parser.isLax() ? parseLaxWhen(parser, tag, branch) : parseStrictWhen(parser, tag, branch);
    } else if (!tag.markup.trimmed().text.empty()) {
        throw SyntaxFailure{"Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) ",
                            "take out what stands behind else",
                            {}};
    }
}

} // namespace

std::unique_ptr<Node> parseCase(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<CaseNode>(parser.program().dynamicBlocks++, tag);
    node->subject = parser.literal({}, tag.range);
    parser.attempt(tag, [&] { parseSubject(parser, tag, *node); });
    Block before; // what stands before the first when is never shown, nor counted
    const std::uint32_t counted = parser.program().dynamicBlocks;
    Piece next = parser.parseBody(before, "case", {"when", "else"});
    parser.program().dynamicBlocks = counted;
    while (!next.name.starts_with("end")) {
        Branch& branch = node->addBranch(next);
        parser.attempt(next, [&] { parseOpening(parser, next, branch); });
        next = parser.parseBody(branch.body, "case", {"when", "else"});
    }
    node->close(next);
    return node;
}

} // namespace postweave::liquid
