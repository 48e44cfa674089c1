// SPDX-License-Identifier: GPL-3.0-or-later
// ParsedBlocks: the conditions behind Analysis::blocks as the parser left them, for those who reason about them.
#pragma once

#include "core/liquid/condition.h"
#include "core/liquid/template.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

struct ParsedBranch {
    const Condition* condition = nullptr;      ///< null: else, when, or one that could not be read
    std::vector<const Expression*> candidates; ///< of when
    bool isElse = false;
    bool isNegated = false; ///< of unless
};

struct ParsedBlock {
    const Expression* subject = nullptr; ///< of case
    std::string_view source;             ///< what ranges of its conditions are in
    std::vector<ParsedBranch> branches;
};

/// Refers to the template, which must outlive it.
struct ParsedBlocks {
    std::vector<ParsedBlock> blocks;  ///< as in Analysis::blocks
    std::set<std::string> boundNames; ///< that a template or a partial of it gives values to, anywhere
    bool hasComputedNames = false;    ///< see Analysis::hasComputedNames
};

[[nodiscard]] ParsedBlocks parsedBlocks(const Template& parsed);

} // namespace postweave::liquid
