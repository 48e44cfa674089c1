// SPDX-License-Identifier: GPL-3.0-or-later
// What is known about a tree: problems, counts of every node, members. Pure functions, for worker threads.
#pragma once

#include "core/audience/bitset.h"
#include "core/base/cancel_token.h"
#include "core/base/diagnostic.h"
#include "core/segment/evaluator.h"
#include "core/segment/filter_tree.h"
#include "ui/segments/segment_context.h"

#include <memory>
#include <optional>
#include <vector>

namespace postweave::ui::segments {

struct NodeProblem {
    segment::NodePath path;
    Diagnostic diagnostic;
};

/// What was counted, for which tree. Immutable once made.
struct TreeCounts {
    segment::FilterTree tree; ///< as asked
    Context context;
    audience::Bitset members;
    std::uint64_t memberCount = 0;
    std::vector<segment::NodeCount> nodes; ///< parents first
    std::vector<NodeProblem> problems;
    bool leftOut = false; ///< nodes with errors were ignored, as if switched off

    [[nodiscard]] const segment::NodeCount* at(const segment::NodePath& path) const;
    [[nodiscard]] std::uint64_t people() const { return context->people(); }
};
using Counts = std::shared_ptr<const TreeCounts>;

/// Each finding at the deepest node it speaks of.
[[nodiscard]] std::vector<NodeProblem> findProblems(const segment::Segment& segment, const SegmentContext& context);
/// The first error at exactly this node, else the first warning; nothing without.
[[nodiscard]] const NodeProblem* problemAt(const std::vector<NodeProblem>& problems, const segment::NodePath& path);

/// Nodes with errors are ignored as if switched off, so that one faulty condition hides no other's count. Cancelled, or
/// what the evaluator says (a missing history: InvalidUsage).
[[nodiscard]] Result<Counts> countTree(const segment::Segment& segment, const Context& context,
                                       const CancelToken& cancel);

/// The tree as it is evaluated: something that is ignored in place of each node with errors.
[[nodiscard]] segment::FilterTree withoutFaulty(const segment::FilterTree& tree,
                                                const std::vector<NodeProblem>& problems);

/// Members at a moment; nothing if it cannot be evaluated.
[[nodiscard]] std::optional<std::uint64_t> countMembers(const segment::FilterTree& tree, const SegmentContext& context,
                                                        Instant now, const CancelToken& cancel);

} // namespace postweave::ui::segments
