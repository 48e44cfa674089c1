// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of a filter tree as pure functions: each returns a new tree and leaves the given one alone.
#pragma once

#include "core/segment/filter_tree.h"

namespace postweave::segment {

struct EditedTree {
    FilterTree tree;
    NodePath path; ///< where the edited node stands now; the parent of a removed one
    bool operator==(const EditedTree&) const = default;
};

/// NotFound: a path that leads nowhere. InvalidUsage: an edit that makes no sense there, such as a node moved into
/// itself. LimitExceeded: deeper than kMaxDepth.
using Edit = Result<EditedTree>;

[[nodiscard]] Edit replaceNode(const FilterTree& tree, const NodePath& path, Node node);
/// Into the group at `parent`, before its child `index` (past the end: last). A `not` takes no further child.
[[nodiscard]] Edit insertNode(const FilterTree& tree, const NodePath& parent, std::uint32_t index, Node node);
/// The root becomes an empty `all`; a `not` goes with its child.
[[nodiscard]] Edit removeNode(const FilterTree& tree, const NodePath& path);
/// `parent` and `index` as they are in the tree before the move. A `not` goes with its child.
[[nodiscard]] Edit moveNode(const FilterTree& tree, const NodePath& from, const NodePath& parent, std::uint32_t index);
/// The node becomes the only child of a new group in its place; the path names the group.
[[nodiscard]] Edit wrapNode(const FilterTree& tree, const NodePath& path, GroupKind kind);
/// The group's children take its place in its parent; the root gives way only to an only child.
[[nodiscard]] Edit unwrapGroup(const FilterTree& tree, const NodePath& path);
/// Puts a `not` around the node, or takes the one away that it is, or that is its parent.
[[nodiscard]] Edit negateNode(const FilterTree& tree, const NodePath& path);
/// Keeps the children; to `not` only with exactly one child.
[[nodiscard]] Edit setGroupKind(const FilterTree& tree, const NodePath& path, GroupKind kind,
                                std::uint32_t atLeast = 1);
/// The root cannot be switched off.
[[nodiscard]] Edit setOff(const FilterTree& tree, const NodePath& path, bool off);
/// A copy right after the node.
[[nodiscard]] Edit duplicateNode(const FilterTree& tree, const NodePath& path);
/// Nests with the row before it, as an outline does: at the end of that group (a negated one too), or, where a
/// condition stands there, both into a new group of the other kind (`any` in `all`, `all` in `any`) in that condition's
/// place. InvalidUsage for the root and for a first child, before which nothing stands.
[[nodiscard]] Edit indentNode(const FilterTree& tree, const NodePath& path);
/// Unnests: out of its group, right after it; a group left empty goes, and an `all` or `any` left with one child gives
/// way to it, so that unnesting takes back what nesting did.
[[nodiscard]] Edit outdentNode(const FilterTree& tree, const NodePath& path);

} // namespace postweave::segment
