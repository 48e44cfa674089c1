// SPDX-License-Identifier: GPL-3.0-or-later
// ScoreSums: a score's sum for every profile, in the smallest form that holds it exactly.
#pragma once

#include "core/audience/audience.h"
#include "core/segment/filter_tree.h"
#include "core/segment/number_set.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace postweave::segment {

/// By ordinal. Immutable; safe to read from several threads.
class ScoreSums {
public:
    using Real = std::vector<double>;
    /// Small whole numbers.
    using Whole = std::vector<std::uint16_t>;
    /// One attribute times a weight.
    struct OfAttribute {
        std::shared_ptr<const audience::AttributeColumn> attribute;
        std::vector<double> byCode; ///< ascending or descending from code 1 on
    };

    explicit ScoreSums(Real sums) : m_sums(std::move(sums)) {}
    explicit ScoreSums(Whole sums) : m_sums(std::move(sums)) {}
    explicit ScoreSums(OfAttribute sums) : m_sums(std::move(sums)) {}

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] double operator[](std::size_t profile) const;
    [[nodiscard]] Real toNumbers() const;
    /// What it takes by itself, in bytes.
    [[nodiscard]] std::size_t byteCount() const;

    [[nodiscard]] audience::Bitset profilesIn(const RealSet& accepted) const;
    [[nodiscard]] audience::Bitset profilesInBand(PercentileBand band) const;
    /// 100 × (profiles with a lower score) ÷ (all profiles).
    [[nodiscard]] double percentileOf(double score) const;

private:
    /// The n-th smallest sum, from 1.
    class Ranking;
    [[nodiscard]] std::optional<double> scoreBelow(Ranking& ranking, double bound) const;

    std::variant<Real, Whole, OfAttribute> m_sums;
};

} // namespace postweave::segment
