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
#include <span>
#include <string_view>
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

/// Whoever has one of them at least.
[[nodiscard]] LeafResult profilesWithAny(const EventSelection& events, const EvaluationScope& scope);

[[nodiscard]] LeafResult evaluateAttribute(const AttributeTest& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateCount(const EventCount& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateAggregate(const EventAggregate& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateBoundary(const EventBoundary& leaf, const EvaluationScope& scope);
[[nodiscard]] LeafResult evaluateSequence(const EventSequence& leaf, const EvaluationScope& scope);

[[nodiscard]] LeafResult evaluateComparison(const AttributeComparison& leaf, const EvaluationScope& scope);
/// Whether one pair of values satisfies the comparison; they are of the attributes' types, or missing.
[[nodiscard]] bool comparisonHolds(const AttributeComparison& leaf, const Value& left, const Value& right,
                                   const TimeZone& zone);

inline constexpr int kBucketCount = 10'000;
/// The first four bytes of MD5 over `seed:key`, the highest first, modulo kBucketCount. Internal error where the
/// system's OpenSSL lacks MD5.
[[nodiscard]] Result<int> bucketOf(std::string_view seed, std::string_view key);
/// One bucket a profile, by ordinal.
[[nodiscard]] Result<ScoreSums> evaluateBuckets(std::string_view seed, const EvaluationScope& scope);

inline constexpr double kEarthRadiusKm = 6371.0088; ///< the mean radius R1 of the WGS 84 ellipsoid (IUGG)
/// Along a great circle, in km, by the haversine formula.
[[nodiscard]] double distanceBetween(GeoPoint a, GeoPoint b);
/// What two number attributes give: nothing where either is missing or lies outside ±90 or ±180 degrees.
[[nodiscard]] std::optional<GeoPoint> pointOf(const Value& latitude, const Value& longitude);
/// One distance a profile, by ordinal; NaN where there is no point.
[[nodiscard]] Result<ScoreSums> evaluateDistances(const DistanceTest& leaf, const EvaluationScope& scope);
[[nodiscard]] audience::Bitset profilesWithin(const ScoreSums& distances, const ValueTest& test,
                                              const EvaluationScope& scope);

[[nodiscard]] Result<ScoreSums> evaluateScore(const Score& score, const EvaluationScope& scope);

/// Since when the test has held without a break, going by an attribute's history; nothing if it always has. Expects
/// that the current value satisfies the test.
[[nodiscard]] std::optional<Instant> heldSince(const audience::AttributeHistory& history, audience::Ordinal profile,
                                               const audience::Bitset& acceptedCodes);
[[nodiscard]] bool satisfiesHeld(const Held& held, std::optional<Instant> since, const TimeFrame& frame);

/// `aggregate` with `distinct`, over these events.
[[nodiscard]] LeafResult evaluateDistinct(const EventAggregate& leaf, const EventSelection& events,
                                          const EvaluationScope& scope);
/// Adds weight × quintile to each profile's sum. False if cancelled.
[[nodiscard]] bool addQuintiles(const QuintileTerm& term, const EvaluationScope& scope, std::vector<double>& sums);
/// The profiles whose number is accepted; NaN never is.
[[nodiscard]] audience::Bitset profilesWithNumbers(std::span<const double> numbers, const RealSet& accepted);
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
