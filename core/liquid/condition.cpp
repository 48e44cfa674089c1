// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/condition.h"

#include "core/liquid/render_state.h"

#include <fmt/format.h>

namespace postweave::liquid {

namespace {

/// Where a value, now and a bound lie on one line: hours for calendar days, microseconds for moments.
struct TimeLine {
    std::int64_t value = 0;
    std::int64_t now = 0;
    std::int64_t bound = 0;
};

Duration durationOf(const RelativeTime& time)
{
    switch (time.unit) {
    case RelativeTime::Unit::Hours:
        return {0, time.count * 3600 * kMicrosecondsPerSecond};
    case RelativeTime::Unit::Days:
        return Duration::days(time.count);
    case RelativeTime::Unit::Weeks:
        return Duration::days(time.count * 7);
    case RelativeTime::Unit::Months:
        return {time.count, 0};
    case RelativeTime::Unit::Years:
        return {time.count * 12, 0};
    }
    return {};
}

/// Today is 0 days ago.
TimeLine daysLine(Date day, const RelativeTime& time, Date today)
{
    constexpr std::int64_t kHours = 24;
    const Duration duration = durationOf(time);
    const std::int64_t sign = time.isFuture ? 1 : -1;
    const Date moved = duration.months == 0 ? today : addMonths(today, sign * duration.months);
    const std::int64_t hours = duration.microseconds / (3600 * kMicrosecondsPerSecond);
    return {day.days * kHours, today.days * kHours, moved.days * kHours + sign * hours};
}

TimeLine momentsLine(Instant moment, const RelativeTime& time, Instant now, const TimeZone& zone)
{
    const Duration duration = durationOf(time);
    const Instant bound = time.isFuture ? add(now, duration, zone) : subtract(now, duration, zone);
    return {moment.microseconds, now.microseconds, bound.microseconds};
}

bool isMetOn(const TimeLine& line, TimeRelation relation, bool isFuture)
{
    // Seen from now towards the bound, past and future are mirror images.
    const std::int64_t distance = isFuture ? line.value - line.now : line.now - line.value;
    const std::int64_t limit = isFuture ? line.bound - line.now : line.now - line.bound;
    switch (relation) {
    case TimeRelation::Within:
        return distance >= 0 && distance < limit;
    case TimeRelation::WithinOrAt:
        return distance >= 0 && distance <= limit;
    case TimeRelation::Beyond:
        return distance > limit;
    case TimeRelation::BeyondOrAt:
        return distance >= limit;
    case TimeRelation::Before:
        return line.value < line.bound;
    case TimeRelation::After:
        return line.value > line.bound;
    }
    return false;
}

bool isRelativeMet(const Condition& condition, RenderState& state)
{
    const Value value = state.evaluate(condition.left);
    const RenderOptions& options = state.options();
    if (const auto day = dayOf(value)) {
        return isMetOn(daysLine(*day, condition.time, options.zone.dayOf(options.now)), condition.relation,
                       condition.time.isFuture);
    }
    const auto moment = momentOf(value, options.zone);
    return moment && isMetOn(momentsLine(*moment, condition.time, options.now, options.zone), condition.relation,
                             condition.time.isFuture);
}

/// `now` in the comparison is a moment; against a calendar day it is today.
bool areMomentsMet(const Condition& condition, RenderState& state)
{
    const Value left = state.evaluate(condition.left);
    const Value right = state.evaluate(condition.right);
    const TimeZone& zone = state.zone();
    const auto leftMoment = momentOf(left, zone);
    const auto rightMoment = momentOf(right, zone);
    if (!leftMoment || !rightMoment) {
        return false;
    }
    const bool inDays = dayOf(left) || dayOf(right);
    const std::int64_t a = inDays ? zone.dayOf(*leftMoment).days : leftMoment->microseconds;
    const std::int64_t b = inDays ? zone.dayOf(*rightMoment).days : rightMoment->microseconds;
    return condition.relation == TimeRelation::Before ? a < b : a > b;
}

bool isMember(const Condition& condition, RenderState& state)
{
    const Behaviour* const behaviour = state.options().behaviour;
    const Value name = state.evaluate(condition.right);
    const bool isIn = behaviour != nullptr && name.isText() && behaviour->isInSegment(name.asText());
    return isIn == (condition.comparison == Comparison::Equal);
}

bool areIntegersMet(Comparison comparison, std::int64_t left, std::int64_t right)
{
    switch (comparison) {
    case Comparison::Equal:
        return left == right;
    case Comparison::NotEqual:
        return left != right;
    case Comparison::Less:
        return left < right;
    case Comparison::LessOrEqual:
        return left <= right;
    case Comparison::Greater:
        return left > right;
    case Comparison::GreaterOrEqual:
        return left >= right;
    case Comparison::Contains:
        break;
    }
    return false;
}

/// Texts and whole numbers, which nearly all comparisons are of, without the general way.
bool isCompareMet(const Condition& condition, RenderState& state)
{
    const Value left = state.evaluate(condition.left);
    const Value right = state.evaluate(condition.right);
    const Comparison comparison = condition.comparison;
    if (left.isText() && right.isText() && comparison <= Comparison::NotEqual) {
        return (left.asText() == right.asText()) == (comparison == Comparison::Equal);
    }
    if (left.kind() == Kind::Integer && right.kind() == Kind::Integer) {
        return areIntegersMet(comparison, left.asInteger(), right.asInteger());
    }
    return compare(comparison, left, right, state.zone(), state.arena());
}

bool isUnitMet(const Condition& condition, RenderState& state)
{
    switch (condition.type) {
    case Condition::Type::Truth:
        return state.evaluate(condition.left).isTruthy();
    case Condition::Type::Compare:
        return isCompareMet(condition, state);
    case Condition::Type::Not:
        return !isMet(*condition.one, state);
    case Condition::Type::Relative:
        return isRelativeMet(condition, state);
    case Condition::Type::Moments:
        return areMomentsMet(condition, state);
    case Condition::Type::Segment:
        return isMember(condition, state);
    case Condition::Type::Behaviour:
        return state.options().behaviour != nullptr && state.options().behaviour->did(*condition.query);
    case Condition::Type::Unknown:
        throw RenderFailure{fmt::format("Unknown operator {}", condition.sign)};
    case Condition::Type::And:
    case Condition::Type::Or:
        return isMet(condition, state);
    }
    return false;
}

} // namespace

bool isMet(const Condition& condition, RenderState& state)
{
    // A chain goes on to the right, however long it is; only parentheses nest.
    const Condition* rest = &condition;
    while (rest->type == Condition::Type::And || rest->type == Condition::Type::Or) {
        const bool first = isMet(*rest->one, state);
        if (first == (rest->type == Condition::Type::Or)) {
            return first;
        }
        rest = rest->two;
    }
    return isUnitMet(*rest, state);
}

} // namespace postweave::liquid
