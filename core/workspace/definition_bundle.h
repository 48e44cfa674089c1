// SPDX-License-Identifier: GPL-3.0-or-later
// DefinitionBundle: a segment with every segment and score that it rests on, as one text.
#pragma once

#include "core/segment/catalog.h"

#include <optional>
#include <string>
#include <string_view>

namespace postweave::workspace {

struct DefinitionBundle {
    segment::FilterTree tree;
    segment::Definitions definitions; ///< only those that the tree needs
};

/// Canonical: equal where nothing that matters to members differs. Names that lead nowhere are left out.
[[nodiscard]] std::string bundleText(const segment::FilterTree& tree, const segment::Definitions& definitions);
/// Nothing where the text is none.
[[nodiscard]] std::optional<DefinitionBundle> readBundle(std::string_view text);

} // namespace postweave::workspace
