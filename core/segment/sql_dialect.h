// SPDX-License-Identifier: GPL-3.0-or-later
// How the dialects spell names, literals and expressions.
#pragma once

#include "core/base/calendar.h"
#include "core/base/time_zone.h"
#include "core/base/value.h"
#include "core/segment/filter_tree.h"
#include "core/segment/sql.h"

#include <string>
#include <string_view>

namespace postweave::segment::sql {

/// `"name"`, quotes doubled.
[[nodiscard]] std::string identifier(std::string_view name);
/// `'text'`, quotes doubled.
[[nodiscard]] std::string text(std::string_view value);
[[nodiscard]] std::string number(const Literal& literal);
[[nodiscard]] std::string number(double value);

/// Expressions; `value` is SQL. Conditions may be NULL where a value is.
class Dialect {
public:
    explicit Dialect(SqlDialect dialect) : m_sqlite(dialect == SqlDialect::Sqlite) {}

    [[nodiscard]] bool isSqlite() const { return m_sqlite; }
    [[nodiscard]] std::string moment(Instant instant) const;
    [[nodiscard]] std::string day(Date date) const;
    [[nodiscard]] std::string folded(const std::string& value) const;
    [[nodiscard]] std::string contains(const std::string& value, const std::string& part) const;
    [[nodiscard]] std::string startsWith(const std::string& value, const std::string& part) const;
    [[nodiscard]] std::string endsWith(const std::string& value, const std::string& part) const;
    [[nodiscard]] std::string matches(const std::string& value, const std::string& pattern, bool ignoreCase) const;
    /// Text ordered by bytes.
    [[nodiscard]] std::string byBytes(const std::string& value) const;
    /// `MM-DD` of a date.
    [[nodiscard]] std::string monthAndDay(const std::string& date) const;
    [[nodiscard]] std::string monthAndDayOfMoment(const std::string& moment, const TimeZone& zone) const;
    /// A column of an event's JSON, NULL where it holds another type.
    [[nodiscard]] std::string property(std::string_view event, std::string_view name, ValueType type) const;
    /// Whether an event has it.
    [[nodiscard]] std::string hasProperty(std::string_view event, std::string_view name) const;
    /// A list's items as a FROM source with the column j.value.
    [[nodiscard]] std::string items(const std::string& list, bool ofProperty) const;
    /// Microseconds from one moment to another, as a floating-point number.
    [[nodiscard]] std::string microsecondsBetween(const std::string& from, const std::string& to) const;
    [[nodiscard]] std::string half(const std::string& exponent) const;
    /// `moment` and a duration later.
    [[nodiscard]] std::string later(const std::string& moment, Duration duration, const TimeZone& zone) const;
    [[nodiscard]] std::string asReal(const std::string& value) const;

private:
    [[nodiscard]] std::string jsonPlace(std::string_view event, std::string_view name) const;

    bool m_sqlite;
};

} // namespace postweave::segment::sql
