// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/campaign/campaign_format.h"
#include "core/segment/segment_format.h"
#include "core/workspace/resolving.h"
#include "core/workspace/template_folder.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

namespace postweave::workspace {

namespace {

namespace fs = std::filesystem;

Result<campaign::Campaign> parse(const std::string& text, const std::string& file)
{
    campaign::CampaignReading reading = campaign::parseCampaign(text);
    if (const auto error = segment::firstError(reading.diagnostics, file, text)) {
        return fail(*error);
    }
    return std::move(reading.campaign);
}

/// A saved template, else a file in `folder` where there is one to look in.
Result<campaign::TemplateText> findTemplate(Workspace& workspace, const std::string& name, const fs::path* folder,
                                            const std::string& file)
{
    auto saved = workspace.definitions().load(DefinitionKind::Template, name);
    if (!saved) {
        return fail(saved.error());
    }
    if (*saved) {
        auto partials = savedPartials(workspace);
        return partials ? Result<campaign::TemplateText>({name, std::move((*saved)->text), std::move(*partials)})
                        : fail(partials.error());
    }
    std::error_code ignored;
    if (folder == nullptr || name.empty() || !fs::is_regular_file(*folder / name, ignored)) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("there is no saved template '{}'{}", name, folder != nullptr ? " and no such file" : ""),
            {file, 0, 0, "$.template"});
    }
    auto text = readFile(*folder / name, kMaxDefinitionBytes);
    if (!text) {
        return fail(text.error());
    }
    return campaign::TemplateText{(*folder / name).string(), std::move(*text),
                                  std::make_shared<TemplateFolder>((*folder / name).parent_path())};
}

/// Files that audience and exclusions refer to.
Result<void> addFiles(const campaign::Campaign& campaign, const fs::path& folder, segment::Definitions& definitions)
{
    if (const auto added = addReferencedFiles(campaign.audience, folder, definitions); !added) {
        return added;
    }
    for (const segment::FilterTree& tree : campaign.exclude) {
        if (const auto added = addReferencedFiles(tree, folder, definitions); !added) {
            return added;
        }
    }
    return {};
}

Result<ResolvedCampaign> resolve(Workspace& workspace, campaign::Campaign campaign, const fs::path* folder,
                                 const std::string& file)
{
    auto saved = loadDefinitions(workspace);
    const auto catalog = catalogOf(workspace);
    if (!saved || !catalog) {
        return fail(!saved ? saved.error() : catalog.error());
    }
    ResolvedCampaign resolved{file, std::move(campaign), {}, std::move(saved->definitions)};
    if (folder != nullptr) {
        if (const auto added = addFiles(resolved.campaign, *folder, resolved.definitions); !added) {
            return fail(added.error());
        }
    }
    const Diagnostics found = campaign::validateAudience(resolved.campaign, *catalog, resolved.definitions);
    if (const auto error = segment::firstError(found, file)) {
        return fail(*error);
    }
    auto text = findTemplate(workspace, resolved.campaign.templateName, folder, file);
    if (!text) {
        return fail(text.error());
    }
    resolved.text = std::move(*text);
    return resolved;
}

tl::unexpected<Error> notFound(Workspace& workspace, const std::string& name)
{
    std::vector<std::string> names;
    if (const auto list = workspace.definitions().list(DefinitionKind::Campaign)) {
        for (const DefinitionSummary& summary : *list) {
            names.push_back(summary.name);
        }
    }
    const std::string nearest = nearestOf(name, names);
    const std::string mend = nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest);
    return fail(ErrorCode::NotFound, "there is no saved campaign and no file of this name" + mend, {name, 0, 0, ""});
}

} // namespace

Result<ResolvedCampaign> resolveCampaign(Workspace& workspace, const std::string& nameOrFile)
{
    const auto saved = workspace.definitions().load(DefinitionKind::Campaign, nameOrFile);
    if (!saved) {
        return fail(saved.error());
    }
    std::error_code ignored;
    if (!*saved && !fs::exists(nameOrFile, ignored)) {
        return notFound(workspace, nameOrFile);
    }
    const auto text = *saved ? Result<std::string>((*saved)->text) : readFile(nameOrFile, kMaxDefinitionBytes);
    if (!text) {
        return fail(text.error());
    }
    auto campaign = parse(*text, nameOrFile);
    if (!campaign) {
        return fail(campaign.error());
    }
    const fs::path folder = fs::path(nameOrFile).parent_path();
    return resolve(workspace, std::move(*campaign), *saved ? nullptr : &folder, nameOrFile);
}

Result<ResolvedCampaign> resolveCampaign(Workspace& workspace, campaign::Campaign campaign)
{
    const std::string name = campaign.name;
    return resolve(workspace, std::move(campaign), nullptr, name);
}

} // namespace postweave::workspace
