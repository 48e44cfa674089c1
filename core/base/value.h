// SPDX-License-Identifier: GPL-3.0-or-later
// Value: what an attribute or an event's property can hold.
#pragma once

#include "core/base/calendar.h"
#include "core/base/json_fwd.h"
#include "core/base/time_zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postweave {
inline namespace base {

enum class ValueType : std::uint8_t { Boolean, Integer, Number, Date, DateTime, Text, List };

using TextList = std::vector<std::string>;

/// monostate: missing. Numbers are finite.
using Value = std::variant<std::monostate, bool, std::int64_t, double, Date, Instant, std::string, TextList>;

/// `boolean`, `integer`, `number`, `date`, `datetime`, `text`, `list`.
[[nodiscard]] std::string_view nameOf(ValueType type);
[[nodiscard]] std::optional<ValueType> valueTypeByName(std::string_view name);
/// Nothing for a missing value.
[[nodiscard]] std::optional<ValueType> typeOf(const Value& value);
[[nodiscard]] inline bool isMissing(const Value& value)
{
    return std::holds_alternative<std::monostate>(value);
}

/// Dates as YYYY-MM-DD, datetimes as RFC 3339 in `zone`, lists as arrays, missing as null.
[[nodiscard]] Json toJson(const Value& value, const TimeZone& zone);

/// The shortest text that reads back as the same double, never in exponent form between 1e-6 and 1e21; whole numbers
/// keep `.0` off.
[[nodiscard]] std::string formatNumber(double number);

} // namespace base
} // namespace postweave
