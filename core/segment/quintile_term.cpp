// SPDX-License-Identifier: GPL-3.0-or-later
// Quintiles of recency, frequency and money spent.
#include "core/segment/leaf_evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::segment {

using audience::CodedColumn;

namespace {

constexpr std::size_t kQuintiles = 5;

double numberAt(const CodedColumn* column, std::size_t row)
{
    if (column == nullptr || !column->isSet(row)) {
        return 0;
    }
    const audience::ValueDictionary& dictionary = column->dictionary();
    switch (dictionary.type()) {
    case ValueType::Integer:
        return static_cast<double>(dictionary.integer(column->code(row)));
    case ValueType::Number:
        return dictionary.number(column->code(row));
    default:
        return 0;
    }
}

/// What is ranked, by profile; nothing (NaN) for those without a matching event.
class RankedValues {
public:
    RankedValues(const QuintileTerm& term, const EvaluationScope& scope)
        : m_term(term), m_scope(scope), m_values(scope.audience.size(), std::numeric_limits<double>::quiet_NaN())
    {
    }

    /// False if cancelled.
    [[nodiscard]] bool gather()
    {
        const EventSelection events = EventSelection::make(m_term.events, resolveWindow(m_term.within, m_scope.frame),
                                                           m_scope.audience, m_scope.frame);
        std::vector<const CodedColumn*> columns;
        for (const EventSlice& slice : events.slices()) {
            columns.push_back(m_term.per.empty() ? nullptr : slice.table->property(m_term.per));
        }
        // Sums depend on the order of their terms: by time, whatever tables they come from.
        return events.forEachRowByTime(m_scope.cancel, [&](const EventSlice& slice, std::size_t row) {
            double& value = m_values[slice.table->profiles()[row]];
            const double before = std::isnan(value) ? 0 : value;
            switch (m_term.of) {
            case QuintileOf::Recency:
                value = static_cast<double>(slice.table->time(row).microseconds);
                break;
            case QuintileOf::Frequency:
                value = before + 1;
                break;
            case QuintileOf::Monetary:
                value =
                    finite(before + numberAt(columns[static_cast<std::size_t>(&slice - events.slices().data())], row));
            }
        });
    }

    void addTo(std::vector<double>& sums) const
    {
        std::vector<double> ranked;
        std::copy_if(m_values.begin(), m_values.end(), std::back_inserter(ranked),
                     [](double value) { return !std::isnan(value); });
        std::sort(ranked.begin(), ranked.end());
        for (std::size_t i = 0; i < sums.size(); ++i) {
            if (!std::isnan(m_values[i])) {
                const auto lower = std::lower_bound(ranked.begin(), ranked.end(), m_values[i]) - ranked.begin();
                const std::size_t quintile = 1 + kQuintiles * static_cast<std::size_t>(lower) / ranked.size();
                sums[i] = finite(sums[i] + m_term.weight * static_cast<double>(quintile));
            }
        }
    }

private:
    /// Sums stay finite, so that they can be compared and ordered.
    static double finite(double sum)
    {
        constexpr double kLargest = std::numeric_limits<double>::max();
        return std::isnan(sum) ? 0 : std::clamp(sum, -kLargest, kLargest);
    }

    const QuintileTerm& m_term;
    const EvaluationScope& m_scope;
    std::vector<double> m_values;
};

} // namespace

bool addQuintiles(const QuintileTerm& term, const EvaluationScope& scope, std::vector<double>& sums)
{
    RankedValues values(term, scope);
    if (!values.gather()) {
        return false;
    }
    values.addTo(sums);
    return true;
}

} // namespace postweave::segment
