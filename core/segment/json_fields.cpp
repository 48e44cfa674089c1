// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/json_fields.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace postweave::segment {

std::string nearestHint(std::string_view name, std::span<const std::string> candidates)
{
    const std::string nearest = nearestOf(name, candidates);
    return nearest.empty() ? std::string() : fmt::format("did you mean '{}'?", nearest);
}

std::string_view kindOf(const Json& json)
{
    switch (json.type()) {
    case Json::value_t::null:
        return "null";
    case Json::value_t::boolean:
        return "true or false";
    case Json::value_t::string:
        return "text";
    case Json::value_t::array:
        return "a list";
    case Json::value_t::object:
        return "an object";
    default:
        return "a number";
    }
}

void reportAt(Diagnostics& diagnostics, std::string path, std::string rule, std::string message, std::string mend)
{
    diagnostics.push_back({Severity::Error, std::move(rule), std::move(message), std::move(mend), {}, std::move(path)});
}

JsonFields::JsonFields(const Json& json, std::string path, std::initializer_list<std::string_view> allowed,
                       Diagnostics& diagnostics)
    : m_json(json), m_path(std::move(path)), m_diagnostics(diagnostics)
{
    if (!json.is_object()) {
        reportAt(m_diagnostics, m_path, "wrong-json-type", fmt::format("this is {}, not an object", kindOf(json)),
                 "write {…} here");
        return;
    }
    reportUnknownKeys(allowed);
}

void JsonFields::reportUnknownKeys(std::initializer_list<std::string_view> allowed)
{
    for (const auto& [key, value] : m_json.items()) {
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end()) {
            const std::vector<std::string> names(allowed.begin(), allowed.end());
            const std::string hint = nearestHint(key, names);
            report(key, "unknown-key", fmt::format("the key '{}' is unknown here", key),
                   hint.empty() ? fmt::format("allowed are {}", fmt::join(names, ", ")) : hint);
        }
    }
}

const Json* JsonFields::find(std::string_view key) const
{
    if (!m_json.is_object()) {
        return nullptr;
    }
    const auto found = m_json.find(std::string(key));
    return found == m_json.end() ? nullptr : &*found;
}

const Json* JsonFields::require(std::string_view key, std::string_view mend)
{
    const Json* value = find(key);
    if (value == nullptr && m_json.is_object()) {
        reportAt(m_diagnostics, m_path, "missing-key", fmt::format("the key '{}' is missing", key), std::string(mend));
    }
    return value;
}

std::optional<std::string> JsonFields::requireText(std::string_view key, std::string_view mend)
{
    const Json* value = require(key, mend);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_string() || value->get_ref<const std::string&>().empty()) {
        report(key, "wrong-json-type",
               fmt::format("'{}' is {}, not a name", key, value->is_string() ? "empty" : kindOf(*value)),
               std::string(mend));
        return std::nullopt;
    }
    return value->get<std::string>();
}

bool JsonFields::flag(std::string_view key, bool fallback)
{
    const Json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_boolean()) {
        report(key, "wrong-json-type", fmt::format("'{}' is {}", key, kindOf(*value)), "write true or false");
        return fallback;
    }
    return value->get<bool>();
}

std::optional<double> JsonFields::number(std::string_view key)
{
    const Json* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number()) {
        report(key, "wrong-json-type", fmt::format("'{}' is {}", key, kindOf(*value)), "write a number");
        return std::nullopt;
    }
    return value->get<double>();
}

void JsonFields::report(std::string_view key, std::string rule, std::string message, std::string mend)
{
    reportAt(m_diagnostics, pathOf(key), std::move(rule), std::move(message), std::move(mend));
}

} // namespace postweave::segment
