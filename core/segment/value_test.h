// SPDX-License-Identifier: GPL-3.0-or-later
// ValueTest: an operator and what it compares with, as written in a segment.
#pragma once

#include "core/base/duration.h"
#include "core/segment/calendar_terms.h"
#include "core/segment/operators.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace postweave::segment {

/// One value as written; what it means is decided by the type of what it is compared with.
using Literal = std::variant<bool, std::int64_t, double, std::string>;
using LiteralList = std::vector<Literal>;

struct FieldTest;

/// Asks a list of JSON objects: so many of its items are objects that pass every test.
struct ObjectTests {
    std::vector<FieldTest> where;
    std::uint32_t atLeast = 1;
};
bool operator==(const ObjectTests& left, const ObjectTests& right);

/// By operandShapeOf(): None, One, Pair and Many, Duration, Period, Weekdays, Objects.
using Operand = std::variant<std::monostate, Literal, LiteralList, Duration, CalendarPeriod, Weekdays, ObjectTests>;

struct ValueTest {
    Operator op = Operator::Equal;
    Operand operand;
    bool ignoreCase = false;
    bool operator==(const ValueTest&) const = default;
};

/// A field of an object; dots in its name lead into objects within. Fields have no type of their own: the test says
/// what is read, see fieldKindOf().
struct FieldTest {
    std::string field;
    ValueTest test;
    bool operator==(const FieldTest&) const = default;
};

/// Whether the outcome moves with now, be it for a field of an object.
[[nodiscard]] bool dependsOnNow(const ValueTest& test);

} // namespace postweave::segment
