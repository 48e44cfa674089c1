// SPDX-License-Identifier: GPL-3.0-or-later
// Filters that pick items of a list by a property.
#include "core/liquid/filters/filter.h"

#include "core/liquid/compare.h"
#include "core/liquid/lookup.h"

#include <array>
#include <optional>

namespace postweave::liquid {

namespace {

/// Asks item after item, until `found` says enough.
class Picker {
public:
    Picker(FilterCallContext& call, const Value& input, FilterArguments arguments)
        : m_call(call),
          m_property(arguments[0]),
          m_target(arguments.size() > 1 ? arguments[1] : Value()),
          m_items(itemsOf(input, call.arena))
    {
    }
    [[nodiscard]] std::span<const Value> items() const { return m_items; }
    /// Nothing where the item has no properties: then Ruby gives up, and the filter gives nil.
    [[nodiscard]] std::optional<bool> matches(const Value& item) const
    {
        const auto value = select(item, m_property, m_call.arena, m_call.text(m_property));
        if (!value) {
            return std::nullopt;
        }
        m_call.countBytes(m_target.isText() ? m_target.asText().size() : 16);
        return m_target.isNil() ? value->isTruthy() : areEqual(*value, m_target);
    }

private:
    FilterCallContext& m_call;
    Value m_property;
    Value m_target;
    std::span<const Value> m_items;
};

Value picked(FilterCallContext& call, const Value& input, FilterArguments arguments, bool wanted)
{
    const Picker picker(call, input, arguments);
    ValueList list(call.arena);
    for (const Value& item : picker.items()) {
        const auto matches = picker.matches(item);
        if (!matches) {
            return {};
        }
        if (*matches == wanted) {
            list.add(item);
        }
    }
    return list.array();
}

Value where(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return picked(call, input, arguments, true);
}

Value reject(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return picked(call, input, arguments, false);
}

/// The number of the first that matches; `isUnanswered` where Ruby gives up before.
std::optional<std::size_t> firstMatch(const Picker& picker, bool& isUnanswered)
{
    for (std::size_t i = 0; i < picker.items().size(); ++i) {
        const auto matches = picker.matches(picker.items()[i]);
        if (!matches) {
            isUnanswered = true;
            return std::nullopt;
        }
        if (*matches) {
            return i;
        }
    }
    return std::nullopt;
}

Value find(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const Picker picker(call, input, arguments);
    bool isUnanswered = false;
    const auto found = firstMatch(picker, isUnanswered);
    return found ? picker.items()[*found] : Value();
}

Value findIndex(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const Picker picker(call, input, arguments);
    bool isUnanswered = false;
    const auto found = firstMatch(picker, isUnanswered);
    return found ? Value::integer(static_cast<std::int64_t>(*found)) : Value();
}

Value has(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const Picker picker(call, input, arguments);
    bool isUnanswered = false;
    const auto found = firstMatch(picker, isUnanswered);
    return isUnanswered ? Value() : Value::boolean(found.has_value());
}

constexpr std::array kFilters{
    Filter{"find", 1, 2, find},     Filter{"find_index", 1, 2, findIndex}, Filter{"has", 1, 2, has},
    Filter{"reject", 1, 2, reject}, Filter{"where", 1, 2, where},
};

} // namespace

std::span<const Filter> selectFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
