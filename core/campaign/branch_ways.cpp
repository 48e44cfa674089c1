// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/branch_ways.h"

#include <algorithm>
#include <bit>
#include <queue>
#include <tuple>

namespace postweave::campaign {

namespace {

using Words = std::vector<std::uint64_t>;

/// A template with more branches than this gets no witnesses for pairs: their table would be too large.
constexpr std::size_t kMostPairedBranches = 20'000;

std::size_t gainOf(std::span<const std::uint64_t> way, const Words& missing)
{
    std::size_t gain = 0;
    for (std::size_t i = 0; i < missing.size(); ++i) {
        gain += static_cast<std::size_t>(std::popcount(way[i] & missing[i]));
    }
    return gain;
}

bool isEmpty(const Words& words)
{
    return std::all_of(words.begin(), words.end(), [](std::uint64_t word) { return word == 0; });
}

void takeAway(Words& missing, std::span<const std::uint64_t> way)
{
    for (std::size_t i = 0; i < missing.size(); ++i) {
        missing[i] &= ~way[i];
    }
}

/// What some way has, of what is wanted.
Words reachable(const WayTable& ways, const Words& wanted)
{
    Words found(wanted.size(), 0);
    for (std::size_t way = 0; way < ways.size(); ++way) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            found[i] |= ways[way][i] & wanted[i];
        }
    }
    return found;
}

void leaveOutNeedless(const WayTable& ways, const Words& reached, std::vector<std::size_t>& chosen)
{
    for (std::size_t i = chosen.size(); i > 0; --i) {
        Words missing = reached;
        for (std::size_t j = 0; j < chosen.size(); ++j) {
            if (j != i - 1) {
                takeAway(missing, ways[chosen[j]]);
            }
        }
        if (isEmpty(missing)) {
            chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i - 1));
        }
    }
}

/// Pairs of bits that are shown together, as a triangle of bits.
class PairTable {
public:
    explicit PairTable(const Words& wanted)
    {
        m_number.assign(wanted.size() * 64, 0);
        for (std::size_t bit = 0; bit < m_number.size(); ++bit) {
            m_number[bit] = m_count;
            m_count += (wanted[bit / 64] >> (bit % 64)) & 1U;
        }
        m_wanted = wanted;
        m_shown.assign(m_count * m_count, false);
    }

    /// How many pairs a way would add.
    [[nodiscard]] std::size_t gain(std::span<const std::uint64_t> way)
    {
        list(way);
        std::size_t gain = 0;
        for (std::size_t i = 0; i < m_bits.size(); ++i) {
            for (std::size_t j = i + 1; j < m_bits.size(); ++j) {
                gain += m_shown[m_bits[i] * m_count + m_bits[j]] ? 0 : 1;
            }
        }
        return gain;
    }

    void add(std::span<const std::uint64_t> way)
    {
        list(way);
        for (std::size_t i = 0; i < m_bits.size(); ++i) {
            for (std::size_t j = i + 1; j < m_bits.size(); ++j) {
                m_shown[m_bits[i] * m_count + m_bits[j]] = true;
            }
        }
    }

private:
    void list(std::span<const std::uint64_t> way)
    {
        m_bits.clear();
        for (std::size_t word = 0; word < way.size(); ++word) {
            for (std::uint64_t rest = way[word] & m_wanted[word]; rest != 0; rest &= rest - 1) {
                m_bits.push_back(m_number[word * 64 + static_cast<std::size_t>(std::countr_zero(rest))]);
            }
        }
    }

    std::vector<std::size_t> m_number; // of a bit among the wanted ones
    std::size_t m_count = 0;
    Words m_wanted;
    std::vector<bool> m_shown;
    std::vector<std::size_t> m_bits;
};

std::size_t countBits(const Words& words)
{
    std::size_t count = 0;
    for (const std::uint64_t word : words) {
        count += static_cast<std::size_t>(std::popcount(word));
    }
    return count;
}

} // namespace

WayLayout::WayLayout(const std::vector<liquid::DynamicBlock>& blocks)
{
    std::size_t used = 0;
    for (const liquid::DynamicBlock& block : blocks) {
        const auto bits = static_cast<unsigned>(std::min<std::size_t>(block.branches.size() + 1, 64));
        if (used % 64 + bits > 64) {
            used += 64 - used % 64;
        }
        const Place place{used / 64, static_cast<unsigned>(used % 64), bits};
        m_places.push_back(place);
        used += bits;
        m_branchBits.resize(place.word + 1, 0);
        const std::uint64_t all = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
        m_branchBits[place.word] |= (all & ~std::uint64_t{1}) << place.shift;
    }
    m_words = m_branchBits.size();
}

void WayLayout::pack(const liquid::RenderTrace& trace, std::span<std::uint64_t> out) const
{
    std::fill(out.begin(), out.end(), 0);
    const std::size_t count = std::min(m_places.size(), trace.blocks.size());
    for (std::size_t i = 0; i < count; ++i) {
        out[m_places[i].word] |= trace.blocks[i].taken << m_places[i].shift;
    }
}

std::uint64_t WayLayout::takenOf(std::span<const std::uint64_t> way, std::size_t block) const
{
    const Place& place = m_places[block];
    const std::uint64_t taken = way[place.word] >> place.shift;
    return place.bits == 64 ? taken : taken & ((std::uint64_t{1} << place.bits) - 1);
}

std::vector<std::size_t> coverOf(const WayTable& ways, const std::vector<std::uint64_t>& wanted)
{
    std::vector<std::size_t> chosen;
    const Words reached = reachable(ways, wanted);
    Words missing = reached;
    while (!isEmpty(missing)) {
        std::size_t best = 0;
        std::size_t most = 0;
        for (std::size_t way = 0; way < ways.size(); ++way) {
            const std::size_t gain = gainOf(ways[way], missing);
            if (gain > most) {
                most = gain;
                best = way;
            }
        }
        chosen.push_back(best);
        takeAway(missing, ways[best]);
    }
    leaveOutNeedless(ways, reached, chosen);
    return chosen;
}

std::vector<std::size_t> pairCoverOf(const WayTable& ways, const std::vector<std::uint64_t>& wanted,
                                     const std::vector<std::size_t>& chosen, const CancelToken& cancel)
{
    std::vector<std::size_t> more;
    if (countBits(wanted) > kMostPairedBranches) {
        return more;
    }
    PairTable pairs(wanted);
    for (const std::size_t way : chosen) {
        pairs.add(ways[way]);
    }
    // What a way adds only ever shrinks: the largest that is still true when looked at again is the largest.
    using Entry = std::tuple<std::size_t, std::size_t>; // gain, the way counted from the end
    std::priority_queue<Entry> waiting;
    for (std::size_t way = 0; way < ways.size(); ++way) {
        waiting.emplace(SIZE_MAX, ways.size() - way);
    }
    while (!waiting.empty() && !cancel.isCancelled()) {
        const auto [known, fromEnd] = waiting.top();
        waiting.pop();
        const std::size_t way = ways.size() - fromEnd;
        const std::size_t gain = pairs.gain(ways[way]);
        if (gain == known) {
            more.push_back(way);
            pairs.add(ways[way]);
        } else if (gain > 0) {
            waiting.emplace(gain, fromEnd);
        }
    }
    return more;
}

} // namespace postweave::campaign
