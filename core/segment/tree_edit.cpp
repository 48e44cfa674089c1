// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/tree_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace postweave::segment {

namespace {

/// A private copy of a tree that one edit changes.
class Draft {
public:
    explicit Draft(const FilterTree& tree) : m_root(tree.root()) {}

    [[nodiscard]] Node* find(const NodePath& path)
    {
        Node* node = &m_root;
        for (const std::uint32_t index : path) {
            Group* group = std::get_if<Group>(&node->body);
            if (group == nullptr || index >= group->children.size()) {
                return nullptr;
            }
            node = &group->children[index];
        }
        return node;
    }

    [[nodiscard]] Group* group(const NodePath& path)
    {
        Node* node = find(path);
        return node == nullptr ? nullptr : std::get_if<Group>(&node->body);
    }

    /// The path must lead to a node below the root.
    void erase(const NodePath& path)
    {
        std::vector<Node>& siblings = group({path.begin(), path.end() - 1})->children;
        siblings.erase(siblings.begin() + path.back());
    }

    [[nodiscard]] Edit finish(NodePath path)
    {
        FilterTree tree(std::move(m_root));
        if (tree.depth() > kMaxDepth) {
            return fail(ErrorCode::LimitExceeded,
                        fmt::format("a segment nests at most {} deep; flatten it", kMaxDepth));
        }
        return EditedTree{std::move(tree), std::move(path)};
    }

private:
    Node m_root;
};

tl::unexpected<Error> noSuchNode()
{
    return fail(ErrorCode::NotFound, "there is no node at this place; select one that stands");
}

tl::unexpected<Error> refused(std::string message)
{
    return fail(ErrorCode::InvalidUsage, std::move(message));
}

NodePath parentOf(const NodePath& path)
{
    return {path.begin(), path.end() - 1};
}

NodePath childOf(NodePath path, std::uint32_t index)
{
    path.push_back(index);
    return path;
}

bool isNot(const Group* group)
{
    return group != nullptr && group->kind == GroupKind::Not;
}

bool startsWith(const NodePath& path, const NodePath& prefix)
{
    return path.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

/// A child of a `not` stands for the `not`.
NodePath withItsNots(Draft& draft, NodePath path)
{
    while (!path.empty() && isNot(draft.group(parentOf(path)))) {
        path.pop_back();
    }
    return path;
}

/// What a `not` is around, however many of them.
NodePath belowItsNots(Draft& draft, NodePath path)
{
    while (isNot(draft.group(path))) {
        path.push_back(0);
    }
    return path;
}

NodePath afterInsertion(NodePath path, const NodePath& parent, std::uint32_t index)
{
    if (path.size() > parent.size() && startsWith(path, parent) && path[parent.size()] >= index) {
        ++path[parent.size()];
    }
    return path;
}

NodePath afterRemoval(NodePath path, const NodePath& removed)
{
    const std::size_t level = removed.size() - 1;
    if (path.size() > level && startsWith(path, parentOf(removed)) && path[level] > removed[level]) {
        --path[level];
    }
    return path;
}

Edit moveWithin(Draft draft, const NodePath& from, const NodePath& parent, std::uint32_t index)
{
    Group* target = draft.group(parent);
    index = std::min(index, static_cast<std::uint32_t>(target->children.size()));
    Node moved = *draft.find(from);
    target->children.insert(target->children.begin() + index, std::move(moved));
    const NodePath old = afterInsertion(from, parent, index);
    draft.erase(old);
    return draft.finish(afterRemoval(childOf(parent, index), old));
}

} // namespace

Edit replaceNode(const FilterTree& tree, const NodePath& path, Node node)
{
    Draft draft(tree);
    Node* old = draft.find(path);
    if (old == nullptr) {
        return noSuchNode();
    }
    *old = std::move(node);
    return draft.finish(path);
}

Edit insertNode(const FilterTree& tree, const NodePath& parent, std::uint32_t index, Node node)
{
    Draft draft(tree);
    if (draft.find(parent) == nullptr) {
        return noSuchNode();
    }
    Group* group = draft.group(parent);
    if (group == nullptr || isNot(group)) {
        return refused("only a group of several takes a node in; wrap this one first");
    }
    index = std::min(index, static_cast<std::uint32_t>(group->children.size()));
    group->children.insert(group->children.begin() + index, std::move(node));
    return draft.finish(childOf(parent, index));
}

Edit removeNode(const FilterTree& tree, const NodePath& path)
{
    Draft draft(tree);
    if (draft.find(path) == nullptr) {
        return noSuchNode();
    }
    const NodePath whole = withItsNots(draft, path);
    if (whole.empty()) {
        return EditedTree{FilterTree(), {}};
    }
    draft.erase(whole);
    return draft.finish(parentOf(whole));
}

Edit moveNode(const FilterTree& tree, const NodePath& from, const NodePath& parent, std::uint32_t index)
{
    Draft draft(tree);
    if (draft.find(from) == nullptr || draft.find(parent) == nullptr) {
        return noSuchNode();
    }
    const NodePath whole = withItsNots(draft, from);
    if (whole.empty()) {
        return refused("the root cannot be moved; move what is below it");
    }
    if (startsWith(parent, whole)) {
        return refused("a node cannot be moved into itself; choose another group");
    }
    const Group* target = draft.group(parent);
    if (target == nullptr || isNot(target)) {
        return refused("only a group of several takes a node in; choose another place");
    }
    return moveWithin(std::move(draft), whole, parent, index);
}

Edit wrapNode(const FilterTree& tree, const NodePath& path, GroupKind kind)
{
    Draft draft(tree);
    Node* node = draft.find(path);
    if (node == nullptr) {
        return noSuchNode();
    }
    // A `not` is switched as one with its child; a group of several keeps the child's switch.
    const bool off = kind == GroupKind::Not && std::exchange(node->off, false);
    std::vector<Node> children;
    children.push_back(std::move(*node));
    *node = makeGroup(kind, std::move(children));
    node->off = off;
    return draft.finish(path);
}

Edit unwrapGroup(const FilterTree& tree, const NodePath& path)
{
    Draft draft(tree);
    Node* node = draft.find(path);
    if (node == nullptr) {
        return noSuchNode();
    }
    Group* group = std::get_if<Group>(&node->body);
    if (group == nullptr) {
        return refused("only a group can be dissolved; select one");
    }
    std::vector<Node> children = std::move(group->children);
    const bool onlyPlace = path.empty() || isNot(draft.group(parentOf(path)));
    if (onlyPlace && children.size() != 1) {
        return refused("this group stands where only one node can; leave it one child first");
    }
    if (onlyPlace) {
        *node = std::move(children.front());
        return draft.finish(path);
    }
    std::vector<Node>& siblings = draft.group(parentOf(path))->children;
    const auto place = siblings.erase(siblings.begin() + path.back());
    siblings.insert(place, std::make_move_iterator(children.begin()), std::make_move_iterator(children.end()));
    return draft.finish(parentOf(path));
}

Edit negateNode(const FilterTree& tree, const NodePath& path)
{
    Draft draft(tree);
    if (draft.find(path) == nullptr) {
        return noSuchNode();
    }
    NodePath place = path;
    if (!isNot(draft.group(path)) && !path.empty() && isNot(draft.group(parentOf(path)))) {
        place.pop_back();
    }
    Group* group = draft.group(place);
    if (!isNot(group)) {
        return wrapNode(tree, path, GroupKind::Not);
    }
    Node* node = draft.find(place);
    Node inner = std::move(group->children.front());
    inner.off = inner.off || node->off;
    *node = std::move(inner);
    return draft.finish(place);
}

Edit setGroupKind(const FilterTree& tree, const NodePath& path, GroupKind kind, std::uint32_t atLeast)
{
    Draft draft(tree);
    if (draft.find(path) == nullptr) {
        return noSuchNode();
    }
    Group* group = draft.group(path);
    if (group == nullptr) {
        return refused("only a group has a kind; wrap the node first");
    }
    if (kind == GroupKind::Not && group->children.size() != 1) {
        return refused("`not` takes exactly one child; use `none` for several");
    }
    group->kind = kind;
    group->atLeast = kind == GroupKind::AtLeast ? atLeast : 1;
    return draft.finish(path);
}

Edit setOff(const FilterTree& tree, const NodePath& path, bool off)
{
    Draft draft(tree);
    Node* node = draft.find(path);
    if (node == nullptr) {
        return noSuchNode();
    }
    if (path.empty() && off) {
        return refused("the whole segment cannot be switched off; switch off what is below it");
    }
    node->off = off;
    return draft.finish(path);
}

Edit duplicateNode(const FilterTree& tree, const NodePath& path)
{
    Draft draft(tree);
    if (draft.find(path) == nullptr) {
        return noSuchNode();
    }
    const NodePath whole = withItsNots(draft, path);
    if (whole.empty()) {
        return refused("the root cannot be doubled; wrap it first");
    }
    return insertNode(tree, parentOf(whole), whole.back() + 1, *draft.find(whole));
}

Edit indentNode(const FilterTree& tree, const NodePath& path)
{
    Draft draft(tree);
    if (draft.find(path) == nullptr) {
        return noSuchNode();
    }
    const NodePath whole = withItsNots(draft, path);
    if (whole.empty() || whole.back() == 0) {
        return refused("nothing stands before this node to nest it with; wrap it in a group instead");
    }
    const NodePath before = childOf(parentOf(whole), whole.back() - 1);
    const NodePath shown = belowItsNots(draft, before);
    if (const Group* group = draft.group(shown)) {
        const auto end = static_cast<std::uint32_t>(group->children.size());
        return moveWithin(std::move(draft), whole, shown, end);
    }
    const bool inAny = draft.group(parentOf(whole))->kind == GroupKind::Any;
    const Edit wrapped = wrapNode(tree, before, inAny ? GroupKind::All : GroupKind::Any);
    return wrapped ? moveWithin(Draft(wrapped->tree), whole, before, 1) : wrapped;
}

Edit outdentNode(const FilterTree& tree, const NodePath& path)
{
    Draft draft(tree);
    if (draft.find(path) == nullptr) {
        return noSuchNode();
    }
    const NodePath whole = withItsNots(draft, path);
    const NodePath group = whole.empty() ? whole : withItsNots(draft, parentOf(whole));
    if (group.empty()) {
        return refused("this node stands at the top already");
    }
    Edit edit = moveWithin(draft, whole, parentOf(group), group.back() + 1);
    if (!edit) {
        return edit;
    }
    Draft rest(edit->tree);
    const Group* left = rest.group(parentOf(whole));
    if (left->children.empty()) {
        rest.erase(group);
        return rest.finish(afterRemoval(edit->path, group));
    }
    const bool isPlain = left->kind == GroupKind::All || left->kind == GroupKind::Any;
    if (left->children.size() == 1 && isPlain && group == parentOf(whole) && !rest.find(group)->off) {
        Node only = left->children.front();
        *rest.find(group) = std::move(only);
        return rest.finish(edit->path);
    }
    return edit;
}

} // namespace postweave::segment
