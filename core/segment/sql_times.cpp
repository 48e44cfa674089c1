// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of tests on dates and moments.
#include "core/segment/sql_compiler.h"

#include "core/segment/format_parts.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

namespace postweave::segment::sql {

namespace {

std::string_view symbolOf(Operator op)
{
    switch (op) {
    case Operator::Less:
    case Operator::Before:
        return "<";
    case Operator::LessOrEqual:
        return "<=";
    case Operator::Greater:
    case Operator::After:
        return ">";
    case Operator::GreaterOrEqual:
        return ">=";
    default:
        return "=";
    }
}

TimePoint timeOf(const Literal& literal)
{
    const auto* written = std::get_if<std::string>(&literal);
    return written == nullptr ? TimePoint{} : parseTimePoint(*written).value_or(TimePoint{});
}

Date literalDay(const TimePoint& point, const TimeZone& zone)
{
    return point.isDay ? point.local.date : zone.dayOf(point.resolve(zone));
}

} // namespace

std::string SqlCompiler::anniversaryTest(Duration duration, const std::string& monthAndDay) const
{
    constexpr int kWholeYear = 366;
    const TimeZone& zone = m_context.zone;
    const Date first = zone.dayOf(m_context.now);
    const Date last = zone.dayOf(add(m_context.now, duration, zone));
    if (last.days - first.days >= kWholeYear) {
        return fmt::format("{} IS NOT NULL", monthAndDay);
    }
    std::set<std::string> days;
    for (Date day = first; day <= last; ++day.days) {
        const std::string monthDay = formatDate(day).substr(5);
        days.insert(m_dialect.text(monthDay));
        if (monthDay == "02-28" && formatDate({day.days + 1}).substr(5) == "03-01") {
            days.insert(m_dialect.text("02-29"));
        }
    }
    return fmt::format("{} IN ({})", monthAndDay, fmt::join(days, ", "));
}

std::string SqlCompiler::weekdayTest(Weekdays days, const std::string& date) const
{
    std::vector<int> numbers;
    for (int day = 0; day < Weekdays::kCount; ++day) {
        if (days.contains(day)) {
            numbers.push_back(day);
        }
    }
    return numbers.empty() ? "FALSE" : fmt::format("{} IN ({})", m_dialect.weekday(date), fmt::join(numbers, ", "));
}

std::string SqlCompiler::dateTest(const ValueTest& test, const std::string& value)
{
    const Operator op = positiveOf(test.op);
    const TimeZone& zone = m_context.zone;
    if (const auto* days = std::get_if<Weekdays>(&test.operand)) {
        return weekdayTest(*days, value);
    }
    if (const auto* period = std::get_if<CalendarPeriod>(&test.operand)) {
        const DayRange days = daysOf(*period, zone.dayOf(m_context.now));
        return fmt::format("({} BETWEEN {} AND {})", value, m_dialect.day(days.first), m_dialect.day(days.last));
    }
    if (const auto* duration = std::get_if<Duration>(&test.operand)) {
        if (op == Operator::AnniversaryInNext) {
            return anniversaryTest(*duration, m_dialect.monthAndDay(value));
        }
        const bool back = op == Operator::InLast;
        const Instant from = back ? subtract(m_context.now, *duration, zone) : m_context.now;
        const Instant to = back ? m_context.now : add(m_context.now, *duration, zone);
        return fmt::format("({} BETWEEN {} AND {})", value, m_dialect.day(zone.dayOf(from)),
                           m_dialect.day(zone.dayOf(to)));
    }
    return comparison(
        test, value, [&](const Literal& literal) { return m_dialect.day(literalDay(timeOf(literal), zone)); }, "");
}

std::string SqlCompiler::momentComparison(Operator op, const std::string& value, const Literal& literal) const
{
    const TimeZone& zone = m_context.zone;
    const TimePoint point = timeOf(literal);
    if (!point.isDay && op != Operator::On) {
        return fmt::format("({} {} {})", value, symbolOf(op), m_dialect.moment(point.resolve(zone)));
    }
    const Date day = literalDay(point, zone);
    const std::string begin = m_dialect.moment(zone.startOfDay(day));
    const std::string end = m_dialect.moment(zone.startOfDay({day.days + 1}));
    switch (op) {
    case Operator::Less:
    case Operator::Before:
        return fmt::format("({} < {})", value, begin);
    case Operator::LessOrEqual:
        return fmt::format("({} < {})", value, end);
    case Operator::Greater:
    case Operator::After:
        return fmt::format("({} >= {})", value, end);
    case Operator::GreaterOrEqual:
        return fmt::format("({} >= {})", value, begin);
    default:
        return fmt::format("({0} >= {1} AND {0} < {2})", value, begin, end);
    }
}

std::string SqlCompiler::momentTest(const ValueTest& test, const std::string& value)
{
    const Operator op = positiveOf(test.op);
    const TimeZone& zone = m_context.zone;
    if (const auto* days = std::get_if<Weekdays>(&test.operand)) {
        return weekdayTest(*days, dayOf(value));
    }
    if (const auto* period = std::get_if<CalendarPeriod>(&test.operand)) {
        const DayRange days = daysOf(*period, zone.dayOf(m_context.now));
        return fmt::format("({0} >= {1} AND {0} < {2})", value, m_dialect.moment(zone.startOfDay(days.first)),
                           m_dialect.moment(zone.startOfDay(Date{days.last.days + 1})));
    }
    if (const auto* duration = std::get_if<Duration>(&test.operand)) {
        if (op == Operator::AnniversaryInNext) {
            return anniversaryTest(*duration, m_dialect.monthAndDay(dayOf(value)));
        }
        const bool back = op == Operator::InLast;
        const Instant from = back ? subtract(m_context.now, *duration, zone) : m_context.now;
        const Instant to = back ? m_context.now : add(m_context.now, *duration, zone);
        return fmt::format("({} BETWEEN {} AND {})", value, m_dialect.moment(from), m_dialect.moment(to));
    }
    const LiteralList literals = literalsOf(test);
    if (op == Operator::Between) {
        return fmt::format("({} AND {})", momentComparison(Operator::GreaterOrEqual, value, literals.front()),
                           momentComparison(Operator::LessOrEqual, value, literals.back()));
    }
    std::vector<std::string> conditions;
    for (const Literal& literal : literals) {
        conditions.push_back(momentComparison(op == Operator::In ? Operator::Equal : op, value, literal));
    }
    return joined(conditions, " OR ", "FALSE");
}

} // namespace postweave::segment::sql
