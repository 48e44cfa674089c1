// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/strftime.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace postweave::liquid {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kLargestWidth = 1024;

constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::int64_t floorDiv(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}
std::int64_t floorMod(std::int64_t a, std::int64_t b)
{
    return a - floorDiv(a, b) * b;
}

struct Directive {
    char padding = 0; // '-', '_' or '0' where the format says so
    bool isUpper = false;
    bool isSwapped = false;
    int colons = 0;
    std::optional<std::size_t> width;
    char conversion = 0;
    std::size_t end = 0;
};

/// After a '%'. No conversion: the format ends, or the width is beyond reason.
Directive readDirective(std::string_view format, std::size_t at)
{
    Directive directive;
    for (; at < format.size(); ++at) {
        const char c = format[at];
        if (c == '-' || c == '_' || (c == '0' && !directive.width)) {
            directive.padding = c;
        } else if (c == '^') {
            directive.isUpper = true;
        } else if (c == '#') {
            directive.isSwapped = true;
        } else if (c == ':') {
            ++directive.colons;
        } else if (c >= '0' && c <= '9') {
            directive.width = std::min<std::size_t>(
                directive.width.value_or(0) * 10 + static_cast<std::size_t>(c - '0'), kLargestWidth + 1);
        } else if (c != 'E' && c != 'O') {
            directive.conversion = directive.width.value_or(0) > kLargestWidth ? '\0' : c;
            break;
        }
    }
    directive.end = std::min(at + 1, format.size());
    return directive;
}

void appendPadded(std::string& out, std::string_view text, const Directive& directive, char padding, std::size_t width)
{
    width = directive.padding == '-' ? 0 : directive.width.value_or(width);
    const std::size_t size = countCodePoints(text);
    const char fill = directive.padding == '_' ? ' ' : directive.padding == '0' ? '0' : padding;
    const bool signFirst = fill == '0' && (text.starts_with('-') || text.starts_with('+'));
    out.append(signFirst ? text.substr(0, 1) : std::string_view());
    out.append(size < width ? width - size : 0, fill);
    out.append(signFirst ? text.substr(1) : text);
}

void appendNumber(std::string& out, std::int64_t number, const Directive& directive, char padding, std::size_t width)
{
    const fmt::format_int digits(number);
    const std::string_view text(digits.data(), digits.size());
    if (directive.padding == 0 && !directive.width && number >= 0) { // nearly always
        out.append(text.size() < width ? width - text.size() : 0, padding);
        out.append(text);
        return;
    }
    appendPadded(out, text, directive, padding, width + (number < 0 && width > 0 ? 1 : 0));
}

void appendWord(std::string& out, std::string_view word, const Directive& directive, bool swapsToLower = false)
{
    if (!directive.isSwapped && !directive.isUpper && !directive.width) {
        out.append(word);
        return;
    }
    const bool lowers = directive.isSwapped && swapsToLower;
    const bool uppers = directive.isUpper || (directive.isSwapped && !swapsToLower);
    appendPadded(out, lowers ? toLower(word) : uppers ? toUpper(word) : std::string(word), directive, ' ', 0);
}

/// Weeks since the first such weekday.
int weekOfYear(const CivilTime& time, int firstWeekday)
{
    return (time.dayOfYear() - 1 + 7 - static_cast<int>(floorMod(time.weekday() - firstWeekday, 7))) / 7;
}

struct IsoWeek {
    std::int64_t year;
    int week;
};

IsoWeek isoWeek(const CivilTime& time)
{
    const int weekday = time.weekday() == 0 ? 7 : time.weekday();
    const auto weeksIn = [](std::int64_t year) {
        const auto lastDay = [](std::int64_t y) {
            return floorMod(y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400), 7);
        };
        return lastDay(year) == 4 || lastDay(year - 1) == 3 ? 53 : 52;
    };
    const int week = (time.dayOfYear() - weekday + 10) / 7;
    if (week < 1) {
        return {time.year - 1, weeksIn(time.year - 1)};
    }
    return week > weeksIn(time.year) ? IsoWeek{time.year + 1, 1} : IsoWeek{time.year, week};
}

int twelveHour(int hour)
{
    return hour % 12 == 0 ? 12 : hour % 12;
}

void appendOffset(std::string& out, int offset, bool isUtc, const Directive& directive)
{
    const int size = std::abs(offset);
    const int hours = size / 3600;
    const int minutes = size / 60 % 60;
    const int seconds = size % 60;
    std::string text;
    if (directive.colons == 3) {
        text = seconds != 0   ? fmt::format("{:02}:{:02}:{:02}", hours, minutes, seconds)
               : minutes != 0 ? fmt::format("{:02}:{:02}", hours, minutes)
                              : fmt::format("{:02}", hours);
    } else {
        text = directive.colons == 0   ? fmt::format("{:02}{:02}", hours, minutes)
               : directive.colons == 1 ? fmt::format("{:02}:{:02}", hours, minutes)
                                       : fmt::format("{:02}:{:02}:{:02}", hours, minutes, seconds);
    }
    const std::size_t width = directive.width.value_or(0);
    const std::size_t missing = width > text.size() + 1 ? width - text.size() - 1 : 0;
    const bool marksUtc = directive.padding == '-' && isUtc; // RFC 3339's "no offset known"
    const std::string sign(1, offset < 0 || marksUtc ? '-' : '+');
    if (directive.padding == '_') {
        const bool cutsZero = text.starts_with('0');
        text.erase(0, cutsZero ? 1 : 0);
        out.append(missing + (cutsZero ? 1 : 0), ' ').append(sign).append(text);
        return;
    }
    out.append(sign).append(missing, '0').append(text);
}

