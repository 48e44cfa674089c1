// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/forecast.h"

#include "core/segment/evaluator.h"

namespace postweave::segment {

audience::Bitset Forecast::leaving() const
{
    audience::Bitset gone = now;
    gone -= then;
    return gone;
}

audience::Bitset Forecast::entering() const
{
    audience::Bitset added = then;
    added -= now;
    return added;
}

Result<Forecast> forecast(const FilterTree& tree, const ForecastQuestion& question, const CancelToken& cancel)
{
    if (question.until < question.now) {
        return fail(ErrorCode::InvalidUsage, "a forecast looks ahead: its end must not lie before now");
    }
    const auto cache = question.cache ? question.cache : std::make_shared<LeafCache>();
    Evaluator today(question.audience, question.definitions, question.now, question.zone, cache);
    Evaluator later(question.audience, question.definitions, question.until, question.zone, cache, question.now);
    auto now = today.members(tree, cancel);
    if (!now) {
        return fail(std::move(now.error()));
    }
    auto then = later.members(tree, cancel);
    if (!then) {
        return fail(std::move(then.error()));
    }
    return Forecast{std::move(*now), std::move(*then)};
}

} // namespace postweave::segment
