// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of tests on values.
#include "core/segment/sql_compiler.h"

#include "core/segment/format_parts.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
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

std::string joinedBy(const std::vector<std::string>& conditions, std::string_view joint, std::string_view ifEmpty)
{
    return conditions.empty() ? std::string(ifEmpty) : fmt::format("({})", fmt::join(conditions, joint));
}

TimePoint timeOf(const Literal& literal)
{
    const auto* written = std::get_if<std::string>(&literal);
    return written == nullptr ? TimePoint{} : parseTimePoint(*written).value_or(TimePoint{});
}

Date dayOf(const TimePoint& point, const TimeZone& zone)
{
    return point.isDay ? point.local.date : zone.dayOf(point.resolve(zone));
}

bool isText(const Literal& literal)
{
    return std::holds_alternative<std::string>(literal);
}

bool isTime(const Literal& literal)
{
    const auto* written = std::get_if<std::string>(&literal);
    return written != nullptr && parseTimePoint(*written).has_value();
}

} // namespace

std::string SqlCompiler::decided(Operator op, const std::string& positive)
{
    const std::string sure = fmt::format("coalesce({}, FALSE)", positive);
    return isNegative(op) ? fmt::format("NOT {}", sure) : sure;
}

std::string SqlCompiler::comparison(const ValueTest& test, const std::string& value,
                                    const std::function<std::string(const Literal&)>& literal)
{
    const Operator op = positiveOf(test.op);
    const LiteralList literals = literalsOf(test);
    if (op == Operator::Between) {
        return fmt::format("({} BETWEEN {} AND {})", value, literal(literals.front()), literal(literals.back()));
    }
    if (op != Operator::In) {
        return fmt::format("({} {} {})", value, symbolOf(op), literal(literals.front()));
    }
    std::vector<std::string> list;
    for (const Literal& one : literals) {
        list.push_back(literal(one));
    }
    return list.empty() ? "FALSE" : fmt::format("({} IN ({}))", value, fmt::join(list, ", "));
}

std::string SqlCompiler::textTest(const ValueTest& test, const std::string& value)
{
    const Operator op = positiveOf(test.op);
    const bool fold = test.ignoreCase;
    const auto side = [&](const std::string& sql) { return fold ? m_dialect.folded(sql) : m_dialect.byBytes(sql); };
    const auto literal = [&](const Literal& one) { return side(text(std::get<std::string>(one))); };
    const LiteralList literals = literalsOf(test);
    switch (op) {
    case Operator::Contains:
        return m_dialect.contains(side(value), literal(literals.front()));
    case Operator::StartsWith:
        return m_dialect.startsWith(side(value), literal(literals.front()));
    case Operator::EndsWith:
        return m_dialect.endsWith(side(value), literal(literals.front()));
    case Operator::Matches:
        return m_dialect.matches(value, std::get<std::string>(literals.front()), fold);
    default:
        return comparison(test, side(value), literal);
    }
}

std::string SqlCompiler::listTest(const ValueTest& test, const std::string& value, bool isProperty)
{
    const auto side = [&](const std::string& sql) { return test.ignoreCase ? m_dialect.folded(sql) : sql; };
    std::vector<std::string> conditions;
    for (const Literal& literal : literalsOf(test)) {
        conditions.push_back(fmt::format("EXISTS (SELECT 1 FROM {} WHERE {} = {})", m_dialect.items(value, isProperty),
                                         side("j.value"), side(text(std::get<std::string>(literal)))));
    }
    if (positiveOf(test.op) == Operator::HasAll) {
        return fmt::format("({} IS NOT NULL AND {})", value, joinedBy(conditions, " AND ", "TRUE"));
    }
    return joinedBy(conditions, " OR ", "FALSE");
}

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
        days.insert(text(monthDay));
        if (monthDay == "02-28" && formatDate({day.days + 1}).substr(5) == "03-01") {
            days.insert(text("02-29"));
        }
    }
    return fmt::format("{} IN ({})", monthAndDay, fmt::join(days, ", "));
}

