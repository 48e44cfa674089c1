// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing two sets of people: two segments, or one at two moments.
#pragma once

#include "core/audience/audience.h"
#include "core/audience/bitset.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postweave::segment {

struct ComparisonCounts {
    std::uint64_t both = 0;
    std::uint64_t onlyLeft = 0;
    std::uint64_t onlyRight = 0;
    bool operator==(const ComparisonCounts&) const = default;
};

/// Two sets over one audience.
[[nodiscard]] ComparisonCounts countCompared(const audience::Bitset& left, const audience::Bitset& right);

/// One side: members of an audience, both of which outlive what comes of it.
struct ComparedSide {
    const audience::Audience& audience;
    const audience::Bitset& members;
};

/// Keys, sorted by UTF-8 bytes; they live as long as the audiences.
struct Comparison {
    std::vector<std::string_view> both;
    std::vector<std::string_view> onlyLeft;
    std::vector<std::string_view> onlyRight;

    [[nodiscard]] ComparisonCounts counts() const { return {both.size(), onlyLeft.size(), onlyRight.size()}; }
};

/// People are told by their keys, so that the audiences may be of different moments.
[[nodiscard]] Comparison compareMembers(const ComparedSide& left, const ComparedSide& right);

} // namespace postweave::segment
