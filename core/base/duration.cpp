// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/duration.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave {
inline namespace base {

namespace {

constexpr std::int64_t kMaxYears = 10'000;
constexpr std::int64_t kMaxMicroseconds = kMaxYears * 366 * kMicrosecondsPerDay;
constexpr std::int64_t kFirstMoment = -62'135'596'800 * kMicrosecondsPerSecond;    // 0001-01-01T00:00:00Z
constexpr std::int64_t kLastMoment = 253'402'300'800 * kMicrosecondsPerSecond - 1; // 9999-12-31T23:59:59.999999Z

tl::unexpected<Error> invalid(std::string_view text)
{
    return fail(ErrorCode::InvalidInput,
                fmt::format("'{}' is no duration; write it as in P7D, P1M, P1Y or PT36H", text));
}

/// Microseconds of one unit below the T, or 0.
std::int64_t timeUnit(char unit)
{
    switch (unit) {
    case 'H':
        return 3600 * kMicrosecondsPerSecond;
    case 'M':
        return 60 * kMicrosecondsPerSecond;
    case 'S':
        return kMicrosecondsPerSecond;
    default:
        return 0;
    }
}

struct DurationParser {
    Duration result;
    int lastRank = -1; // parts come in the order Y M W D T H M S

    bool addPart(std::int64_t count, char unit, bool inTime)
    {
        static constexpr std::string_view kDateUnits = "YMWD";
        static constexpr std::string_view kTimeUnits = "HMS";
        const auto found = inTime ? kTimeUnits.find(unit) : kDateUnits.find(unit);
        if (found == std::string_view::npos) {
            return false;
        }
        const int rank = static_cast<int>(found) + (inTime ? 4 : 0);
        if (rank <= lastRank) {
            return false;
        }
        lastRank = rank;
        if (!inTime && (unit == 'Y' || unit == 'M')) {
            const std::int64_t months = unit == 'Y' ? 12 : 1;
            result.months += count * months;
            return count <= kMaxYears * 12 && result.months <= kMaxYears * 12;
        }
        const std::int64_t size = inTime ? timeUnit(unit) : (unit == 'W' ? 7 : 1) * kMicrosecondsPerDay;
        if (count > kMaxMicroseconds / size) {
            return false;
        }
        result.microseconds += count * size;
        return result.microseconds <= kMaxMicroseconds;
    }
};

Instant clamped(std::int64_t microseconds)
{
    return {std::clamp(microseconds, kFirstMoment, kLastMoment)};
}

Instant shift(Instant from, Duration duration, const TimeZone& zone, int sign)
{
    if (duration.months != 0) {
        LocalDateTime local = zone.toLocal(from);
        local.date = addMonths(local.date, sign * duration.months);
        from = zone.fromLocal(local);
    }
    return clamped(from.microseconds + sign * duration.microseconds);
}

} // namespace

Result<Duration> parseDuration(std::string_view text)
{
    if (text.size() < 3 || text[0] != 'P') {
        return invalid(text);
    }
    DurationParser parser;
    bool inTime = false;
    for (std::size_t i = 1; i < text.size();) {
        if (text[i] == 'T') {
            if (inTime || i + 1 == text.size()) {
                return invalid(text);
            }
            inTime = true;
            ++i;
            continue;
        }
        std::int64_t count = 0;
        const std::size_t start = i;
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
            count = count * 10 + (text[i] - '0');
            if (i - start > 14) {
                return invalid(text);
            }
        }
        if (i == start || i == text.size() || !parser.addPart(count, text[i], inTime)) {
            return invalid(text);
        }
        ++i;
    }
    return parser.result;
}

std::string formatDuration(Duration duration)
{
    std::string text = "P";
    if (const std::int64_t years = duration.months / 12; years != 0) {
        text += fmt::format("{}Y", years);
    }
    if (const std::int64_t months = duration.months % 12; months != 0) {
        text += fmt::format("{}M", months);
    }
    const std::int64_t seconds = duration.microseconds / kMicrosecondsPerSecond;
    if (seconds % 86'400 == 0) {
        if (seconds != 0 || duration.months == 0) {
            text += fmt::format("{}D", seconds / 86'400);
        }
        return text;
    }
    text += 'T';
    if (seconds >= 3600) {
        text += fmt::format("{}H", seconds / 3600);
    }
    if (const std::int64_t minutes = seconds / 60 % 60; minutes != 0) {
        text += fmt::format("{}M", minutes);
    }
    if (seconds % 60 != 0) {
        text += fmt::format("{}S", seconds % 60);
    }
    return text;
}

Instant subtract(Instant from, Duration duration, const TimeZone& zone)
{
    return shift(from, duration, zone, -1);
}

Instant add(Instant from, Duration duration, const TimeZone& zone)
{
    return shift(from, duration, zone, 1);
}

Date addMonths(Date date, std::int64_t months)
{
    const YearMonthDay ymd = toYearMonthDay(date);
    const std::int64_t total = std::clamp<std::int64_t>(ymd.year * 12LL + ymd.month - 1 + months, 12, 9999 * 12 + 11);
    const int year = static_cast<int>(total / 12);
    const int month = static_cast<int>(total % 12) + 1;
    return *toDate({year, month, std::min(ymd.day, daysInMonth(year, month))});
}

} // namespace base
} // namespace postweave
