// SPDX-License-Identifier: GPL-3.0-or-later
// ISO 8601 durations. Months and years follow the calendar and clamp to a month's last day; weeks, days and below are
// exact (P7D = 168 h).
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"
#include "core/base/time_zone.h"

#include <string>
#include <string_view>

namespace postweave {
inline namespace base {

struct Duration {
    std::int64_t months = 0;       ///< years × 12 + months
    std::int64_t microseconds = 0; ///< weeks, days, hours, minutes, seconds
    auto operator<=>(const Duration&) const = default;
    [[nodiscard]] bool isExact() const { return months == 0; }
    [[nodiscard]] static Duration days(std::int64_t count) { return {0, count * kMicrosecondsPerDay}; }
};

/// `P[nY][nM][nW][nD][T[nH][nM][nS]]`, whole numbers, at least one part, at most 10,000 years in all. InvalidInput with
/// a mend in the message otherwise.
[[nodiscard]] Result<Duration> parseDuration(std::string_view text);
/// The canonical text: years and months, then days and below (`P14D`, `PT36H`, `P1Y2M`); zero is `P0D`.
[[nodiscard]] std::string formatDuration(Duration duration);

/// The moment before or after; the calendar part first, read in `zone`, then the exact part. Results saturate at
/// years 0001 and 9999.
[[nodiscard]] Instant subtract(Instant from, Duration duration, const TimeZone& zone);
[[nodiscard]] Instant add(Instant from, Duration duration, const TimeZone& zone);
/// Calendar part only: same day of another month, clamped to that month's last day.
[[nodiscard]] Date addMonths(Date date, std::int64_t months);

} // namespace base
} // namespace postweave
