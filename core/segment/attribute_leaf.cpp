// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/leaf_evaluation.h"

#include "core/audience/column_scan.h"

#include <fmt/format.h>

namespace postweave::segment {

using audience::AttributeHistory;
using audience::Bitset;
using audience::Ordinal;

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, "cancelled");
}

std::optional<Instant> heldSince(const AttributeHistory& history, Ordinal profile, const Bitset& acceptedCodes)
{
    const audience::HistoryRange entries = history.entriesOf(profile);
    std::optional<Instant> since;
    for (std::size_t entry = entries.end; entry > entries.begin; --entry) {
        if (!acceptedCodes.test(history.values().code(entry - 1))) {
            // The newest entry is the current value, which satisfies the test; were it not so, it counts from there.
            return since ? since : history.time(entry - 1);
        }
        since = history.time(entry - 1);
    }
    // Before its first entry the value was missing.
    return acceptedCodes.test(audience::ValueDictionary::kMissing) ? std::nullopt : since;
}

bool satisfiesHeld(const Held& held, std::optional<Instant> since, const TimeFrame& frame)
{
    const bool longEnough = !since || *since <= subtract(frame.now, held.duration, frame.zone);
    return longEnough == (held.bound == Held::Bound::AtLeast);
}

namespace {

LeafResult keepHeld(Bitset holding, const AttributeTest& leaf, const ValueMatcher& matcher,
                    const EvaluationScope& scope)
{
    const AttributeHistory* history = scope.audience.history(leaf.attribute);
    if (history == nullptr) {
        return fail(ErrorCode::InvalidUsage, fmt::format("the history of '{}' is not loaded", leaf.attribute));
    }
    const Bitset accepted = matcher.matchingCodes(history->values().dictionary());
    Bitset kept(holding.size());
    holding.forEach([&](Ordinal profile) {
        kept.assign(profile, satisfiesHeld(*leaf.held, heldSince(*history, profile, accepted), scope.frame));
    });
    return kept;
}

} // namespace

LeafResult evaluateAttribute(const AttributeTest& leaf, const EvaluationScope& scope)
{
    const audience::AttributeColumn* attribute = scope.audience.attribute(leaf.attribute);
    if (attribute == nullptr) {
        return fail(ErrorCode::InvalidInput, fmt::format("there is no attribute '{}'", leaf.attribute));
    }
    const auto matcher = ValueMatcher::compile(leaf.test, attribute->column.type(), scope.frame);
    if (!matcher) {
        return fail(matcher.error());
    }
    Bitset holding = audience::rowsWithCodes(attribute->column, matcher->matchingCodes(attribute->column.dictionary()));
    return leaf.held ? keepHeld(std::move(holding), leaf, *matcher, scope) : LeafResult(std::move(holding));
}

} // namespace postweave::segment
