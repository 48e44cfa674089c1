// SPDX-License-Identifier: GPL-3.0-or-later
// From cells to values of a known type.
#pragma once

#include "core/base/time_zone.h"
#include "core/base/value.h"
#include "core/ingest/date_format.h"
#include "core/ingest/record.h"

#include <optional>
#include <string>
#include <string_view>

namespace postweave::ingest {

/// What the values of a column are to become.
struct ValueRule {
    ValueType type = ValueType::Text;
    std::optional<DateFormat> dateFormat; ///< of Date and DateTime; else ISO 8601 as TypeInference reads it
    std::string separator = "|";          ///< of List, not empty
};

/// False if the cell does not fit the type. Absent and missing cells are missing values. An integer fits a number; a
/// bare date fits a datetime (its midnight in `zone`); anything but a list fits text, as written; list items are
/// trimmed, empty ones dropped.
[[nodiscard]] bool convert(const Cell& cell, const ValueRule& rule, const TimeZone& zone, Value& out);

/// The moment an event's time column tells: by `format` where there is one, else RFC 3339 (a bare date is its
/// midnight), Unix seconds, or milliseconds from 10^11 on; years 0001 to 9999.
[[nodiscard]] std::optional<Instant> readMoment(const Cell& cell, const std::optional<DateFormat>& format,
                                                const TimeZone& zone);

/// keyText() of a cell that may be anything.
[[nodiscard]] std::string_view trimmedKey(const Cell& cell);

/// A key as text, trimmed: fields and strings as they stand, JSON numbers as written. Empty: none (lists too).
[[nodiscard]] inline std::string_view keyText(const Cell& cell)
{
    const auto isInk = [](char c) { return static_cast<unsigned char>(c) > 0x20; };
    const bool asItIs =
        cell.kind == CellKind::Field && !cell.text.empty() && isInk(cell.text.front()) && isInk(cell.text.back());
    return asItIs ? cell.text : trimmedKey(cell);
}

/// `'12 apples' is no integer`, shortened.
[[nodiscard]] std::string describeMisfit(const Cell& cell, const ValueRule& rule);

/// The text in quotes, shortened to some forty characters.
[[nodiscard]] std::string inQuotes(std::string_view text);

} // namespace postweave::ingest
