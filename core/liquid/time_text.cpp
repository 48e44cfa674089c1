// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/time_text.h"

#include "core/base/text.h"
#include "core/liquid/compare.h"
#include "core/liquid/date_elements.h"
#include "core/liquid/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace postweave::liquid {

namespace {

constexpr std::int64_t kLargestSeconds = INT64_MAX / kMicrosecondsPerSecond - 86'400;
constexpr std::int64_t kLargestYear = 200'000;

/// Ruby's Time knows these, and no other names but the local zone's.
std::optional<int> namedOffset(std::string_view zone)
{
    static constexpr std::array<std::pair<std::string_view, int>, 12> kNames{{{"utc", 0},
                                                                              {"z", 0},
                                                                              {"ut", 0},
                                                                              {"gmt", 0},
                                                                              {"est", -5},
                                                                              {"edt", -4},
                                                                              {"cst", -6},
                                                                              {"cdt", -5},
                                                                              {"mst", -7},
                                                                              {"mdt", -6},
                                                                              {"pst", -8},
                                                                              {"pdt", -7}}};
    for (const auto& [name, hours] : kNames) {
        if (name == zone) {
            return hours * 3600;
        }
    }
    if (zone.size() != 1 || zone[0] < 'a' || zone[0] > 'y' || zone[0] == 'j') {
        return std::nullopt;
    }
    const int letter = zone[0] - 'a';
    return (letter < 9 ? letter + 1 : letter <= 12 ? letter : 12 - letter) * 3600;
}

/// ±HH, ±HHMM, ±HH:MM, ±HHMMSS, ±HH:MM:SS.
std::optional<int> numericOffset(std::string_view zone)
{
    if (zone.size() < 3 || (zone[0] != '+' && zone[0] != '-')) {
        return std::nullopt;
    }
    const bool hasColons = zone.size() > 3 && zone[3] == ':';
    std::string digits;
    for (std::size_t i = 1; i < zone.size(); ++i) {
        const bool isColonPlace = hasColons && i % 3 == 0;
        if (isColonPlace ? zone[i] != ':' : !isDigit(zone[i])) {
            return std::nullopt;
        }
        digits += isColonPlace ? "" : std::string(1, zone[i]);
    }
    if (digits.size() % 2 != 0 || digits.size() > 6) {
        return std::nullopt;
    }
    digits.resize(6, '0');
    const auto two = [&](std::size_t at) { return (digits[at] - '0') * 10 + digits[at + 1] - '0'; };
    const int seconds = (two(0) * 60 + two(2)) * 60 + two(4);
    return zone[0] == '-' ? -seconds : seconds;
}

bool isUtcName(std::string_view zone)
{
    return zone == "utc" || zone == "z" || zone == "ut" || zone == "-00:00" || zone == "-0000" || zone == "-00";
}

std::optional<int> offsetOf(std::string_view zone, std::int64_t year, const TimeZone& local)
{
    if (zone.empty()) {
        return std::nullopt;
    }
    if (const auto offset = numericOffset(zone)) {
        return offset;
    }
    if (const auto offset = namedOffset(zone)) {
        return offset;
    }
    for (const int month : {1, 7}) {
        const Instant at{daysFromCivil(std::clamp<std::int64_t>(year, 1, 9999), month, 1) * kMicrosecondsPerDay};
        if (toLower(local.abbreviation(at)) == zone) {
            return local.offsetSeconds(at);
        }
    }
    return std::nullopt;
}

/// Seconds of the reading as if it were UTC; nothing where Ruby's Time.local refuses it.
std::optional<std::int64_t> readingOf(const DateElements& e)
{
    const int month = e.month.value_or(1);
    const int day = e.day.value_or(1);
    const int hour = e.hour.value_or(0);
    const int minute = e.minute.value_or(0);
    const int second = e.second.value_or(0);
    const bool isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    const bool isClock = hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60 &&
                         (hour < 24 || (minute == 0 && second == 0));
    if (!isDay || !isClock || std::abs(*e.year) > kLargestYear) {
        return std::nullopt;
    }
    // The 31st of a shorter month runs over into the next, as in Ruby.
    return (daysFromCivil(*e.year, month, 1) + day - 1) * 86'400 + hour * 3600 + minute * 60 + second;
}

/// What is not said is now's, down to the first part that is; what follows it begins.
void fillFrom(DateElements& elements, const CivilTime& now)
{
    if (elements.year) {
        return;
    }
    elements.year = now.year;
    if (elements.month || elements.dayOfYear) {
        return;
    }
    elements.month = now.month;
    if (elements.day) {
        return;
    }
    elements.day = now.day;
    if (elements.hour) {
        return;
    }
    elements.hour = now.hour;
    if (!elements.minute) {
        elements.minute = now.minute;
        elements.second = elements.second.value_or(now.second);
    }
}

std::optional<CivilTime> timeFrom(DateElements elements, Instant now, const TimeZone& zone)
{
    if (elements.isEmpty()) {
        return std::nullopt;
    }
    const auto offset = offsetOf(elements.zone, elements.year.value_or(CivilTime::in(zone, now).year), zone);
    if (offset && std::abs(*offset) >= 86'400) {
        return std::nullopt;
    }
    fillFrom(elements, offset ? CivilTime::at(now.microseconds / kMicrosecondsPerSecond, 0, *offset, "")
                              : CivilTime::in(zone, now));
    if (elements.dayOfYear) {
        const bool isLeap = daysFromCivil(*elements.year, 3, 1) - daysFromCivil(*elements.year, 2, 1) == 29;
        if (*elements.dayOfYear < 1 || *elements.dayOfYear > (isLeap ? 366 : 365)) {
            return std::nullopt;
        }
        const CivilTime day =
            CivilTime::at((daysFromCivil(*elements.year, 1, 1) + *elements.dayOfYear - 1) * 86'400, 0, 0, "");
        elements.month = day.month;
        elements.day = day.day;
    }
    const auto reading = readingOf(elements);
    if (!reading) {
        return std::nullopt;
    }
    const std::int64_t nanosecond = elements.nanosecond.value_or(0);
    if (!offset) {
        const Instant instant = zone.fromLocal(utcOf({*reading * kMicrosecondsPerSecond}));
        CivilTime time = CivilTime::in(zone, instant);
        time.nanosecond = nanosecond;
        return time;
    }
    const std::int64_t seconds = *reading - *offset;
    if (isUtcName(elements.zone)) {
        CivilTime time = CivilTime::at(seconds, nanosecond, 0, "UTC");
        time.isUtc = true;
        return time;
    }
    // Ruby prefers the real zone where the offset is the same.
    const CivilTime local = CivilTime::in(zone, {seconds * kMicrosecondsPerSecond});
    return CivilTime::at(seconds, nanosecond, *offset, local.offsetSeconds == *offset ? local.zoneName : "");
}

std::optional<CivilTime> timeFromSeconds(std::int64_t seconds, const TimeZone& zone)
{
    if (std::abs(seconds) > kLargestSeconds) {
        return std::nullopt;
    }
    return CivilTime::in(zone, {seconds * kMicrosecondsPerSecond});
}

bool isTimestamp(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, isDigit);
}

/// Of a text that is a date, YYYY-MM-DD, in UTC.
CivilTime midnightOf(std::string_view text)
{
    const auto digit = [&](std::size_t at) { return text[at] - '0'; };
    CivilTime time;
    time.year = (digit(0) * 10 + digit(1)) * 100 + digit(2) * 10 + digit(3);
    time.month = digit(5) * 10 + digit(6);
    time.day = digit(8) * 10 + digit(9);
    time.zoneName = "UTC";
    return time;
}

std::optional<CivilTime> timeFromText(std::string_view text, Instant now, const TimeZone& zone)
{
    if (const auto day = parseDate(text)) {
        if (zone.name() != "UTC") {
            return CivilTime::in(zone, zone.startOfDay(*day));
        }
        return midnightOf(text);
    }
    const std::string lower = toLower(text);
    if (lower == "now" || lower == "today") {
        return CivilTime::in(zone, now);
    }
    if (isTimestamp(lower)) {
        std::int64_t seconds = 0;
        const auto parsed = std::from_chars(lower.data(), lower.data() + lower.size(), seconds);
        return parsed.ec == std::errc{} ? timeFromSeconds(seconds, zone) : std::nullopt;
    }
    return timeFrom(parseDateElements(lower), now, zone);
}

} // namespace

std::optional<CivilTime> timeOf(const Value& value, Instant now, const TimeZone& zone)
{
    switch (value.kind()) {
    case Kind::Date:
        return CivilTime::in(zone, zone.startOfDay(value.asDate()));
    case Kind::Moment:
        return CivilTime::in(zone, value.asMoment());
    case Kind::Integer:
        return timeFromSeconds(value.asInteger(), zone);
    case Kind::Text:
        return value.asText().empty() ? std::nullopt : timeFromText(value.asText(), now, zone);
    default:
        return std::nullopt;
    }
}

} // namespace postweave::liquid
