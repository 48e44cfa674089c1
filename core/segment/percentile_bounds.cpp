// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/percentile_bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::segment {

namespace {

constexpr double kLargest = std::numeric_limits<double>::max();

/// The fewest lower scores that give the percentile.
std::size_t lowerNeeded(double percentile, std::size_t people)
{
    const auto count = static_cast<double>(people);
    auto needed = static_cast<std::size_t>(std::max(0.0, std::floor(percentile * count / 100) - 1));
    while (100.0 * static_cast<double>(needed) / count < percentile) {
        ++needed;
    }
    return needed;
}

} // namespace

ScoreTest percentileByValue(const ScoreTest& test, const std::vector<double>& scores, audience::Ordinal person)
{
    const auto& band = std::get<PercentileBand>(test.test);
    std::vector<double> others = scores;
    others.erase(others.begin() + person);
    const auto ranked = [&](std::size_t place) {
        const auto at = others.begin() + static_cast<std::ptrdiff_t>(place);
        std::nth_element(others.begin(), at, others.end());
        return *at;
    };
    double low = -kLargest;
    double high = kLargest;
    const std::size_t from = lowerNeeded(band.from, scores.size());
    if (from > others.size()) {
        low = 1;
        high = 0;
    } else if (from > 0) {
        low = std::nextafter(ranked(from - 1), std::numeric_limits<double>::infinity());
    }
    if (band.to < 100) {
        const std::size_t to = lowerNeeded(band.to, scores.size());
        high = to == 0              ? -std::numeric_limits<double>::infinity()
               : to > others.size() ? high
                                    : std::min(high, ranked(to - 1));
    }
    return {test.score, ValueTest{Operator::Between, LiteralList{low, high}, false}};
}

} // namespace postweave::segment
