// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/conversion.h"

#include "core/base/short_text.h"
#include "core/base/text.h"
#include "core/ingest/scalar_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

namespace postweave::ingest {

namespace {

/// Stores what was read, if anything.
template <typename T>
bool store(std::optional<T> read, Value& out)
{
    if (!read) {
        return false;
    }
    out = *std::move(read);
    return true;
}

bool isText(const Cell& cell)
{
    return cell.kind == CellKind::Field || cell.kind == CellKind::String;
}

bool toBoolean(const Cell& cell, Value& out)
{
    if (cell.kind == CellKind::Boolean) {
        out = cell.boolean;
        return true;
    }
    return isText(cell) && store(readBoolean(cell.text), out);
}

bool toInteger(const Cell& cell, Value& out)
{
    if (cell.kind == CellKind::Integer) {
        out = cell.integer;
        return true;
    }
    return isText(cell) && store(readInteger(cell.text), out);
}

bool toNumber(const Cell& cell, Value& out)
{
    if (cell.kind == CellKind::Integer || cell.kind == CellKind::Number) {
        out = cell.kind == CellKind::Integer ? static_cast<double>(cell.integer) : cell.number;
        return true;
    }
    return isText(cell) && store(readNumber(cell.text), out);
}

bool toDate(const Cell& cell, const ValueRule& rule, Value& out)
{
    if (!isText(cell)) {
        return false;
    }
    if (!rule.dateFormat) {
        return store(parseDate(cell.text), out);
    }
    const auto local = rule.dateFormat->read(cell.text);
    return local && store(std::optional(local->date), out);
}

std::optional<Instant> readDateTime(std::string_view text, const std::optional<DateFormat>& format,
                                    const TimeZone& zone)
{
    if (format) {
        const auto local = format->read(text);
        return local ? std::optional(zone.fromLocal(*local)) : std::nullopt;
    }
    if (const auto parsed = parseDateTime(text)) {
        return zone.resolve(*parsed);
    }
    const auto date = parseDate(text);
    return date ? std::optional(zone.startOfDay(*date)) : std::nullopt;
}

bool toText(const Cell& cell, Value& out)
{
    if (cell.kind == CellKind::List) {
        return false;
    }
    out = std::string(cell.text);
    return true;
}

TextList splitList(std::string_view text, std::string_view separator)
{
    TextList items;
    for (;;) {
        const std::size_t end = text.find(separator);
        if (const std::string_view item = trimmed(text.substr(0, end)); !item.empty()) {
            items.emplace_back(item);
        }
        if (end == std::string_view::npos) {
            return items;
        }
        text.remove_prefix(end + separator.size());
    }
}

bool toList(const Cell& cell, const ValueRule& rule, Value& out)
{
    TextList items;
    if (cell.kind == CellKind::List) {
        items = *cell.list;
    } else if (cell.kind == CellKind::Field) {
        items = splitList(cell.text, rule.separator);
    } else {
        items.emplace_back(cell.text);
    }
    if (items.empty()) {
        out = std::monostate{};
    } else {
        out = std::move(items);
    }
    return true;
}

constexpr std::int64_t kMillisecondsFrom = 100'000'000'000;
constexpr std::int64_t kYear1 = -62'135'596'800; // in Unix seconds
constexpr std::int64_t kYear10000 = 253'402'300'800;

std::optional<Instant> fromUnix(std::int64_t number)
{
    const bool milliseconds = number >= kMillisecondsFrom || number <= -kMillisecondsFrom;
    const std::int64_t seconds = milliseconds ? number / 1000 : number;
    if (seconds < kYear1 || seconds >= kYear10000) {
        return std::nullopt;
    }
    return Instant{number * (milliseconds ? 1000 : kMicrosecondsPerSecond)};
}

std::optional<Instant> fromUnix(double number)
{
    const bool milliseconds = std::fabs(number) >= static_cast<double>(kMillisecondsFrom);
    const double seconds = milliseconds ? number / 1000.0 : number;
    if (seconds < static_cast<double>(kYear1) || seconds >= static_cast<double>(kYear10000)) {
        return std::nullopt;
    }
    return Instant{std::llround(number * (milliseconds ? 1e3 : 1e6))};
}

std::optional<Instant> fromUnixText(std::string_view text)
{
    if (const auto integer = readInteger(text)) {
        return fromUnix(*integer);
    }
    const auto number = readNumber(text);
    return number ? fromUnix(*number) : std::nullopt;
}

} // namespace

bool convert(const Cell& cell, const ValueRule& rule, const TimeZone& zone, Value& out)
{
    if (!cell.isSet()) {
        out = std::monostate{};
        return true;
    }
    switch (rule.type) {
    case ValueType::Boolean:
        return toBoolean(cell, out);
    case ValueType::Integer:
        return toInteger(cell, out);
    case ValueType::Number:
        return toNumber(cell, out);
    case ValueType::Date:
        return toDate(cell, rule, out);
    case ValueType::DateTime:
        return isText(cell) && store(readDateTime(cell.text, rule.dateFormat, zone), out);
    case ValueType::Text:
        return toText(cell, out);
    case ValueType::List:
        return toList(cell, rule, out);
    }
    return false;
}

std::optional<Instant> readMoment(const Cell& cell, const std::optional<DateFormat>& format, const TimeZone& zone)
{
    if (cell.kind == CellKind::Integer) {
        return fromUnix(cell.integer);
    }
    if (cell.kind == CellKind::Number) {
        return fromUnix(cell.number);
    }
    if (!isText(cell)) {
        return std::nullopt;
    }
    const auto digits = format ? std::nullopt : numberOfDigits(cell.text);
    if (digits && cell.text.front() != '0') {
        return fromUnix(static_cast<std::int64_t>(*digits));
    }
    const std::string_view text = trimmed(cell.text);
    const auto unixTime = format ? std::nullopt : fromUnixText(text);
    return unixTime ? unixTime : readDateTime(text, format, zone);
}

std::string_view trimmedKey(const Cell& cell)
{
    return cell.isSet() && cell.kind != CellKind::List ? trimmed(cell.text) : std::string_view{};
}

std::string inQuotes(std::string_view text)
{
    constexpr std::size_t kShown = 40;
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size() && count < kShown; ++count) {
        static_cast<void>(nextCodePoint(text, end));
    }
    return fmt::format("'{}{}'", text.substr(0, end), end < text.size() ? "…" : "");
}

std::string describeMisfit(const Cell& cell, const ValueRule& rule)
{
    constexpr std::array<std::string_view, 7> kNames{"a boolean",  "an integer", "a number", "a date",
                                                     "a datetime", "text",       "a list"};
    const std::string what = cell.kind == CellKind::List ? "a list" : inQuotes(cell.text);
    const std::string how = rule.dateFormat ? fmt::format(" written {}", rule.dateFormat->pattern()) : "";
    return fmt::format("{} is not {}{}", what, kNames[static_cast<std::size_t>(rule.type)], how);
}

} // namespace postweave::ingest
