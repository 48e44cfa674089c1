// SPDX-License-Identifier: GPL-3.0-or-later
// Lint: what is likely meant otherwise in a segment that is valid.
#pragma once

#include "core/audience/audience.h"
#include "core/base/cancel_token.h"
#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/segment/catalog.h"
#include "core/segment/leaf_cache.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace postweave::segment {

/// `diagnostic.path` is the node's JSON path, `diagnostic.rule` one of
/// - `contradiction`: no profile can satisfy the node; nobody (0)
/// - `tautology`: every profile satisfies the node; everybody
/// - `any-of-negatives`: a tautology made of alternatives that each exclude something else; everybody
/// - `subsumed-condition`: a sibling already says as much, so that taking the node out changes nobody; those who
/// satisfy
///   the node
/// - `redundant-condition`: the same, where no single sibling says so; those who satisfy the node
/// - `unknown-value`: a value that no profile or event has, with the nearest that some have; those who have the nearest
/// - `window-without-data`: no event of the type lies in the window, though some do outside; those who have some
/// - `negative-includes-missing`: members in the segment who have no value of the attribute at all
/// - or a warning of validate(); those who satisfy the node.
/// The number is `people`. The first five are proven: true of every audience at this now.
struct LintFinding {
    Diagnostic diagnostic;
    NodePath node;
    std::uint64_t people = 0;
    bool operator==(const LintFinding&) const = default;
};

struct LintQuestion {
    std::shared_ptr<const audience::Audience> audience; ///< with the histories that the tree asks for
    std::shared_ptr<const Definitions> definitions;
    Instant now;
    TimeZone zone;
    std::shared_ptr<LeafCache> cache = nullptr; ///< may be shared; optional
};

/// By place in the tree, then by rule; switched-off nodes are left out, and so are the insides of referenced segments,
/// though proofs look into them. InvalidInput for a tree that is not valid; Cancelled.
[[nodiscard]] Result<std::vector<LintFinding>> lint(const FilterTree& tree, const LintQuestion& question,
                                                    const CancelToken& cancel = {});

} // namespace postweave::segment
