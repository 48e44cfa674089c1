// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/branch_coverage.h"

#include <algorithm>
#include <bit>
#include <map>

namespace postweave::ui::templates {

namespace {

using campaign::RenderedMessage;

/// What one render took: for each block its branches as bits. People with equal ways are one.
using Way = std::vector<std::uint64_t>;

struct Travellers {
    std::uint64_t count = 0;
    audience::Ordinal first = 0;
};

Way wayOf(const liquid::RenderTrace& trace)
{
    Way way;
    way.reserve(trace.blocks.size());
    for (const auto& block : trace.blocks) {
        way.push_back(block.taken);
    }
    return way;
}

/// Bits of `way` that are branches and not covered yet.
int newBranches(const Way& way, const Way& covered)
{
    int count = 0;
    for (std::size_t i = 0; i < way.size(); ++i) {
        count += std::popcount(way[i] & ~covered[i] & ~std::uint64_t{1});
    }
    return count;
}

/// Greedy set cover: whoever reaches most that is still missing goes next (ties: the first in the audience).
std::vector<audience::Ordinal> fewestFor(const std::map<Way, Travellers>& ways, std::size_t blocks)
{
    std::vector<audience::Ordinal> chosen;
    Way covered(blocks, 0);
    for (;;) {
        const std::pair<const Way, Travellers>* best = nullptr;
        int most = 0;
        for (const auto& entry : ways) {
            const int gain = newBranches(entry.first, covered);
            if (gain > most || (gain == most && gain > 0 && entry.second.first < best->second.first)) {
                most = gain;
                best = &entry;
            }
        }
        if (best == nullptr) {
            return chosen;
        }
        chosen.push_back(best->second.first);
        for (std::size_t i = 0; i < blocks; ++i) {
            covered[i] |= best->first[i];
        }
    }
}

void countWay(BranchCoverage& coverage, const Way& way, std::uint64_t people)
{
    for (std::size_t block = 0; block < way.size(); ++block) {
        coverage.entered[block] += (way[block] & ~std::uint64_t{1}) != 0 ? people : 0;
        for (std::size_t branch = 0; branch < coverage.reached[block].size(); ++branch) {
            const bool taken = branch < 64 && ((way[block] >> branch) & 1U) != 0;
            coverage.reached[block][branch] += taken ? people : 0;
        }
    }
}

} // namespace

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

std::optional<BranchCoverage> measureCoverage(const PreviewJob& job, const CancelToken& cancel)
{
    const campaign::PrepareResult result = prepareJob(job, *job.text);
    const auto facts = campaign::hasErrors(result.findings) ? Result<std::shared_ptr<const campaign::Facts>>(nullptr)
                                                            : job.facts->facts(*result.prepared, job.world, cancel);
    if (!facts || !*facts) {
        return std::nullopt;
    }
    BranchCoverage coverage;
    coverage.text = job.text;
    const auto& blocks = result.prepared->part(campaign::CampaignPart::Template).analysis.blocks;
    for (const liquid::DynamicBlock& block : blocks) {
        coverage.reached.emplace_back(block.branches.size() + 1, 0);
        coverage.entered.push_back(0);
    }
    const std::size_t all = job.world->people.audience->size();
    const std::size_t measured = blocks.empty() ? 0 : std::min(all, kMeasuredPeople);
    coverage.people = measured;
    coverage.isWhole = measured == all || blocks.empty();
    campaign::CampaignRenderer renderer(result.prepared, *facts);
    std::map<Way, Travellers> ways;
    RenderedMessage message;
    for (std::size_t i = 0; i < measured; ++i) {
        if (cancel.isCancelled()) {
            return std::nullopt;
        }
        const auto profile = static_cast<audience::Ordinal>(i * all / measured);
        renderer.render(profile, message);
        coverage.failed += message.status == RenderedMessage::Status::Ready ? 0 : 1;
        Way way = wayOf(message.trace);
        way.resize(blocks.size(), 0);
        auto [entry, isNew] = ways.try_emplace(std::move(way), Travellers{0, profile});
        ++entry->second.count;
    }
    for (const auto& [way, travellers] : ways) {
        countWay(coverage, way, travellers.count);
    }
    coverage.witnesses = fewestFor(ways, blocks.size());
    return coverage;
}

} // namespace postweave::ui::templates
