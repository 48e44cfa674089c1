// SPDX-License-Identifier: GPL-3.0-or-later
// Which types of values a test can be asked of.
#pragma once

#include "core/base/value.h"
#include "core/segment/filter_tree.h"

#include <cstdint>
#include <optional>

namespace postweave::segment {

/// Numbers for numbers, text for text and lists, dates and times (as text) for dates and datetimes, booleans for
/// booleans.
[[nodiscard]] bool goesWith(const Literal& literal, ValueType type);
/// The operator applies to the type and every value goes with it.
[[nodiscard]] bool goesWith(const ValueTest& test, ValueType type);
/// What a field of an object is read as: only JSON's text, numbers, booleans; text that is a date or a time; or, by
/// is_set and is_not_set, anything.
enum class FieldKind : std::uint8_t { Any, Text, Number, Boolean, Time };

/// By the operator, else by its values. Nothing if the operator goes with no field, or the values are of several kinds.
[[nodiscard]] std::optional<FieldKind> fieldKindOf(const ValueTest& test);

/// Whether two attributes of these types can be compared so: `=` to `>=` of one kind (numbers; dates and datetimes;
/// text; `=` `!=` of booleans), `before` `after` `on` of dates and datetimes, `contains` to `ends_with` of texts, `has`
/// of a list and a text, `has_any` `has_all` `has_none` of lists.
[[nodiscard]] bool comparesAttributes(Operator op, ValueType left, ValueType right);
/// Whether any two attributes can.
[[nodiscard]] bool comparesAttributes(Operator op);

/// One value or several, or none.
[[nodiscard]] LiteralList literalsOf(const ValueTest& test);

} // namespace postweave::segment
