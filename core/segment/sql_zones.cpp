// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of days and calendar months in a time zone. SQLite knows no zones, and PostgreSQL reads hours that occur twice
// another way, so the zone's offsets become a table.
#include "core/segment/sql_compiler.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <memory>
#include <mutex>

namespace postweave::segment::sql {

namespace {

/// An offset in force from `since` until the next one.
struct OffsetSpan {
    Instant since;
    int seconds;
};

using OffsetSpans = std::vector<OffsetSpan>;

/// The first moment after `before` with another offset; it changes before `after`.
Instant changeBetween(Instant before, Instant after, const TimeZone& zone)
{
    const int offset = zone.offsetSeconds(before);
    while (after.microseconds - before.microseconds > 1) {
        const Instant middle{before.microseconds + (after.microseconds - before.microseconds) / 2};
        (zone.offsetSeconds(middle) == offset ? before : after) = middle;
    }
    return after;
}

/// From 1900 to 2100; the first and the last are taken to have no end.
OffsetSpans findOffsets(const TimeZone& zone)
{
    const Instant begin = fromUtc({toDate({1900, 1, 1}).value_or(Date{}), 0});
    const Instant end = fromUtc({toDate({2100, 1, 1}).value_or(Date{}), 0});
    OffsetSpans spans{{begin, zone.offsetSeconds(begin)}};
    for (Instant day = begin; day < end; day.microseconds += kMicrosecondsPerDay) {
        const Instant next{day.microseconds + kMicrosecondsPerDay};
        const int offset = zone.offsetSeconds(next);
        if (offset != spans.back().seconds) {
            spans.push_back({changeBetween(day, next, zone), offset});
        }
    }
    return spans;
}

std::shared_ptr<const OffsetSpans> offsetsOf(const TimeZone& zone)
{
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const OffsetSpans>> known;
    const std::lock_guard lock(mutex);
    std::shared_ptr<const OffsetSpans>& spans = known[zone.name()];
    if (!spans) {
        spans = std::make_shared<const OffsetSpans>(findOffsets(zone));
    }
    return spans;
}

} // namespace

std::string SqlCompiler::zoneTable()
{
    if (std::exchange(m_hasZoneTable, true)) {
        return "zone_offset";
    }
    const auto spans = offsetsOf(m_context.zone);
    const auto written = [this](Instant instant) {
        return m_dialect.isSqlite() ? fmt::format("{}", instant.microseconds)
                                    : fmt::format("TIMESTAMPTZ '{}'", formatDateTime(instant));
    };
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < spans->size(); ++i) {
        const bool isLast = i + 1 == spans->size();
        const std::string first = m_dialect.isSqlite() ? "-9000000000000000000" : "TIMESTAMPTZ '-infinity'";
        const std::string last = m_dialect.isSqlite() ? "9000000000000000000" : "TIMESTAMPTZ 'infinity'";
        rows.push_back(fmt::format("({}, {}, {})", i == 0 ? first : written((*spans)[i].since),
                                   isLast ? last : written((*spans)[i + 1].since), (*spans)[i].seconds));
    }
    m_tables.push_back(fmt::format("zone_offset(since, until, seconds) AS (VALUES {})", fmt::join(rows, ", ")));
    return "zone_offset";
}

std::string SqlCompiler::localSeconds(const std::string& moment)
{
    // Whole seconds, rounded down before 1970 too.
    const std::string seconds = fmt::format("({0} - ({0} % 1000000 + 1000000) % 1000000) / 1000000", moment);
    if (m_context.zone.name() == "UTC") {
        return seconds;
    }
    return fmt::format("{0} + (SELECT z.seconds FROM {1} z WHERE {2} >= z.since AND {2} < z.until)", seconds,
                       zoneTable(), moment);
}

std::string SqlCompiler::dayOf(const std::string& moment)
{
    return m_dialect.isSqlite()
               ? fmt::format("date({}, 'unixepoch')", localSeconds(moment))
               : fmt::format("({} AT TIME ZONE {})::date", moment, m_dialect.text(m_context.zone.name()));
}

std::string SqlCompiler::later(const std::string& moment, Duration duration)
{
    if (duration.months == 0) {
        return m_dialect.isSqlite() ? fmt::format("{} + {}", moment, duration.microseconds)
                                    : fmt::format("{} + {} * interval '1 microsecond'", moment, duration.microseconds);
    }
    const std::string zone = zoneTable();
    std::string local;
    std::string asUtc;
    if (m_dialect.isSqlite()) {
        // A day that the month lacks would run on into the next month: its last day is meant.
        const std::string day = fmt::format("date({}, 'unixepoch')", localSeconds(moment));
        const std::string moved = fmt::format("date({}, '{:+} months')", day, duration.months);
        const std::string clamped =
            fmt::format("CASE WHEN substr({0}, 9) = substr({1}, 9) THEN {0} ELSE date({0}, 'start of month', '-1 day') "
                        "END",
                        moved, day);
        local =
            fmt::format("strftime('%s', {}) * 1000000 + ({}) % 86400 * 1000000 + ({} % 1000000 + 1000000) % 1000000",
                        clamped, localSeconds(moment), moment);
        asUtc = "t.local - z.seconds * 1000000";
    } else {
        local = fmt::format("({} AT TIME ZONE {}) + interval '{} months'", moment,
                            m_dialect.text(m_context.zone.name()), duration.months);
        asUtc = "(t.local - z.seconds * interval '1 second') AT TIME ZONE 'UTC'";
    }
    // A reading that occurs twice is the earlier moment, one that is skipped the moment of the change.
    const std::string moved =
        fmt::format("(SELECT coalesce((SELECT min({0}) FROM {1} z WHERE {0} >= z.since AND {0} < z.until), (SELECT "
                    "min(z.since) FROM {1} z WHERE {0} < z.since)) FROM (SELECT {2} AS local) t)",
                    asUtc, zone, local);
    return later(moved, Duration{0, duration.microseconds});
}

} // namespace postweave::segment::sql
