// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience_from_json.h"
#include "core/base/json.h"

#include "core/audience/audience_builder.h"
#include "core/segment/segment_format.h"

#include <stdexcept>

namespace postweave::segment::testing {

namespace {

template <typename T>
T orThrow(Result<T> result)
{
    if (!result) {
        throw std::runtime_error(toLine(result.error()));
    }
    return std::move(*result);
}

void orThrow(Result<void> result)
{
    if (!result) {
        throw std::runtime_error(toLine(result.error()));
    }
}

void require(const Diagnostics& diagnostics)
{
    if (const auto error = firstError(diagnostics)) {
        throw std::runtime_error(toLine(*error));
    }
}

class SceneReader {
public:
    explicit SceneReader(const Json& json) : m_json(json) {}

    Scene read()
    {
        m_scene.zone = orThrow(TimeZone::byName(m_json.value("zone", "UTC")));
        m_scene.now = time(m_json.at("now"));
        for (const auto& [name, type] : section("attributes").items()) {
            orThrow(m_builder.addAttribute(name, typeNamed(type)));
        }
        for (const auto& [event, properties] : section("properties").items()) {
            for (const auto& [name, type] : properties.items()) {
                m_builder.addProperty(event, name, typeNamed(type));
            }
        }
        for (const Json& profile : m_json.at("profiles")) {
            addProfile(profile);
        }
        m_scene.definitions = readDefinitions();
        m_scene.audience = m_builder.build();
        return m_scene;
    }

private:
    [[nodiscard]] const Json& section(const char* name) const { return at(m_json, name); }
    /// An empty object where there is none.
    [[nodiscard]] static const Json& at(const Json& json, const std::string& name)
    {
        static const Json kEmpty = Json::object();
        const auto found = json.find(name);
        return found == json.end() ? kEmpty : *found;
    }
    [[nodiscard]] static ValueType typeNamed(const Json& name)
    {
        return valueTypeByName(name.get<std::string>()).value();
    }
    [[nodiscard]] Instant time(const Json& text) const
    {
        return instantFromText(text.get<std::string>(), m_scene.zone);
    }

    void addProfile(const Json& profile)
    {
        const audience::Ordinal ordinal = orThrow(m_builder.addProfile(profile.at("key")));
        for (const auto& [name, type] : section("attributes").items()) {
            for (const Json& entry : at(at(profile, "history"), name)) {
                orThrow(m_builder.addPastValue(ordinal, name, valueFromJson(entry[1], typeNamed(type), m_scene.zone),
                                               time(entry[0])));
            }
            if (profile.contains(name)) {
                orThrow(m_builder.setValue(ordinal, name, valueFromJson(profile[name], typeNamed(type), m_scene.zone)));
            }
        }
        for (const Json& event : at(profile, "events")) {
            addEvent(ordinal, event);
        }
    }

    void addEvent(audience::Ordinal ordinal, const Json& event)
    {
        const std::string type = event[0];
        std::vector<audience::NamedValue> properties;
        if (event.size() > 2) {
            for (const auto& [name, value] : event[2].items()) {
                const Json& declared = at(section("properties"), type);
                const ValueType as = declared.contains(name) ? typeNamed(declared[name]) : typeOfJson(value);
                properties.emplace_back(name, valueFromJson(value, as, m_scene.zone));
            }
        }
        orThrow(m_builder.addEvent(ordinal, type, time(event[1]), properties));
    }

    static ValueType typeOfJson(const Json& json)
    {
        return json.is_boolean()          ? ValueType::Boolean
               : json.is_number_integer() ? ValueType::Integer
               : json.is_number()         ? ValueType::Number
               : json.is_array()          ? ValueType::List
                                          : ValueType::Text;
    }

    [[nodiscard]] std::shared_ptr<const Definitions> readDefinitions() const
    {
        auto definitions = std::make_shared<Definitions>();
        for (const auto& [name, node] : section("segments").items()) {
            auto reading = readNode(node, "$.where");
            require(reading.diagnostics);
            definitions->segments[name] = FilterTree(std::move(*reading.node));
        }
        for (const auto& [name, terms] : section("scores").items()) {
            Json score = Json::object();
            score["format"] = kScoreFormat;
            score["name"] = name;
            score["terms"] = terms;
            auto reading = readScore(score);
            require(reading.diagnostics);
            definitions->scores[name] = std::move(reading.score);
        }
        return definitions;
    }

    const Json& m_json;
    Scene m_scene;
    audience::AudienceBuilder m_builder;
};

} // namespace

Instant instantFromText(const std::string& text, const TimeZone& zone)
{
    if (const auto date = parseDate(text)) {
        return zone.startOfDay(*date);
    }
    return zone.resolve(parseDateTime(text).value());
}

Value valueFromJson(const Json& json, ValueType type, const TimeZone& zone)
{
    if (json.is_null()) {
        return {};
    }
    switch (type) {
    case ValueType::Boolean:
        return json.get<bool>();
    case ValueType::Integer:
        return json.get<std::int64_t>();
    case ValueType::Number:
        return json.get<double>();
    case ValueType::Date:
        return parseDate(json.get<std::string>()).value();
    case ValueType::DateTime:
        return instantFromText(json.get<std::string>(), zone);
    case ValueType::Text:
        return json.get<std::string>();
    case ValueType::List:
        break;
    }
    return json.get<TextList>();
}

Scene sceneFromJson(const Json& json)
{
    return SceneReader(json).read();
}

} // namespace postweave::segment::testing
