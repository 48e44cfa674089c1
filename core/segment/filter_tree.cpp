// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/filter_tree.h"

#include "core/base/json.h"

#include <algorithm>

namespace postweave::segment {

namespace {

void walk(const Node& node, NodePath& path, const std::function<void(const Node&, const NodePath&)>& visit)
{
    visit(node, path);
    if (const std::vector<Node>* children = childrenOf(node)) {
        for (std::uint32_t i = 0; i < children->size(); ++i) {
            path.push_back(i);
            walk((*children)[i], path, visit);
            path.pop_back();
        }
    }
}

int depthOf(const Node& node)
{
    int deepest = 0;
    if (const std::vector<Node>* children = childrenOf(node)) {
        for (const Node& child : *children) {
            deepest = std::max(deepest, depthOf(child));
        }
    }
    return deepest + 1;
}

std::string childJsonPath(const std::string& path, const Group& group, std::uint32_t index)
{
    switch (group.kind) {
    case GroupKind::All:
        return childPath(childPath(path, "all"), std::size_t{index});
    case GroupKind::Any:
        return childPath(childPath(path, "any"), std::size_t{index});
    case GroupKind::None:
        return childPath(childPath(path, "none"), std::size_t{index});
    case GroupKind::AtLeast:
        return childPath(childPath(path, "of"), std::size_t{index});
    case GroupKind::Not:
        return childPath(path, "not");
    }
    return path;
}

} // namespace

Instant TimePoint::resolve(const TimeZone& zone) const
{
    return zone.resolve({local, offsetSeconds});
}

bool operator==(const ObjectTests& left, const ObjectTests& right)
{
    return left.atLeast == right.atLeast && left.where == right.where;
}

bool dependsOnNow(const ValueTest& test)
{
    const auto* objects = std::get_if<ObjectTests>(&test.operand);
    return dependsOnNow(test.op) ||
           (objects != nullptr && std::any_of(objects->where.begin(), objects->where.end(),
                                              [](const FieldTest& field) { return dependsOnNow(field.test); }));
}

bool operator==(const Group& left, const Group& right)
{
    const bool sameCount = left.kind != GroupKind::AtLeast || left.atLeast == right.atLeast;
    return left.kind == right.kind && sameCount && left.children == right.children;
}

bool operator==(const Node& left, const Node& right)
{
    return left.off == right.off && left.body == right.body;
}

const std::vector<Node>* childrenOf(const Node& node)
{
    const Group* group = std::get_if<Group>(&node.body);
    return group == nullptr ? nullptr : &group->children;
}

bool isIgnored(const Node& node)
{
    if (node.off) {
        return true;
    }
    const Group* group = std::get_if<Group>(&node.body);
    return group != nullptr && group->kind == GroupKind::Not && !group->children.empty() &&
           isIgnored(group->children.front());
}

Node makeGroup(GroupKind kind, std::vector<Node> children, std::uint32_t atLeast)
{
    if (kind == GroupKind::Not && children.empty()) {
        children.emplace_back();
    }
    return Node{Group{kind, atLeast, std::move(children)}, false};
}

const Node* FilterTree::find(const NodePath& path) const
{
    const Node* node = &m_root;
    for (const std::uint32_t index : path) {
        const std::vector<Node>* children = childrenOf(*node);
        if (children == nullptr || index >= children->size()) {
            return nullptr;
        }
        node = &(*children)[index];
    }
    return node;
}

void FilterTree::forEach(const std::function<void(const Node&, const NodePath&)>& visit) const
{
    NodePath path;
    walk(m_root, path, visit);
}

std::size_t FilterTree::nodeCount() const
{
    std::size_t count = 0;
    forEach([&](const Node&, const NodePath&) { ++count; });
    return count;
}

int FilterTree::depth() const
{
    return depthOf(m_root);
}

std::string FilterTree::jsonPath(const NodePath& path) const
{
    std::string text = "$.where";
    const Node* node = &m_root;
    for (const std::uint32_t index : path) {
        const std::vector<Node>* children = childrenOf(*node);
        if (children == nullptr || index >= children->size()) {
            break;
        }
        text = childJsonPath(text, std::get<Group>(node->body), index);
        node = &(*children)[index];
    }
    return text;
}

} // namespace postweave::segment