/// Digits of the fraction, cut, not rounded.
void appendFraction(std::string& out, std::int64_t nanosecond, std::size_t digits)
{
    std::string text = fmt::format("{:09}", nanosecond);
    text.resize(digits, '0');
    out += text;
}

std::string_view compositeOf(char conversion)
{
    switch (conversion) {
    case 'c':
        return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x':
        return "%m/%d/%y";
    case 'F':
        return "%Y-%m-%d";
    case 'T':
    case 'X':
        return "%H:%M:%S";
    case 'R':
        return "%H:%M";
    case 'r':
        return "%I:%M:%S %p";
    case 'v':
        return "%e-%^b-%4Y";
    default:
        return {};
    }
}

bool appendDatePart(std::string& out, const CivilTime& time, const Directive& directive)
{
    switch (directive.conversion) {
    case 'Y':
        appendNumber(out, time.year, directive, '0', 4);
        return true;
    case 'C':
        appendNumber(out, floorDiv(time.year, 100), directive, '0', 2);
        return true;
    case 'y':
        appendNumber(out, floorMod(time.year, 100), directive, '0', 2);
        return true;
    case 'm':
        appendNumber(out, time.month, directive, '0', 2);
        return true;
    case 'd':
        appendNumber(out, time.day, directive, '0', 2);
        return true;
    case 'e':
        appendNumber(out, time.day, directive, ' ', 2);
        return true;
    case 'j':
        appendNumber(out, time.dayOfYear(), directive, '0', 3);
        return true;
    case 'B':
        appendWord(out, kMonths[static_cast<std::size_t>(time.month - 1)], directive);
        return true;
    case 'b':
    case 'h':
        appendWord(out, kMonths[static_cast<std::size_t>(time.month - 1)].substr(0, 3), directive);
        return true;
    case 'A':
        appendWord(out, kDays[static_cast<std::size_t>(time.weekday())], directive);
        return true;
    case 'a':
        appendWord(out, kDays[static_cast<std::size_t>(time.weekday())].substr(0, 3), directive);
        return true;
    default:
        return false;
    }
}

bool appendWeekPart(std::string& out, const CivilTime& time, const Directive& directive)
{
    switch (directive.conversion) {
    case 'u':
        appendNumber(out, time.weekday() == 0 ? 7 : time.weekday(), directive, '0', 1);
        return true;
    case 'w':
        appendNumber(out, time.weekday(), directive, '0', 1);
        return true;
    case 'U':
        appendNumber(out, weekOfYear(time, 0), directive, '0', 2);
        return true;
    case 'W':
        appendNumber(out, weekOfYear(time, 1), directive, '0', 2);
        return true;
    case 'V':
        appendNumber(out, isoWeek(time).week, directive, '0', 2);
        return true;
    case 'G':
        appendNumber(out, isoWeek(time).year, directive, '0', 4);
        return true;
    case 'g':
        appendNumber(out, floorMod(isoWeek(time).year, 100), directive, '0', 2);
        return true;
    default:
        return false;
    }
}

bool appendClockPart(std::string& out, const CivilTime& time, const Directive& directive)
{
    switch (directive.conversion) {
    case 'H':
        appendNumber(out, time.hour, directive, '0', 2);
        return true;
    case 'k':
        appendNumber(out, time.hour, directive, ' ', 2);
        return true;
    case 'I':
        appendNumber(out, twelveHour(time.hour), directive, '0', 2);
        return true;
    case 'l':
        appendNumber(out, twelveHour(time.hour), directive, ' ', 2);
        return true;
    case 'M':
        appendNumber(out, time.minute, directive, '0', 2);
        return true;
    case 'S':
        appendNumber(out, time.second, directive, '0', 2);
        return true;
    case 'L':
        appendFraction(out, time.nanosecond, directive.width.value_or(3));
        return true;
    case 'N':
        appendFraction(out, time.nanosecond, directive.width.value_or(9));
        return true;
    case 'p':
        appendWord(out, time.hour < 12 ? "AM" : "PM", directive, true);
        return true;
    case 'P':
        appendWord(out, time.hour < 12 ? "am" : "pm", directive);
        return true;
    case 'Z':
        appendWord(out, time.zoneName, directive, true);
        return true;
    case 'z':
        appendOffset(out, time.offsetSeconds, time.isUtc, directive);
        return true;
    case 's':
        appendNumber(out, time.epochSeconds(), directive, '0', 1);
        return true;
    default:
        return false;
    }
}

