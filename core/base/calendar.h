// SPDX-License-Identifier: GPL-3.0-or-later
// Instants and calendar days, with their RFC 3339 text (proleptic Gregorian calendar, years 0001 to 9999).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postweave {
inline namespace base {

/// A moment: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct Instant {
    std::int64_t microseconds = 0;
    auto operator<=>(const Instant&) const = default;
};

/// A calendar day: days since 1970-01-01.
struct Date {
    std::int32_t days = 0;
    auto operator<=>(const Date&) const = default;
};

inline constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosecondsPerDay = 86'400 * kMicrosecondsPerSecond;

struct YearMonthDay {
    int year = 1970;
    int month = 1; ///< 1 to 12
    int day = 1;   ///< 1 to 31
    auto operator<=>(const YearMonthDay&) const = default;
};

[[nodiscard]] YearMonthDay toYearMonthDay(Date date);
/// Nothing if no such day exists.
[[nodiscard]] std::optional<Date> toDate(YearMonthDay ymd);
/// 28 to 31.
[[nodiscard]] int daysInMonth(int year, int month);
/// 0 = Sunday to 6 = Saturday.
[[nodiscard]] int weekday(Date date);

/// A wall-clock reading without zone.
struct LocalDateTime {
    Date date;
    std::int64_t microsecondOfDay = 0; ///< 0 to kMicrosecondsPerDay − 1
    auto operator<=>(const LocalDateTime&) const = default;
};

/// A parsed date-time; without offset it is to be read in the workspace's time zone.
struct ParsedDateTime {
    LocalDateTime local;
    std::optional<int> offsetSeconds; ///< east of UTC
};

/// `YYYY-MM-DD`, nothing else.
[[nodiscard]] std::optional<Date> parseDate(std::string_view text);
/// RFC 3339 with `T`, `t` or one blank between day and time, seconds required, fraction to 9 digits (cut to
/// microseconds), offset optional. Second 60 is read as 59.999999 of that minute.
[[nodiscard]] std::optional<ParsedDateTime> parseDateTime(std::string_view text);

[[nodiscard]] std::string formatDate(Date date);
/// RFC 3339 with the given offset (`Z` for 0); a fraction only where there is one, without trailing zeros.
[[nodiscard]] std::string formatDateTime(Instant instant, int offsetSeconds = 0);

/// Of a moment, as UTC reads it.
[[nodiscard]] LocalDateTime utcOf(Instant instant);
[[nodiscard]] Instant fromUtc(LocalDateTime local);

} // namespace base
} // namespace postweave
