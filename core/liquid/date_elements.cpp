// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the attempts and their patterns are those of Ruby's ext/date/date_parse.c; each pattern that matches is
// taken out of the text before the next one looks.
#include "core/liquid/date_elements.h"

#include "core/liquid/lexer.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace postweave::liquid {

namespace {

constexpr std::size_t kLongest = 128; // Ruby's own limit for texts to parse as dates

#define MONTHS "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
#define ERA "c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.)"

struct Patterns {
    RE2 noise{"[^-+',./:@[:alnum:]\\[\\]]+"};
    RE2 weekday{"\\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\\d\\s]*"};
    RE2 time{"((?:\\d+\\s*:\\s*\\d+(?:\\s*:\\s*\\d+(?:[,.]\\d*)?)?|\\d+\\s*h(?:\\s*\\d+m?(?:\\s*\\d+s?)?)?)"
             "(?:\\s*[ap](?:m\\b|\\.m\\.))?|\\d+\\s*[ap](?:m\\b|\\.m\\.))"
             "(?:\\s*((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?|[[:alpha:].\\s]+(?:standard|daylight)\\stime\\b|[[:"
             "alpha:]]+(?:\\sdst)?\\b))?"};
    RE2 clock{
        "^(\\d+)\\s*h?(?:\\s*:?\\s*(\\d+)m?(?:\\s*:?\\s*(\\d+)(?:[,.](\\d*))?s?)?)?(?:\\s*([ap])(?:m\\b|\\.m\\.))?"};
    RE2 european{"('?\\d+)[^-\\d\\s]*\\s*\\b?(" MONTHS ")[^-\\d\\s']*(?:\\s*(" ERA
                 ")?\\s*('?-?\\d+(?:(?:st|nd|rd|th)\\b)?))?"};
    RE2 american{"\\b(" MONTHS ")[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?\\s*(" ERA ")?\\s*('?-?\\d+))?"};
    RE2 iso{"('?[-+]?\\d+)-(\\d+)-('?-?\\d+)"};
    RE2 vms{"('?-?\\d+)-(" MONTHS ")[^-/.]*-('?-?\\d+)"};
    RE2 vmsMonthFirst{"\\b(" MONTHS ")[^-/.]*-('?-?\\d+)(?:-('?-?\\d+))?"};
    RE2 japanese{"\\b([mtshr])(\\d+)\\.(\\d+)\\.(\\d+)"};
    RE2 slashed{"('?-?\\d+)/\\s*('?\\d+)(?:\\D\\s*('?-?\\d+))?"};
    RE2 dotted{"('?-?\\d+)\\.\\s*('?\\d+)\\.\\s*('?-?\\d+)"};
    RE2 dayOfYear{"\\b(\\d{4}|\\d{2})-(\\d{3})\\b"};
    RE2 year{"'(\\d+)\\b"};
    RE2 month{"\\b(" MONTHS ")\\S*"};
    RE2 day{"(\\d+)(?:st|nd|rd|th)\\b"};
    RE2 digits{"([-+]?)(\\d{2,14})(?:\\s*t?\\s*(\\d{2,6})?(?:[,.](\\d*))?)?(z\\b|[-+]\\d{1,4}\\b)?"};
    RE2 beforeChrist{"\\b(?:bc\\b|bce\\b|b\\.c\\.|b\\.c\\.e\\.)"};
    RE2 fragment{"^\\s*(\\d{1,2})\\s*$"};
};

const Patterns& patterns()
{
    static const Patterns kPatterns;
    return kPatterns;
}

std::optional<std::int64_t> numberIn(std::string_view text)
{
    std::int64_t number = 0;
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? std::optional(number) : std::nullopt;
}

std::optional<int> smallIn(std::string_view text)
{
    const auto number = numberIn(text);
    return number && *number >= -1'000'000 && *number <= 1'000'000 ? std::optional(static_cast<int>(*number))
                                                                   : std::nullopt;
}

std::optional<std::int64_t> fractionIn(std::string_view digits)
{
    std::string nanoseconds(digits.substr(0, 9));
    nanoseconds.resize(9, '0');
    return numberIn(nanoseconds);
}

int monthOf(std::string_view name)
{
    constexpr std::string_view kNames = "janfebmaraprmayjunjulaugsepoctnovdec";
    return static_cast<int>(kNames.find(name.substr(0, 3)) / 3) + 1;
}

class ElementReader {
public:
    explicit ElementReader(std::string_view text) : m_text(text) { RE2::GlobalReplace(&m_text, patterns().noise, " "); }

