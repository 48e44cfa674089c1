// SPDX-License-Identifier: GPL-3.0-or-later
// ObjectMatcher: tests of a list's objects made ready (`has_object`).
#pragma once

#include "core/base/error.h"
#include "core/base/json_fwd.h"
#include "core/segment/filter_tree.h"
#include "core/segment/test_types.h"
#include "core/segment/value_matcher.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postweave::segment {

/// What a field that is read so can hold; nothing for Any, which no matcher is needed for.
[[nodiscard]] std::vector<ValueType> typesOf(FieldKind kind);

/// Items of a list are text; those that are one JSON object, as an import keeps the objects of an array, are looked at.
/// Immutable; safe to use from several threads.
class ObjectMatcher {
public:
    /// InvalidInput if a test goes with no field.
    [[nodiscard]] static Result<ObjectMatcher> compile(const ObjectTests& tests, const TimeFrame& frame);

    /// Whether the item is an object that passes every test.
    [[nodiscard]] bool acceptsItem(std::string_view item) const;
    /// How many accepted items a list needs.
    [[nodiscard]] std::uint32_t atLeast() const { return m_atLeast; }

private:
    struct Field {
        std::vector<std::string> path;
        FieldKind kind = FieldKind::Any;
        Operator op = Operator::IsSet;
        std::vector<std::pair<ValueType, ValueMatcher>> matchers; ///< by the types that the kind can be
        TimeZone zone;

        [[nodiscard]] bool accepts(const Json& object) const;
        /// Missing where the field holds another kind.
        [[nodiscard]] Value valueOf(const Json& json) const;
    };

    [[nodiscard]] static Result<Field> compileField(const FieldTest& test, const TimeFrame& frame);

    std::vector<Field> m_fields;
    std::uint32_t m_atLeast = 1;
};

} // namespace postweave::segment
