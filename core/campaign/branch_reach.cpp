// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/branch_reach.h"

#include "core/base/parallel.h"
#include "core/campaign/branch_ways.h"
#include "core/campaign/renderer_pool.h"
#include "core/campaign/sample_order.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <unordered_map>

namespace postweave::campaign {

namespace {

constexpr std::size_t kFirstSample = 1'000;
constexpr std::size_t kLargestBatch = 16'384; // bounds memory, and how long until what was found is told
constexpr std::size_t kGrain = 256;

/// What one batch of renders took. Its people stand in the order of the audience's rows: neighbours share the cache
/// lines of its columns, and a template that reads a hundred of them waits for memory otherwise.
struct Batch {
    std::vector<std::size_t> people; ///< indices
    std::vector<std::uint64_t> ways;
    std::vector<RenderedMessage::Status> outcomes;
};

class ReachMeasure {
public:
    ReachMeasure(const std::shared_ptr<const PreparedCampaign>& prepared, const std::shared_ptr<const Facts>& facts,
                 std::span<const audience::Ordinal> people, const ReachOptions& options, const CancelToken& cancel)
        : m_blocks(prepared->part(CampaignPart::Template).analysis.blocks),
          m_layout(m_blocks),
          m_people(people),
          m_order(people.size()),
          m_options(options),
          m_cancel(cancel),
          m_pool({prepared}, facts)
    {
    }

    Result<BranchReach> run()
    {
        std::size_t nextTold = kFirstSample;
        while (m_done < m_people.size()) {
            const std::size_t size = std::min({nextTold - m_done, m_people.size() - m_done, kLargestBatch});
            renderBatch(size);
            if (m_cancel.isCancelled()) {
                return fail(ErrorCode::Cancelled, "cancelled");
            }
            takeBatch(size);
            if (m_done == nextTold && m_done < m_people.size()) {
                nextTold *= 2;
                if (m_options.grown) {
                    m_options.grown(report(false));
                }
            }
        }
        BranchReach whole = report(m_options.withPairs);
        return m_cancel.isCancelled() ? fail(ErrorCode::Cancelled, "cancelled") : Result<BranchReach>(std::move(whole));
    }

private:
    void renderBatch(std::size_t size)
    {
        m_batch.people.resize(size);
        for (std::size_t i = 0; i < size; ++i) {
            m_batch.people[i] = m_order[m_done + i];
        }
        std::sort(m_batch.people.begin(), m_batch.people.end());
        m_batch.ways.assign(size * m_layout.words(), 0);
        m_batch.outcomes.assign(size, RenderedMessage::Status::Ready);
        parallelFor(size, kGrain, [this](std::size_t begin, std::size_t end) {
            std::unique_ptr<RendererSet> set = m_pool.take();
            for (std::size_t i = begin; i < end && !m_cancel.isCancelled(); ++i) {
                set->renderers.front().renderTexts(m_people[m_batch.people[i]], set->message);
                m_layout.pack(set->message.trace, {m_batch.ways.data() + i * m_layout.words(), m_layout.words()});
                m_batch.outcomes[i] = set->message.status;
            }
            m_pool.giveBack(std::move(set));
        });
    }

    void takeBatch(std::size_t size)
    {
        const std::size_t words = m_layout.words();
        std::string key(words * sizeof(std::uint64_t), '\0');
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t index = m_batch.people[i];
            m_aborted += m_batch.outcomes[i] == RenderedMessage::Status::Aborted ? 1 : 0;
            m_failed += m_batch.outcomes[i] == RenderedMessage::Status::Failed ? 1 : 0;
            if (words > 0) {
                std::memcpy(key.data(), m_batch.ways.data() + i * words, key.size());
            }
            const auto [entry, isNew] = m_numbers.try_emplace(key, m_counts.size());
            if (isNew) {
                m_ways.insert(m_ways.end(), m_batch.ways.begin() + static_cast<std::ptrdiff_t>(i * words),
                              m_batch.ways.begin() + static_cast<std::ptrdiff_t>((i + 1) * words));
                m_counts.push_back({0, index});
            }
            Count& count = m_counts[entry->second];
            ++count.people;
            count.first = std::min(count.first, index);
        }
        m_done += size;
    }

