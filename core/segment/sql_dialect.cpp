// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql_dialect.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <cmath>

namespace postweave::segment::sql {

namespace {

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

std::string Dialect::number(const Literal& literal) const
{
    const auto* integer = std::get_if<std::int64_t>(&literal);
    return integer != nullptr ? m_literals.integer(*integer) : m_literals.number(std::get<double>(literal));
}

std::string Dialect::flag(bool value) const
{
    return m_sqlite ? (value ? "1" : "0") : (value ? "TRUE" : "FALSE");
}

std::string Dialect::list(const Json& values) const
{
    const std::string all = m_literals.text(toText(values));
    return m_sqlite ? fmt::format("json_each({}) l", all)
                    : fmt::format("jsonb_array_elements_text(({})::jsonb) l(value)", all);
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
    return m_sqlite ? value : fmt::format("(({}) COLLATE \"C\")", value);
}

std::string Dialect::monthAndDay(const std::string& date) const
{
    return m_sqlite ? fmt::format("substr({}, 6, 5)", date) : fmt::format("to_char({}, 'MM-DD')", date);
}

std::string Dialect::weekday(const std::string& date) const
{
    return m_sqlite ? fmt::format("((strftime('%w', {}) + 6) % 7)", date)
                    : fmt::format("(extract(isodow FROM {})::int - 1)", date);
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

std::string Dialect::asReal(const std::string& value) const
{
    return m_sqlite ? fmt::format("CAST({} AS REAL)", value) : fmt::format("({})::double precision", value);
}

std::string Dialect::asNumeric(const std::string& value) const
{
    return m_sqlite ? value : fmt::format("({})::numeric", value);
}

std::string Dialect::anyProperty(std::string_view event, std::string_view name) const
{
    const std::string place = jsonPlace(event, name);
    return m_sqlite ? fmt::format("json_extract({})", place) : place;
}

std::string Dialect::bucket(const std::string& seed, const std::string& key) const
{
    return m_sqlite ? fmt::format("bucket({}, {})", seed, key)
                    : fmt::format("(('x' || substr(md5({} || ':' || {}), 1, 8))::bit(32)::bigint % 10000)", seed, key);
}

} // namespace postweave::segment::sql
