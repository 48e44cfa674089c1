// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/batch_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::event {

namespace {

bool fitsType(const Value& value, ValueType type)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return type == ValueType::Number && std::isfinite(*number);
    }
    return typeOf(value) == type || (type == ValueType::Number && std::holds_alternative<std::int64_t>(value));
}

std::vector<BatchProperty> propertiesOf(std::span<const std::string> names, std::span<const EventRow> rows,
                                        std::span<const PropertyDefinition> known)
{
    std::vector<std::optional<ValueType>> wanted(names.size());
    for (const EventRow& row : rows) {
        for (const auto& [position, value] : row.properties) {
            if (isAbsent(value) || position >= names.size()) {
                continue;
            }
            std::optional<ValueType>& type = wanted[position];
            if (!type || (type == ValueType::Integer && typeOf(value) == ValueType::Number)) {
                type = typeOf(value);
            }
        }
    }
    std::vector<BatchProperty> properties;
    for (std::size_t position = 0; position < names.size(); ++position) {
        const auto standing = std::find_if(known.begin(), known.end(), [&](const PropertyDefinition& property) {
            return property.name == names[position];
        });
        properties.push_back(
            {names[position], standing == known.end() ? wanted[position].value_or(ValueType::Text) : standing->type});
    }
    return properties;
}

Result<void> addRow(const EventRow& row, std::span<const BatchProperty> properties, EventBatch& batch)
{
    if (row.profile.value < 1 || row.profile.value > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::InvalidInput, fmt::format("an event of an impossible profile ({})", row.profile.value));
    }
    batch.add(row.profile, row.time, row.id);
    for (const auto& [position, value] : row.properties) {
        if (position >= properties.size()) {
            return fail(ErrorCode::Internal, "an event with a property that the batch does not name");
        }
        const BatchProperty& property = properties[position];
        if (!isAbsent(value) && !fitsType(value, property.type)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the property {} is {}; a {} does not fit", property.name, nameOf(property.type),
                                    nameOf(typeOf(value).value_or(ValueType::Text))));
        }
        batch.set(position, value);
    }
    return {};
}

} // namespace

Result<EventBatch> batchOf(std::span<const std::string> names, std::span<const EventRow> rows,
                           std::span<const PropertyDefinition> known)
{
    if (rows.size() > kMaxRowsPerAppend) {
        return fail(ErrorCode::LimitExceeded, fmt::format("more than {} events at once", kMaxRowsPerAppend));
    }
    const auto properties = std::make_shared<const std::vector<BatchProperty>>(propertiesOf(names, rows, known));
    EventBatch batch(properties);
    for (const EventRow& row : rows) {
        if (Result<void> added = addRow(row, *properties, batch); !added) {
            return fail(added.error());
        }
    }
    return batch;
}

} // namespace postweave::event
