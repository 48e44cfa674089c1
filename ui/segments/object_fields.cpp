// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/object_fields.h"

#include "core/audience/dictionary_encoder.h"
#include "core/base/json.h"
#include "core/segment/format_parts.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace postweave::ui::segments {

namespace {

// Enough to propose from, and done within a few milliseconds, whatever the lists hold.
constexpr std::size_t kMostObjects = 1500;
constexpr std::size_t kMostRows = 50'000;
constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostFields = 200;

using Objects = std::vector<Json>;

Objects objectsOf(const audience::CodedColumn& list)
{
    Objects objects;
    const audience::ValueDictionary& dictionary = list.dictionary();
    const std::size_t rows = std::min(list.rowCount(), kMostRows);
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        if (!list.isSet(row)) {
            continue;
        }
        for (const std::uint32_t position : dictionary.list(list.code(row))) {
            const std::string_view item = dictionary.item(position);
            if (!item.starts_with('{')) {
                continue;
            }
            bytes += item.size();
            if (bytes > kMostBytes || objects.size() == kMostObjects) {
                return objects;
            }
            if (Result<Json> json = parseJson(item); json && json->is_object()) {
                objects.push_back(std::move(*json));
            }
        }
    }
    return objects;
}

struct Found {
    std::string name;
    std::vector<std::pair<std::size_t, const Json*>> values; ///< by object
};

void gather(std::vector<Found>& found, const Json& object, std::size_t number, const std::string& prefix)
{
    for (const auto& [key, value] : object.items()) {
        if (key.empty() || key.find('.') != std::string::npos || value.is_array() || value.is_null()) {
            continue; // no test reaches these
        }
        const std::string name = prefix + key;
        if (value.is_object()) {
            gather(found, value, number, name + '.');
            continue;
        }
        auto place = std::find_if(found.begin(), found.end(), [&](const Found& each) { return each.name == name; });
        if (place == found.end() && found.size() == kMostFields) {
            continue;
        }
        if (place == found.end()) {
            place = found.insert(found.end(), Found{name, {}});
        }
        place->values.emplace_back(number, &value);
    }
}

/// A whole number that 64 bits hold with their sign; what is larger is a number.
bool isWhole(const Json& json)
{
    return json.is_number_integer() &&
           (!json.is_number_unsigned() || json.get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
}

/// How much of a field reads as this: the type in which most of its values can be compared.
ValueType typeOf(const Found& field)
{
    std::size_t numbers = 0;
    std::size_t whole = 0;
    std::size_t booleans = 0;
    std::size_t days = 0;
    std::size_t times = 0;
    for (const auto& [number, json] : field.values) {
        numbers += json->is_number() ? 1 : 0;
        whole += isWhole(*json) ? 1 : 0;
        booleans += json->is_boolean() ? 1 : 0;
        if (json->is_string()) {
            const auto point = segment::parseTimePoint(json->get_ref<const std::string&>());
            times += point ? 1 : 0;
            days += point && point->isDay ? 1 : 0;
        }
    }
    const std::size_t half = field.values.size() / 2;
    if (numbers > half) {
        return whole == numbers ? ValueType::Integer : ValueType::Number;
    }
    if (booleans > half) {
        return ValueType::Boolean;
    }
    return times <= half ? ValueType::Text : days == times ? ValueType::Date : ValueType::DateTime;
}

/// Missing where the value is of another kind.
Value valueOf(const Json& json, ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return json.is_boolean() ? Value(json.get<bool>()) : Value();
    case ValueType::Integer:
        return isWhole(json) ? Value(json.get<std::int64_t>()) : Value();
    case ValueType::Number:
        return json.is_number() ? Value(json.get<double>()) : Value();
    case ValueType::Date:
    case ValueType::DateTime: {
        const auto point =
            json.is_string() ? segment::parseTimePoint(json.get_ref<const std::string&>()) : std::nullopt;
        return !point                    ? Value()
               : type == ValueType::Date ? Value(point->local.date)
                                         : Value(point->resolve(TimeZone()));
    }
    default:
        return json.is_string() ? Value(json.get<std::string>()) : Value();
    }
}

ObjectFields::Field fieldOf(const Found& found, std::size_t objects)
{
    audience::DictionaryEncoder encoder(typeOf(found));
    std::vector<audience::DictionaryEncoder::Code> codes(objects, audience::ValueDictionary::kMissing);
    for (const auto& [number, json] : found.values) {
        codes[number] = encoder.intern(valueOf(*json, encoder.type()));
    }
    return {found.name, std::make_shared<const audience::CodedColumn>(encoder.finish(std::move(codes)))};
}

std::vector<ObjectFields::Field> fieldsOf(const audience::CodedColumn& list)
{
    const Objects objects = objectsOf(list);
    std::vector<Found> found;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        gather(found, objects[i], i, {});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.values.size() > b.values.size(); });
    std::vector<ObjectFields::Field> fields;
    for (const Found& field : found) {
        fields.push_back(fieldOf(field, objects.size()));
    }
    return fields;
}

} // namespace

const std::vector<ObjectFields::Field>& ObjectFields::of(const audience::CodedColumn& list)
{
    const std::lock_guard lock(m_mutex);
    auto known = m_known.find(&list);
    if (known == m_known.end()) {
        known = m_known.emplace(&list, list.type() == ValueType::List ? fieldsOf(list) : std::vector<Field>{}).first;
    }
    return known->second;
}

const ObjectFields::Field* ObjectFields::find(const audience::CodedColumn& list, std::string_view name)
{
    const std::vector<Field>& fields = of(list);
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& each) { return each.name == name; });
    return found != fields.end() ? &*found : nullptr;
}

} // namespace postweave::ui::segments
