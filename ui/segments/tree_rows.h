// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that a filter tree is shown as, from top to bottom.
#pragma once

#include "core/segment/filter_tree.h"

#include <cstdint>
#include <vector>

namespace postweave::ui::segments {

enum class RowKind : std::uint8_t {
    GroupHead,    ///< a card begins
    SequenceHead, ///< a card of steps begins
    Condition,
    Step, ///< of a sequence
    Foot, ///< + Condition, + Group…; the card ends
};

struct TreeRow {
    RowKind kind = RowKind::Condition;
    segment::NodePath path;  ///< of the node with the `not` around it: what is moved, counted and removed
    segment::NodePath inner; ///< below every `not`: what is edited
    int step = -1;           ///< for Step
    int depth = 0;           ///< cards around the row, its own for a head or foot included, less one
    int nots = 0;            ///< how many `not` stand around it
    bool muted = false;      ///< switched off, or inside of what is
    bool isOff = false;      ///< switched off itself
    bool operator==(const TreeRow&) const = default;
};

/// A sequence's rows carry the path of the sequence.
[[nodiscard]] std::vector<TreeRow> layOutRows(const segment::FilterTree& tree);

/// The path below every `not` that stands at `path`.
[[nodiscard]] segment::NodePath belowNots(const segment::FilterTree& tree, segment::NodePath path);
/// The path of the outermost `not` around the node; `path` itself if there is none.
[[nodiscard]] segment::NodePath aboveNots(const segment::FilterTree& tree, segment::NodePath path);

/// `path` begins with `ancestor`, or is it.
[[nodiscard]] bool isWithin(const segment::NodePath& path, const segment::NodePath& ancestor);

/// The row that shows this node best: its own, else that of the nearest node around it; -1 in an empty list.
[[nodiscard]] int rowOf(const std::vector<TreeRow>& rows, const segment::NodePath& path);

} // namespace postweave::ui::segments
