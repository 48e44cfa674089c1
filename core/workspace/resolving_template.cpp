// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/workspace/resolving.h"
#include "core/workspace/template_folder.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

#include <charconv>

namespace postweave::workspace {

namespace {

namespace fs = std::filesystem;

/// `spring.liquid.html@3`.
struct VersionName {
    std::string name;
    std::int64_t version = 0;
};

std::optional<VersionName> versionIn(const std::string& text)
{
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || at == 0) {
        return std::nullopt;
    }
    VersionName found{text.substr(0, at), 0};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + at + 1, end, found.version);
    return error == std::errc{} && stop == end ? std::optional(std::move(found)) : std::nullopt;
}

tl::unexpected<Error> noSuchVersion(Workspace& workspace, const std::string& given, const VersionName& asked)
{
    const auto versions = workspace.definitions().versions(DefinitionKind::Template, asked.name);
    if (!versions) {
        return fail(versions.error());
    }
    return fail(ErrorCode::NotFound,
                fmt::format("the template '{}' has no version {}; it has 1 to {}", asked.name, asked.version,
                            versions->empty() ? 0 : versions->front().version),
                {given, 0, 0, ""});
}

tl::unexpected<Error> noSuchTemplate(Workspace& workspace, const std::string& given)
{
    std::vector<std::string> names;
    if (const auto list = workspace.definitions().list(DefinitionKind::Template)) {
        for (const DefinitionSummary& summary : *list) {
            names.push_back(summary.name);
        }
    }
    const std::string nearest = nearestOf(given, names);
    return fail(ErrorCode::NotFound,
                nearest.empty()
                    ? "there is no saved template and no file of this name"
                    : fmt::format("there is no saved template and no file of this name; did you mean '{}'?", nearest),
                {given, 0, 0, ""});
}

} // namespace

Result<std::shared_ptr<const liquid::PartialSource>> savedPartials(Workspace& workspace)
{
    const auto templates = workspace.definitions().loadAll(DefinitionKind::Template);
    if (!templates) {
        return fail(templates.error());
    }
    std::map<std::string, std::string, std::less<>> texts;
    for (const Definition& definition : *templates) {
        texts.emplace(definition.summary.name, definition.text);
    }
    return std::make_shared<liquid::PartialMap>(std::move(texts));
}

Result<campaign::TemplateText> resolveTemplate(Workspace& workspace, const std::string& nameOrFile)
{
    auto saved = workspace.definitions().load(DefinitionKind::Template, nameOrFile);
    auto partials = savedPartials(workspace);
    if (!saved || !partials) {
        return fail(!saved ? saved.error() : partials.error());
    }
    if (*saved) {
        return campaign::TemplateText{nameOrFile, std::move((*saved)->text), std::move(*partials)};
    }
    std::error_code ignored;
    if (fs::is_regular_file(nameOrFile, ignored)) {
        auto text = readFile(nameOrFile, kMaxDefinitionBytes);
        return text ? Result<campaign::TemplateText>(
                          {nameOrFile, std::move(*text),
                           std::make_shared<TemplateFolder>(fs::path(nameOrFile).parent_path())})
                    : fail(text.error());
    }
    const auto asked = versionIn(nameOrFile);
    if (!asked) {
        return noSuchTemplate(workspace, nameOrFile);
    }
    const auto current = workspace.definitions().load(DefinitionKind::Template, asked->name);
    auto text = workspace.definitions().loadVersion(DefinitionKind::Template, asked->name, asked->version);
    if (!current || !text) {
        return fail(!current ? current.error() : text.error());
    }
    if (!*text) {
        return *current ? noSuchVersion(workspace, nameOrFile, *asked) : noSuchTemplate(workspace, asked->name);
    }
    return campaign::TemplateText{nameOrFile, std::move(**text), std::move(*partials)};
}

} // namespace postweave::workspace
