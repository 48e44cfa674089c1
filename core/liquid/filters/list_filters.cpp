// SPDX-License-Identifier: GPL-3.0-or-later
// Filters on lists.
#include "core/liquid/filters/filter.h"

#include "core/liquid/compare.h"
#include "core/liquid/failure.h"
#include "core/liquid/lookup.h"
#include "core/liquid/number.h"
#include "core/liquid/print.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace postweave::liquid {

namespace {

using Items = std::span<const Value>;

/// What an item is known by: itself, or its property.
struct Keyed {
    Value key;
    Value item;
};

/// Ruby's item[property]; nothing where Ruby has no such method.
std::optional<Value> propertyOf(FilterCallContext& call, const Value& item, const Value& property)
{
    return select(item, property, call.arena, call.text(property));
}

/// Nothing if an item has no properties at all: then the filters give nil.
std::optional<std::vector<Keyed>> keyedItems(FilterCallContext& call, Items items, FilterArguments arguments)
{
    std::vector<Keyed> keyed;
    keyed.reserve(items.size());
    for (const Value& item : items) {
        const bool isWhole = arguments.empty() || arguments[0].isNil();
        const auto key = isWhole ? std::optional(item) : propertyOf(call, item, arguments[0]);
        if (!key) {
            return std::nullopt;
        }
        keyed.push_back({*key, item});
    }
    return keyed;
}

Value arrayOf(FilterCallContext& call, const std::vector<Keyed>& keyed)
{
    ValueList list(call.arena, keyed.size());
    for (const Keyed& entry : keyed) {
        list.add(entry.item);
    }
    return list.array();
}

std::size_t bytesOf(const Value& value)
{
    return value.isText() ? value.asText().size() : 16;
}

/// nil goes last.
bool isBefore(FilterCallContext& call, const Value& a, const Value& b)
{
    call.countBytes(std::min(bytesOf(a), bytesOf(b)));
    if (const auto found = order(a, b)) {
        return *found < 0;
    }
    if (a.isNil() || b.isNil()) {
        return b.isNil() && !a.isNil();
    }
    throw RenderFailure{"cannot sort values of incompatible types"};
}

char foldAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

/// Ruby's casecmp, which folds ASCII only.
bool isBeforeWithoutCase(std::string_view a, std::string_view b)
{
    return std::ranges::lexicographical_compare(a, b, [](char x, char y) {
        return static_cast<unsigned char>(foldAscii(x)) < static_cast<unsigned char>(foldAscii(y));
    });
}

/// Ruby compares and groups nothing where there is one item only, and then asks it for no property.
std::optional<std::vector<Keyed>> comparedItems(FilterCallContext& call, Items items, FilterArguments arguments)
{
    return items.size() == 1 ? std::optional(std::vector<Keyed>{{items[0], items[0]}})
                             : keyedItems(call, items, arguments);
}

/// Sorting asks first whether all items have properties.
std::optional<std::vector<Keyed>> sortedItems(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const Items items = itemsOf(input, call.arena);
    const bool isWhole = arguments.empty() || arguments[0].isNil();
    return isWhole || std::ranges::all_of(items, hasProperties) ? comparedItems(call, items, arguments) : std::nullopt;
}

Value sort(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    auto keyed = sortedItems(call, input, arguments);
    if (!keyed) {
        return {};
    }
    std::ranges::stable_sort(
        *keyed, [&](const Value& a, const Value& b) { return isBefore(call, a, b); }, &Keyed::key);
    return arrayOf(call, *keyed);
}

Value sortNatural(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    auto keyed = sortedItems(call, input, arguments);
    if (!keyed) {
        return {};
    }
    for (Keyed& entry : *keyed) {
        entry.key = entry.key.isNil() ? Value() : Value::text(call.text(entry.key));
    }
    std::ranges::stable_sort(*keyed, [&](const Keyed& a, const Keyed& b) {
        if (a.key.isNil() || b.key.isNil()) {
            return b.key.isNil() && !a.key.isNil();
        }
        call.countBytes(std::min(bytesOf(a.key), bytesOf(b.key)));
        return isBeforeWithoutCase(a.key.asText(), b.key.asText());
    });
    return arrayOf(call, *keyed);
}

/// Ruby's eql?: 1 and 1.0 are two.
std::string identityOf(FilterCallContext& call, const Value& value)
{
    std::string identity(1, static_cast<char>('a' + static_cast<int>(value.kind())));
    appendInspected(identity, value, call.zone, call.longestText);
    call.countBytes(identity.size());
    if (value.kind() == Kind::Object) {
        identity += std::to_string(reinterpret_cast<std::uintptr_t>(&value.asObject()));
    }
    return identity;
}

Value uniq(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    auto keyed = comparedItems(call, itemsOf(input, call.arena), arguments);
    if (!keyed) {
        return {};
    }
    std::unordered_set<std::string> seen;
    std::erase_if(*keyed, [&](const Keyed& entry) { return !seen.insert(identityOf(call, entry.key)).second; });
    return arrayOf(call, *keyed);
}

Value compact(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    auto keyed = keyedItems(call, itemsOf(input, call.arena), arguments);
    if (!keyed) {
        return {};
    }
    std::erase_if(*keyed, [](const Keyed& entry) { return entry.key.isNil(); });
    return arrayOf(call, *keyed);
}

Value map(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const Items items = itemsOf(input, call.arena);
    ValueList list(call.arena, items.size());
    for (const Value& item : items) {
        list.add(propertyOf(call, item, arguments[0]).value_or(Value()));
    }
    return list.array();
}

Value reverse(FilterCallContext& call, const Value& input, FilterArguments)
{
    const Items items = itemsOf(input, call.arena);
    ValueList list(call.arena, items.size());
    for (std::size_t i = items.size(); i > 0; --i) {
        list.add(items[i - 1]);
    }
    return list.array();
}

Value concat(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const bool isObjectList =
        arguments[0].kind() == Kind::Object && arguments[0].asObject().items(call.arena).isArray();
    if (!arguments[0].isArray() && !isObjectList) {
        throw RenderFailure{"concat filter requires an array argument"};
    }
    const Items items = itemsOf(input, call.arena);
    const Items more = *unrolled(arguments[0], call.arena);
    ValueList list(call.arena, items.size() + more.size());
    for (const Items part : {items, more}) {
        for (const Value& item : part) {
            list.add(item);
        }
    }
    return list.array();
}

Value join(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const std::string_view glue = arguments.empty() ? " " : call.text(arguments[0]);
    std::string out;
    bool isFirst = true;
    for (const Value& item : itemsOf(input, call.arena)) {
        if (!isFirst) {
            appendString(out, Value::text(glue), call.zone, call.longestText);
        }
        isFirst = false;
        appendString(out, item, call.zone, call.longestText);
    }
    return Value::text(call.arena.copy(out));
}

Value first(FilterCallContext& call, const Value& input, FilterArguments)
{
    return input.isWhole() ? Value() : command(input, PathStep::Command::First, call.arena).value_or(Value());
}

Value last(FilterCallContext& call, const Value& input, FilterArguments)
{
    return input.isWhole() ? Value() : command(input, PathStep::Command::Last, call.arena).value_or(Value());
}

Value size(FilterCallContext& call, const Value& input, FilterArguments)
{
    return command(input, PathStep::Command::Size, call.arena).value_or(Value::integer(0));
}

Value sum(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const bool isWhole = arguments.empty() || arguments[0].isNil();
    ValueList values(call.arena);
    for (const Value& item : itemsOf(input, call.arena)) {
        values.add(isWhole ? item : propertyOf(call, item, arguments[0]).value_or(Value::integer(0)));
    }
    Value total = Value::integer(0);
    for (const Value& value : itemsOf(values.array(), call.arena)) {
        call.countBytes(bytesOf(value));
        total = calculate(Operation::Add, total, value, call.arena);
    }
    return total;
}

constexpr std::array kFilters{
    Filter{"compact", 0, 1, compact}, Filter{"concat", 1, 1, concat},
    Filter{"first", 0, 0, first},     Filter{"join", 0, 1, join},
    Filter{"last", 0, 0, last},       Filter{"map", 1, 1, map},
    Filter{"reverse", 0, 0, reverse}, Filter{"size", 0, 0, size},
    Filter{"sort", 0, 1, sort},       Filter{"sort_natural", 0, 1, sortNatural},
    Filter{"sum", 0, 1, sum},         Filter{"uniq", 0, 1, uniq},
};

} // namespace

std::span<const Filter> listFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
