// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/mapping.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/event/event_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace postweave::ingest {

namespace {

constexpr std::string_view kFormat = "postweave.mapping/1";
constexpr std::size_t kMaxBytes = std::size_t{16} << 20;
using event::kMaxNameBytes;

const std::vector<std::string> kProfileKeys{"format", "kind", "key", "attributes", "ignore", "rest"};
const std::vector<std::string> kEventKeys{"format", "kind",       "profile", "type", "time",
                                          "id",     "properties", "ignore",  "rest"};
const std::vector<std::string> kColumnKeys{"column", "type", "date_format", "separator"};

/// What a place in the mapping may say of its column.
enum class Place : std::uint8_t { Name, Time, Value };

class MappingParser {
public:
    ParsedMapping parse(const Json& json)
    {
        if (!json.is_object()) {
            report("$", "a mapping is a JSON object",
                   R"(write {"format": "postweave.mapping/1", "kind": "profiles", …})");
            return std::move(m_result);
        }
        readFormat(json);
        readKind(json);
        const bool profiles = mapping().kind == MappingKind::Profiles;
        checkKeys(json, "$", profiles ? kProfileKeys : kEventKeys);
        if (profiles) {
            readKey(json);
        } else {
            mapping().profile = readRole(json, "profile", Place::Name);
            mapping().type = readRole(json, "type", Place::Name);
            mapping().time = readRole(json, "time", Place::Time);
            mapping().id = readRole(json, "id", Place::Name);
        }
        readValues(json, profiles ? "attributes" : "properties");
        readIgnore(json);
        readRest(json);
        return std::move(m_result);
    }

private:
    Mapping& mapping() { return m_result.mapping; }

    void report(std::string path, std::string message, std::string mend)
    {
        m_result.diagnostics.push_back({Severity::Error, "", std::move(message), std::move(mend), {}, std::move(path)});
    }

    void checkKeys(const Json& object, const std::string& path, std::span<const std::string> known)
    {
        for (const auto& [key, value] : object.items()) {
            if (std::find(known.begin(), known.end(), key) != known.end()) {
                continue;
            }
            const std::string nearest = nearestOf(key, known);
            report(childPath(path, key), fmt::format("unknown key '{}'", key),
                   nearest.empty() ? fmt::format("known here are {}", fmt::join(known, ", "))
                                   : fmt::format("did you mean '{}'?", nearest));
        }
    }

    void readFormat(const Json& json)
    {
        const auto format = json.find("format");
        if (format == json.end() || *format != kFormat) {
            report("$.format", "this is no mapping that is known here",
                   fmt::format("write \"format\": \"{}\"", kFormat));
        }
    }

    void readKind(const Json& json)
    {
        const auto kind = json.find("kind");
        const bool events = kind != json.end() && *kind == "events";
        if (!events && (kind == json.end() || *kind != "profiles")) {
            report("$.kind", "the kind is missing or unknown", "write \"profiles\" or \"events\"");
        }
        mapping().kind = events ? MappingKind::Events : MappingKind::Profiles;
    }

    void readKey(const Json& json)
    {
        const auto key = json.find("key");
        if (key == json.end()) {
            return;
        }
        const auto value = readValue(*key, "$.key", Place::Name);
        if (value && std::holds_alternative<ConstantValue>(*value)) {
            report("$.key", "a constant would give every row the same key", "name a column");
        } else if (value) {
            mapping().key = std::get<ColumnValue>(*value).column;
        }
    }

    std::optional<MappedValue> readRole(const Json& json, std::string_view role, Place place)
    {
        const auto value = json.find(role);
        return value == json.end() ? std::nullopt : readValue(*value, childPath("$", role), place);
    }

