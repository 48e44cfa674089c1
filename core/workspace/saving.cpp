// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/saving.h"

#include "core/base/file.h"
#include "core/campaign/campaign_format.h"
#include "core/segment/segment_format.h"
#include "core/segment/validation.h"
#include "core/workspace/resolving.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

#include <filesystem>

namespace postweave::workspace {

namespace {

using Kind = DefinitionKind;

tl::unexpected<Error> inFile(Error error, const std::string& file)
{
    if (error.where.file.empty()) {
        error.where.file = file;
    }
    return fail(std::move(error));
}

Result<std::string> store(Workspace& workspace, Kind kind, const std::string& name, const SavedText& given, Instant now)
{
    const auto saved = workspace.definitions().save(kind, name, given.text, now);
    if (!saved) {
        return inFile(saved.error(), given.file);
    }
    return name;
}

tl::unexpected<Error> unnamed(const SavedText& given)
{
    return fail(ErrorCode::InvalidInput, "it has no name to be saved under; add a \"name\"",
                {given.file, 0, 0, "$.name"});
}

/// A template that only stands beside the campaign's file is saved with it: the saved campaign has no folder.
Result<void> saveTemplateBeside(Workspace& workspace, const std::string& name, const SavedText& given, Instant now)
{
    const auto saved = workspace.definitions().load(Kind::Template, name);
    if (!saved || *saved) {
        return saved ? Result<void>() : fail(saved.error());
    }
    auto text = readFile(std::filesystem::path(given.file).parent_path() / name, kMaxDefinitionBytes);
    if (!text) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("there is no saved template '{}' and no such file beside the campaign", name),
                    {given.file, 0, 0, "$.template"});
    }
    const auto stored = saveTemplate(workspace, {name, std::move(*text)}, name, now);
    return stored ? Result<void>() : fail(stored.error());
}

} // namespace

Result<std::string> saveSegment(Workspace& workspace, const SavedText& given, Instant now)
{
    const segment::SegmentReading reading = segment::parseSegment(given.text);
    if (const auto error = segment::firstError(reading.diagnostics, given.file, given.text)) {
        return fail(*error);
    }
    if (reading.segment.name.empty()) {
        return unnamed(given);
    }
    const auto catalog = catalogOf(workspace);
    auto saved = loadDefinitions(workspace);
    if (!catalog || !saved) {
        return fail(!catalog ? catalog.error() : saved.error());
    }
    saved->definitions.segments[reading.segment.name] = reading.segment.tree;
    const Diagnostics found =
        segment::validate(reading.segment.name, reading.segment.tree, *catalog, saved->definitions);
    if (const auto error = segment::firstError(found, given.file)) {
        return fail(*error);
    }
    return store(workspace, Kind::Segment, reading.segment.name, given, now);
}

Result<std::string> saveScore(Workspace& workspace, const SavedText& given, Instant now)
{
    const segment::ScoreReading reading = segment::parseScore(given.text);
    if (const auto error = segment::firstError(reading.diagnostics, given.file, given.text)) {
        return fail(*error);
    }
    if (reading.score.name.empty()) {
        return unnamed(given);
    }
    const auto catalog = catalogOf(workspace);
    if (!catalog) {
        return fail(catalog.error());
    }
    if (const auto error = segment::firstError(segment::validate(reading.score, *catalog), given.file)) {
        return fail(*error);
    }
    return store(workspace, Kind::Score, reading.score.name, given, now);
}

Result<std::string> saveCampaign(Workspace& workspace, const SavedText& given, Instant now)
{
    const campaign::CampaignReading reading = campaign::parseCampaign(given.text);
    if (const auto error = segment::firstError(reading.diagnostics, given.file, given.text)) {
        return fail(*error);
    }
    if (reading.campaign.name.empty()) {
        return unnamed(given);
    }
    const auto catalog = catalogOf(workspace);
    const auto saved = loadDefinitions(workspace);
    if (!catalog || !saved) {
        return fail(!catalog ? catalog.error() : saved.error());
    }
    const Diagnostics found = campaign::validateAudience(reading.campaign, *catalog, saved->definitions);
    if (const auto error = segment::firstError(found, given.file)) {
        return fail(*error);
    }
    if (const auto beside = saveTemplateBeside(workspace, reading.campaign.templateName, given, now); !beside) {
        return fail(beside.error());
    }
    return store(workspace, Kind::Campaign, reading.campaign.name, given, now);
}

Result<std::string> saveTemplate(Workspace& workspace, const SavedText& given, const std::string& name, Instant now)
{
    return store(workspace, Kind::Template, name, given, now);
}

} // namespace postweave::workspace
