// SPDX-License-Identifier: GPL-3.0-or-later
// How values compare, as Liquid's conditions do it in Ruby.
#pragma once

#include "core/base/time_zone.h"
#include "core/liquid/value.h"

#include <compare>
#include <cstdint>
#include <optional>

namespace postweave::liquid {

enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Contains };

/// Ruby's ==, with `empty` and `blank` on either side; a Date equals the text that writes it.
[[nodiscard]] bool areEqual(const Value& left, const Value& right);
/// A condition's outcome. RenderFailure where Ruby refuses (a text against a number).
[[nodiscard]] bool compare(Comparison comparison, const Value& left, const Value& right, const TimeZone& zone,
                           Arena& arena);
/// Ruby's <=>; nothing where the two have no order.
[[nodiscard]] std::optional<std::strong_ordering> order(const Value& left, const Value& right);

/// What filters such as `default` ask: an empty text, array or hash.
[[nodiscard]] bool isEmpty(const Value& value);
/// nil, false, empty, or a text of white space.
[[nodiscard]] bool isBlank(const Value& value);

/// A date or a moment, or a text that reads as one, as a moment; days begin in `zone`.
[[nodiscard]] std::optional<Instant> momentOf(const Value& value, const TimeZone& zone);
/// The calendar day of a Date, or of a text YYYY-MM-DD; nothing for moments.
[[nodiscard]] std::optional<Date> dayOf(const Value& value);

} // namespace postweave::liquid
