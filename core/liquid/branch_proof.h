// SPDX-License-Identifier: GPL-3.0-or-later
// BranchProof: branches of which it can be proved, without looking at anybody, that nobody gets them, and conditions
// that are asked twice. Proved by logic over comparisons of values with constants, membership, behaviour and times
// relative to now; what is said here holds for every render, with any values of the kinds that are named.
#pragma once

#include "core/liquid/analysis.h"
#include "core/liquid/kind_set.h"
#include "core/liquid/template.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace postweave::liquid {

struct BranchProof {
    enum class Kind : std::uint8_t {
        Never,        ///< its condition holds for no value at all
        NeverHere,    ///< not inside the branches around it
        Taken,        ///< whoever could get it gets an earlier branch
        Repeated,     ///< an earlier branch asks the same
        RepeatedWhen, ///< an earlier `when` has the same value: both are shown
        AlwaysHere    ///< holds for everybody who gets to it, since a branch around it asks for that
    };
    Kind kind = Kind::Never;
    std::size_t block = 0;  ///< in Analysis::blocks
    std::size_t branch = 1; ///< from 1
    std::size_t other = 0;  ///< Taken, Repeated, RepeatedWhen: the earlier branch, from 1; 0: several together
    bool operator==(const BranchProof&) const = default;
};

/// Evaluations of a condition that all proofs about one template may cost together, unless told otherwise: some tenths
/// of a second.
inline constexpr std::uint64_t kMostProofEffort = 20'000'000;

/// By block, then branch. `kinds` may be empty: then a path can have any value. Only branches that Analysis::blocks
/// lists; of branches inside one that is never reached nothing is said, nor of what would cost more than `mostEffort`.
[[nodiscard]] std::vector<BranchProof> proveBranches(const Template& parsed, const Analysis& analysis,
                                                     const KindsOf& kinds = {},
                                                     std::uint64_t mostEffort = kMostProofEffort);

} // namespace postweave::liquid
