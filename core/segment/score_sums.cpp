// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/score_sums.h"

#include "core/segment/leaf_evaluation.h"

#include "core/audience/column_scan.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace postweave::segment {

using audience::Bitset;

namespace {

using Code = audience::ValueDictionary::Code;

constexpr std::size_t kWholeValues = std::size_t{std::numeric_limits<std::uint16_t>::max()} + 1;

Bitset acceptedWhole(const RealSet& accepted)
{
    Bitset values(kWholeValues);
    for (std::size_t value = 0; value < kWholeValues; ++value) {
        values.assign(value, accepted.contains(static_cast<double>(value)));
    }
    return values;
}

Bitset acceptedCodes(const ScoreSums::OfAttribute& sums, const RealSet& accepted)
{
    Bitset codes(sums.byCode.size());
    for (std::size_t code = 0; code < sums.byCode.size(); ++code) {
        codes.assign(code, accepted.contains(sums.byCode[code]));
    }
    return codes;
}

template <typename Codes>
std::vector<std::uint32_t> countsOf(const Codes& codes, std::size_t values)
{
    std::vector<std::uint32_t> counts(values);
    for (const auto code : codes) {
        ++counts[code];
    }
    return counts;
}

/// Bits in the order of the numbers.
std::uint64_t orderedBits(double number)
{
    const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

/// Counts by the leading bits first, so that only few numbers are put in order.
double nthOfNumbers(const std::vector<double>& numbers, std::size_t n)
{
    constexpr unsigned kShift = 48;
    std::vector<std::uint32_t> counts(std::size_t{1} << (64 - kShift));
    for (const double number : numbers) {
        ++counts[orderedBits(number) >> kShift];
    }
    std::size_t bucket = 0;
    std::size_t before = 0;
    while (before + counts[bucket] < n) {
        before += counts[bucket++];
    }
    std::vector<double> near;
    near.reserve(counts[bucket]);
    for (const double number : numbers) {
        if (orderedBits(number) >> kShift == bucket) {
            near.push_back(number);
        }
    }
    const auto place = near.begin() + static_cast<std::ptrdiff_t>(n - before - 1);
    std::nth_element(near.begin(), place, near.end());
    return *place;
}

struct Number {
    std::size_t profile;
    double operator()(const ScoreSums::Real& sums) const { return sums[profile]; }
    double operator()(const ScoreSums::Whole& sums) const { return sums[profile]; }
    double operator()(const ScoreSums::OfAttribute& sums) const
    {
        return sums.byCode[sums.attribute->column.code(profile)];
    }
};

} // namespace

class ScoreSums::Ranking {
public:
    explicit Ranking(const ScoreSums& sums) : m_sums(sums)
    {
        if (const auto* whole = std::get_if<Whole>(&sums.m_sums)) {
            m_counts = countsOf(*whole, kWholeValues);
        } else if (const auto* ofAttribute = std::get_if<OfAttribute>(&sums.m_sums)) {
            m_counts = std::visit([&](const auto& codes) { return countsOf(codes, ofAttribute->byCode.size()); },
                                  ofAttribute->attribute->column.codes());
            m_order = ascendingCodes(ofAttribute->byCode);
        }
    }

    [[nodiscard]] double nth(std::size_t n) const
    {
        if (const auto* real = std::get_if<Real>(&m_sums.m_sums)) {
            return nthOfNumbers(*real, n);
        }
        const auto* ofAttribute = std::get_if<OfAttribute>(&m_sums.m_sums);
        std::size_t seen = 0;
        for (std::size_t i = 0;; ++i) {
            const std::size_t value = m_order.empty() ? i : m_order[i];
            seen += m_counts[value];
            if (seen >= n) {
                return ofAttribute != nullptr ? ofAttribute->byCode[value] : static_cast<double>(value);
            }
        }
    }

private:
    /// The missing value's code finds its place among the others, which are in order one way or the other.
    static std::vector<Code> ascendingCodes(const std::vector<double>& byCode)
    {
        std::vector<Code> order;
        order.reserve(byCode.size());
        for (Code code = 1; code < byCode.size(); ++code) {
            order.push_back(code);
        }
        if (byCode.size() > 2 && byCode.back() < byCode[1]) {
            std::reverse(order.begin(), order.end());
        }
        const auto place =
            std::find_if(order.begin(), order.end(), [&](Code code) { return byCode[code] >= byCode[0]; });
        order.insert(place, 0);
        return order;
    }

    const ScoreSums& m_sums;
    std::vector<std::uint32_t> m_counts;
    std::vector<Code> m_order;
};

std::size_t ScoreSums::size() const
{
    if (const auto* ofAttribute = std::get_if<OfAttribute>(&m_sums)) {
        return ofAttribute->attribute->column.rowCount();
    }
    const auto* real = std::get_if<Real>(&m_sums);
    return real != nullptr ? real->size() : std::get<Whole>(m_sums).size();
}

double ScoreSums::operator[](std::size_t profile) const
{
    return std::visit(Number{profile}, m_sums);
}

ScoreSums::Real ScoreSums::toNumbers() const
{
    Real numbers(size());
    for (std::size_t profile = 0; profile < numbers.size(); ++profile) {
        numbers[profile] = (*this)[profile];
    }
    return numbers;
}

std::size_t ScoreSums::byteCount() const
{
    if (const auto* ofAttribute = std::get_if<OfAttribute>(&m_sums)) {
        return ofAttribute->byCode.size() * sizeof(double);
    }
    return size() * (std::holds_alternative<Real>(m_sums) ? sizeof(double) : sizeof(std::uint16_t));
}

Bitset ScoreSums::profilesIn(const RealSet& accepted) const
{
    if (const auto* real = std::get_if<Real>(&m_sums)) {
        return profilesWithNumbers(*real, accepted);
    }
    if (const auto* ofAttribute = std::get_if<OfAttribute>(&m_sums)) {
        return audience::rowsWithCodes(ofAttribute->attribute->column, acceptedCodes(*ofAttribute, accepted));
    }
    return audience::rowsOf(std::get<Whole>(m_sums), acceptedWhole(accepted));
}

double ScoreSums::percentileOf(double score) const
{
    if (size() == 0) {
        return 0;
    }
    const Bitset lower = profilesIn(RealSet(RealSet::smallest(), std::nextafter(score, RealSet::smallest())));
    return 100.0 * static_cast<double>(lower.count()) / static_cast<double>(size());
}

/// The score above which percentiles reach `bound`: scores above it, and only they, have at least so many below.
/// Nothing if all reach it.
std::optional<double> ScoreSums::scoreBelow(Ranking& ranking, double bound) const
{
    const auto count = static_cast<double>(size());
    // The fewest lower scores that give the percentile; the guess is off by rounding at most.
    auto needed = static_cast<std::size_t>(std::max(0.0, std::floor(bound * count / 100) - 1));
    while (needed < size() && 100.0 * static_cast<double>(needed) / count < bound) {
        ++needed;
    }
    return needed == 0 ? std::nullopt : std::optional(ranking.nth(needed));
}

Bitset ScoreSums::profilesInBand(PercentileBand band) const
{
    if (size() == 0) {
        return Bitset(0);
    }
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    Ranking ranking(*this);
    const auto from = scoreBelow(ranking, band.from);
    const auto to = band.to >= 100 ? std::optional(kInfinity) : scoreBelow(ranking, band.to);
    const double low = from ? std::nextafter(*from, kInfinity) : -kInfinity;
    return to && low <= *to ? profilesIn(RealSet(low, *to)) : Bitset(size());
}

} // namespace postweave::segment
