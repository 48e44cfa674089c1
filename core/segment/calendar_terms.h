// SPDX-License-Identifier: GPL-3.0-or-later
// Periods of the calendar and days of the week: `this_month`, `saturday`. Weeks begin on Monday (ISO 8601).
#pragma once

#include "core/base/calendar.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace postweave::segment {

/// Whole days around today; `last_…` is the one before the present one.
enum class CalendarPeriod : std::uint8_t {
    Today,
    Yesterday,
    ThisWeek,
    LastWeek,
    ThisMonth,
    LastMonth,
    ThisQuarter,
    LastQuarter,
    ThisYear,
    LastYear,
};

/// As written in a segment: `today`, `last_quarter`.
[[nodiscard]] std::string_view nameOf(CalendarPeriod period);
[[nodiscard]] std::optional<CalendarPeriod> calendarPeriodByName(std::string_view name);
/// `today, yesterday, this_week…`, for messages.
[[nodiscard]] std::span<const std::string_view> calendarPeriodNames();

/// Both included.
struct DayRange {
    Date first;
    Date last;
    bool operator==(const DayRange&) const = default;
};

[[nodiscard]] DayRange daysOf(CalendarPeriod period, Date today);

/// A set of days of the week.
class Weekdays {
public:
    static constexpr int kCount = 7;

    /// 0 = Monday to 6 = Sunday.
    void add(int day) { m_bits = static_cast<std::uint8_t>(m_bits | 1U << static_cast<unsigned>(day)); }
    [[nodiscard]] bool contains(int day) const { return (m_bits >> static_cast<unsigned>(day) & 1U) != 0; }
    [[nodiscard]] bool contains(Date date) const { return contains(isoWeekday(date)); }
    [[nodiscard]] bool isEmpty() const { return m_bits == 0; }
    bool operator==(const Weekdays&) const = default;

    /// 0 = Monday to 6 = Sunday.
    [[nodiscard]] static int isoWeekday(Date date) { return (weekday(date) + kCount - 1) % kCount; }

private:
    std::uint8_t m_bits = 0;
};

/// `monday` to `sunday`.
[[nodiscard]] std::span<const std::string_view> weekdayNames();
/// 0 = Monday to 6 = Sunday.
[[nodiscard]] std::optional<int> weekdayByName(std::string_view name);

} // namespace postweave::segment
