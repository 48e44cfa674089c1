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

LiteralList literalsOf(const ValueTest& test)
{
    if (const auto* list = std::get_if<LiteralList>(&test.operand)) {
        return *list;
    }
    const auto* one = std::get_if<Literal>(&test.operand);
    return one == nullptr ? LiteralList() : LiteralList{*one};
}

} // namespace postweave::segment
