// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "app/cli/template_batch.h"
#include "app/cli/template_errors.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/source_range.h"
#include "core/liquid/json_value.h"
#include "core/liquid/renderer.h"
#include "core/liquid/template.h"
#include "core/workspace/template_folder.h"

#include <fmt/format.h>

#include <fstream>

namespace postweave::cli {

namespace {

constexpr std::size_t kMaxTemplateBytes = std::size_t{16} << 20;

/// The line that an error is, and below it the excerpt with its caret.
tl::unexpected<Error> templateFailure(const liquid::RenderError& error, const std::string& file,
                                      const std::string& source)
{
    // A partial's text is not at hand here: its name and place say enough.
    if (!error.partial.empty()) {
        return fail(error.code, error.message, {error.partial, error.line, error.column, ""});
    }
    return fail(Error{error.code,
                      error.message,
                      {file, error.line, error.column, ""},
                      excerpt(source, {error.offset, error.offset + 1})});
}

Result<liquid::ParseOptions> parseOptionsOf(const Invocation& call)
{
    liquid::ParseOptions options;
    options.mode = call.has("--lax") ? liquid::Mode::Lax : liquid::Mode::Strict;
    options.strictFilters = call.has("--strict");
    if (const auto escape = call.value("--autoescape")) {
        if (*escape != "html") {
            return fail(ErrorCode::InvalidUsage, fmt::format("--autoescape knows only html, not '{}'", *escape));
        }
        options.autoescape = liquid::Autoescape::Html;
    }
    options.partials = std::make_shared<workspace::TemplateFolder>(std::filesystem::path(call.place(0)).parent_path());
    return options;
}

Result<liquid::Value> readGlobals(const Invocation& call, liquid::Arena& arena)
{
    const auto file = call.value("--data");
    if (!file) {
        return liquid::Value::hash(*liquid::Hash::make(arena, {}));
    }
    const auto text = readFile(*file);
    if (!text) {
        return fail(text.error());
    }
    auto value = liquid::parseJsonValue(*text, arena);
    if (value && !value->isHash()) {
        return fail(ErrorCode::InvalidInput, "the data must be one JSON object", {*file, 1, 1, ""});
    }
    if (!value) {
        Error error = value.error();
        error.where.file = *file;
        return fail(std::move(error));
    }
    return *value;
}

Result<int> render(const Invocation& call)
{
    const auto now = momentOf(call, "--now", TimeZone());
    const auto options = parseOptionsOf(call);
    if (!now || !options) {
        return fail(!now ? now.error() : options.error());
    }
    const auto source = readFile(call.place(0), kMaxTemplateBytes);
    if (!source) {
        return fail(source.error());
    }
    liquid::Arena arena;
    const auto globals = readGlobals(call, arena);
    if (!globals) {
        return fail(globals.error());
    }
    const liquid::ParseResult parsed = liquid::parse(*source, *options);
    if (const auto error = firstTemplateError(parsed.diagnostics, call.place(0), *source)) {
        return fail(*error);
    }
    liquid::RenderOptions renderOptions;
    renderOptions.now = *now;
    renderOptions.strictVariables = call.has("--strict");
    renderOptions.strictFilters = call.has("--strict");
    std::string out;
    liquid::Renderer renderer;
    const liquid::RenderResult result = renderer.render(*parsed.parsed, *globals, renderOptions, out);
    if (!result.errors.empty()) {
        return templateFailure(result.errors.front(), call.place(0), *source);
    }
    if (call.json()) {
        printJson({{"output", out}});
    } else {
        print(out);
    }
    return kDone;
}

Result<int> renderBatch(const Invocation& call)
{
    std::ifstream cases(call.place(0), std::ios::binary);
    if (!cases) {
        return fail(ErrorCode::NotFound, "there is no such file; check the path", {call.place(0), 0, 0, ""});
    }
    std::string line;
    for (int number = 1; std::getline(cases, line); ++number) {
        if (cancelToken().isCancelled()) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        if (line.find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        auto answer = renderCase(line);
        if (!answer) {
            Error error = answer.error();
            error.where = {call.place(0), number, error.where.column, error.where.path};
            return fail(std::move(error));
        }
        print(toText(*answer) + '\n');
    }
    return kDone;
}

} // namespace

void addTemplateCommands(std::vector<CommandSpec>& commands)
{
    commands.push_back(
        {"template render",
         {"FILE"},
         {{"--data", "D.json"}, {"--now", "T"}, {"--lax", ""}, {"--strict", ""}, {"--autoescape", "html"}},
         "Renders a template; partials come from its folder.",
         render});
    commands.push_back({"template render-batch", {"CASES.jsonl"}, {}, "Renders one case a line.", renderBatch});
    addTemplateCheck(commands);
    addTemplateReach(commands);
    addTemplateDiff(commands);
}

} // namespace postweave::cli
