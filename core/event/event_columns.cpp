// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event_columns.h"

namespace postweave::event {

void padAbsent(PropertyColumn& column, std::size_t rows)
{
    column.present.resize(rows, 0);
    switch (column.type) {
    case ValueType::Number:
        column.numbers.resize(rows, 0);
        break;
    case ValueType::Text:
        column.codes.resize(rows, 0);
        break;
    case ValueType::List:
        column.itemEnds.resize(rows, column.codes.size());
        break;
    default:
        column.integers.resize(rows, 0);
    }
}

const PropertyColumn* EventColumns::find(std::string_view name) const
{
    for (const PropertyColumn& property : properties) {
        if (property.name == name) {
            return &property;
        }
    }
    return nullptr;
}

namespace {

Value listAt(const PropertyColumn& property, std::size_t row)
{
    TextList list;
    for (std::uint64_t item = row == 0 ? 0 : property.itemEnds[row - 1]; item < property.itemEnds[row]; ++item) {
        list.push_back(property.dictionary[property.codes[item]]);
    }
    return list;
}

} // namespace

Value EventColumns::value(const PropertyColumn& property, std::size_t row) const
{
    if (property.present[row] == 0) {
        return {};
    }
    switch (property.type) {
    case ValueType::Boolean:
        return property.integers[row] != 0;
    case ValueType::Integer:
        return property.integers[row];
    case ValueType::Number:
        return property.numbers[row];
    case ValueType::Date:
        return Date{static_cast<std::int32_t>(property.integers[row])};
    case ValueType::DateTime:
        return Instant{property.integers[row]};
    case ValueType::Text:
        return property.dictionary[property.codes[row]];
    default:
        return listAt(property, row);
    }
}

} // namespace postweave::event
