// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/segment/score.h"

#include "core/segment/format_parts.h"
#include "core/segment/json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postweave::segment {

namespace {

constexpr std::array<std::string_view, 3> kQuintiles{"recency", "frequency", "monetary"};
constexpr const char* kQuintileMend = "write one of recency, frequency, monetary";

class TermReader {
public:
    explicit TermReader(Diagnostics& diagnostics) : m_diagnostics(diagnostics) {}

    std::optional<ScoreTerm> read(const Json& json, const std::string& path)
    {
        if (json.is_object() && json.contains("event") == json.contains("attribute")) {
            reportAt(m_diagnostics, path, "no-term", "a term names either an 'event' or an 'attribute'",
                     "write {\"event\": …, \"weight\": 1} or {\"attribute\": …, \"weight\": 1}");
            return std::nullopt;
        }
        if (json.is_object() && json.contains("quintile")) {
            return readQuintileTerm(json, path);
        }
        return json.is_object() && json.contains("attribute") ? readAttributeTerm(json, path)
                                                              : readEventTerm(json, path);
    }

private:
    std::optional<ScoreTerm> readAttributeTerm(const Json& json, const std::string& path)
    {
        const std::size_t before = m_diagnostics.size();
        JsonFields fields(json, path, {"attribute", "weight"}, m_diagnostics);
        auto name = fields.requireText("attribute", "name a numeric attribute");
        const double weight = fields.number("weight").value_or(1);
        if (m_diagnostics.size() != before) {
            return std::nullopt;
        }
        return AttributeTerm{std::move(*name), weight};
    }

    std::optional<ScoreTerm> readEventTerm(const Json& json, const std::string& path)
    {
        const std::size_t before = m_diagnostics.size();
        JsonFields fields(json, path, {"event", "where", "day_of_week", "within", "weight", "half_life", "per"},
                          m_diagnostics);
        if (!fields.isObject()) {
            return std::nullopt;
        }
        auto events = readEventFilter(fields, m_diagnostics);
        EventTerm term;
        (void)readOptionalWindow(fields, term.within, m_diagnostics);
        term.weight = fields.number("weight").value_or(1);
        term.halfLife = readHalfLife(fields);
        if (fields.has("per")) {
            const auto per = fields.requireText("per", "write \"event\" or the name of a numeric property");
            term.per = per && *per != "event" ? *per : "";
        }
        if (m_diagnostics.size() != before) {
            return std::nullopt;
        }
        term.events = std::move(*events);
        return term;
    }

    std::optional<ScoreTerm> readQuintileTerm(const Json& json, const std::string& path)
    {
        const std::size_t before = m_diagnostics.size();
        JsonFields fields(json, path, {"quintile", "event", "where", "day_of_week", "within", "weight", "per"},
                          m_diagnostics);
        QuintileTerm term;
        readQuintile(fields, term);
        auto events = readEventFilter(fields, m_diagnostics);
        (void)readOptionalWindow(fields, term.within, m_diagnostics);
        term.weight = fields.number("weight").value_or(1);
        if (m_diagnostics.size() != before) {
            return std::nullopt;
        }
        term.events = std::move(*events);
        return term;
    }

    void readQuintile(JsonFields& fields, QuintileTerm& term)
    {
        const std::vector<std::string> names(kQuintiles.begin(), kQuintiles.end());
        const auto name = fields.requireText("quintile", kQuintileMend);
        const auto found = name ? std::find(names.begin(), names.end(), *name) : names.end();
        if (name && found == names.end()) {
            const std::string hint = nearestHint(*name, names);
            fields.report("quintile", "wrong-value", fmt::format("there are no quintiles of '{}'", *name),
                          hint.empty() ? kQuintileMend : hint);
        }
        if (found == names.end()) {
            return;
        }
        term.of = static_cast<QuintileOf>(found - names.begin());
        const bool monetary = term.of == QuintileOf::Monetary;
        if (monetary) {
            term.per = fields.requireText("per", "name the numeric property that is summed").value_or("");
        } else if (fields.has("per")) {
            fields.report("per", "wrong-key", fmt::format("'{}' sums no property", *name), "leave 'per' out");
        }
    }

    std::optional<Duration> readHalfLife(JsonFields& fields)
    {
        const Json* json = fields.find("half_life");
        if (json == nullptr) {
            return std::nullopt;
        }
        const auto duration = readDuration(*json, fields.pathOf("half_life"), m_diagnostics);
        if (duration && (!duration->isExact() || duration->microseconds <= 0)) {
            fields.report("half_life", "wrong-duration", "a half-life counts in weeks, days, hours, minutes or seconds",
                          "write one such as \"P30D\"");
        }
        return duration;
    }

    Diagnostics& m_diagnostics;
};

Json writeTerm(const EventTerm& term)
{
    Json json = Json::object();
    writeEventFilter(json, term.events);
    if (term.within) {
        json["within"] = writeWindow(*term.within);
    }
    if (term.weight != 1) {
        json["weight"] = writeNumber(term.weight);
    }
    if (term.halfLife) {
        json["half_life"] = formatDuration(*term.halfLife);
    }
    if (!term.per.empty()) {
        json["per"] = term.per;
    }
    return json;
}

Json writeTerm(const QuintileTerm& term)
{
    Json json = Json::object();
    json["quintile"] = kQuintiles[static_cast<std::size_t>(term.of)];
    writeEventFilter(json, term.events);
    if (term.within) {
        json["within"] = writeWindow(*term.within);
    }
    if (term.weight != 1) {
        json["weight"] = writeNumber(term.weight);
    }
    if (!term.per.empty()) {
        json["per"] = term.per;
    }
    return json;
}

Json writeTerm(const AttributeTerm& term)
{
    Json json = Json::object();
    json["attribute"] = term.attribute;
    if (term.weight != 1) {
        json["weight"] = writeNumber(term.weight);
    }
    return json;
}

} // namespace

ScoreReading readScore(const Json& json)
{
    ScoreReading reading;
    JsonFields fields(json, "$", {"format", "name", "terms"}, reading.diagnostics);
    if (!fields.isObject()) {
        return reading;
    }
    checkFormat(fields, kScoreFormat);
    reading.score.name = fields.requireText("name", "name the score").value_or("");
    const Json* terms = fields.require("terms", "list what it sums: \"terms\": [{\"event\": …, \"weight\": 1}]");
    if (terms != nullptr && !terms->is_array()) {
        fields.report("terms", "wrong-json-type", fmt::format("'terms' is {}, not a list", kindOf(*terms)),
                      "write [{…}]");
    } else if (terms != nullptr) {
        for (std::size_t i = 0; i < terms->size(); ++i) {
            if (auto term = TermReader(reading.diagnostics).read((*terms)[i], childPath("$.terms", i))) {
                reading.score.terms.push_back(std::move(*term));
            }
        }
    }
    return reading;
}

ScoreReading parseScore(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json) {
        return {{}, {diagnosticOf(json.error(), text)}};
    }
    return readScore(*json);
}

Json writeScore(const Score& score)
{
    Json json = Json::object();
    json["format"] = kScoreFormat;
    json["name"] = score.name;
    Json terms = Json::array();
    for (const ScoreTerm& term : score.terms) {
        terms.push_back(std::visit([](const auto& one) { return writeTerm(one); }, term));
    }
    json["terms"] = std::move(terms);
    return json;
}

std::string scoreText(const Score& score)
{
    return toText(writeScore(score), 2) + '\n';
}

} // namespace postweave::segment
