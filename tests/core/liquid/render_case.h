// SPDX-License-Identifier: GPL-3.0-or-later
// A template, its data and how it is rendered, in one line of a test.
#pragma once

#include "core/base/json.h"
#include "core/liquid/json_value.h"
#include "core/liquid/renderer.h"
#include "core/liquid/template.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace postweave::liquid {

/// Wednesday, 2026-07-01T12:00:00Z.
inline constexpr Instant kTestNow{1'782'907'200'000'000};

struct Rendered {
    std::string output;
    RenderResult result;
    Diagnostics diagnostics;
    RenderTrace trace;
    [[nodiscard]] std::string message() const
    {
        return !diagnostics.empty()    ? diagnostics.front().message
               : result.errors.empty() ? ""
                                       : result.errors.front().message;
    }
};

class RenderCase {
public:
    explicit RenderCase(std::string_view source) : m_source(source) { options.now = kTestNow; }

    RenderCase& with(std::string_view json)
    {
        m_json = json;
        return *this;
    }
    RenderCase& partial(std::string name, std::string text)
    {
        m_partials.emplace(std::move(name), std::move(text));
        return *this;
    }
    RenderCase& dialect()
    {
        parseOptions.campaignDialect = true;
        return *this;
    }
    RenderCase& html()
    {
        parseOptions.autoescape = Autoescape::Html;
        return *this;
    }
    RenderCase& lax()
    {
        parseOptions.mode = Mode::Lax;
        return *this;
    }
    RenderCase& strict()
    {
        options.strictVariables = true;
        options.strictFilters = true;
        return *this;
    }
    RenderCase& inlineErrors()
    {
        options.errorMode = ErrorMode::Inline;
        return *this;
    }

    [[nodiscard]] Rendered run()
    {
        parseOptions.partials = std::make_shared<PartialMap>(m_partials);
        const ParseResult parsed = parse(m_source, parseOptions);
        Rendered rendered;
        rendered.diagnostics = parsed.diagnostics;
        if (!parsed.ok()) {
            return rendered;
        }
        Arena arena;
        const Value globals = parseJsonValue(m_json, arena).value_or(Value());
        Renderer renderer;
        rendered.result = renderer.render(*parsed.parsed, globals, options, rendered.output, &rendered.trace);
        return rendered;
    }
    [[nodiscard]] std::string output() { return run().output; }

    ParseOptions parseOptions;
    RenderOptions options;

private:
    std::string m_source;
    std::string m_json = "{}";
    std::map<std::string, std::string, std::less<>> m_partials;
};

} // namespace postweave::liquid
