// SPDX-License-Identifier: GPL-3.0-or-later
// BranchCoverage: how many people reach each branch of a template, and the fewest who together reach them all. Runs on
// a worker.
#pragma once

#include "core/campaign/branch_reach.h"
#include "ui/templates/preview_rendering.h"

#include <functional>

namespace postweave::ui::templates {

struct BranchCoverage : campaign::BranchReach {
    Text text;                   ///< what was measured
    std::uint64_t everybody = 0; ///< people there are; `people` were rendered, spread evenly over them

    [[nodiscard]] bool isWhole() const { return people == everybody; }
    [[nodiscard]] std::uint64_t countOf(std::size_t block, std::size_t branch) const;
    [[nodiscard]] double shareOf(std::size_t block, std::size_t branch) const;
    [[nodiscard]] std::size_t branchCount() const;
    [[nodiscard]] std::size_t reachedBranchCount() const;
};

/// At most this many are rendered.
inline constexpr std::size_t kMeasuredPeople = 100'000;

/// Nothing for a template that cannot be parsed, or when cancelled. `grown` is told, on the worker, what a growing
/// sample shows; it may be empty.
[[nodiscard]] std::optional<BranchCoverage>
measureCoverage(const PreviewJob& job, const CancelToken& cancel,
                const std::function<void(const BranchCoverage&)>& grown = {});

} // namespace postweave::ui::templates
