// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/value.h"

#include "core/base/json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace postweave {
inline namespace base {

namespace {

constexpr std::array<std::pair<ValueType, std::string_view>, 7> kNames{{{ValueType::Boolean, "boolean"},
                                                                        {ValueType::Integer, "integer"},
                                                                        {ValueType::Number, "number"},
                                                                        {ValueType::Date, "date"},
                                                                        {ValueType::DateTime, "datetime"},
                                                                        {ValueType::Text, "text"},
                                                                        {ValueType::List, "list"}}};

struct JsonVisitor {
    const TimeZone& zone;
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(Date date) const { return formatDate(date); }
    Json operator()(Instant instant) const { return zone.format(instant); }
    Json operator()(const TextList& list) const { return Json(list); }
    Json operator()(bool value) const { return value; }
    Json operator()(std::int64_t value) const { return value; }
    Json operator()(double value) const { return value; }
    Json operator()(const std::string& value) const { return value; }
};

} // namespace

std::string_view nameOf(ValueType type)
{
    return kNames[static_cast<std::size_t>(type)].second;
}

std::optional<ValueType> valueTypeByName(std::string_view name)
{
    for (const auto& [type, known] : kNames) {
        if (known == name) {
            return type;
        }
    }
    return std::nullopt;
}

std::optional<ValueType> typeOf(const Value& value)
{
    if (isMissing(value)) {
        return std::nullopt;
    }
    return static_cast<ValueType>(value.index() - 1);
}

Json toJson(const Value& value, const TimeZone& zone)
{
    return std::visit(JsonVisitor{zone}, value);
}

std::string formatNumber(double number)
{
    std::array<char, 400> buffer{};
    const double magnitude = std::fabs(number);
    const bool plain = magnitude == 0.0 || (magnitude >= 1e-6 && magnitude < 1e21);
    const auto end = plain
                         ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed)
                         : std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), end.ptr};
}

} // namespace base
} // namespace postweave
