// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/operators.h"

#include <algorithm>
#include <array>

namespace postweave::segment {

namespace {

using enum Operator;

struct OperatorEntry {
    Operator op;
    std::string_view name;
    OperandShape shape;
    Operator positive;
};

constexpr std::array kEntries{
    OperatorEntry{Equal, "=", OperandShape::One, Equal},
    OperatorEntry{NotEqual, "!=", OperandShape::One, Equal},
    OperatorEntry{In, "in", OperandShape::Many, In},
    OperatorEntry{NotIn, "not_in", OperandShape::Many, In},
    OperatorEntry{Less, "<", OperandShape::One, Less},
    OperatorEntry{LessOrEqual, "<=", OperandShape::One, LessOrEqual},
    OperatorEntry{Greater, ">", OperandShape::One, Greater},
    OperatorEntry{GreaterOrEqual, ">=", OperandShape::One, GreaterOrEqual},
    OperatorEntry{Between, "between", OperandShape::Pair, Between},
    OperatorEntry{Contains, "contains", OperandShape::One, Contains},
    OperatorEntry{NotContains, "not_contains", OperandShape::One, Contains},
    OperatorEntry{StartsWith, "starts_with", OperandShape::One, StartsWith},
    OperatorEntry{EndsWith, "ends_with", OperandShape::One, EndsWith},
    OperatorEntry{Matches, "matches", OperandShape::One, Matches},
    OperatorEntry{Before, "before", OperandShape::One, Before},
    OperatorEntry{After, "after", OperandShape::One, After},
    OperatorEntry{On, "on", OperandShape::One, On},
    OperatorEntry{InLast, "in_last", OperandShape::Duration, InLast},
    OperatorEntry{NotInLast, "not_in_last", OperandShape::Duration, InLast},
    OperatorEntry{InNext, "in_next", OperandShape::Duration, InNext},
    OperatorEntry{AnniversaryInNext, "anniversary_in_next", OperandShape::Duration, AnniversaryInNext},
    OperatorEntry{InCalendar, "in_calendar", OperandShape::Period, InCalendar},
    OperatorEntry{NotInCalendar, "not_in_calendar", OperandShape::Period, InCalendar},
    OperatorEntry{DayOfWeek, "day_of_week", OperandShape::Weekdays, DayOfWeek},
    OperatorEntry{Has, "has", OperandShape::One, Has},
    OperatorEntry{HasAny, "has_any", OperandShape::Many, HasAny},
    OperatorEntry{HasAll, "has_all", OperandShape::Many, HasAll},
    OperatorEntry{HasNone, "has_none", OperandShape::Many, HasAny},
    OperatorEntry{HasObject, "has_object", OperandShape::Objects, HasObject},
    OperatorEntry{HasNoObject, "has_no_object", OperandShape::Objects, HasObject},
    OperatorEntry{IsSet, "is_set", OperandShape::None, IsSet},
    OperatorEntry{IsNotSet, "is_not_set", OperandShape::None, IsSet},
};

const OperatorEntry& entryOf(Operator op)
{
    return kEntries[static_cast<std::size_t>(op)];
}

constexpr auto kAll = [] {
    std::array<Operator, kEntries.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = kEntries[i].op;
    }
    return all;
}();

static_assert(
    [] {
        for (std::size_t i = 0; i < kEntries.size(); ++i) {
            if (static_cast<std::size_t>(kEntries[i].op) != i) {
                return false;
            }
        }
        return true;
    }(),
    "the table stands in the order of the enumeration");

} // namespace

std::string_view nameOf(Operator op)
{
    return entryOf(op).name;
}

std::optional<Operator> operatorByName(std::string_view name)
{
    const auto found =
        std::find_if(kEntries.begin(), kEntries.end(), [&](const auto& entry) { return entry.name == name; });
    return found == kEntries.end() ? std::nullopt : std::optional(found->op);
}

std::span<const Operator> allOperators()
{
    return kAll;
}

OperandShape operandShapeOf(Operator op)
{
    return entryOf(op).shape;
}

bool appliesTo(Operator op, ValueType type)
{
    if (op == IsSet || op == IsNotSet) {
        return true;
    }
    if (op >= Has) {
        return type == ValueType::List;
    }
    if (op >= Before) {
        return type == ValueType::Date || type == ValueType::DateTime;
    }
    if (op >= Contains) {
        return type == ValueType::Text;
    }
    if (op >= Less) {
        return type != ValueType::Boolean && type != ValueType::List;
    }
    return type != ValueType::List;
}

std::vector<Operator> operatorsOf(ValueType type)
{
    std::vector<Operator> all;
    std::copy_if(kAll.begin(), kAll.end(), std::back_inserter(all), [&](Operator op) { return appliesTo(op, type); });
    return all;
}

bool comparesNumbers(Operator op)
{
    return op <= Between;
}

bool isNegative(Operator op)
{
    return positiveOf(op) != op;
}

Operator positiveOf(Operator op)
{
    return entryOf(op).positive;
}

bool dependsOnNow(Operator op)
{
    return op >= InLast && op <= NotInCalendar;
}

} // namespace postweave::segment
