// SPDX-License-Identifier: GPL-3.0-or-later
// The operators of tests: names, what they go with, what value they take.
#pragma once

#include "core/base/value.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace postweave::segment {

enum class Operator : std::uint8_t {
    Equal,
    NotEqual,
    In,
    NotIn,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
    Contains,
    NotContains,
    StartsWith,
    EndsWith,
    Matches,
    Before,
    After,
    On,
    InLast,
    NotInLast,
    InNext,
    AnniversaryInNext,
    InCalendar,
    NotInCalendar,
    DayOfWeek,
    Has,
    HasAny,
    HasAll,
    HasNone,
    HasObject,
    HasNoObject,
    IsSet,
    IsNotSet,
};

/// What stands beside the operator as `value`.
enum class OperandShape : std::uint8_t {
    None,
    One,
    Pair,
    Many,
    Duration,
    Period,   ///< the name of a CalendarPeriod
    Weekdays, ///< a list of days' names
    Objects,  ///< ObjectTests
};

/// As written in a segment: `=`, `not_in`, `anniversary_in_next`.
[[nodiscard]] std::string_view nameOf(Operator op);
[[nodiscard]] std::optional<Operator> operatorByName(std::string_view name);
[[nodiscard]] std::span<const Operator> allOperators();

[[nodiscard]] OperandShape operandShapeOf(Operator op);
/// Whether values of this type may be tested with it (docs/segment-format.md, "Operators by type").
[[nodiscard]] bool appliesTo(Operator op, ValueType type);
/// Those that apply, in the order of the enumeration.
[[nodiscard]] std::vector<Operator> operatorsOf(ValueType type);
/// `=` `!=` `in` `not_in` `<` `<=` `>` `>=` `between`: what counts, aggregates and scores are tested with.
[[nodiscard]] bool comparesNumbers(Operator op);
/// Negative operators hold for missing values: each is exactly the complement of its positive one.
[[nodiscard]] bool isNegative(Operator op);
/// The positive one of a negative operator; any other stays.
[[nodiscard]] Operator positiveOf(Operator op);
/// Whether the outcome moves with now.
[[nodiscard]] bool dependsOnNow(Operator op);

} // namespace postweave::segment
