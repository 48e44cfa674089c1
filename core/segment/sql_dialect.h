// SPDX-License-Identifier: GPL-3.0-or-later
// How the dialects spell expressions.
#pragma once

#include "core/base/calendar.h"
#include "core/base/time_zone.h"
#include "core/base/value.h"
#include "core/segment/filter_tree.h"
#include "core/segment/sql.h"
#include "core/segment/sql_literals.h"

#include <string>
#include <string_view>
#include <vector>

namespace postweave::segment::sql {

/// Expressions; `value` and the like are SQL. Conditions may be NULL where a value is.
class Dialect {
public:
    Dialect(SqlDialect dialect, Literals& literals) : m_sqlite(dialect == SqlDialect::Sqlite), m_literals(literals) {}

    [[nodiscard]] bool isSqlite() const { return m_sqlite; }
    [[nodiscard]] std::string text(std::string_view value) const { return m_literals.text(value); }
    [[nodiscard]] std::string identifier(std::string_view name) const { return m_literals.identifier(name); }
    [[nodiscard]] std::string number(const Literal& literal) const;
    [[nodiscard]] std::string number(double value) const { return m_literals.number(value); }
    [[nodiscard]] std::string flag(bool value) const;
    [[nodiscard]] std::string moment(Instant instant) const { return m_literals.moment(instant); }
    [[nodiscard]] std::string day(Date date) const { return m_literals.day(date); }
    /// Many values in one literal: a FROM source with the column l.value, text in PostgreSQL.
    [[nodiscard]] std::string list(const Json& values) const;

    [[nodiscard]] std::string folded(const std::string& value) const;
    [[nodiscard]] std::string contains(const std::string& value, const std::string& part) const;
    [[nodiscard]] std::string startsWith(const std::string& value, const std::string& part) const;
    [[nodiscard]] std::string endsWith(const std::string& value, const std::string& part) const;
    [[nodiscard]] std::string matches(const std::string& value, const std::string& pattern, bool ignoreCase) const;
    /// Text ordered by bytes.
    [[nodiscard]] std::string byBytes(const std::string& value) const;
    /// `MM-DD` of a date.
    [[nodiscard]] std::string monthAndDay(const std::string& date) const;
    /// 0 = Monday to 6 = Sunday.
    [[nodiscard]] std::string weekday(const std::string& date) const;

    /// A column of an event's JSON, NULL where it holds another type.
    [[nodiscard]] std::string property(std::string_view event, std::string_view name, ValueType type) const;
    /// Whether an event has it.
    [[nodiscard]] std::string hasProperty(std::string_view event, std::string_view name) const;
    /// Its JSON, to tell values apart.
    [[nodiscard]] std::string anyProperty(std::string_view event, std::string_view name) const;
    /// A list's items as a FROM source with the column j.value.
    [[nodiscard]] std::string items(const std::string& list, bool ofProperty) const;

    /// The item j.value as JSON where it is an object, else NULL.
    [[nodiscard]] std::string itemObject() const;
    /// What a path leads to in JSON, as SQL of that type, NULL where it is missing or another type.
    [[nodiscard]] std::string field(const std::string& json, const std::vector<std::string>& path,
                                    ValueType type) const;
    /// Whether it leads to something but null, empty text and an empty list.
    [[nodiscard]] std::string hasField(const std::string& json, const std::vector<std::string>& path) const;
    /// Text as a day or a moment, NULL where it is none.
    [[nodiscard]] std::string dayOfText(const std::string& value) const;
    [[nodiscard]] std::string momentOfText(const std::string& value, const TimeZone& zone) const;

    /// Microseconds from one moment to another, as a floating-point number.
    [[nodiscard]] std::string microsecondsBetween(const std::string& from, const std::string& to) const;
    [[nodiscard]] std::string half(const std::string& exponent) const;
    [[nodiscard]] std::string asReal(const std::string& value) const;
    [[nodiscard]] std::string asNumeric(const std::string& value) const;
    /// See bucketOf().
    [[nodiscard]] std::string bucket(const std::string& seed, const std::string& key) const;

private:
    [[nodiscard]] std::string jsonPlace(std::string_view event, std::string_view name) const;

    bool m_sqlite;
    Literals& m_literals;
};

} // namespace postweave::segment::sql