std::string SqlCompiler::dateTest(const ValueTest& test, const std::string& value)
{
    const Operator op = positiveOf(test.op);
    const TimeZone& zone = m_context.zone;
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
    return comparison(test, value, [&](const Literal& literal) { return m_dialect.day(dayOf(timeOf(literal), zone)); });
}

std::string SqlCompiler::momentComparison(Operator op, const std::string& value, const Literal& literal) const
{
    const TimeZone& zone = m_context.zone;
    const TimePoint point = timeOf(literal);
    if (!point.isDay && op != Operator::On) {
        return fmt::format("({} {} {})", value, symbolOf(op), m_dialect.moment(point.resolve(zone)));
    }
    const Date day = dayOf(point, zone);
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
    if (const auto* duration = std::get_if<Duration>(&test.operand)) {
        if (op == Operator::AnniversaryInNext) {
            if (m_dialect.isSqlite() && zone.name() != "UTC") {
                return refuse("SQLite knows no time zones, which the anniversary of a datetime needs; use UTC");
            }
            return anniversaryTest(*duration, m_dialect.monthAndDayOfMoment(value, zone));
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
    return joinedBy(conditions, " OR ", "FALSE");
}

std::string SqlCompiler::positiveTest(const ValueTest& test, const Tested& tested, ValueType type)
{
    if (positiveOf(test.op) == Operator::IsSet) {
        return tested.isSet;
    }
    const std::string value = tested.as(type);
    switch (type) {
    case ValueType::Text:
        return textTest(test, value);
    case ValueType::List:
        return listTest(test, value, tested.isProperty);
    case ValueType::Date:
        return dateTest(test, value);
    case ValueType::DateTime:
        return momentTest(test, value);
    case ValueType::Boolean:
        return comparison(test, value, [&](const Literal& literal) {
            const bool flag = std::get<bool>(literal);
            return std::string(m_dialect.isSqlite() ? (flag ? "1" : "0") : (flag ? "TRUE" : "FALSE"));
        });
    case ValueType::Integer:
    case ValueType::Number:
        break;
    }
    return comparison(test, value, [](const Literal& literal) { return number(literal); });
}

std::string SqlCompiler::untypedTest(const ValueTest& test, const Tested& tested)
{
    const Operator op = positiveOf(test.op);
    const LiteralList literals = literalsOf(test);
    if (op == Operator::IsSet) {
        return tested.isSet;
    }
    if (op >= Operator::Has && op < Operator::IsSet) {
        return positiveTest(test, tested, ValueType::List);
    }
    const bool times = std::all_of(literals.begin(), literals.end(), isTime) && !appliesTo(op, ValueType::Text);
    const bool mayBeTimes =
        !literals.empty() && std::all_of(literals.begin(), literals.end(), isTime) && comparesNumbers(op);
    if (times || mayBeTimes) {
        return fmt::format("CASE {} WHEN 'date' THEN {} WHEN 'datetime' THEN {} ELSE {} END", tested.runtimeType,
                           positiveTest(test, tested, ValueType::Date), positiveTest(test, tested, ValueType::DateTime),
                           mayBeTimes ? positiveTest(test, tested, ValueType::Text) : "FALSE");
    }
    if (literals.empty() || std::all_of(literals.begin(), literals.end(), isText)) {
        return positiveTest(test, tested, ValueType::Text);
    }
    const bool flags = std::holds_alternative<bool>(literals.front());
    for (const Literal& literal : literals) {
        if (isText(literal) || std::holds_alternative<bool>(literal) != flags) {
            return refuse("values of several kinds in one list; write them as one kind");
        }
    }
    return positiveTest(test, tested, flags ? ValueType::Boolean : ValueType::Number);
}

} // namespace postweave::segment::sql