    void readValues(const Json& json, std::string_view key)
    {
        const auto values = json.find(key);
        if (values == json.end()) {
            return;
        }
        const std::string path = childPath("$", key);
        if (!values->is_object()) {
            report(path, "must be an object of names and columns", R"(write {"first_name": "FirstName", …})");
            return;
        }
        for (const auto& [name, json_value] : values->items()) {
            const std::string place = childPath(path, name);
            const bool control = std::any_of(name.begin(), name.end(),
                                             [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
            if (name.empty() || name.size() > kMaxNameBytes || control) {
                report(place, "an impossible name",
                       fmt::format("use 1 to {} bytes without control characters", kMaxNameBytes));
            }
            if (auto value = readValue(json_value, place, Place::Value)) {
                mapping().values.push_back({name, *std::move(value)});
            }
        }
    }

    void readIgnore(const Json& json)
    {
        const auto ignore = json.find("ignore");
        if (ignore == json.end()) {
            return;
        }
        if (!ignore->is_array()) {
            report("$.ignore", "must be a list of column names", R"(write ["Fax"])");
            return;
        }
        for (std::size_t i = 0; i < ignore->size(); ++i) {
            if (const Json& column = (*ignore)[i]; column.is_string()) {
                mapping().ignore.push_back(column.get<std::string>());
            } else {
                report(childPath("$.ignore", i), "must be a column's name", "write it in quotes");
            }
        }
    }

    void readRest(const Json& json)
    {
        const auto rest = json.find("rest");
        if (rest == json.end()) {
            return;
        }
        if (*rest != "keep" && *rest != "ignore") {
            report("$.rest", "says what becomes of the other columns", "write \"keep\" or \"ignore\"");
        }
        mapping().keepRest = *rest != "ignore";
    }

    std::optional<MappedValue> readValue(const Json& json, const std::string& path, Place place)
    {
        if (json.is_string() && !json.get_ref<const std::string&>().empty()) {
            return ColumnValue{json.get<std::string>(), {}, {}, ""};
        }
        if (json.is_object() && json.contains("value")) {
            checkKeys(json, path, std::vector<std::string>{"value"});
            return readConstant(json.at("value"), childPath(path, "value"));
        }
        if (json.is_object() && json.contains("column")) {
            return readColumn(json, path, place);
        }
        report(path, "says neither column nor value", R"(write "Column", {"column": "Column"} or {"value": …})");
        return std::nullopt;
    }

    std::optional<MappedValue> readConstant(const Json& json, const std::string& path)
    {
        if (json.is_boolean()) {
            return ConstantValue{json.get<bool>()};
        }
        const bool integer =
            json.is_number_integer() && (!json.is_number_unsigned() || json.get<std::uint64_t>() <= INT64_MAX);
        if (json.is_number()) {
            return integer ? ConstantValue{json.get<std::int64_t>()} : ConstantValue{json.get<double>()};
        }
        if (json.is_string() && !json.get_ref<const std::string&>().empty()) {
            return ConstantValue{json.get<std::string>()};
        }
        const auto isText = [](const Json& item) {
            return item.is_string() && !item.get_ref<const std::string&>().empty();
        };
        if (json.is_array() && !json.empty() && std::all_of(json.begin(), json.end(), isText)) {
            return ConstantValue{json.get<TextList>()};
        }
        report(path, "is no constant", "write true, false, a number, a text or a list of texts, none of them empty");
        return std::nullopt;
    }

    std::optional<MappedValue> readColumn(const Json& json, const std::string& path, Place place)
    {
        checkKeys(json, path, kColumnKeys);
        ColumnValue value;
        value.column = readText(json, path, "column");
        readType(json, path, value);
        readDateFormat(json, path, value);
        readSeparator(json, path, value);
        const bool dated = value.type == ValueType::Date || value.type == ValueType::DateTime;
        if (place == Place::Name && (value.type || !value.separator.empty())) {
            report(path, "is taken as text", "leave type, date_format and separator out");
        } else if (place == Place::Time && value.type && !dated) {
            report(path, "a time is a date or a datetime", "leave the type out");
        }
        return value;
    }

    /// A text that must not be empty where it stands.
    std::string readText(const Json& json, const std::string& path, std::string_view key)
    {
        const Json& value = json.at(key);
        if (value.is_string() && !value.get_ref<const std::string&>().empty()) {
            return value.get<std::string>();
        }
        report(childPath(path, key), "must be a text that is not empty", "write it in quotes");
        return {};
    }

    void readType(const Json& json, const std::string& path, ColumnValue& value)
    {
        if (!json.contains("type")) {
            return;
        }
        const Json& name = json.at("type");
        value.type = name.is_string() ? valueTypeByName(name.get_ref<const std::string&>()) : std::nullopt;
        if (!value.type) {
            report(childPath(path, "type"), "an unknown type",
                   "use boolean, integer, number, date, datetime, text or list");
        }
    }

    void readDateFormat(const Json& json, const std::string& path, ColumnValue& value)
    {
        if (!json.contains("date_format")) {
            return;
        }
        const std::string pattern = readText(json, path, "date_format");
        if (pattern.empty()) {
            return;
        }
        Result<DateFormat> format = DateFormat::parse(pattern);
        if (!format) {
            report(childPath(path, "date_format"), format.error().message, "");
            return;
        }
        if (value.type && value.type != ValueType::Date && value.type != ValueType::DateTime) {
            report(childPath(path, "date_format"), fmt::format("does not go with the type {}", nameOf(*value.type)),
                   "write date or datetime");
        }
        value.type = value.type.value_or(format->hasTime() ? ValueType::DateTime : ValueType::Date);
        value.dateFormat = *std::move(format);
    }

    void readSeparator(const Json& json, const std::string& path, ColumnValue& value)
    {
        if (!json.contains("separator")) {
            return;
        }
        value.separator = readText(json, path, "separator");
        if (value.type && value.type != ValueType::List) {
            report(childPath(path, "separator"), fmt::format("does not go with the type {}", nameOf(*value.type)),
                   "write list");
        }
        value.type = value.type.value_or(ValueType::List);
    }

    ParsedMapping m_result;
};

Json jsonOf(const MappedValue& mapped)
{
    if (const auto* constant = std::get_if<ConstantValue>(&mapped)) {
        return Json{{"value", toJson(constant->value, TimeZone())}};
    }
    const auto& column = std::get<ColumnValue>(mapped);
    if (!column.type) {
        return column.column;
    }
    Json json{{"column", column.column}, {"type", nameOf(*column.type)}};
    if (column.dateFormat) {
        json["date_format"] = column.dateFormat->pattern();
    }
    if (!column.separator.empty()) {
        json["separator"] = column.separator;
    }
    return json;
}

} // namespace

ParsedMapping parseMapping(const Json& json)
{
    return MappingParser().parse(json);
}

Result<Mapping> loadMapping(const std::filesystem::path& path)
{
    const Result<std::string> text = readFile(path, kMaxBytes);
    if (!text) {
        return fail(text.error());
    }
    const Result<Json> json = parseJson(*text);
    if (!json) {
        Error error = json.error();
        error.where.file = path.string();
        return fail(std::move(error));
    }
    ParsedMapping parsed = parseMapping(*json);
    parsed.mapping.file = path.string();
    if (parsed.diagnostics.empty()) {
        return std::move(parsed.mapping);
    }
    const Diagnostic& first = parsed.diagnostics.front();
    const std::size_t more = parsed.diagnostics.size() - 1;
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}{}{}{}", first.message, first.mend.empty() ? "" : "; ", first.mend,
                            more == 0 ? "" : fmt::format(" (and {} more)", more)),
                {path.string(), 0, 0, first.path});
}

std::string writeMapping(const Mapping& mapping)
{
    const bool profiles = mapping.kind == MappingKind::Profiles;
    Json json{{"format", kFormat}, {"kind", profiles ? "profiles" : "events"}};
    if (profiles && !mapping.key.empty()) {
        json["key"] = mapping.key;
    }
    const std::array<std::pair<std::string_view, const std::optional<MappedValue>*>, 4> roles{
        {{"profile", &mapping.profile}, {"type", &mapping.type}, {"time", &mapping.time}, {"id", &mapping.id}}};
    for (const auto& [name, value] : roles) {
        if (!profiles && value->has_value()) {
            json[std::string(name)] = jsonOf(**value);
        }
    }
    Json values = Json::object();
    for (const NamedValue& value : mapping.values) {
        values[value.name] = jsonOf(value.value);
    }
    json[profiles ? "attributes" : "properties"] = std::move(values);
    if (!mapping.ignore.empty()) {
        json["ignore"] = mapping.ignore;
    }
    json["rest"] = mapping.keepRest ? "keep" : "ignore";
    return toText(json, 2) + "\n";
}

} // namespace postweave::ingest
