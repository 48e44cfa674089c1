// SPDX-License-Identifier: GPL-3.0-or-later
// BranchWays: which branches one render took, packed into a few words, and the choice of people who show them all.
#pragma once

#include "core/base/cancel_token.h"
#include "core/liquid/analysis.h"
#include "core/liquid/renderer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace postweave::campaign {

/// A block's branches as bits of one word: bit 0 none of them, bit n branch n (63: that one and all later ones).
class WayLayout {
public:
    explicit WayLayout(const std::vector<liquid::DynamicBlock>& blocks);
    [[nodiscard]] std::size_t words() const { return m_words; }
    [[nodiscard]] std::size_t blocks() const { return m_places.size(); }
    /// `out` has words() words.
    void pack(const liquid::RenderTrace& trace, std::span<std::uint64_t> out) const;
    [[nodiscard]] std::uint64_t takenOf(std::span<const std::uint64_t> way, std::size_t block) const;
    /// The bits of all branches, without those for none.
    [[nodiscard]] const std::vector<std::uint64_t>& branchBits() const { return m_branchBits; }

private:
    struct Place {
        std::size_t word = 0;
        unsigned shift = 0;
        unsigned bits = 0;
    };
    std::vector<Place> m_places;
    std::vector<std::uint64_t> m_branchBits;
    std::size_t m_words = 0;
};

/// Ways side by side, `words` each, in the order in which ties are broken.
struct WayTable {
    std::size_t words = 0;
    std::vector<std::uint64_t> bits;
    [[nodiscard]] std::size_t size() const { return words == 0 ? 0 : bits.size() / words; }
    [[nodiscard]] std::span<const std::uint64_t> operator[](std::size_t way) const
    {
        return {bits.data() + way * words, words};
    }
};

/// Greedy: the way that adds most of `wanted` goes next, until nothing is left to add; then whoever the others make
/// needless is left out. A logarithm from the smallest at worst. Indexes into the table.
[[nodiscard]] std::vector<std::size_t> coverOf(const WayTable& ways, const std::vector<std::uint64_t>& wanted);
/// Further ways, greedily, so that with `chosen` every two bits of `wanted` that some way has together are shown
/// together. Stops early when cancelled.
[[nodiscard]] std::vector<std::size_t> pairCoverOf(const WayTable& ways, const std::vector<std::uint64_t>& wanted,
                                                   const std::vector<std::size_t>& chosen, const CancelToken& cancel);

} // namespace postweave::campaign
