// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_rows.h"

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using segment::FilterTree;
using segment::Group;
using segment::GroupKind;
using segment::Node;
using segment::NodePath;

namespace {

const Group* notGroup(const Node& node)
{
    const Group* group = std::get_if<Group>(&node.body);
    return group != nullptr && group->kind == GroupKind::Not && group->children.size() == 1 ? group : nullptr;
}

/// Walks the tree and appends rows.
class Layout {
public:
    explicit Layout(std::vector<TreeRow>& rows) : m_rows(rows) {}

    void add(const Node& node, TreeRow row)
    {
        row.inner = row.path;
        const Node* inner = &node;
        row.isOff = inner->off;
        while (const Group* group = notGroup(*inner)) {
            ++row.nots;
            row.inner.push_back(0);
            inner = &group->children.front();
            row.isOff = row.isOff || inner->off;
        }
        row.muted = row.muted || row.isOff;
        if (const Group* group = std::get_if<Group>(&inner->body)) {
            addGroup(*group, std::move(row));
        } else if (const auto* sequence = std::get_if<segment::EventSequence>(&inner->body)) {
            addSequence(*sequence, std::move(row));
        } else {
            m_rows.push_back(std::move(row));
        }
    }

private:
    void addGroup(const Group& group, TreeRow row)
    {
        row.kind = RowKind::GroupHead;
        m_rows.push_back(row);
        for (std::uint32_t i = 0; i < group.children.size(); ++i) {
            TreeRow child;
            child.path = row.inner;
            child.path.push_back(i);
            const Node* inner = &group.children[i];
            while (const Group* negated = notGroup(*inner)) {
                inner = &negated->children.front();
            }
            const bool isCard = std::holds_alternative<Group>(inner->body) ||
                                std::holds_alternative<segment::EventSequence>(inner->body);
            child.depth = row.depth + (isCard ? 1 : 0);
            child.muted = row.muted;
            add(group.children[i], std::move(child));
        }
        addFoot(std::move(row));
    }

    void addSequence(const segment::EventSequence& sequence, TreeRow row)
    {
        row.kind = RowKind::SequenceHead;
        m_rows.push_back(row);
        for (std::size_t i = 0; i < sequence.steps.size(); ++i) {
            TreeRow step = row;
            step.kind = RowKind::Step;
            step.step = static_cast<int>(i);
            step.nots = 0;
            m_rows.push_back(std::move(step));
        }
        addFoot(std::move(row));
    }

    void addFoot(TreeRow row)
    {
        row.kind = RowKind::Foot;
        row.nots = 0;
        m_rows.push_back(std::move(row));
    }

    std::vector<TreeRow>& m_rows;
};

} // namespace

std::vector<TreeRow> layOutRows(const FilterTree& tree)
{
    std::vector<TreeRow> rows;
    Layout(rows).add(tree.root(), {});
    return rows;
}

NodePath belowNots(const FilterTree& tree, NodePath path)
{
    for (const Node* node = tree.find(path); node != nullptr && notGroup(*node) != nullptr; node = tree.find(path)) {
        path.push_back(0);
    }
    return path;
}

NodePath aboveNots(const FilterTree& tree, NodePath path)
{
    while (!path.empty()) {
        const NodePath parent(path.begin(), path.end() - 1);
        const Node* node = tree.find(parent);
        if (node == nullptr || notGroup(*node) == nullptr) {
            break;
        }
        path = parent;
    }
    return path;
}

bool isWithin(const NodePath& path, const NodePath& ancestor)
{
    return path.size() >= ancestor.size() && std::equal(ancestor.begin(), ancestor.end(), path.begin());
}

int rowOf(const std::vector<TreeRow>& rows, const NodePath& path)
{
    int best = rows.empty() ? -1 : 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].kind == RowKind::Foot || rows[i].kind == RowKind::Step) {
            continue;
        }
        if (isWithin(rows[i].inner, path) && isWithin(path, rows[i].path)) {
            return static_cast<int>(i);
        }
        if (isWithin(path, rows[i].inner)) {
            best = static_cast<int>(i);
        }
    }
    return best;
}

} // namespace postweave::ui::segments
