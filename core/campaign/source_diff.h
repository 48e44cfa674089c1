// SPDX-License-Identifier: GPL-3.0-or-later
// SourceDiff: where two Liquid sources differ, in whole tags and lines.
#pragma once

#include "core/base/source_range.h"

#include <string_view>
#include <vector>

namespace postweave::campaign {

/// One place that differs: what stands there before, and what after. Either may be empty.
struct SourceHunk {
    SourceRange before;
    SourceRange after;
    bool operator==(const SourceHunk&) const = default;
};

/// In order of place; between two hunks both sources are the same. A shortest list by Myers' "An O(ND) Difference
/// Algorithm" over tags and lines; where the sources have hardly anything in common, one hunk.
[[nodiscard]] std::vector<SourceHunk> sourceDiff(std::string_view before, std::string_view after);

} // namespace postweave::campaign