    DateElements read()
    {
        take(patterns().weekday);
        readTime();
        readDate();
        if (take(patterns().beforeChrist)) {
            m_isBeforeChrist = true;
        }
        readFragment();
        finish();
        return m_found;
    }

private:
    using Groups = std::array<re2::StringPiece, 8>;

    /// Matches, keeps the groups, and takes the match out of the text.
    bool take(const RE2& pattern)
    {
        m_source = m_text;
        if (!pattern.Match(m_source, 0, m_source.size(), RE2::UNANCHORED, m_groups.data(),
                           pattern.NumberOfCapturingGroups() + 1)) {
            return false;
        }
        const auto at = static_cast<std::size_t>(m_groups[0].data() - m_source.data());
        m_text = m_source.substr(0, at) + ' ' + m_source.substr(at + m_groups[0].size());
        m_count = static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1;
        return true;
    }
    [[nodiscard]] std::string group(std::size_t number) const
    {
        return number < m_count ? std::string(m_groups[number].data(), m_groups[number].size()) : std::string();
    }

    void readTime()
    {
        if (!take(patterns().time)) {
            return;
        }
        m_found.zone = std::string(Markup{group(2), 0}.trimmed().text);
        const std::string clock = group(1);
        std::string hour, minute, second, fraction, half;
        if (!RE2::PartialMatch(clock, patterns().clock, &hour, &minute, &second, &fraction, &half)) {
            return;
        }
        m_found.hour = smallIn(hour);
        if (!half.empty() && m_found.hour) {
            m_found.hour = *m_found.hour % 12 + (half == "p" ? 12 : 0);
        }
        m_found.minute = minute.empty() ? std::nullopt : smallIn(minute);
        m_found.second = second.empty() ? std::nullopt : smallIn(second);
        if (!fraction.empty()) {
            m_found.nanosecond = fractionIn(fraction);
        }
    }

    void readDate()
    {
        const Patterns& p = patterns();
        if (take(p.european)) {
            setEra(group(3));
            setDate(group(4), std::to_string(monthOf(group(2))), group(1));
        } else if (take(p.american)) {
            setEra(group(3));
            setDate(group(4), std::to_string(monthOf(group(1))), group(2));
        } else if (take(p.iso)) {
            setDate(group(1), group(2), group(3));
        } else if (take(p.japanese)) {
            setJapaneseDate();
        } else if (take(p.vms)) {
            setDate(group(3), std::to_string(monthOf(group(2))), group(1));
        } else if (take(p.vmsMonthFirst)) {
            setDate(group(3), std::to_string(monthOf(group(1))), group(2));
        } else if (take(p.slashed) || take(p.dotted)) {
            setDate(group(1), group(2), group(3));
        } else if (take(p.dayOfYear)) {
            m_found.year = numberIn(group(1));
            m_keepsShortYear = group(1).size() > 2;
            m_found.dayOfYear = smallIn(group(2));
        } else if (take(p.year)) {
            m_found.year = numberIn(group(1));
        } else if (take(p.month)) {
            m_found.month = monthOf(group(1));
        } else if (take(p.day)) {
            m_found.day = smallIn(group(1));
        } else if (take(p.digits)) {
            readDigits();
        }
    }

    /// Years of an emperor's reign.
    void setJapaneseDate()
    {
        static constexpr std::array<std::pair<char, int>, 5> kEras{
            {{'m', 1867}, {'t', 1911}, {'s', 1925}, {'h', 1988}, {'r', 2018}}};
        const auto* const era =
            std::find_if(kEras.begin(), kEras.end(), [&](const auto& each) { return each.first == group(1)[0]; });
        m_found.year = numberIn(group(2)).value_or(0) + era->second;
        m_keepsShortYear = true;
        m_found.month = smallIn(group(3));
        m_found.day = smallIn(group(4));
    }

    void setEra(const std::string& era) { m_isBeforeChrist = era.starts_with('b'); }

    /// date_parse.c's s3e: which of the three is the year shows in its length, its apostrophe or its ending.
    void setDate(std::string year, std::string month, std::string day)
    {
        const auto isYear = [](const std::string& text) { return text.starts_with('\'') || text.size() > 2; };
        if (!year.empty() && !month.empty() && day.empty()) {
            day = std::exchange(month, std::exchange(year, std::string()));
        }
        if (year.empty() && !day.empty() && isYear(day)) {
            year = std::exchange(day, std::string());
        }
        if (!year.empty()) {
            const std::size_t from = year.find_first_of("+-0123456789");
            const std::size_t end = year.find_first_not_of("0123456789", from + 1);
            if (from != std::string::npos && end != std::string::npos) {
                const std::string number = year.substr(from, end - from);
                year = std::exchange(day, number);
            }
        }
        if (!month.empty() && isYear(month)) {
            const std::string oldYear = std::exchange(year, month);
            month = std::exchange(day, oldYear);
        }
        if (!day.empty() && isYear(day)) {
            std::swap(year, day);
        }
        setYear(year);
        m_found.month = month.empty() ? std::nullopt : smallIn(digitsOf(month));
        m_found.day = day.empty() ? std::nullopt : smallIn(digitsOf(day));
    }

