// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/resolving.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/segment/segment_format.h"
#include "core/segment/validation.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

namespace postweave::workspace {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSegmentBytes = std::size_t{64} << 20;

Result<segment::Segment> readSegmentFile(const fs::path& path)
{
    const auto text = readFile(path, kMaxSegmentBytes);
    if (!text) {
        return fail(text.error());
    }
    segment::SegmentReading reading = segment::parseSegment(*text);
    if (const auto error = segment::firstError(reading.diagnostics, path.string(), *text)) {
        return fail(*error);
    }
    return std::move(reading.segment);
}

Result<void> loadSegments(Workspace& workspace, SavedDefinitions& saved)
{
    const auto stored = workspace.definitions().loadAll(DefinitionKind::Segment);
    if (!stored) {
        return fail(stored.error());
    }
    for (const Definition& definition : *stored) {
        segment::SegmentReading reading = segment::parseSegment(definition.text);
        if (const auto error = segment::firstError(reading.diagnostics, definition.summary.name, definition.text)) {
            saved.unreadable.emplace(definition.summary.name, *error);
        } else {
            saved.definitions.segments[definition.summary.name] = std::move(reading.segment.tree);
        }
    }
    return {};
}

Result<void> loadScores(Workspace& workspace, SavedDefinitions& saved)
{
    const auto stored = workspace.definitions().loadAll(DefinitionKind::Score);
    if (!stored) {
        return fail(stored.error());
    }
    for (const Definition& definition : *stored) {
        segment::ScoreReading reading = segment::parseScore(definition.text);
        if (const auto error = segment::firstError(reading.diagnostics, definition.summary.name, definition.text)) {
            saved.unreadable.emplace(definition.summary.name, *error);
        } else {
            saved.definitions.scores[definition.summary.name] = std::move(reading.score);
        }
    }
    return {};
}

tl::unexpected<Error> notFound(Workspace& workspace, const std::string& name)
{
    std::vector<std::string> names;
    if (const auto list = workspace.definitions().list(DefinitionKind::Segment)) {
        for (const DefinitionSummary& summary : *list) {
            names.push_back(summary.name);
        }
    }
    const std::string nearest = nearestOf(name, names);
    return fail(ErrorCode::NotFound,
                nearest.empty()
                    ? "there is no saved segment and no file of this name"
                    : fmt::format("there is no saved segment and no file of this name; did you mean '{}'?", nearest),
                {name, 0, 0, ""});
}

} // namespace

Result<segment::Catalog> catalogOf(Workspace& workspace)
{
    segment::Catalog catalog;
    const auto schema = workspace.profiles().schema();
    const auto types = workspace.events().types();
    if (!schema || !types) {
        return fail(!schema ? schema.error() : types.error());
    }
    for (const profile::Attribute& attribute : schema->attributes()) {
        catalog.attributes.push_back({attribute.definition.key, attribute.definition.type, attribute.definition.label});
    }
    for (const event::EventTypeSummary& type : *types) {
        segment::CatalogEvent entry{type.name, {}};
        for (const event::PropertyDefinition& property : type.properties) {
            entry.properties.push_back({property.name, property.type, {}});
        }
        catalog.events.push_back(std::move(entry));
    }
    return catalog;
}

Result<SavedDefinitions> loadDefinitions(Workspace& workspace)
{
    SavedDefinitions saved;
    for (const auto& load : {loadSegments, loadScores}) {
        if (const auto loaded = load(workspace, saved); !loaded) {
            return fail(loaded.error());
        }
    }
    return saved;
}

Result<void> addReferencedFiles(const segment::FilterTree& tree, const fs::path& folder,
                                segment::Definitions& definitions)
{
    for (const std::string& name : segment::referencedSegments(tree)) {
        std::error_code ignored;
        if (definitions.segments.contains(name) || !fs::is_regular_file(folder / name, ignored)) {
            continue;
        }
        const auto referenced = readSegmentFile(folder / name);
        if (!referenced) {
            return fail(referenced.error());
        }
        definitions.segments[name] = referenced->tree;
        if (const auto added = addReferencedFiles(referenced->tree, (folder / name).parent_path(), definitions);
            !added) {
            return added;
        }
    }
    return {};
}

Result<ResolvedSegment> resolveSegment(Workspace& workspace, const std::string& nameOrFile)
{
    auto saved = loadDefinitions(workspace);
    if (!saved) {
        return fail(saved.error());
    }
    ResolvedSegment resolved{{}, std::move(saved->definitions)};
    if (const auto found = resolved.definitions.segments.find(nameOrFile);
        found != resolved.definitions.segments.end()) {
        resolved.segment = {nameOrFile, found->second};
        return resolved;
    }
    if (const auto damaged = saved->unreadable.find(nameOrFile); damaged != saved->unreadable.end()) {
        return fail(damaged->second);
    }
    std::error_code ignored;
    if (!fs::exists(nameOrFile, ignored)) {
        return notFound(workspace, nameOrFile);
    }
    auto read = readSegmentFile(nameOrFile);
    if (!read) {
        return fail(read.error());
    }
    resolved.segment = std::move(*read);
    if (const auto added =
            addReferencedFiles(resolved.segment.tree, fs::path(nameOrFile).parent_path(), resolved.definitions);
        !added) {
        return fail(added.error());
    }
    const auto catalog = catalogOf(workspace);
    if (!catalog) {
        return fail(catalog.error());
    }
    const Diagnostics found = segment::validate({}, resolved.segment.tree, *catalog, resolved.definitions);
    if (const auto error = segment::firstError(found, nameOrFile)) {
        return fail(*error);
    }
    return resolved;
}

} // namespace postweave::workspace
