// SPDX-License-Identifier: GPL-3.0-or-later
// ColumnDistribution: how often each value of a numeric column occurs; answers ranges and shares at once.
#pragma once

#include "core/audience/coded_column.h"

#include <QList>

#include <cstdint>
#include <vector>

namespace postweave::ui::segments {

/// Dates as days, datetimes as microseconds. Immutable once made; making it goes through the column once.
class ColumnDistribution {
public:
    ColumnDistribution() = default;
    explicit ColumnDistribution(const audience::CodedColumn& column);
    /// In any order; `missing` rows have none.
    explicit ColumnDistribution(std::vector<double> values, std::uint64_t missing = 0);

    [[nodiscard]] bool isEmpty() const { return m_values.empty(); }
    [[nodiscard]] double smallest() const { return m_values.front(); }
    [[nodiscard]] double largest() const { return m_values.back(); }
    [[nodiscard]] std::uint64_t missing() const { return m_missing; }
    [[nodiscard]] std::uint64_t present() const { return m_below.empty() ? 0 : m_below.back(); }
    /// Rows with a value strictly below, and at most this.
    [[nodiscard]] std::uint64_t below(double value) const;
    [[nodiscard]] std::uint64_t upTo(double value) const;
    /// The smallest value that at least this share (0 to 1) of the rows does not exceed.
    [[nodiscard]] double quantile(double share) const;

    struct Bars {
        QList<qint64> counts;
        double low = 0;
        double high = 1;
        bool openEnd = false; ///< the last bar gathers a long tail
    };
    /// Equal steps; whole ones where `whole`. A tail that would squeeze the rest goes into the last bar; where most
    /// have nothing (0), the bars are of the others.
    [[nodiscard]] Bars bars(int most, bool whole) const;

private:
    [[nodiscard]] bool isMostlyZero() const;

    std::vector<double> m_values;       ///< distinct, ascending
    std::vector<std::uint64_t> m_below; ///< rows up to and with each value
    std::uint64_t m_missing = 0;
};

} // namespace postweave::ui::segments
