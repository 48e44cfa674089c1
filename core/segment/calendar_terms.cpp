// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/calendar_terms.h"

#include <algorithm>
#include <array>

namespace postweave::segment {

namespace {

constexpr std::array<std::string_view, 10> kPeriods{"today",      "yesterday",  "this_week",    "last_week",
                                                    "this_month", "last_month", "this_quarter", "last_quarter",
                                                    "this_year",  "last_year"};
constexpr std::array<std::string_view, Weekdays::kCount> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                                   "friday", "saturday", "sunday"};
constexpr int kMonthsOfQuarter = 3;
constexpr int kMonthsOfYear = 12;

/// The first day of a month, counted from January of year 0.
Date firstOfMonth(int month)
{
    return toDate({month / kMonthsOfYear, month % kMonthsOfYear + 1, 1}).value_or(Date{});
}

/// The period of that many months that `today` lies in, moved by so many periods.
DayRange monthsAround(Date today, int months, int moved)
{
    const YearMonthDay ymd = toYearMonthDay(today);
    const int month = ymd.year * kMonthsOfYear + ymd.month - 1;
    const int begin = month - month % months + moved * months;
    return {firstOfMonth(begin), Date{firstOfMonth(begin + months).days - 1}};
}

DayRange weekAround(Date today, int moved)
{
    const Date monday{today.days - Weekdays::isoWeekday(today) + moved * Weekdays::kCount};
    return {monday, Date{monday.days + Weekdays::kCount - 1}};
}

} // namespace

std::string_view nameOf(CalendarPeriod period)
{
    return kPeriods[static_cast<std::size_t>(period)];
}

std::optional<CalendarPeriod> calendarPeriodByName(std::string_view name)
{
    const auto found = std::find(kPeriods.begin(), kPeriods.end(), name);
    return found == kPeriods.end() ? std::nullopt
                                   : std::optional(static_cast<CalendarPeriod>(found - kPeriods.begin()));
}

std::span<const std::string_view> calendarPeriodNames()
{
    return kPeriods;
}

DayRange daysOf(CalendarPeriod period, Date today)
{
    switch (period) {
    case CalendarPeriod::Today:
        return {today, today};
    case CalendarPeriod::Yesterday:
        return {{today.days - 1}, {today.days - 1}};
    case CalendarPeriod::ThisWeek:
        return weekAround(today, 0);
    case CalendarPeriod::LastWeek:
        return weekAround(today, -1);
    case CalendarPeriod::ThisMonth:
        return monthsAround(today, 1, 0);
    case CalendarPeriod::LastMonth:
        return monthsAround(today, 1, -1);
    case CalendarPeriod::ThisQuarter:
        return monthsAround(today, kMonthsOfQuarter, 0);
    case CalendarPeriod::LastQuarter:
        return monthsAround(today, kMonthsOfQuarter, -1);
    case CalendarPeriod::ThisYear:
        return monthsAround(today, kMonthsOfYear, 0);
    case CalendarPeriod::LastYear:
        break;
    }
    return monthsAround(today, kMonthsOfYear, -1);
}

std::span<const std::string_view> weekdayNames()
{
    return kWeekdays;
}

std::optional<int> weekdayByName(std::string_view name)
{
    const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), name);
    return found == kWeekdays.end() ? std::nullopt : std::optional(static_cast<int>(found - kWeekdays.begin()));
}

} // namespace postweave::segment
