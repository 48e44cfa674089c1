// SPDX-License-Identifier: GPL-3.0-or-later
// NodeVisitor: what an analysis wants to hear from the nodes of a program.
#pragma once

#include "core/liquid/behaviour.h"
#include "core/liquid/condition.h"
#include "core/liquid/expression.h"
#include "core/liquid/node.h"

#include <span>
#include <string>
#include <string_view>

namespace postweave::liquid {

/// One branch of an if, unless or case, as it is parsed.
struct BranchView
{
    std::string_view tag;
    std::string_view condition; ///< as written; empty for else
    const Condition* parsed = nullptr;
    std::span<const Expression* const> candidates; ///< of when
    SourceRange tagRange;
    int line = 0;
    const Block* body = nullptr;
};

class NodeVisitor
{
public:
    virtual ~NodeVisitor() = default;
    virtual void onExpression(const Expression*) {}
    virtual void onFiltered(const FilteredExpression&) {}
    virtual void onCondition(const Condition&) {}
    /// The template gives this name a value; `block` (may be null) is where it holds, else from here on.
    virtual void onName(std::string_view, const Block*) {}
    virtual void onBlock(const Block& block) { block.visit(*this); }
    /// A dynamic block, before its branches; shows conditions and bodies itself.
    virtual void onBranches(const Node& node, std::string_view tag, std::uint32_t number,
                            std::span<const BranchView> branches) = 0;
    virtual void onPartial(const Node&, const Expression*, bool) {}
    virtual void onAbort(const FilteredExpression&) {}
};

} // namespace postweave::liquid
