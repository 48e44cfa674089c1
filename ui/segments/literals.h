// SPDX-License-Identifier: GPL-3.0-or-later
// Literals of a test as people type and read them.
#pragma once

#include "core/base/time_zone.h"
#include "core/base/value.h"
#include "core/segment/filter_tree.h"

#include <QDate>
#include <QString>

#include <optional>

namespace postweave::ui::segments {

/// Dates as days, datetimes as RFC 3339 in the zone; a list's items come one by one as text. Nothing for a missing one.
[[nodiscard]] std::optional<segment::Literal> literalOf(const Value& value, const TimeZone& zone);

/// For an input: numbers in the user's locale, without grouping.
[[nodiscard]] QString editText(const segment::Literal& literal);
/// For reading: numbers grouped, booleans as yes and no.
[[nodiscard]] QString readingText(const segment::Literal& literal);
[[nodiscard]] QString readingText(const Value& value, const TimeZone& zone);

/// What was typed, as a value to compare with this type; nothing if it is none (no number, no such day).
[[nodiscard]] std::optional<segment::Literal> literalFrom(const QString& typed, ValueType type);
/// Grouped or not, in the user's locale, else with a point.
[[nodiscard]] std::optional<double> numberFrom(const QString& typed);
/// An integer where it is one.
[[nodiscard]] segment::Literal numberLiteral(double number);

/// Dates as days, datetimes as microseconds, as histograms count them; nothing if it does not stand for such a value.
[[nodiscard]] std::optional<double> axisPosition(const segment::Literal& literal, ValueType type, const TimeZone& zone);
/// The reverse; rounded for integers, days for dates and datetimes.
[[nodiscard]] segment::Literal literalAt(double position, ValueType type, const TimeZone& zone);

[[nodiscard]] QDate toQDate(Date date);
[[nodiscard]] Date toDate(QDate date);
/// `2026-07-14` or a whole RFC 3339 time: its day.
[[nodiscard]] std::optional<QDate> dayOf(const segment::Literal& literal);
[[nodiscard]] segment::Literal dayLiteral(QDate day);
/// 14 July 2026, in the user's locale.
[[nodiscard]] QString readingDay(QDate day);

} // namespace postweave::ui::segments
