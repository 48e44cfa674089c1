// SPDX-License-Identifier: GPL-3.0-or-later
// The dialects' expressions on objects within lists.
#include "core/segment/sql_dialect.h"

#include <fmt/format.h>

namespace postweave::segment::sql {

namespace {

std::string sqlitePath(const std::vector<std::string>& path)
{
    std::string text = "$";
    for (const std::string& key : path) {
        text += fmt::format(".\"{}\"", key);
    }
    return text;
}

std::string_view sqliteTypes(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "'true', 'false'";
    case ValueType::Number:
        return "'integer', 'real'";
    default:
        return "'text'";
    }
}

std::string_view postgresType(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "boolean";
    case ValueType::Number:
        return "number";
    default:
        return "string";
    }
}

std::string_view postgresCast(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "::boolean";
    case ValueType::Number:
        return "::numeric";
    default:
        return "";
    }
}

/// The days of the month in the text of a date, YYYY-MM-….
std::string daysInMonth(const std::string& value)
{
    const std::string year = fmt::format("substr({}, 1, 4)::int", value);
    return fmt::format("CASE substr({0}, 6, 2) WHEN '02' THEN CASE WHEN {1} % 4 = 0 AND ({1} % 100 <> 0 OR {1} % 400 = "
                       "0) THEN 29 ELSE 28 END WHEN '04' THEN 30 WHEN '06' THEN 30 WHEN '09' THEN 30 WHEN '11' THEN 30 "
                       "ELSE 31 END",
                       value, year);
}

/// A cast of a day that does not exist would be an error.
std::string isDay(const std::string& value, std::string_view rest)
{
    return fmt::format(
        "{0} ~ '^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){1}$' AND {0} >= '0001' COLLATE \"C\" "
        "AND CASE WHEN {0} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}' THEN substr({0}, 9, 2)::int <= {2} END",
        value, rest, daysInMonth(value));
}

} // namespace

std::string Dialect::itemObject() const
{
    return m_sqlite ? "CASE WHEN j.value LIKE '{%' AND json_valid(j.value) THEN j.value END"
                    : "CASE WHEN j.value LIKE '{%}' THEN j.value::jsonb END";
}

std::string Dialect::field(const std::string& json, const std::vector<std::string>& path, ValueType type) const
{
    if (m_sqlite) {
        const std::string place = fmt::format("{}, {}", json, text(sqlitePath(path)));
        const std::string value =
            fmt::format("CASE WHEN json_type({0}) IN ({1}) THEN json_extract({0}) END", place, sqliteTypes(type));
        return type == ValueType::Text ? fmt::format("nullif({}, '')", value) : value;
    }
    std::string place = json;
    for (const std::string& key : path) {
        place = fmt::format("({} -> {})", place, text(key));
    }
    const std::string value = fmt::format("CASE WHEN jsonb_typeof({0}) = '{1}' THEN ({0} #>> '{{}}'){2} END", place,
                                          postgresType(type), postgresCast(type));
    return type == ValueType::Text ? fmt::format("nullif({}, '')", value) : value;
}

std::string Dialect::hasField(const std::string& json, const std::vector<std::string>& path) const
{
    if (m_sqlite) {
        const std::string place = fmt::format("{}, {}", json, text(sqlitePath(path)));
        return fmt::format("CASE json_type({0}) WHEN 'null' THEN FALSE WHEN 'text' THEN json_extract({0}) <> '' WHEN "
                           "'array' THEN json_array_length({0}) > 0 ELSE json_type({0}) IS NOT NULL END",
                           place);
    }
    std::string place = json;
    for (const std::string& key : path) {
        place = fmt::format("({} -> {})", place, text(key));
    }
    return fmt::format("coalesce({}, 'null') NOT IN ('null'::jsonb, '\"\"'::jsonb, '[]'::jsonb)", place);
}

std::string Dialect::dayOfText(const std::string& value) const
{
    if (m_sqlite) {
        return fmt::format("CASE WHEN {0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND {0} >= '0001' AND "
                           "date({0}, '+0 days') = {0} THEN {0} END",
                           value);
    }
    return fmt::format("CASE WHEN {} THEN {}::date END", isDay(value, ""), value);
}

std::string Dialect::momentOfText(const std::string& value, const TimeZone& zone) const
{
    if (m_sqlite) {
        return fmt::format("moment({}, {})", value, text(zone.name()));
    }
    constexpr std::string_view kTime = "[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]{1,9})?";
    constexpr std::string_view kOffset = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";
    // PostgreSQL would round what is finer than microseconds.
    const std::string cut = fmt::format("regexp_replace({}, '([.][0-9]{{6}})[0-9]+', '\\1')", value);
    return fmt::format("CASE WHEN {} THEN {}::timestamptz WHEN {} THEN {}::timestamp AT TIME ZONE {} END",
                       isDay(value, fmt::format("{}{}", kTime, kOffset)), cut, isDay(value, kTime), cut,
                       text(zone.name()));
}

} // namespace postweave::segment::sql
