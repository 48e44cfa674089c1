// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/comparison.h"

#include <algorithm>
#include <iterator>

namespace postweave::segment {

ComparisonCounts countCompared(const audience::Bitset& left, const audience::Bitset& right)
{
    const std::uint64_t both = audience::countCommon(left, right);
    return {both, left.count() - both, right.count() - both};
}

Comparison compareMembers(const ComparedSide& left, const ComparedSide& right)
{
    const auto ours = left.audience.sortedKeys(left.members);
    const auto theirs = right.audience.sortedKeys(right.members);
    Comparison comparison;
    std::set_intersection(ours.begin(), ours.end(), theirs.begin(), theirs.end(), std::back_inserter(comparison.both));
    std::set_difference(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                        std::back_inserter(comparison.onlyLeft));
    std::set_difference(theirs.begin(), theirs.end(), ours.begin(), ours.end(),
                        std::back_inserter(comparison.onlyRight));
    return comparison;
}

} // namespace postweave::segment
