// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the place in a JSON text that a path such as $.where.all[1].op speaks of.
#pragma once

#include "core/base/source_range.h"

#include <string_view>

namespace postweave::ui::segments {

/// The value's range at the path, or at the nearest part of it that is there; the whole text in the worst case. The
/// text is well-formed JSON.
[[nodiscard]] SourceRange locateJsonPath(std::string_view text, std::string_view path);

} // namespace postweave::ui::segments
