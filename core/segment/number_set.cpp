// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/number_set.h"

namespace postweave::segment {

namespace {

constexpr std::int64_t kMicrosecondsPerHour = 3600 * kMicrosecondsPerSecond;

/// The first moment after `before` at which the offset is no longer the one it is there; it changes before `after`.
std::int64_t changeBetween(std::int64_t before, std::int64_t after, const TimeZone& zone)
{
    const int offset = zone.offsetSeconds({before});
    while (after - before > 1) {
        const std::int64_t middle = before + (after - before) / 2;
        (zone.offsetSeconds({middle}) == offset ? before : after) = middle;
    }
    return after;
}

} // namespace

IntegerSet momentsFrom(Date day, const TimeZone& zone)
{
    const std::int64_t midnight = zone.startOfDay(day).microseconds;
    const int offset = zone.offsetSeconds({midnight});
    const int laterOffset = zone.offsetSeconds({midnight + 3 * kMicrosecondsPerHour});
    const std::int64_t again = midnight + (offset - laterOffset) * kMicrosecondsPerSecond;
    if (laterOffset >= offset || zone.offsetSeconds({again}) != laterOffset) {
        return {midnight, IntegerSet::largest()};
    }
    IntegerSet moments(midnight, changeBetween(midnight, again, zone) - 1);
    moments.add({again, IntegerSet::largest()});
    return moments;
}

IntegerSet momentsOfDays(Date first, Date last, const TimeZone& zone)
{
    if (first > last) {
        return {};
    }
    return momentsFrom(first, zone).intersection(momentsFrom({last.days + 1}, zone).complement());
}

} // namespace postweave::segment