bool appendDirective(std::string& out, const CivilTime& time, const Directive& directive)
{
    if (directive.colons > 0 && directive.conversion != 'z') {
        return false;
    }
    if (const std::string_view composite = compositeOf(directive.conversion); !composite.empty()) {
        std::string text;
        appendFormattedTime(text, time, composite);
        appendWord(out, text, directive);
        return true;
    }
    switch (directive.conversion) {
    case '%':
        appendPadded(out, "%", directive, ' ', 0);
        return true;
    case 'n':
        appendPadded(out, "\n", directive, ' ', 0);
        return true;
    case 't':
        appendPadded(out, "\t", directive, ' ', 0);
        return true;
    default:
        return appendDatePart(out, time, directive) || appendClockPart(out, time, directive) ||
               appendWeekPart(out, time, directive);
    }
}

/// Two digits, of a number from 0 to 99.
void appendTwo(std::string& out, int number)
{
    const std::array<char, 2> digits{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
    out.append(digits.data(), digits.size());
}

/// The directives that nearly all formats are of, without flags and width; false: another one.
bool appendBare(std::string& out, const CivilTime& time, char conversion)
{
    switch (conversion) {
    case 'Y':
        if (time.year < 1000 || time.year > 9999) {
            return false;
        }
        appendTwo(out, static_cast<int>(time.year / 100));
        appendTwo(out, static_cast<int>(time.year % 100));
        return true;
    case 'm':
        appendTwo(out, time.month);
        return true;
    case 'd':
        appendTwo(out, time.day);
        return true;
    case 'H':
        appendTwo(out, time.hour);
        return true;
    case 'M':
        appendTwo(out, time.minute);
        return true;
    case 'B':
        out.append(kMonths[static_cast<std::size_t>(time.month - 1)]);
        return true;
    case 'b':
        out.append(kMonths[static_cast<std::size_t>(time.month - 1)].substr(0, 3));
        return true;
    case 'A':
        out.append(kDays[static_cast<std::size_t>(time.weekday())]);
        return true;
    default:
        return false;
    }
}

} // namespace

/// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int64_t daysFromCivil(std::int64_t year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = floorDiv(year, 400);
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719'468;
}

std::int64_t CivilTime::epochSeconds() const
{
    return daysFromCivil(year, month, day) * kSecondsPerDay + hour * 3600 + minute * 60 + second - offsetSeconds;
}

int CivilTime::weekday() const
{
    return static_cast<int>(floorMod(daysFromCivil(year, month, day) + 4, 7));
}

int CivilTime::dayOfYear() const
{
    return static_cast<int>(daysFromCivil(year, month, day) - daysFromCivil(year, 1, 1)) + 1;
}

CivilTime CivilTime::at(std::int64_t epochSeconds, std::int64_t nanosecond, int offsetSeconds, std::string zoneName)
{
    CivilTime time;
    const std::int64_t local = epochSeconds + offsetSeconds;
    const std::int64_t days = floorDiv(local, kSecondsPerDay);
    const auto second = static_cast<int>(floorMod(local, kSecondsPerDay));
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = floorDiv(shifted, 146'097);
    const std::int64_t dayOfEra = shifted - era * 146'097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const auto dayOfYear = static_cast<int>(dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100));
    const int shiftedMonth = (5 * dayOfYear + 2) / 153;
    time.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    time.month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
    time.year = yearOfEra + era * 400 + (time.month <= 2 ? 1 : 0);
    time.hour = second / 3600;
    time.minute = second / 60 % 60;
    time.second = second % 60;
    time.nanosecond = nanosecond;
    time.offsetSeconds = offsetSeconds;
    time.zoneName = std::move(zoneName);
    return time;
}

CivilTime CivilTime::in(const TimeZone& zone, Instant instant)
{
    const std::int64_t seconds = floorDiv(instant.microseconds, kMicrosecondsPerSecond);
    const std::int64_t nanosecond = floorMod(instant.microseconds, kMicrosecondsPerSecond) * 1000;
    return at(seconds, nanosecond, zone.offsetSeconds(instant), zone.abbreviation(instant));
}

void appendFormattedTime(std::string& out, const CivilTime& time, std::string_view format)
{
    for (std::size_t i = 0; i < format.size();) {
        const std::size_t percent = std::min(format.find('%', i), format.size());
        out.append(format.substr(i, percent - i));
        i = percent;
        if (i + 1 < format.size() && appendBare(out, time, format[i + 1])) {
            i += 2;
        } else if (i < format.size()) {
            const Directive directive = readDirective(format, i + 1);
            if (!appendDirective(out, time, directive)) {
                out.append(format.substr(i, directive.end - i));
            }
            i = directive.end;
        }
    }
}

} // namespace postweave::liquid
