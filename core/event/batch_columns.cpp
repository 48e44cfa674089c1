// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/batch_columns.h"

namespace postweave::event {

BatchColumns::BatchColumns(std::span<const CatalogProperty> catalog, std::size_t rows)
    : m_catalog(catalog), m_rows(rows), m_columns(catalog.size())
{
    for (std::size_t index = 0; index < catalog.size(); ++index) {
        m_columns[index].column.type = catalog[index].definition.type;
    }
}

void BatchColumns::start(Building& building) const
{
    PropertyColumn& column = building.column;
    column.present.assign(m_rows, 0);
    switch (column.type) {
    case ValueType::Number:
        column.numbers.assign(m_rows, 0);
        break;
    case ValueType::Text:
        column.codes.assign(m_rows, 0);
        break;
    case ValueType::List:
        column.itemEnds.reserve(m_rows);
        break;
    default:
        column.integers.assign(m_rows, 0);
    }
}

void BatchColumns::set(std::size_t property, std::size_t row, const Value& value)
{
    Building& building = m_columns[property];
    PropertyColumn& column = building.column;
    if (column.present.empty()) {
        start(building);
    }
    column.present[row] = 1;
    switch (column.type) {
    case ValueType::Boolean:
        column.integers[row] = std::get<bool>(value) ? 1 : 0;
        break;
    case ValueType::Integer:
        column.integers[row] = std::get<std::int64_t>(value);
        break;
    case ValueType::Date:
        column.integers[row] = std::get<Date>(value).days;
        break;
    case ValueType::DateTime:
        column.integers[row] = std::get<Instant>(value).microseconds;
        break;
    case ValueType::Number: {
        const auto* integer = std::get_if<std::int64_t>(&value);
        column.numbers[row] = integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
        break;
    }
    case ValueType::Text:
        column.codes[row] = building.places.of(std::get<std::string>(value), column.dictionary);
        break;
    case ValueType::List:
        setList(building, row, std::get<TextList>(value));
    }
}

void BatchColumns::setList(Building& building, std::size_t row, const TextList& list)
{
    PropertyColumn& column = building.column;
    column.itemEnds.resize(row, column.codes.size());
    for (const std::string& item : list) {
        column.codes.push_back(building.places.of(item, column.dictionary));
    }
    column.itemEnds.push_back(column.codes.size());
}

void BatchColumns::moveTo(EventChunk& chunk)
{
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        PropertyColumn& column = m_columns[index].column;
        if (column.present.empty()) {
            continue;
        }
        if (column.type == ValueType::List) {
            column.itemEnds.resize(m_rows, column.codes.size());
        }
        chunk.columns.properties.push_back(std::move(column));
        chunk.propertyIds.push_back(m_catalog[index].id);
    }
}

} // namespace postweave::event
