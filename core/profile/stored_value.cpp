// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/stored_value.h"

#include "core/base/json.h"

#include <fmt/format.h>

#include <cmath>

namespace postweave::profile {

namespace {

using Kind = StoredValue::Kind;

StoredValue storedInteger(std::int64_t integer)
{
    return {Kind::Integer, integer, 0, {}};
}
StoredValue storedNumber(double number)
{
    return {Kind::Number, 0, number, {}};
}
StoredValue storedText(std::string_view text)
{
    return {Kind::Text, 0, 0, text};
}

std::optional<StoredValue> numberOf(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return std::isfinite(*number) ? std::optional(storedNumber(*number)) : std::nullopt;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return storedNumber(static_cast<double>(*integer));
    }
    return std::nullopt;
}

std::optional<StoredValue> listOf(const Value& value, std::string& buffer)
{
    const auto* list = std::get_if<TextList>(&value);
    if (list == nullptr) {
        return std::nullopt;
    }
    if (list->empty()) {
        return StoredValue{};
    }
    buffer.clear();
    writeList(*list, buffer);
    return storedText(buffer);
}

} // namespace

std::string_view columnTypeFor(ValueType type)
{
    switch (type) {
    case ValueType::Number:
        return "REAL";
    case ValueType::Text:
    case ValueType::List:
        return "TEXT";
    default:
        return "INTEGER";
    }
}

bool StoredValue::operator==(const StoredValue& other) const
{
    if (kind != other.kind) {
        return false;
    }
    switch (kind) {
    case Kind::Integer:
        return integer == other.integer;
    case Kind::Number:
        return number == other.number;
    case Kind::Text:
        return text == other.text;
    default:
        return true;
    }
}

std::optional<StoredValue> toStored(const Value& value, ValueType type, std::string& buffer)
{
    if (isMissing(value)) {
        return StoredValue{};
    }
    if (type == ValueType::Number) {
        return numberOf(value);
    }
    if (type == ValueType::List) {
        return listOf(value, buffer);
    }
    if (typeOf(value) != type) {
        return std::nullopt;
    }
    switch (type) {
    case ValueType::Boolean:
        return storedInteger(std::get<bool>(value) ? 1 : 0);
    case ValueType::Integer:
        return storedInteger(std::get<std::int64_t>(value));
    case ValueType::Date:
        return storedInteger(std::get<Date>(value).days);
    case ValueType::DateTime:
        return storedInteger(std::get<Instant>(value).microseconds);
    default:
        return storedText(std::get<std::string>(value));
    }
}

StoredValue storedAs(const StoredValue& value, ValueType type)
{
    const bool widens = value.kind == Kind::Integer && type == ValueType::Number;
    return widens ? storedNumber(static_cast<double>(value.integer)) : value;
}

StoredValue readStored(const sqlite::Statement& row, int column)
{
    if (row.isNull(column)) {
        return {};
    }
    if (row.isText(column)) {
        return storedText(row.text(column));
    }
    return row.isNumber(column) ? storedNumber(row.number(column)) : storedInteger(row.integer(column));
}

void bindStored(sqlite::Statement& statement, int index, const StoredValue& value)
{
    switch (value.kind) {
    case Kind::Integer:
        statement.bind(index, value.integer);
        break;
    case Kind::Number:
        statement.bind(index, value.number);
        break;
    case Kind::Text:
        statement.bind(index, value.text);
        break;
    default:
        statement.bindNull(index);
    }
}

namespace {

Value integerAs(std::int64_t integer, ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return integer != 0;
    case ValueType::Integer:
        return integer;
    case ValueType::Date:
        return Date{static_cast<std::int32_t>(integer)};
    case ValueType::DateTime:
        return Instant{integer};
    case ValueType::Number:
        return static_cast<double>(integer);
    default:
        return {};
    }
}

Value textAs(std::string_view text, ValueType type)
{
    if (type == ValueType::Text) {
        return std::string(text);
    }
    std::vector<std::string_view> items;
    std::deque<std::string> unescaped;
    if (type != ValueType::List || !readList(text, items, unescaped)) {
        return {};
    }
    return TextList(items.begin(), items.end());
}

} // namespace

Value fromStored(const StoredValue& stored, ValueType type)
{
    switch (stored.kind) {
    case Kind::Integer:
        return integerAs(stored.integer, type);
    case Kind::Number:
        return type == ValueType::Number ? Value(stored.number) : Value();
    case Kind::Text:
        return textAs(stored.text, type);
    default:
        return {};
    }
}

void writeList(const TextList& list, std::string& out)
{
    char separator = '[';
    for (const std::string& item : list) {
        out += separator;
        separator = ',';
        out += '"';
        for (const char c : item) {
            if (c == '"' || c == '\\') {
                out += '\\';
                out += c;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            } else {
                out += c;
            }
        }
        out += '"';
    }
    out += ']';
}

namespace {

bool readEscapedList(std::string_view json, std::vector<std::string_view>& items, std::deque<std::string>& unescaped)
{
    const Json list = Json::parse(json, nullptr, false);
    if (!list.is_array()) {
        return false;
    }
    for (const Json& item : list) {
        if (!item.is_string()) {
            return false;
        }
        unescaped.push_back(item.get<std::string>());
    }
    const std::size_t first = unescaped.size() - list.size();
    items.insert(items.end(), unescaped.begin() + static_cast<std::ptrdiff_t>(first), unescaped.end());
    return true;
}

} // namespace

bool readList(std::string_view json, std::vector<std::string_view>& items, std::deque<std::string>& unescaped)
{
    if (json.size() < 2 || json.front() != '[' || json.back() != ']' || json.find('\\') != std::string_view::npos) {
        return readEscapedList(json, items, unescaped);
    }
    std::string_view rest = json.substr(1, json.size() - 2);
    while (!rest.empty()) {
        const std::size_t end = rest.front() == '"' ? rest.find('"', 1) : std::string_view::npos;
        if (end == std::string_view::npos) {
            return false;
        }
        items.push_back(rest.substr(1, end - 1));
        rest.remove_prefix(end + 1);
        if (!rest.empty() && (rest.front() != ',' || rest.size() == 1)) {
            return false;
        }
        rest.remove_prefix(rest.empty() ? 0 : 1);
    }
    return true;
}

} // namespace postweave::profile
