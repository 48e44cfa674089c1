// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/branch_coverage.h"

#include <algorithm>

namespace postweave::ui::templates {

std::uint64_t BranchCoverage::countOf(std::size_t block, std::size_t branch) const
{
    return block < reached.size() && branch < reached[block].size() ? reached[block][branch] : 0;
}

double BranchCoverage::shareOf(std::size_t block, std::size_t branch) const
{
    return people == 0 ? 0 : static_cast<double>(countOf(block, branch)) / static_cast<double>(people);
}

std::size_t BranchCoverage::branchCount() const
{
    std::size_t count = 0;
    for (const auto& block : reached) {
        count += block.size() - 1;
    }
    return count;
}

std::size_t BranchCoverage::reachedBranchCount() const
{
    std::size_t count = 0;
    for (const auto& block : reached) {
        count += static_cast<std::size_t>(
            std::count_if(block.begin() + 1, block.end(), [](std::uint64_t n) { return n > 0; }));
    }
    return count;
}

std::optional<BranchCoverage> measureCoverage(const PreviewJob& job, const CancelToken& cancel,
                                              const std::function<void(const BranchCoverage&)>& grown)
{
    const campaign::PrepareResult result = prepareJob(job, *job.text);
    const auto facts = campaign::hasErrors(result.findings) ? Result<std::shared_ptr<const campaign::Facts>>(nullptr)
                                                            : job.facts->facts(*result.prepared, job.world, cancel);
    if (!facts || !*facts) {
        return std::nullopt;
    }
    const bool hasBlocks = !result.prepared->part(campaign::CampaignPart::Template).analysis.blocks.empty();
    const std::size_t all = job.world->people.audience->size();
    std::vector<audience::Ordinal> people(hasBlocks ? std::min(all, kMeasuredPeople) : 0);
    for (std::size_t i = 0; i < people.size(); ++i) {
        people[i] = static_cast<audience::Ordinal>(i * all / people.size());
    }
    const auto coverageOf = [&](campaign::BranchReach reach) {
        return BranchCoverage{std::move(reach), job.text, hasBlocks ? all : 0};
    };
    campaign::ReachOptions options;
    options.withPairs = false;
    if (grown) {
        options.grown = [&](const campaign::BranchReach& sample) { grown(coverageOf(sample)); };
    }
    auto reach = campaign::measureBranchReach(result.prepared, *facts, people, options, cancel);
    return reach ? std::optional(coverageOf(std::move(*reach))) : std::nullopt;
}

} // namespace postweave::ui::templates
