// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation of single leaves: who satisfies them. Trees are expected to be valid.
#pragma once

#include "core/audience/audience.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/segment/event_selection.h"
#include "core/segment/filter_tree.h"
#include "core/segment/score.h"
#include "core/segment/score_sums.h"
#include "core/segment/value_matcher.h"

#include <optional>
#include <vector>

namespace postweave::segment {

struct EvaluationScope {
    const audience::Audience& audience;
    TimeFrame frame;
    CancelToken cancel;
};

using LeafResult = Result<audience::Bitset>;

[[nodiscard]] tl::unexpected<Error> cancelled();
/// The events that a leaf looks at.
[[nodiscard]] EventSelection selectEvents(const EventFilter& filter, TimeSpan span, const EvaluationScope& scope);

[[nodiscard]] LeafResult evaluateAttribute(const AttributeTest& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateCount(const EventCount& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateAggregate(const EventAggregate& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateBoundary(const EventBoundary& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateSequence(const EventSequence& leaf, const EvaluationScope& scope);

[[nodiscard]] Result<ScoreSums> evaluateScore(const Score& score, const EvaluationScope& scope);

/// Since when the test has held without a break, going by an attribute's history; nothing if it always has. Expects
/// that the current value satisfies the test.
[[nodiscard]] std::optional<Instant> heldSince(const audience::AttributeHistory& history, audience::Ordinal profile,
                                               const audience::Bitset& acceptedCodes);
[[nodiscard]] bool satisfiesHeld(const Held& held, std::optional<Instant> since, const TimeFrame& frame);

/// `aggregate` with `distinct`, over these events.
[[nodiscard]] LeafResult evaluateDistinct(const EventAggregate& leaf, const EventSelection& events,
                                          const EvaluationScope& scope);
/// The profiles whose count is accepted.
[[nodiscard]] audience::Bitset profilesByCounts(std::vector<std::uint32_t> counts, const RealSet& accepted);
/// The same where no count is above 255, or all that are share the fate of 255.
[[nodiscard]] audience::Bitset profilesByCounts(std::vector<std::uint8_t> counts, const RealSet& accepted);
/// Whether all counts of `limit` and more share a fate.
[[nodiscard]] bool areAlikeFrom(std::uint32_t limit, const RealSet& accepted);

/// Compiled for ValueType::Number.
[[nodiscard]] ValueMatcher numberMatcher(const ValueTest& test, const TimeFrame& frame);
/// `count` of an event node: at least 1 if left out.
[[nodiscard]] ValueMatcher countMatcher(const std::optional<ValueTest>& count, const TimeFrame& frame);

} // namespace postweave::segment
