// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of checks as lines and as JSON.
#pragma once

#include "core/base/json_fwd.h"
#include "core/campaign/finding.h"
#include "core/liquid/analysis.h"

#include <string>

namespace postweave::cli {

/// What places in findings refer to.
struct FindingPlaces {
    std::string campaignFile; ///< empty for a template alone
    std::string templateName;
    std::string templateSource;
};

/// `FILE:line:column: severity: message; mend [rule]`, and an excerpt with a caret where there is a place.
void printFindings(const campaign::Findings& findings, const FindingPlaces& places);
/// Each with `file`, `line`, `column`, `severity`, `rule`, `message`, `mend`, `people`, `profile`, as far as it has
/// them.
[[nodiscard]] Json toJson(const campaign::Findings& findings, const FindingPlaces& places);

/// A branch's condition in words; `otherwise` for else.
[[nodiscard]] std::string wordsOf(const liquid::BlockBranch& branch);

} // namespace postweave::cli
