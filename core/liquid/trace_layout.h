// SPDX-License-Identifier: GPL-3.0-or-later
// TraceLayout: how the dynamic blocks of a template and of its partials are numbered in one row.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace postweave::liquid {

struct Program;

/// Of one template, made by analyse(). A partial has one place in it, however often and wherever it is used.
struct TraceLayout {
    std::uint32_t blocks = 0; ///< of all together
    /// A partial that is compiled for several places in the HTML has a program for each.
    std::unordered_map<const Program*, std::uint32_t> firstBlocks;

    /// Nothing for a partial whose name is known only at rendering.
    [[nodiscard]] std::optional<std::uint32_t> firstBlockOf(const Program& program) const
    {
        const auto found = firstBlocks.find(&program);
        return found == firstBlocks.end() ? std::nullopt : std::optional(found->second);
    }
};

} // namespace postweave::liquid
