// SPDX-License-Identifier: GPL-3.0-or-later
// Reaching into values: `value.name`, `value[0]`, `value[name]`.
#pragma once

#include "core/liquid/expression.h"
#include "core/liquid/value.h"

#include <optional>

namespace postweave::liquid {

/// As a path does it; nothing where a strict render would report it unknown.
[[nodiscard]] std::optional<Value> stepInto(const Value& value, const Key& name, PathStep::Command command,
                                            Arena& arena);
[[nodiscard]] std::optional<Value> stepInto(const Value& value, const Value& key, Arena& arena);
/// `.size`, `.first`, `.last`, as Ruby answers them; nothing where it does not.
[[nodiscard]] std::optional<Value> command(const Value& value, PathStep::Command command, Arena& arena);

/// Whether Ruby's value of that kind has the method [] at all.
[[nodiscard]] bool hasProperties(const Value& item);
/// Ruby's item[property], as the list filters use it: nothing where Ruby has no such method (nil, true, a float);
/// RenderFailure where it has, and refuses the property.
[[nodiscard]] std::optional<Value> select(const Value& item, const Value& property, Arena& arena,
                                          std::string_view propertyText);

/// What list filters take a value for: arrays flattened, hashes as one item, ranges and objects unrolled, nil as no
/// item, anything else as one.
[[nodiscard]] std::span<const Value> itemsOf(const Value& value, Arena& arena);
/// Nothing for what has no items.
[[nodiscard]] std::optional<std::span<const Value>> unrolled(const Value& value, Arena& arena);

/// Collects values in an arena.
class ValueList {
public:
    explicit ValueList(Arena& arena, std::size_t expected = 8)
        : m_arena(arena), m_items(arena.makeRoom<Value>(expected)), m_room(expected)
    {
    }
    void add(const Value& value);
    [[nodiscard]] std::span<const Value> items() const { return {m_items, m_size}; }
    [[nodiscard]] std::span<Value> items() { return {m_items, m_size}; }
    [[nodiscard]] Value array() const { return Value::array(items()); }

private:
    Arena& m_arena;
    Value* m_items;
    std::size_t m_size = 0;
    std::size_t m_room;
};

} // namespace postweave::liquid
