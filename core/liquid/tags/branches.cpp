// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/tags/branches.h"

#include "core/liquid/html_tracker.h"
#include "core/liquid/visitor.h"

#include <algorithm>

namespace postweave::liquid {

Branch& BranchingNode::addBranch(const Piece& opening)
{
    m_branches.push_back(std::make_unique<Branch>());
    Branch& branch = *m_branches.back();
    branch.tag = opening.name;
    branch.markup = opening.markup.trimmed();
    branch.tagRange = opening.range;
    branch.line = opening.line;
    return branch;
}

bool BranchingNode::isBlank() const
{
    return std::ranges::all_of(m_branches, [](const auto& branch) { return branch->body.isBlank(); });
}

void BranchingNode::close(const Piece& end)
{
    m_range.end = end.range.end;
    if (isBlank()) {
        for (const auto& branch : m_branches) {
            branch->body.removeText();
        }
    }
}

void BranchingNode::visit(NodeVisitor& visitor) const
{
    std::vector<BranchView> views;
    for (const auto& branch : m_branches) {
        views.push_back({branch->tag, branch->markup.text, branch->condition, branch->candidates, branch->tagRange,
                         branch->line, &branch->body});
    }
    visitor.onExpression(subject);
    visitor.onBranches({*this, m_tag, m_number, subject}, views);
}

void BranchingNode::trace(HtmlTracker& tracker)
{
    const HtmlState before = tracker.state();
    const bool hasElse =
        std::ranges::any_of(m_branches, &Branch::isElse, [](const auto& branch) -> const Branch& { return *branch; });
    HtmlState after = before;
    bool isFirst = hasElse; // without else, nothing at all is one of the ways through
    for (const auto& branch : m_branches) {
        tracker.set(before);
        branch->body.trace(tracker);
        after = isFirst ? tracker.state() : HtmlTracker::join(after, tracker.state());
        isFirst = false;
    }
    tracker.set(after);
}

} // namespace postweave::liquid
