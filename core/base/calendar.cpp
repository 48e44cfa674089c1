// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/calendar.h"

#include <date/date.h>
#include <fmt/format.h>

namespace postweave {
inline namespace base {

namespace {

/// Reads exactly `digits` decimal digits at `position` and moves it on.
std::optional<int> readDigits(std::string_view text, std::size_t& position, std::size_t digits)
{
    if (position + digits > text.size()) {
        return std::nullopt;
    }
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = text[position + i];
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    position += digits;
    return value;
}

bool skip(std::string_view text, std::size_t& position, char expected)
{
    if (position >= text.size() || text[position] != expected) {
        return false;
    }
    ++position;
    return true;
}

std::optional<Date> readDate(std::string_view text, std::size_t& position)
{
    const auto year = readDigits(text, position, 4);
    if (!year || *year < 1 || !skip(text, position, '-')) {
        return std::nullopt;
    }
    const auto month = readDigits(text, position, 2);
    if (!month || !skip(text, position, '-')) {
        return std::nullopt;
    }
    const auto day = readDigits(text, position, 2);
    if (!day) {
        return std::nullopt;
    }
    return toDate({*year, *month, *day});
}

std::optional<std::int64_t> readTimeOfDay(std::string_view text, std::size_t& position)
{
    const auto hour = readDigits(text, position, 2);
    if (!hour || *hour > 23 || !skip(text, position, ':')) {
        return std::nullopt;
    }
    const auto minute = readDigits(text, position, 2);
    if (!minute || *minute > 59 || !skip(text, position, ':')) {
        return std::nullopt;
    }
    const auto second = readDigits(text, position, 2);
    if (!second || *second > 60) {
        return std::nullopt;
    }
    std::int64_t fraction = 0;
    if (position < text.size() && text[position] == '.') {
        std::size_t digits = 0;
        for (++position; position < text.size() && text[position] >= '0' && text[position] <= '9';
             ++position, ++digits) {
            if (digits < 6) {
                fraction = fraction * 10 + (text[position] - '0');
            }
        }
        if (digits == 0 || digits > 9) {
            return std::nullopt;
        }
        for (; digits < 6; ++digits) {
            fraction *= 10;
        }
    }
    const bool leap = *second == 60;
    const std::int64_t seconds = *hour * 3600 + *minute * 60 + (leap ? 59 : *second);
    return seconds * kMicrosecondsPerSecond + (leap ? kMicrosecondsPerSecond - 1 : fraction);
}

std::optional<int> readOffset(std::string_view text, std::size_t& position)
{
    if (text[position] == 'Z' || text[position] == 'z') {
        ++position;
        return 0;
    }
    const int sign = text[position] == '-' ? -1 : 1;
    if (text[position] != '-' && text[position] != '+') {
        return std::nullopt;
    }
    ++position;
    const auto hours = readDigits(text, position, 2);
    if (!hours || *hours > 23 || !skip(text, position, ':')) {
        return std::nullopt;
    }
    const auto minutes = readDigits(text, position, 2);
    if (!minutes || *minutes > 59) {
        return std::nullopt;
    }
    return sign * (*hours * 3600 + *minutes * 60);
}

} // namespace

YearMonthDay toYearMonthDay(Date value)
{
    const date::year_month_day ymd{date::sys_days{date::days{value.days}}};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Date> toDate(YearMonthDay value)
{
    if (value.month < 1 || value.day < 1) {
        return std::nullopt;
    }
    const date::year_month_day ymd{date::year{value.year}, date::month{static_cast<unsigned>(value.month)},
                                   date::day{static_cast<unsigned>(value.day)}};
    if (!ymd.ok()) {
        return std::nullopt;
    }
    return Date{static_cast<std::int32_t>(date::sys_days{ymd}.time_since_epoch().count())};
}

int daysInMonth(int year, int month)
{
    const date::year_month_day_last last{date::year{year},
                                         date::month_day_last{date::month{static_cast<unsigned>(month)}}};
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

int weekday(Date value)
{
    return static_cast<int>(date::weekday{date::sys_days{date::days{value.days}}}.c_encoding());
}

std::optional<Date> parseDate(std::string_view text)
{
    std::size_t position = 0;
    const auto date = readDate(text, position);
    return position == text.size() ? date : std::nullopt;
}

std::optional<ParsedDateTime> parseDateTime(std::string_view text)
{
    std::size_t position = 0;
    const auto date = readDate(text, position);
    if (!date || position >= text.size()) {
        return std::nullopt;
    }
    if (!skip(text, position, 'T') && !skip(text, position, 't') && !skip(text, position, ' ')) {
        return std::nullopt;
    }
    const auto time = readTimeOfDay(text, position);
    if (!time) {
        return std::nullopt;
    }
    ParsedDateTime parsed{{*date, *time}, std::nullopt};
    if (position < text.size()) {
        parsed.offsetSeconds = readOffset(text, position);
        if (!parsed.offsetSeconds || position != text.size()) {
            return std::nullopt;
        }
    }
    return parsed;
}

std::string formatDate(Date value)
{
    const YearMonthDay ymd = toYearMonthDay(value);
    return fmt::format("{:04}-{:02}-{:02}", ymd.year, ymd.month, ymd.day);
}

std::string formatDateTime(Instant instant, int offsetSeconds)
{
    const LocalDateTime local = utcOf({instant.microseconds + offsetSeconds * kMicrosecondsPerSecond});
    const std::int64_t seconds = local.microsecondOfDay / kMicrosecondsPerSecond;
    std::string text =
        fmt::format("{}T{:02}:{:02}:{:02}", formatDate(local.date), seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (const std::int64_t fraction = local.microsecondOfDay % kMicrosecondsPerSecond; fraction != 0) {
        std::string digits = fmt::format("{:06}", fraction);
        digits.erase(digits.find_last_not_of('0') + 1);
        text += '.' + digits;
    }
    if (offsetSeconds == 0) {
        return text + 'Z';
    }
    const int minutes = (offsetSeconds < 0 ? -offsetSeconds : offsetSeconds) / 60;
    return text + fmt::format("{}{:02}:{:02}", offsetSeconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

LocalDateTime utcOf(Instant instant)
{
    std::int64_t days = instant.microseconds / kMicrosecondsPerDay;
    std::int64_t rest = instant.microseconds % kMicrosecondsPerDay;
    if (rest < 0) {
        rest += kMicrosecondsPerDay;
        --days;
    }
    return {Date{static_cast<std::int32_t>(days)}, rest};
}

Instant fromUtc(LocalDateTime local)
{
    return {local.date.days * kMicrosecondsPerDay + local.microsecondOfDay};
}

} // namespace base
} // namespace postweave
