// SPDX-License-Identifier: GPL-3.0-or-later
// NodeVisitor: what an analysis wants to hear from the nodes of a program.
#pragma once

#include "core/liquid/behaviour.h"
#include "core/liquid/condition.h"
#include "core/liquid/expression.h"
#include "core/liquid/html_state.h"
#include "core/liquid/node.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

/// One branch of an if, unless or case, as it is parsed.
struct BranchView {
    std::string_view tag;
    std::string_view condition; ///< as written; empty for else
    const Condition* parsed = nullptr;
    std::span<const Expression* const> candidates; ///< of when
    SourceRange tagRange;
    int line = 0;
    const Block* body = nullptr;
};

/// An if, unless or case.
struct BranchesView {
    const Node& node;
    std::string_view tag;
    std::uint32_t number = 0;
    const Expression* subject = nullptr; ///< of case
};

/// What include and render say about the partial they use.
struct PartialView {
    const Expression* name = nullptr;
    bool isIsolated = false;             ///< sees nothing of the names around it
    std::vector<std::string_view> bound; ///< names it is given
    HtmlState start;
};

class NodeVisitor {
public:
    virtual ~NodeVisitor() = default;
    virtual void onExpression(const Expression*) {}
    virtual void onFiltered(const FilteredExpression&) {}
    virtual void onCondition(const Condition&) {}
    /// The template gives this name a value; `block` (may be null) is where it holds, else from here on.
    virtual void onName(std::string_view, const Block*) {}
    /// Besides onName(): the node is an assign or a capture.
    virtual void onAssignment(const Node&, std::string_view, bool /*isCapture*/) {}
    virtual void onBlock(const Block& block) { block.visit(*this); }
    /// A dynamic block: its conditions and bodies are for the visitor to go into.
    virtual void onBranches(const BranchesView& view, std::span<const BranchView> branches) = 0;
    virtual void onPartial(const Node&, const PartialView&) {}
    virtual void onAbort(const FilteredExpression&) {}
};

} // namespace postweave::liquid
