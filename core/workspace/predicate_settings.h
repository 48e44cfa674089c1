// SPDX-License-Identifier: GPL-3.0-or-later
// PredicateSettings: which events purchased, viewed, opened and clicked speak of in a workspace.
#pragma once

#include "core/base/error.h"
#include "core/campaign/predicate_meaning.h"

#include <string_view>

namespace postweave::workspace {

class Workspace;

/// FORMATS §5 where the workspace says nothing. WorkspaceDamaged for a setting that cannot be read.
[[nodiscard]] Result<campaign::PredicateMeanings> predicatesOf(Workspace& workspace);

/// `text` as parsePredicateMeaning() reads it; `default` takes the setting away. InvalidInput.
[[nodiscard]] Result<void> setPredicate(Workspace& workspace, liquid::BehaviourVerb verb, std::string_view text);

} // namespace postweave::workspace
