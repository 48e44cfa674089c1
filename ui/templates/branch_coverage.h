// SPDX-License-Identifier: GPL-3.0-or-later
// BranchCoverage: how many people reach each branch of a template, and the fewest who together reach them all. Runs on
// a worker.
#pragma once

#include "ui/templates/preview_rendering.h"

#include <vector>

namespace postweave::ui::templates {

struct BranchCoverage {
    Text text;                ///< what was measured
    std::uint64_t people = 0; ///< who were rendered
    bool isWhole = true;      ///< false: a part of all people, spread evenly
    std::uint64_t failed = 0; ///< renders that ended with an error or an abort
    /// By the number of the block in Analysis::blocks: index 0 none of its branches, n the n-th.
    std::vector<std::vector<std::uint64_t>> reached;
    std::vector<std::uint64_t> entered; ///< by block: who got any of its branches
    /// The ones who reach most first; together they reach every branch that anybody does.
    std::vector<audience::Ordinal> witnesses;

    [[nodiscard]] std::uint64_t countOf(std::size_t block, std::size_t branch) const;
    [[nodiscard]] double shareOf(std::size_t block, std::size_t branch) const;
    [[nodiscard]] std::size_t branchCount() const;
    [[nodiscard]] std::size_t reachedBranchCount() const;
};

/// At most this many are rendered.
inline constexpr std::size_t kMeasuredPeople = 100'000;

/// Nothing for a template that cannot be parsed, or when cancelled.
[[nodiscard]] std::optional<BranchCoverage> measureCoverage(const PreviewJob& job, const CancelToken& cancel);

} // namespace postweave::ui::templates
