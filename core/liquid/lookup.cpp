// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/lookup.h"

#include "core/base/text.h"
#include "core/liquid/failure.h"
#include "core/liquid/number.h"
#include "core/liquid/text_search.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::liquid {

namespace {

using Command = PathStep::Command;

constexpr int kDeepest = 1000;

std::optional<Value> commandOnList(std::span<const Value> items, Command command)
{
    switch (command) {
    case Command::Size:
        return Value::integer(static_cast<std::int64_t>(items.size()));
    case Command::First:
        return items.empty() ? Value() : items.front();
    case Command::Last:
        return items.empty() ? Value() : items.back();
    case Command::None:
        break;
    }
    return std::nullopt;
}

std::optional<Value> commandOnText(std::string_view text, Command command)
{
    switch (command) {
    case Command::Size:
        return Value::integer(static_cast<std::int64_t>(countCodePoints(text)));
    case Command::First: {
        std::size_t end = 0;
        if (!text.empty()) {
            static_cast<void>(nextCodePoint(text, end));
        }
        return Value::text(text.substr(0, end));
    }
    case Command::Last: {
        std::size_t begin = text.size();
        while (begin > 0 && isContinuationByte(text[--begin])) {
        }
        return Value::text(text.substr(begin));
    }
    case Command::None:
        break;
    }
    return std::nullopt;
}

std::optional<Value> commandOnHash(const Hash& hash, Command command, Arena& arena)
{
    if (command == Command::Size) {
        return Value::integer(static_cast<std::int64_t>(hash.size()));
    }
    if (command != Command::First) {
        return std::nullopt;
    }
    if (hash.size() == 0) {
        return Value();
    }
    ValueList pair(arena, 2);
    pair.add(Value::text(hash.entries().front().name));
    pair.add(hash.entries().front().value);
    return pair.array();
}

std::optional<Value> commandOnRange(const Range& range, Command command)
{
    switch (command) {
    case Command::Size:
        return Value::integer(range.size());
    case Command::First:
        return Value::integer(range.first);
    case Command::Last:
        return Value::integer(range.last);
    case Command::None:
        break;
    }
    return std::nullopt;
}

Value itemAt(std::span<const Value> items, std::int64_t index)
{
    const auto size = static_cast<std::int64_t>(items.size());
    const std::int64_t at = index < 0 ? index + size : index;
    return at >= 0 && at < size ? items[static_cast<std::size_t>(at)] : Value();
}

void flatten(std::span<const Value> items, ValueList& out, int depth)
{
    if (depth > kDeepest) {
        throw RenderFailure{"Nesting too deep", ErrorCode::LimitExceeded};
    }
    for (const Value& item : items) {
        if (item.isArray()) {
            flatten(item.asArray(), out, depth + 1);
        } else {
            out.add(item);
        }
    }
}

std::span<const Value> unrolledRange(const Range& range, Arena& arena)
{
    const std::int64_t size = range.size();
    Value* const items = arena.makeRoom<Value>(static_cast<std::size_t>(size));
    for (std::int64_t i = 0; i < size; ++i) {
        new (items + i) Value(Value::integer(range.first + i));
    }
    return {items, static_cast<std::size_t>(size)};
}

[[noreturn]] void refuseProperty(std::string_view property)
{
    throw RenderFailure{fmt::format("cannot select the property '{}'", property)};
}

/// Ruby's String#[]: a part that is there, or the character at an index.
Value selectFromText(std::string_view text, const Value& property, std::string_view propertyText)
{
    if (property.isText()) {
        return findText(text, property.asText()) == std::string_view::npos ? Value() : property;
    }
    if (property.kind() != Kind::Integer) {
        refuseProperty(propertyText);
    }
    const auto count = static_cast<std::int64_t>(countCodePoints(text));
    std::int64_t index = property.asInteger() < 0 ? property.asInteger() + count : property.asInteger();
    if (index < 0 || index >= count) {
        return {};
    }
    std::size_t begin = 0;
    std::size_t end = 0;
    for (; index >= 0; --index) {
        begin = end;
        static_cast<void>(nextCodePoint(text, end));
    }
    return Value::text(text.substr(begin, end - begin));
}

/// Ruby's Integer#[].
Value bitOf(const Value& number, std::int64_t bit)
{
    const std::int64_t whole = number.kind() == Kind::Integer     ? number.asInteger()
                               : number.asText().starts_with('-') ? -1
                                                                  : 0;
    return Value::integer(bit < 0 ? 0 : (whole >> std::min<std::int64_t>(bit, 63)) & 1);
}

} // namespace

