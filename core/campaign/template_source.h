// SPDX-License-Identifier: GPL-3.0-or-later
// Places in a Liquid source: which tag stands around an offset, and the source with its Liquid blanked out.
#pragma once

#include "core/base/source_range.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace postweave::campaign {

/// `{{ … }}` or `{% … %}`.
struct LiquidTag {
    SourceRange range;
    std::string_view name; ///< of a `{% … %}`: if, assign…; empty for an output. In `{% liquid %}`: of the line.
    [[nodiscard]] bool isOutput() const { return name.empty(); }
};

/// The tag that stands around an offset; without one, an empty range there.
[[nodiscard]] LiquidTag tagAround(std::string_view source, std::size_t offset);

/// Same length, same line ends: outputs become `x`, tags blanks, comments blanks with all that is in them. What is left
/// is HTML that keeps its places.
[[nodiscard]] std::string withoutLiquid(std::string_view source);

} // namespace postweave::campaign
