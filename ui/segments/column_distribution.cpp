// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/column_distribution.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace postweave::ui::segments {

namespace {

constexpr double kTailShare = 0.99;
constexpr double kTailFactor = 2; // a tail this many times as long as the rest is gathered

double numericValue(const audience::ValueDictionary& dictionary, std::uint32_t code)
{
    return dictionary.type() == ValueType::Number ? dictionary.number(code)
                                                  : static_cast<double>(dictionary.integer(code));
}

} // namespace

ColumnDistribution::ColumnDistribution(const audience::CodedColumn& column)
{
    const audience::ValueDictionary& dictionary = column.dictionary();
    if (dictionary.type() == ValueType::Text || dictionary.type() == ValueType::List) {
        return;
    }
    std::vector<std::uint64_t> counts(dictionary.size() + 1, 0);
    std::visit(
        [&](const auto& codes) { std::for_each(codes.begin(), codes.end(), [&](auto code) { ++counts[code]; }); },
        column.codes());
    m_missing = counts[0];
    std::uint64_t sum = 0;
    for (std::uint32_t code = 1; code <= dictionary.size(); ++code) {
        if (counts[code] > 0) {
            sum += counts[code];
            m_values.push_back(numericValue(dictionary, code));
            m_below.push_back(sum);
        }
    }
}

ColumnDistribution::ColumnDistribution(std::vector<double> values, std::uint64_t missing) : m_missing(missing)
{
    std::sort(values.begin(), values.end());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (m_values.empty() || m_values.back() != values[i]) {
            m_values.push_back(values[i]);
            m_below.push_back(i + 1);
        } else {
            m_below.back() = i + 1;
        }
    }
}

std::uint64_t ColumnDistribution::below(double value) const
{
    const auto at = std::lower_bound(m_values.begin(), m_values.end(), value) - m_values.begin();
    return at == 0 ? 0 : m_below[static_cast<std::size_t>(at - 1)];
}

std::uint64_t ColumnDistribution::upTo(double value) const
{
    const auto at = std::upper_bound(m_values.begin(), m_values.end(), value) - m_values.begin();
    return at == 0 ? 0 : m_below[static_cast<std::size_t>(at - 1)];
}

double ColumnDistribution::quantile(double share) const
{
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(present())));
    const auto at = std::lower_bound(m_below.begin(), m_below.end(), std::max<std::uint64_t>(1, wanted));
    return at == m_below.end() ? m_values.back() : m_values[static_cast<std::size_t>(at - m_below.begin())];
}

bool ColumnDistribution::isMostlyZero() const
{
    return m_values.size() > 2 && m_values.front() == 0 && m_below.front() * 2 > present();
}

ColumnDistribution::Bars ColumnDistribution::bars(int most, bool whole) const
{
    Bars bars;
    if (isEmpty()) {
        return bars;
    }
    bars.low = isMostlyZero() ? m_values[1] : smallest();
    bars.high = largest();
    const double tail = quantile(kTailShare);
    if (tail > bars.low && bars.high - bars.low > kTailFactor * (tail - bars.low)) {
        bars.high = tail;
        bars.openEnd = true;
    }
    double step = (bars.high - bars.low) / most;
    if (whole) {
        step = std::max(1.0, std::ceil(step));
    }
    if (step <= 0) {
        bars.high = bars.low + 1;
        bars.counts = {static_cast<qint64>(present() - below(bars.low))};
        return bars;
    }
    const int count =
        std::clamp(static_cast<int>(std::floor((bars.high - bars.low) / step)) + (whole ? 1 : 0), 1, most + 1);
    bars.high = bars.low + count * step;
    for (int i = 0; i < count; ++i) {
        const bool isLast = i + 1 == count;
        const std::uint64_t before = below(bars.low + i * step);
        const std::uint64_t until = isLast ? present() : below(bars.low + (i + 1) * step);
        bars.counts.push_back(static_cast<qint64>(until - before));
    }
    bars.openEnd = largest() > bars.high;
    return bars;
}

} // namespace postweave::ui::segments
