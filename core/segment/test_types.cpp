// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/test_types.h"

#include "core/segment/format_parts.h"

#include <algorithm>

namespace postweave::segment {

bool goesWith(const Literal& literal, ValueType type)
{
    const auto* text = std::get_if<std::string>(&literal);
    switch (type) {
    case ValueType::Boolean:
        return std::holds_alternative<bool>(literal);
    case ValueType::Integer:
    case ValueType::Number:
        return text == nullptr && !std::holds_alternative<bool>(literal);
    case ValueType::Date:
    case ValueType::DateTime:
        return text != nullptr && parseTimePoint(*text).has_value();
    case ValueType::Text:
    case ValueType::List:
        break;
    }
    return text != nullptr;
}

bool goesWith(const ValueTest& test, ValueType type)
{
    const LiteralList literals = literalsOf(test);
    return appliesTo(test.op, type) && std::all_of(literals.begin(), literals.end(),
                                                   [type](const Literal& literal) { return goesWith(literal, type); });
}

std::optional<FieldKind> fieldKindOf(const ValueTest& test)
{
    const Operator op = positiveOf(test.op);
    if (op == Operator::IsSet) {
        return FieldKind::Any;
    }
    if (op >= Operator::Has) {
        return std::nullopt;
    }
    if (op >= Operator::Before) {
        return FieldKind::Time;
    }
    const LiteralList literals = literalsOf(test);
    const auto all = [&](ValueType type) {
        return appliesTo(op, type) && std::all_of(literals.begin(), literals.end(),
                                                  [type](const Literal& literal) { return goesWith(literal, type); });
    };
    return all(ValueType::Text)      ? std::optional(FieldKind::Text)
           : all(ValueType::Number)  ? std::optional(FieldKind::Number)
           : all(ValueType::Boolean) ? std::optional(FieldKind::Boolean)
                                     : std::nullopt;
}

namespace {

/// Types whose values can be compared with one another have the same.
FieldKind kindOf(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return FieldKind::Boolean;
    case ValueType::Integer:
    case ValueType::Number:
        return FieldKind::Number;
    case ValueType::Date:
    case ValueType::DateTime:
        return FieldKind::Time;
    case ValueType::Text:
        return FieldKind::Text;
    case ValueType::List:
        break;
    }
    return FieldKind::Any;
}

} // namespace

bool comparesAttributes(Operator op, ValueType left, ValueType right)
{
    if (op == Operator::Has) {
        return left == ValueType::List && right == ValueType::Text;
    }
    return comparesAttributes(op) && appliesTo(op, left) && kindOf(left) == kindOf(right);
}

bool comparesAttributes(Operator op)
{
    const bool several = op == Operator::HasAny || op == Operator::HasAll || op == Operator::HasNone;
    return several || (operandShapeOf(op) == OperandShape::One && op != Operator::Matches);
}

LiteralList literalsOf(const ValueTest& test)
{
    if (const auto* list = std::get_if<LiteralList>(&test.operand)) {
        return *list;
    }
    const auto* one = std::get_if<Literal>(&test.operand);
    return one == nullptr ? LiteralList() : LiteralList{*one};
}

} // namespace postweave::segment
