// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/object_matcher.h"

#include "core/base/json.h"
#include "core/segment/format_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::segment {

std::vector<ValueType> typesOf(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text:
        return {ValueType::Text};
    case FieldKind::Number:
        return {ValueType::Integer, ValueType::Number};
    case FieldKind::Boolean:
        return {ValueType::Boolean};
    case FieldKind::Time:
        return {ValueType::Date, ValueType::DateTime};
    case FieldKind::Any:
        break;
    }
    return {};
}

namespace {

std::vector<std::string> pathOf(std::string_view field)
{
    std::vector<std::string> path;
    for (;;) {
        const std::size_t dot = field.find('.');
        path.emplace_back(field.substr(0, dot));
        if (dot == std::string_view::npos) {
            return path;
        }
        field.remove_prefix(dot + 1);
    }
}

/// Nothing where the path leads nowhere.
const Json* find(const Json& object, const std::vector<std::string>& path)
{
    const Json* at = &object;
    for (const std::string& key : path) {
        if (!at->is_object()) {
            return nullptr;
        }
        const auto found = at->find(key);
        if (found == at->end()) {
            return nullptr;
        }
        at = &*found;
    }
    return at;
}

/// As an import reads missing values: null, empty text, an empty list.
bool isMissing(const Json& json)
{
    return json.is_null() || (json.is_string() && json.get_ref<const std::string&>().empty()) ||
           (json.is_array() && json.empty());
}

Value numberOf(const Json& json)
{
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) {
        return json.get<double>();
    }
    return json.is_number_integer() ? Value(json.get<std::int64_t>()) : Value(json.get<double>());
}

Value timeOf(const std::string& text, const TimeZone& zone)
{
    const auto point = parseTimePoint(text);
    return !point ? Value() : point->isDay ? Value(point->local.date) : Value(point->resolve(zone));
}

} // namespace

Value ObjectMatcher::Field::valueOf(const Json& json) const
{
    switch (kind) {
    case FieldKind::Text:
        return json.is_string() ? Value(json.get<std::string>()) : Value();
    case FieldKind::Number:
        return json.is_number() ? numberOf(json) : Value();
    case FieldKind::Boolean:
        return json.is_boolean() ? Value(json.get<bool>()) : Value();
    case FieldKind::Time:
        return json.is_string() ? timeOf(json.get_ref<const std::string&>(), zone) : Value();
    case FieldKind::Any:
        break;
    }
    return {};
}

bool ObjectMatcher::Field::accepts(const Json& object) const
{
    const Json* json = find(object, path);
    const bool missing = json == nullptr || isMissing(*json);
    if (kind == FieldKind::Any) {
        return missing == isNegative(op);
    }
    const Value value = missing ? Value() : valueOf(*json);
    const auto type = typeOf(value);
    const auto matcher =
        std::find_if(matchers.begin(), matchers.end(), [&](const auto& candidate) { return candidate.first == type; });
    return matcher == matchers.end() ? isNegative(op) : matcher->second.matches(value);
}

Result<ObjectMatcher::Field> ObjectMatcher::compileField(const FieldTest& test, const TimeFrame& frame)
{
    const auto kind = fieldKindOf(test.test);
    if (!kind) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("'{}' does not go with the field '{}'", nameOf(test.test.op), test.field));
    }
    Field field{pathOf(test.field), *kind, test.test.op, {}, frame.zone};
    for (const ValueType type : typesOf(*kind)) {
        auto matcher = ValueMatcher::compile(test.test, type, frame);
        if (!matcher) {
            return fail(std::move(matcher.error()));
        }
        field.matchers.emplace_back(type, std::move(*matcher));
    }
    return field;
}

Result<ObjectMatcher> ObjectMatcher::compile(const ObjectTests& tests, const TimeFrame& frame)
{
    ObjectMatcher matcher;
    matcher.m_atLeast = tests.atLeast;
    for (const FieldTest& test : tests.where) {
        auto field = compileField(test, frame);
        if (!field) {
            return fail(std::move(field.error()));
        }
        matcher.m_fields.push_back(std::move(*field));
    }
    return matcher;
}

bool ObjectMatcher::acceptsItem(std::string_view item) const
{
    if (!item.starts_with('{')) {
        return false;
    }
    const auto object = parseJson(item);
    return object && object->is_object() &&
           std::all_of(m_fields.begin(), m_fields.end(), [&](const Field& field) { return field.accepts(*object); });
}

} // namespace postweave::segment
