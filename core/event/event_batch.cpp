// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event_batch.h"

namespace postweave::event {

bool isAbsent(const Value& value)
{
    const auto* list = std::get_if<TextList>(&value);
    return isMissing(value) || (list != nullptr && list->empty());
}

namespace {

std::int64_t integerOf(const Value& value, ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return std::get<bool>(value) ? 1 : 0;
    case ValueType::Date:
        return std::get<Date>(value).days;
    case ValueType::DateTime:
        return std::get<Instant>(value).microseconds;
    default:
        return std::get<std::int64_t>(value);
    }
}

double numberOf(const Value& value)
{
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
}

} // namespace

EventBatch::EventBatch(Properties properties) : m_properties(std::move(properties)), m_building(m_properties->size()) {}

void EventBatch::add(profile::ProfileId profile, Instant time, std::string_view id)
{
    m_columns.profiles.push_back(static_cast<std::uint32_t>(profile.value));
    m_columns.times.push_back(time.microseconds);
    if (!id.empty()) {
        m_columns.idBytes += id;
    }
    m_columns.idEnds.push_back(m_columns.idBytes.size());
}

EventBatch::Building& EventBatch::reach(std::size_t property)
{
    std::unique_ptr<Building>& building = m_building[property];
    if (building == nullptr) {
        building = std::make_unique<Building>();
        building->column.name = (*m_properties)[property].name;
        building->column.type = (*m_properties)[property].type;
    }
    if (building->column.present.size() + 1 < m_columns.size()) {
        padAbsent(building->column, m_columns.size() - 1);
    }
    return *building;
}

void EventBatch::set(std::size_t property, const Value& value)
{
    if (isAbsent(value)) {
        return;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        setText(property, *text);
        return;
    }
    auto& [column, places] = reach(property);
    column.present.push_back(1);
    if (column.type == ValueType::Number) {
        column.numbers.push_back(numberOf(value));
    } else if (column.type == ValueType::List) {
        for (const std::string& item : std::get<TextList>(value)) {
            column.codes.push_back(places.of(item, column.dictionary));
        }
        column.itemEnds.push_back(column.codes.size());
    } else {
        column.integers.push_back(integerOf(value, column.type));
    }
}

void EventBatch::setText(std::size_t property, std::string_view text)
{
    auto& [column, places] = reach(property);
    column.present.push_back(1);
    column.codes.push_back(places.of(text, column.dictionary));
}

std::span<const std::string> EventBatch::texts(std::size_t property) const
{
    return has(property) ? m_building[property]->column.dictionary : std::span<const std::string>();
}

EventColumns EventBatch::takeColumns()
{
    for (const std::unique_ptr<Building>& building : m_building) {
        if (building != nullptr) {
            padAbsent(building->column, m_columns.size());
            m_columns.properties.push_back(std::move(building->column));
        }
    }
    m_building.clear();
    return std::move(m_columns);
}

} // namespace postweave::event
