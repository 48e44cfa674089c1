// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql_dialect.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <cmath>

namespace postweave::segment::sql {

namespace {

std::string quoted(std::string_view value, char quote)
{
    std::string result(1, quote);
    for (const char c : value) {
        result += c;
        if (c == quote) {
            result += c;
        }
    }
    return result + quote;
}

/// Types of a JSON value that hold values of a type.
std::string_view sqliteJsonTypes(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "'true', 'false'";
    case ValueType::Integer:
    case ValueType::Number:
        return "'integer', 'real'";
    case ValueType::DateTime:
        return "'integer'";
    case ValueType::List:
        return "'array'";
    case ValueType::Date:
    case ValueType::Text:
        break;
    }
    return "'text'";
}

struct PostgresJson {
    std::string_view jsonType;
    std::string_view cast;
};

PostgresJson postgresJson(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return {"boolean", "::boolean"};
    case ValueType::Integer:
    case ValueType::Number:
        return {"number", "::numeric"};
    case ValueType::Date:
        return {"string", "::date"};
    case ValueType::DateTime:
        return {"string", "::timestamptz"};
    case ValueType::List:
    case ValueType::Text:
        break;
    }
    return {"string", ""};
}

} // namespace

std::string identifier(std::string_view name)
{
    return quoted(name, '"');
}

std::string text(std::string_view value)
{
    return quoted(value, '\'');
}

std::string number(double value)
{
    std::string digits = formatNumber(value);
    const bool isReal = digits.find_first_of(".e") != std::string::npos;
    digits = isReal ? digits : digits + ".0";
    return value < 0 ? fmt::format("({})", digits) : digits;
}

std::string number(const Literal& literal)
{
    if (const auto* integer = std::get_if<std::int64_t>(&literal)) {
        // −2^63 cannot be written as the negation of a literal.
        return *integer == INT64_MIN ? "(-9223372036854775807 - 1)"
               : *integer < 0        ? fmt::format("({})", *integer)
                                     : fmt::format("{}", *integer);
    }
    return number(std::get<double>(literal));
}

std::string Dialect::moment(Instant instant) const
{
    return m_sqlite ? number(Literal(instant.microseconds))
                    : fmt::format("TIMESTAMPTZ {}", text(formatDateTime(instant)));
}

std::string Dialect::day(Date date) const
{
    return m_sqlite ? text(formatDate(date)) : fmt::format("DATE {}", text(formatDate(date)));
}

std::string Dialect::folded(const std::string& value) const
{
    return m_sqlite ? fmt::format("casefold({})", value)
                    : fmt::format("(lower(upper(({}) COLLATE \"und-x-icu\")) COLLATE \"C\")", value);
}

std::string Dialect::contains(const std::string& value, const std::string& part) const
{
    return m_sqlite ? fmt::format("instr({}, {}) > 0", value, part) : fmt::format("strpos({}, {}) > 0", value, part);
}

std::string Dialect::startsWith(const std::string& value, const std::string& part) const
{
    return m_sqlite ? fmt::format("substr({0}, 1, length({1})) = {1}", value, part)
                    : fmt::format("starts_with({}, {})", value, part);
}

std::string Dialect::endsWith(const std::string& value, const std::string& part) const
{
    // SQLite's substr(x, -0) is all of x, and right(x, 0) is empty: no length, no end to compare.
    return m_sqlite
               ? fmt::format("({0} IS NOT NULL AND (length({1}) = 0 OR substr({0}, -length({1})) = {1}))", value, part)
               : fmt::format("right({0}, length({1})) = {1}", value, part);
}

std::string Dialect::matches(const std::string& value, const std::string& pattern, bool ignoreCase) const
{
    if (m_sqlite) {
        return fmt::format("{} REGEXP {}", value, text((ignoreCase ? "(?i)" : "") + pattern));
    }
    return fmt::format("{} {} {}", value, ignoreCase ? "~*" : "~", text(pattern));
}

std::string Dialect::byBytes(const std::string& value) const
{
    return m_sqlite ? value : fmt::format("({}) COLLATE \"C\"", value);
}

std::string Dialect::monthAndDay(const std::string& date) const
{
    return m_sqlite ? fmt::format("substr({}, 6, 5)", date) : fmt::format("to_char({}, 'MM-DD')", date);
}

std::string Dialect::monthAndDayOfMoment(const std::string& moment, const TimeZone& zone) const
{
    if (m_sqlite) {
        // Whole seconds, rounded down before 1970 too.
        return fmt::format("strftime('%m-%d', ({0} - ({0} % 1000000 + 1000000) % 1000000) / 1000000, 'unixepoch')",
                           moment);
    }
    return fmt::format("to_char({} AT TIME ZONE {}, 'MM-DD')", moment, text(zone.name()));
}

std::string Dialect::jsonPlace(std::string_view event, std::string_view name) const
{
    if (m_sqlite) {
        return fmt::format("{}.properties, {}", event, text(fmt::format("$.\"{}\"", name)));
    }
    return fmt::format("({}.properties -> {})", event, text(name));
}

std::string Dialect::property(std::string_view event, std::string_view name, ValueType type) const
{
    const std::string place = jsonPlace(event, name);
    if (m_sqlite) {
        return fmt::format("CASE WHEN json_type({0}) IN ({1}) THEN json_extract({0}) END", place,
                           sqliteJsonTypes(type));
    }
    if (type == ValueType::List) {
        return fmt::format("CASE WHEN jsonb_typeof({0}) = 'array' THEN {0} END", place);
    }
    const auto [jsonType, cast] = postgresJson(type);
    return fmt::format("CASE WHEN jsonb_typeof({}) = '{}' THEN ({}.properties ->> {}){} END", place, jsonType, event,
                       text(name), cast);
}

std::string Dialect::hasProperty(std::string_view event, std::string_view name) const
{
    const std::string place = jsonPlace(event, name);
    return m_sqlite ? fmt::format("json_extract({}) IS NOT NULL", place)
                    : fmt::format("coalesce(jsonb_typeof({}), 'null') <> 'null'", place);
}

std::string Dialect::items(const std::string& list, bool ofProperty) const
{
    if (m_sqlite) {
        return fmt::format("json_each({}) j", list);
    }
    return fmt::format("{}({}) j(value)", ofProperty ? "jsonb_array_elements_text" : "unnest", list);
}

std::string Dialect::microsecondsBetween(const std::string& from, const std::string& to) const
{
    return m_sqlite ? fmt::format("CAST({} - {} AS REAL)", to, from)
                    : fmt::format("(extract(epoch FROM {} - {}) * 1000000)::double precision", to, from);
}

std::string Dialect::half(const std::string& exponent) const
{
    return m_sqlite ? fmt::format("pow(0.5, {})", exponent)
                    : fmt::format("power(0.5::double precision, ({})::double precision)", exponent);
}

std::string Dialect::later(const std::string& moment, Duration duration, const TimeZone& zone) const
{
    if (m_sqlite) {
        return fmt::format("{} + {}", moment, duration.microseconds);
    }
    std::string result = moment;
    if (duration.months != 0) {
        result = fmt::format("(({} AT TIME ZONE {}) + interval '{} months') AT TIME ZONE {}", moment, text(zone.name()),
                             duration.months, text(zone.name()));
    }
    return fmt::format("({}) + interval '{} microseconds'", result, duration.microseconds);
}

std::string Dialect::asReal(const std::string& value) const
{
    return m_sqlite ? fmt::format("CAST({} AS REAL)", value) : fmt::format("({})::double precision", value);
}

} // namespace postweave::segment::sql
