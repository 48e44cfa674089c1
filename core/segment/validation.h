// SPDX-License-Identifier: GPL-3.0-or-later
// Validation of segments and scores against what a workspace holds.
#pragma once

#include "core/base/diagnostic.h"
#include "core/segment/catalog.h"
#include "core/segment/filter_tree.h"
#include "core/segment/score.h"

#include <string_view>

namespace postweave::segment {

/// Errors: an unknown attribute, score or segment (with the nearest name); an operator that does not go with the type;
/// a value that does not; a reference that leads back (`name` is the tree's own, empty if it has none). Warnings: an
/// unknown event type or property, nodes that can never hold. Paths as FilterTree::jsonPath() begins them.
[[nodiscard]] Diagnostics validate(std::string_view name, const FilterTree& tree, const Catalog& catalog,
                                   const Definitions& definitions);

[[nodiscard]] Diagnostics validate(const Score& score, const Catalog& catalog);

/// One node alone (not its children), at this JSON path: for editors.
[[nodiscard]] Diagnostics validateNode(const Node& node, std::string_view path, const Catalog& catalog,
                                       const Definitions& definitions);

} // namespace postweave::segment
