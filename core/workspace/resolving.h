// SPDX-License-Identifier: GPL-3.0-or-later
// Resolving: what a name means. A string that names a segment, score, template or campaign means what is saved in the
// workspace, else a path relative to the file it stands in.
#pragma once

#include "core/base/error.h"
#include "core/campaign/campaign.h"
#include "core/campaign/prepared_campaign.h"
#include "core/segment/catalog.h"
#include "core/segment/filter_tree.h"

#include <filesystem>
#include <map>
#include <string>

namespace postweave::workspace {

class Workspace;

/// Attributes, event types and properties as the stores know them, without loading an audience.
[[nodiscard]] Result<segment::Catalog> catalogOf(Workspace& workspace);

/// Everything saved that can be read; texts that cannot (damaged by other hands) are left out and named in
/// `unreadable`.
struct SavedDefinitions {
    segment::Definitions definitions;
    std::map<std::string, Error> unreadable;
};
[[nodiscard]] Result<SavedDefinitions> loadDefinitions(Workspace& workspace);

/// A segment with everything it refers to, files among them under the string that names them.
struct ResolvedSegment {
    segment::Segment segment;
    segment::Definitions definitions;
};

/// `nameOrFile`: a saved segment's name, or a file. NotFound with the nearest saved name; InvalidInput where the file
/// or one it refers to is not valid in this workspace.
[[nodiscard]] Result<ResolvedSegment> resolveSegment(Workspace& workspace, const std::string& nameOrFile);

/// Adds to `definitions` the files that a tree refers to, and those that they refer to; a name that is neither saved
/// nor a file is left for validation to report.
[[nodiscard]] Result<void> addReferencedFiles(const segment::FilterTree& tree, const std::filesystem::path& folder,
                                              segment::Definitions& definitions);

/// The saved templates, as what render and include find.
[[nodiscard]] Result<std::shared_ptr<const liquid::PartialSource>> savedPartials(Workspace& workspace);
/// `nameOrFile`: a saved template's name, a file, or `NAME@VERSION` of a saved one. Partials are the saved templates,
/// or the files of the template's folder. NotFound with the nearest saved name or the versions there are.
[[nodiscard]] Result<campaign::TemplateText> resolveTemplate(Workspace& workspace, const std::string& nameOrFile);

/// A campaign with its template and everything it refers to.
struct ResolvedCampaign {
    std::string file; ///< as given, where it is a file; else the saved name
    campaign::Campaign campaign;
    campaign::TemplateText text; ///< partials: the other saved templates, or the files of the template's folder
    segment::Definitions definitions;
};

/// `nameOrFile`: a saved campaign's name, or a file. Errors as resolveSegment().
[[nodiscard]] Result<ResolvedCampaign> resolveCampaign(Workspace& workspace, const std::string& nameOrFile);
/// The same for a campaign at hand, such as one that is being edited; its names mean what is saved.
[[nodiscard]] Result<ResolvedCampaign> resolveCampaign(Workspace& workspace, campaign::Campaign campaign);

} // namespace postweave::workspace