    static std::string digitsOf(const std::string& text)
    {
        const std::size_t from = std::min(text.find_first_of("0123456789"), text.size());
        return text.substr(from, text.find_first_not_of("0123456789", from) - from);
    }

    void setYear(const std::string& year)
    {
        if (year.empty()) {
            return;
        }
        const std::size_t from = std::min(year.find_first_of("+-0123456789"), year.size());
        const std::string number = year.substr(from);
        const bool isSigned = number.starts_with('-') || number.starts_with('+');
        m_keepsShortYear = isSigned || digitsOf(number).size() > 2;
        m_found.year = numberIn(number);
    }

    /// 20240115, 20240115t103000z and their like.
    void readDigits()
    {
        const std::string sign = group(1);
        const std::string number = group(2);
        const auto part = [&](std::size_t from, std::size_t count) { return smallIn(number.substr(from, count)); };
        const std::size_t size = number.size();
        if (group(3).empty() && !group(4).empty() && size % 2 == 0) {
            readFromSeconds(number);
        } else if (size == 2) {
            m_found.day = part(0, 2);
        } else if (size == 3) {
            m_found.dayOfYear = part(0, 3);
        } else if (size == 4) {
            m_found.month = part(0, 2);
            m_found.day = part(2, 2);
        } else if (size == 5 || size == 7) {
            m_found.year = numberIn(number.substr(0, size - 3));
            m_keepsShortYear = size == 7;
            m_found.dayOfYear = part(size - 3, 3);
        } else if (size % 2 == 0) {
            const std::size_t yearDigits = size == 6 ? 2 : 4;
            m_found.year = numberIn(sign + number.substr(0, yearDigits));
            m_keepsShortYear = yearDigits == 4 || !sign.empty();
            m_found.month = part(yearDigits, 2);
            m_found.day = part(yearDigits + 2, 2);
            setClock(number.substr(yearDigits + 4));
        }
        if (!group(3).empty()) {
            setClock(group(3));
        }
        if (!group(4).empty()) {
            m_found.nanosecond = fractionIn(group(4));
        }
        if (!group(5).empty()) {
            m_found.zone = group(5);
        }
    }

    /// With a fraction behind them, the last digits are seconds.
    void readFromSeconds(std::string digits)
    {
        for (std::optional<int>* const target :
             {&m_found.second, &m_found.minute, &m_found.hour, &m_found.day, &m_found.month}) {
            if (digits.size() < 2) {
                return;
            }
            *target = smallIn(digits.substr(digits.size() - 2));
            digits.resize(digits.size() - 2);
        }
        m_keepsShortYear = digits.size() > 2;
        if (!digits.empty()) {
            m_found.year = numberIn(digits);
        }
    }

    void setClock(const std::string& digits)
    {
        const std::array targets{&m_found.hour, &m_found.minute, &m_found.second};
        for (std::size_t i = 0; i < targets.size() && i * 2 + 2 <= digits.size(); ++i) {
            *targets[i] = smallIn(digits.substr(i * 2, 2));
        }
    }

    /// A lone number beside a time is the day, beside a day the hour.
    void readFragment()
    {
        std::string digits;
        if (!RE2::FullMatch(m_text, patterns().fragment, &digits)) {
            return;
        }
        const int number = *smallIn(digits);
        if (m_found.hour && !m_found.day && number >= 1 && number <= 31) {
            m_found.day = number;
        } else if (m_found.day && !m_found.hour && number <= 24) {
            m_found.hour = number;
        }
    }

    void finish()
    {
        if (!m_found.year) {
            return;
        }
        if (m_isBeforeChrist) {
            m_found.year = 1 - *m_found.year;
        } else if (!m_keepsShortYear && *m_found.year >= 0 && *m_found.year <= 99) {
            *m_found.year += *m_found.year >= 69 ? 1900 : 2000;
        }
    }

    DateElements m_found;
    std::string m_text;
    std::string m_source;
    Groups m_groups;
    std::size_t m_count = 0;
    bool m_isBeforeChrist = false;
    bool m_keepsShortYear = false;
};

#undef MONTHS
#undef ERA

} // namespace

DateElements parseDateElements(std::string_view text)
{
    return text.size() > kLongest ? DateElements{} : ElementReader(text).read();
}

} // namespace postweave::liquid