    BranchReach report(bool withPairs) const
    {
        BranchReach reach;
        reach.people = m_done;
        reach.total = m_people.size();
        reach.aborted = m_aborted;
        reach.failed = m_failed;
        for (const liquid::DynamicBlock& block : m_blocks) {
            reach.reached.emplace_back(block.branches.size() + 1, 0);
        }
        reach.entered.assign(m_blocks.size(), 0);
        for (const std::size_t number : numbersInOrder()) {
            addCombination(reach, number);
        }
        addWitnesses(reach, withPairs);
        return reach;
    }

    /// Most people first.
    std::vector<std::size_t> numbersInOrder() const
    {
        std::vector<std::size_t> numbers(m_counts.size());
        std::iota(numbers.begin(), numbers.end(), std::size_t{0});
        std::sort(numbers.begin(), numbers.end(), [this](std::size_t a, std::size_t b) {
            const Count& one = m_counts[a];
            const Count& other = m_counts[b];
            return one.people != other.people ? one.people > other.people : one.first < other.first;
        });
        return numbers;
    }

    void addCombination(BranchReach& reach, std::size_t number) const
    {
        const std::span<const std::uint64_t> way(m_ways.data() + number * m_layout.words(), m_layout.words());
        BranchCombination combination{{}, m_counts[number].people, m_people[m_counts[number].first]};
        combination.taken.reserve(m_blocks.size());
        for (std::size_t block = 0; block < m_blocks.size(); ++block) {
            const std::uint64_t taken = m_layout.takenOf(way, block);
            combination.taken.push_back(taken);
            reach.entered[block] += (taken & ~std::uint64_t{1}) != 0 ? combination.people : 0;
            std::vector<std::uint64_t>& reached = reach.reached[block];
            for (std::size_t branch = 0; branch < std::min<std::size_t>(reached.size(), 64); ++branch) {
                reached[branch] += (taken >> branch & 1U) != 0 ? combination.people : 0;
            }
        }
        reach.combinations.push_back(std::move(combination));
    }

    void addWitnesses(BranchReach& reach, bool withPairs) const
    {
        std::vector<std::size_t> numbers(m_counts.size());
        std::iota(numbers.begin(), numbers.end(), std::size_t{0});
        std::sort(numbers.begin(), numbers.end(),
                  [this](std::size_t a, std::size_t b) { return m_counts[a].first < m_counts[b].first; });
        WayTable table{m_layout.words(), {}};
        for (const std::size_t number : numbers) {
            const auto way = m_ways.begin() + static_cast<std::ptrdiff_t>(number * m_layout.words());
            table.bits.insert(table.bits.end(), way, way + static_cast<std::ptrdiff_t>(m_layout.words()));
        }
        std::vector<std::size_t> chosen = coverOf(table, m_layout.branchBits());
        reach.cover = chosen.size();
        if (withPairs) {
            const auto more = pairCoverOf(table, m_layout.branchBits(), chosen, m_cancel);
            chosen.insert(chosen.end(), more.begin(), more.end());
        }
        for (const std::size_t way : chosen) {
            reach.witnesses.push_back(m_people[m_counts[numbers[way]].first]);
        }
    }

    struct Count {
        std::uint64_t people = 0;
        std::size_t first = 0; ///< index among the people
    };

    const std::vector<liquid::DynamicBlock>& m_blocks;
    WayLayout m_layout;
    std::span<const audience::Ordinal> m_people;
    SampleOrder m_order;
    const ReachOptions& m_options;
    const CancelToken& m_cancel;
    RendererPool m_pool;
    Batch m_batch;
    std::unordered_map<std::string, std::size_t> m_numbers; // of ways, by their bytes
    std::vector<std::uint64_t> m_ways;
    std::vector<Count> m_counts;
    std::size_t m_done = 0;
    std::uint64_t m_aborted = 0;
    std::uint64_t m_failed = 0;
};

} // namespace

Result<BranchReach> measureBranchReach(const std::shared_ptr<const PreparedCampaign>& prepared,
                                       const std::shared_ptr<const Facts>& facts,
                                       std::span<const audience::Ordinal> people, const ReachOptions& options,
                                       const CancelToken& cancel)
{
    return ReachMeasure(prepared, facts, people, options, cancel).run();
}

} // namespace postweave::campaign
