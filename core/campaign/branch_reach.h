// SPDX-License-Identifier: GPL-3.0-or-later
// BranchReach: how many people get each branch of a template, which branches go together, and the fewest people who
// show them all.
#pragma once

#include "core/base/cancel_token.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace postweave::campaign {

/// People whose messages took the same branches throughout.
struct BranchCombination {
    /// By block, as RenderTrace::Block::taken: bit 0 none of its branches, bit n branch n; 0: the block was not come
    /// to. A block in a loop may take several.
    std::vector<std::uint64_t> taken;
    std::uint64_t people = 0;
    audience::Ordinal first = 0; ///< the first of them, in the order in which people were given
    bool operator==(const BranchCombination&) const = default;
};

/// Blocks and branches are numbered as in the template's Analysis::blocks; a branch may be counted for people who in
/// the end get nothing because a later tag aborts, or fails: they are counted in `aborted` and `failed` besides.
struct BranchReach {
    std::uint64_t people = 0; ///< who were rendered
    std::uint64_t total = 0;  ///< who were given
    std::uint64_t aborted = 0;
    std::uint64_t failed = 0;
    std::vector<std::vector<std::uint64_t>> reached; ///< by block: index 0 none of its branches, n the n-th
    std::vector<std::uint64_t> entered;              ///< by block: who got any of its branches
    std::vector<BranchCombination> combinations;     ///< most people first, then by `first`
    /// The first `cover` of them together get every branch that anybody gets (each next one adds most); all of them
    /// every pair of branches that anybody gets together.
    std::vector<audience::Ordinal> witnesses;
    std::size_t cover = 0;

    [[nodiscard]] bool isWhole() const { return people == total; }
    bool operator==(const BranchReach&) const = default;
};

struct ReachOptions {
    /// Told now and then, on the caller's thread, what a growing sample spread over all people shows; the first after
    /// about a thousand, each next one after twice as many. May be empty.
    std::function<void(const BranchReach&)> grown;
    /// Also witnesses for pairs; without, `witnesses` is the cover alone.
    bool withPairs = true;
};

/// Renders the template for everybody given, on all threads; the result does not depend on how many there are.
/// `prepared` must have no errors. Errors of Facts::gather(); Cancelled.
[[nodiscard]] Result<BranchReach> measureBranchReach(const std::shared_ptr<const PreparedCampaign>& prepared,
                                                     const std::shared_ptr<const Facts>& facts,
                                                     std::span<const audience::Ordinal> people,
                                                     const ReachOptions& options = {}, const CancelToken& cancel = {});

} // namespace postweave::campaign
