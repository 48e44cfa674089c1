// SPDX-License-Identifier: GPL-3.0-or-later
// What if, unless and case share: branches with bodies, numbered for traces and analysis.
#pragma once

#include "core/liquid/condition.h"
#include "core/liquid/node.h"
#include "core/liquid/scanner.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace postweave::liquid {

struct Branch {
    std::string_view tag;
    Markup markup;
    SourceRange tagRange;
    int line = 0;
    bool isElse = false;
    const Condition* condition = nullptr;      ///< of if and unless; null: could not be read, never holds
    std::vector<const Expression*> candidates; ///< of when
    Block body;
};

class BranchingNode : public Node {
public:
    BranchingNode(std::uint32_t number, const Piece& tag) : Node(tag.range, tag.line), m_number(number), m_tag(tag.name)
    {
    }

    Branch& addBranch(const Piece& opening);
    /// At the end tag: drops the white space of branches that hold nothing else.
    void close(const Piece& end);

    void visit(NodeVisitor& visitor) const override;
    void trace(HtmlTracker& tracker) override;
    [[nodiscard]] bool isBlank() const override;

    const Expression* subject = nullptr; ///< of case

protected:
    [[nodiscard]] const std::vector<std::unique_ptr<Branch>>& branches() const { return m_branches; }
    [[nodiscard]] std::uint32_t number() const { return m_number; }
    [[nodiscard]] std::string_view tagName() const { return m_tag; }

private:
    std::uint32_t m_number;
    std::string_view m_tag;
    std::vector<std::unique_ptr<Branch>> m_branches;
};

} // namespace postweave::liquid
