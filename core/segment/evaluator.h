// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluator: who is in a segment, and how many satisfy each node.
#pragma once

#include "core/audience/audience.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/time_zone.h"
#include "core/segment/catalog.h"
#include "core/segment/explanation.h"
#include "core/segment/filter_tree.h"
#include "core/segment/leaf_cache.h"
#include "core/segment/smallest_change.h"
#include "core/segment/value_matcher.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::segment {

struct NodeCount {
    NodePath path;
    std::uint64_t finds = 0;     ///< profiles that satisfy this node alone
    std::uint64_t inSegment = 0; ///< of these, those in the whole segment
    bool ignored = false;        ///< switched off, or below a node that is
    bool operator==(const NodeCount&) const = default;
};

struct Evaluation {
    audience::Bitset members;
    std::vector<NodeCount> nodes; ///< every node, parents first
};

/// Events after `now`, and after `horizon` where there is one, are not seen; attributes are as they stand. With a
/// horizon before now: who is a member at now if nothing happens after the horizon. Thread-compatible: use one
/// evaluator per thread, they may share a cache. Results do not depend on threads. Every function validates first and
/// gives the first error (InvalidInput, with the JSON path), Cancelled when told to stop, and InvalidUsage where a
/// history is needed that the audience was not given.
class Evaluator {
public:
    Evaluator(std::shared_ptr<const audience::Audience> audience, std::shared_ptr<const Definitions> definitions,
              Instant now, TimeZone zone, std::shared_ptr<LeafCache> cache = nullptr,
              std::optional<Instant> horizon = std::nullopt);

    [[nodiscard]] Result<audience::Bitset> members(const FilterTree& tree, const CancelToken& cancel = {});
    /// How many members; quicker than to have them.
    [[nodiscard]] Result<std::size_t> count(const FilterTree& tree, const CancelToken& cancel = {});
    [[nodiscard]] Result<Evaluation> evaluate(const FilterTree& tree, const CancelToken& cancel = {});
    /// By ordinal.
    [[nodiscard]] Result<std::shared_ptr<const std::vector<double>>> scores(const Score& score,
                                                                            const CancelToken& cancel = {});
    /// Why this profile is a member or not. NotFound for an ordinal past the end.
    [[nodiscard]] Result<Explanation> explain(const FilterTree& tree, audience::Ordinal profile,
                                              const CancelToken& cancel = {});
    /// The smallest change of facts that would make this profile a member, or what is in the way of any; nothing to
    /// change for a member. NotFound for an ordinal past the end; LimitExceeded for more than 2,000 conditions.
    [[nodiscard]] Result<SmallestChange> smallestChange(const FilterTree& tree, audience::Ordinal profile,
                                                        const CancelToken& cancel = {});

    [[nodiscard]] const audience::Audience& audience() const { return *m_audience; }
    [[nodiscard]] Instant now() const { return m_frame.now; }
    [[nodiscard]] const TimeZone& zone() const { return m_frame.zone; }

private:
    [[nodiscard]] Result<void> check(const FilterTree& tree);

    std::shared_ptr<const audience::Audience> m_audience;
    std::shared_ptr<const Definitions> m_definitions;
    TimeFrame m_frame;
    std::shared_ptr<LeafCache> m_cache;
    Catalog m_catalog;
    std::optional<FilterTree> m_valid; ///< the last that was found so
};

} // namespace postweave::segment
