// SPDX-License-Identifier: GPL-3.0-or-later
// `day_of_week` of events: rows ascend by time, so each day is one run of rows.
#include "core/segment/event_selection.h"

#include "core/segment/number_set.h"

namespace postweave::segment {

namespace {

/// The last moment after `time` without a break that is of the same day. A day has more than one run of moments only
/// where clocks were set back across a midnight.
std::int64_t endOfRun(std::int64_t time, Date day, const TimeZone& zone)
{
    const IntegerSet moments = momentsOfDays(day, day, zone);
    for (const IntegerSet::Range& run : moments.ranges()) {
        if (run.low <= time && time <= run.high) {
            return run.high;
        }
    }
    return time;
}

} // namespace

std::vector<audience::RowRange> rowsOnDays(const audience::EventTable& table, audience::RowRange rows, Weekdays days,
                                           const TimeZone& zone)
{
    std::vector<audience::RowRange> found;
    while (rows.begin < rows.end) {
        const std::int64_t time = table.time(rows.begin).microseconds;
        const Date day = zone.dayOf({time});
        const std::int64_t last = endOfRun(time, day, zone);
        const std::size_t end = last == IntegerSet::largest()
                                    ? rows.end
                                    : std::min(rows.end, table.times().firstAtOrAfter(Instant{last + 1}));
        if (days.contains(day) && !found.empty() && found.back().end == rows.begin) {
            found.back().end = end;
        } else if (days.contains(day)) {
            found.push_back({rows.begin, end});
        }
        rows.begin = end;
    }
    return found;
}

} // namespace postweave::segment
