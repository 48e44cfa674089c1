// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/template_batch.h"

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/source_range.h"
#include "core/liquid/json_value.h"
#include "core/liquid/renderer.h"
#include "core/liquid/template.h"

#include <fmt/format.h>

#include <map>
#include <memory>

namespace postweave::cli {

namespace {

struct Case {
    Json id;
    std::string source;
    std::map<std::string, std::string, std::less<>> partials;
    Instant now = SystemClock().now();
    liquid::Mode mode = liquid::Mode::Strict;
    liquid::ErrorMode errors = liquid::ErrorMode::Raise;
    bool strict = false;
};

tl::unexpected<Error> wrong(const std::string& key, std::string_view wanted)
{
    return fail(ErrorCode::InvalidInput, fmt::format("'{}' must be {}", key, wanted), {"", 0, 0, childPath("$", key)});
}

Result<void> takePartials(Case& item, const Json& value)
{
    if (!value.is_object()) {
        return wrong("partials", "an object of texts");
    }
    for (const auto& [name, text] : value.items()) {
        if (!text.is_string()) {
            return wrong("partials", "an object of texts");
        }
        item.partials.emplace(name, text.get<std::string>());
    }
    return {};
}

Result<void> takeNow(Case& item, const Json& value)
{
    const auto parsed = value.is_string() ? parseDateTime(value.get<std::string>()) : std::nullopt;
    if (!parsed) {
        return wrong("now", "a time as in 2026-07-01T09:00:00Z");
    }
    item.now = TimeZone().resolve(*parsed);
    return {};
}

/// One of two words for a setting.
template <typename Setting>
Result<void> takeWord(Setting& setting, const std::string& key, const Json& value,
                      std::pair<std::string_view, Setting> first, std::pair<std::string_view, Setting> second)
{
    for (const auto& [word, meaning] : {first, second}) {
        if (value.is_string() && value.get<std::string>() == word) {
            setting = meaning;
            return {};
        }
    }
    return wrong(key, fmt::format("\"{}\" or \"{}\"", first.first, second.first));
}

Result<void> takeKey(Case& item, const std::string& key, const Json& value)
{
    if (key == "id") {
        item.id = value;
        return {};
    }
    if (key == "template") {
        item.source = value.is_string() ? value.get<std::string>() : "";
        return value.is_string() ? Result<void>() : wrong(key, "a text");
    }
    if (key == "data") {
        return value.is_object() ? Result<void>() : wrong(key, "an object");
    }
    if (key == "partials") {
        return takePartials(item, value);
    }
    if (key == "now") {
        return takeNow(item, value);
    }
    if (key == "mode") {
        return takeWord<liquid::Mode>(item.mode, key, value, {"strict", liquid::Mode::Strict},
                                      {"lax", liquid::Mode::Lax});
    }
    if (key == "errors") {
        return takeWord<liquid::ErrorMode>(item.errors, key, value, {"raise", liquid::ErrorMode::Raise},
                                           {"inline", liquid::ErrorMode::Inline});
    }
    if (key == "strict") {
        item.strict = value.is_boolean() && value.get<bool>();
        return value.is_boolean() ? Result<void>() : wrong(key, "true or false");
    }
    return fail(ErrorCode::InvalidInput, fmt::format("there is no key '{}' in a case; remove it", key),
                {"", 0, 0, childPath("$", key)});
}

Json failure(const Json& id, std::string_view message, int line, int column)
{
    Json json = Json::object();
    json["id"] = id;
    json["error"] = {{"message", message}, {"line", line}, {"column", column}};
    return json;
}

Json render(const Case& item, const liquid::Value& globals)
{
    liquid::ParseOptions options;
    options.mode = item.mode;
    options.strictFilters = item.strict;
    options.partials = std::make_shared<liquid::PartialMap>(item.partials);
    const liquid::ParseResult parsed = liquid::parse(item.source, options);
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            const SourcePosition at = positionOf(item.source, diagnostic.range.begin);
            return failure(item.id, diagnostic.message, at.line, at.column);
        }
    }
    liquid::RenderOptions renderOptions;
    renderOptions.now = item.now;
    renderOptions.errorMode = item.errors;
    renderOptions.strictVariables = item.strict;
    renderOptions.strictFilters = item.strict;
    std::string out;
    const liquid::RenderResult result = liquid::Renderer().render(*parsed.parsed, globals, renderOptions, out);
    if (result.status == liquid::RenderStatus::Failed && !result.errors.empty()) {
        const liquid::RenderError& error = result.errors.front();
        return failure(item.id, error.message, error.line, error.column);
    }
    Json json = Json::object();
    json["id"] = item.id;
    json["output"] = out;
    return json;
}

} // namespace

Result<Json> renderCase(std::string_view line)
{
    const auto json = parseJson(line);
    if (!json) {
        return fail(json.error());
    }
    if (!json->is_object()) {
        return fail(ErrorCode::InvalidInput, "a case is one JSON object a line");
    }
    Case item;
    for (const auto& [key, value] : json->items()) {
        if (const auto taken = takeKey(item, key, value); !taken) {
            return fail(taken.error());
        }
    }
    // Read a second time as Liquid's own values, in which whole numbers of any length stay exact.
    liquid::Arena arena;
    const auto values = liquid::parseJsonValue(line, arena);
    if (!values) {
        return fail(values.error());
    }
    const liquid::Value* data = values->asHash().find("data");
    return render(item, data != nullptr ? *data : liquid::Value::hash(*liquid::Hash::make(arena, {})));
}

} // namespace postweave::cli
