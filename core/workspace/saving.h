// SPDX-License-Identifier: GPL-3.0-or-later
// Saving definitions: a text is saved under the name it gives itself, and only if it is valid in this workspace.
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"

#include <string>
#include <string_view>

namespace postweave::workspace {

class Workspace;

/// A text and the file it came from (for messages; may be empty).
struct SavedText {
    std::string file;
    std::string text;
};

/// Each returns the name under which the text was saved, replacing what stood there. InvalidInput with the place of the
/// first fault and the number of the others (unknown attributes, cycles and dangling references among them); nothing is
/// saved then. `now` dates the version.
[[nodiscard]] Result<std::string> saveSegment(Workspace& workspace, const SavedText& given, Instant now);
[[nodiscard]] Result<std::string> saveScore(Workspace& workspace, const SavedText& given, Instant now);
/// A template that is not saved but stands as a file beside the campaign's is saved under the name that names it.
[[nodiscard]] Result<std::string> saveCampaign(Workspace& workspace, const SavedText& given, Instant now);
/// A template has no name of its own.
[[nodiscard]] Result<std::string> saveTemplate(Workspace& workspace, const SavedText& given, const std::string& name,
                                               Instant now);

} // namespace postweave::workspace