void ValueList::add(const Value& value)
{
    if (m_size == m_room) {
        m_room = std::max<std::size_t>(m_room * 2, 8);
        Value* const larger = m_arena.makeRoom<Value>(m_room);
        std::uninitialized_copy_n(m_items, m_size, larger);
        m_items = larger;
    }
    new (m_items + m_size++) Value(value);
}

std::optional<Value> command(const Value& value, Command command, Arena& arena)
{
    switch (value.kind()) {
    case Kind::Array:
        return commandOnList(value.asArray(), command);
    case Kind::Text:
        return commandOnText(value.asText(), command);
    case Kind::Hash:
        return commandOnHash(value.asHash(), command, arena);
    case Kind::Range:
        return commandOnRange(value.asRange(), command);
    case Kind::Object: {
        const Value items = value.asObject().items(arena);
        return items.isArray() ? commandOnList(items.asArray(), command) : std::nullopt;
    }
    case Kind::Integer:
    case Kind::BigInteger:
        return command == Command::Size ? std::optional(Value::integer(bytesOfWhole(value))) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::optional<Value> stepInto(const Value& value, const Key& name, Command ifMissing, Arena& arena)
{
    if (value.isHash()) {
        if (const Value* const found = value.asHash().find(name)) {
            return *found;
        }
    } else if (value.kind() == Kind::Object) {
        if (const auto found = value.asObject().lookup(name, arena)) {
            return found;
        }
    }
    return ifMissing == Command::None ? std::nullopt : command(value, ifMissing, arena);
}

std::optional<Value> stepInto(const Value& value, const Value& key, Arena& arena)
{
    if (key.isText()) {
        return stepInto(value, Key(key.asText()), Command::None, arena);
    }
    if (key.kind() != Kind::Integer) {
        return std::nullopt;
    }
    if (value.isArray()) {
        return itemAt(value.asArray(), key.asInteger());
    }
    if (value.kind() == Kind::Object) {
        const Value items = value.asObject().items(arena);
        return items.isArray() ? std::optional(itemAt(items.asArray(), key.asInteger())) : std::nullopt;
    }
    return std::nullopt;
}

bool hasProperties(const Value& item)
{
    switch (item.kind()) {
    case Kind::Hash:
    case Kind::Object:
    case Kind::Array:
    case Kind::Text:
    case Kind::Integer:
    case Kind::BigInteger:
        return true;
    default:
        return false;
    }
}

std::optional<Value> select(const Value& item, const Value& property, Arena& arena, std::string_view propertyText)
{
    switch (item.kind()) {
    case Kind::Hash:
    case Kind::Object:
        return stepInto(item, property, arena).value_or(Value());
    case Kind::Array:
        if (property.kind() != Kind::Integer) {
            refuseProperty(propertyText);
        }
        return itemAt(item.asArray(), property.asInteger());
    case Kind::Text:
        return selectFromText(item.asText(), property, propertyText);
    case Kind::Integer:
    case Kind::BigInteger:
        if (!isNumber(property)) {
            refuseProperty(propertyText);
        }
        return bitOf(item, toIndex(property, arena));
    default:
        return std::nullopt;
    }
}

std::optional<std::span<const Value>> unrolled(const Value& value, Arena& arena)
{
    if (value.isArray()) {
        return value.asArray();
    }
    if (value.kind() == Kind::Range) {
        return unrolledRange(value.asRange(), arena);
    }
    if (value.kind() == Kind::Object) {
        const Value items = value.asObject().items(arena);
        return items.isArray() ? std::optional(items.asArray()) : std::nullopt;
    }
    return std::nullopt;
}

std::span<const Value> itemsOf(const Value& value, Arena& arena)
{
    if (value.isArray()) {
        const auto items = value.asArray();
        if (std::ranges::none_of(items, &Value::isArray)) {
            return items;
        }
        ValueList flat(arena, items.size());
        flatten(items, flat, 0);
        return flat.items();
    }
    if (const auto items = unrolled(value, arena)) {
        return *items;
    }
    if (value.isNil()) {
        return {};
    }
    ValueList one(arena, 1);
    one.add(value);
    return one.items();
}

} // namespace postweave::liquid
