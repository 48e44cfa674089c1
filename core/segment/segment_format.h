// SPDX-License-Identifier: GPL-3.0-or-later
// Reader and writer of `postweave.segment/1` (FORMATS §2).
#pragma once

#include "core/base/diagnostic.h"
#include "core/base/json_fwd.h"
#include "core/segment/filter_tree.h"

#include <optional>
#include <string>
#include <string_view>

namespace postweave::segment {

inline constexpr std::string_view kSegmentFormat = "postweave.segment/1";

/// With errors among the diagnostics, the segment is what could be read: nodes with errors are left out, so it must
/// not be evaluated. Within one object unknown keys come first.
struct SegmentReading {
    Segment segment;
    Diagnostics diagnostics;
};

/// Everything that the format itself says: keys, shapes, operators, durations, times, regular expressions, depth. What
/// depends on a workspace (attributes, types, scores, segments) is validate()'s. A text that is no JSON gives one
/// diagnostic with `range` (an offset into the text) or, for a repeated key, `path`.
[[nodiscard]] SegmentReading parseSegment(std::string_view text);
[[nodiscard]] SegmentReading readSegment(const Json& json);

struct NodeReading {
    std::optional<Node> node; ///< nothing if it has errors
    Diagnostics diagnostics;
};

/// One node, for `where` in a campaign and for pasting; it may be switched off, which an evaluator takes no notice of
/// in a root. Paths in diagnostics start with `path`.
[[nodiscard]] NodeReading readNode(const Json& json, std::string_view path = "$");

/// Canonical: keys in FORMATS' order, defaults left out, durations and numbers in their shortest form. Reading it gives
/// an equal segment.
[[nodiscard]] Json writeSegment(const Segment& segment);
/// Indented by two blanks, with a line feed at the end.
[[nodiscard]] std::string segmentText(const Segment& segment);
[[nodiscard]] Json writeNode(const Node& node);
/// Compact canonical text of a node; equal nodes have equal texts.
[[nodiscard]] std::string canonicalText(const Node& node);

/// The first error as an Error (InvalidInput) that says how many more there are; nothing without errors.
[[nodiscard]] std::optional<Error> firstError(const Diagnostics& diagnostics, std::string_view file = {},
                                              std::string_view text = {});

} // namespace postweave::segment
