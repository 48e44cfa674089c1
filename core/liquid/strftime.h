// SPDX-License-Identifier: GPL-3.0-or-later
// Ruby's Time#strftime.
#pragma once

#include "core/base/time_zone.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postweave::liquid {

/// A moment as a calendar and a clock show it.
struct CivilTime {
    std::int64_t year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::int64_t nanosecond = 0;
    int offsetSeconds = 0;
    std::string zoneName; ///< empty for a bare offset
    bool isUtc = false;   ///< said to be UTC, and not the local zone that happens to be UTC

    [[nodiscard]] std::int64_t epochSeconds() const;
    [[nodiscard]] int weekday() const;   ///< 0 is Sunday
    [[nodiscard]] int dayOfYear() const; ///< from 1

    [[nodiscard]] static CivilTime at(std::int64_t epochSeconds, std::int64_t nanosecond, int offsetSeconds,
                                      std::string zoneName);
    [[nodiscard]] static CivilTime in(const TimeZone& zone, Instant instant);
};

/// Days since 1970-01-01 in the proleptic Gregorian calendar; month 1 to 12.
[[nodiscard]] std::int64_t daysFromCivil(std::int64_t year, int month, int day);

/// Every directive of Ruby 3 with its flags (- _ 0 ^ # :) and widths; what is none stays as written.
void appendFormattedTime(std::string& out, const CivilTime& time, std::string_view format);

} // namespace postweave::liquid
