// SPDX-License-Identifier: GPL-3.0-or-later
// Upper, lower and title case as Ruby's strings have them: Unicode's full mappings without regard to what stands
// around a character (a final sigma stays σ).
#pragma once

#include "core/liquid/arena.h"

#include <string_view>

namespace postweave::liquid {

/// Each gives a view of `text` where nothing changes, else a text in the arena.
[[nodiscard]] std::string_view lowered(std::string_view text, Arena& arena);
[[nodiscard]] std::string_view uppered(std::string_view text, Arena& arena);
/// The first character in title case, the others in lower case.
[[nodiscard]] std::string_view capitalized(std::string_view text, Arena& arena);

} // namespace postweave::liquid
