// SPDX-License-Identifier: GPL-3.0-or-later
// Scores, and what compares them.
#include "core/segment/leaf_evaluation.h"

#include "core/audience/column_scan.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::segment {

using audience::Bitset;
using audience::CodedColumn;

namespace {

using Code = audience::ValueDictionary::Code;

double numberOf(const audience::ValueDictionary& dictionary, Code code)
{
    if (code == audience::ValueDictionary::kMissing) {
        return 0;
    }
    return dictionary.type() == ValueType::Number ? dictionary.number(code)
                                                  : static_cast<double>(dictionary.integer(code));
}

bool isNumeric(const CodedColumn* column)
{
    return column != nullptr && (column->type() == ValueType::Integer || column->type() == ValueType::Number);
}

/// Sums stay finite, so that they can be compared and ordered.
void addTo(double& sum, double term)
{
    constexpr double kLargest = std::numeric_limits<double>::max();
    const double next = sum + term;
    sum = std::isnan(next) ? 0 : std::clamp(next, -kLargest, kLargest);
}

void addAttribute(const AttributeTerm& term, const EvaluationScope& scope, std::vector<double>& sums)
{
    const audience::AttributeColumn* attribute = scope.audience.attribute(term.attribute);
    if (attribute == nullptr || !isNumeric(&attribute->column)) {
        return;
    }
    const CodedColumn& column = attribute->column;
    std::vector<double> weighed(column.dictionary().size() + 1);
    for (Code code = 0; code < weighed.size(); ++code) {
        weighed[code] = term.weight * numberOf(column.dictionary(), code);
    }
    std::visit(
        [&](const auto& codes) {
            for (std::size_t i = 0; i < sums.size(); ++i) {
                addTo(sums[i], weighed[codes[i]]);
            }
        },
        column.codes());
}

/// 0.5^(age ÷ half-life).
double decay(const EventTerm& term, Instant time, Instant now)
{
    const auto age = static_cast<double>(now.microseconds - time.microseconds);
    return std::exp2(-age / static_cast<double>(term.halfLife->microseconds));
}

bool addEvents(const EventTerm& term, const EvaluationScope& scope, std::vector<double>& sums)
{
    const EventSelection events =
        EventSelection::make(term.events, resolveWindow(term.within, scope.frame), scope.audience, scope.frame);
    if (!term.halfLife && term.per.empty()) {
        // Equal terms: their order does not matter.
        return events.forEachRow(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
            addTo(sums[slice.table->profiles()[row]], term.weight);
        });
    }
    std::vector<const CodedColumn*> columns;
    for (const EventSlice& slice : events.slices()) {
        columns.push_back(term.per.empty() ? nullptr : slice.table->property(term.per));
    }
    return events.forEachRowByTime(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
        double value = term.weight;
        if (!term.per.empty()) {
            const CodedColumn* column = columns[static_cast<std::size_t>(&slice - events.slices().data())];
            value *= isNumeric(column) ? numberOf(column->dictionary(), column->code(row)) : 0;
        }
        if (term.halfLife) {
            value *= decay(term, slice.table->time(row), scope.frame.now);
        }
        addTo(sums[slice.table->profiles()[row]], value);
    });
}

} // namespace

Result<std::vector<double>> evaluateScore(const Score& score, const EvaluationScope& scope)
{
    std::vector<double> sums(scope.audience.size());
    for (const ScoreTerm& term : score.terms) {
        if (const auto* attribute = std::get_if<AttributeTerm>(&term)) {
            addAttribute(*attribute, scope, sums);
        } else if (!addEvents(std::get<EventTerm>(term), scope, sums)) {
            return cancelled();
        }
    }
    return sums;
}

Bitset profilesWithScore(const std::vector<double>& scores, const ValueTest& test, const EvaluationScope& scope)
{
    std::vector<std::pair<double, double>> ranges;
    const RealSet accepted = numberMatcher(test, scope.frame).acceptedNumbers();
    for (const RealSet::Range& range : accepted.ranges()) {
        ranges.emplace_back(range.low, range.high);
    }
    return audience::rowsInRanges(scores, ranges);
}

double percentileOf(const std::vector<double>& scores, double score)
{
    const auto lower = std::count_if(scores.begin(), scores.end(), [&](double other) { return other < score; });
    return scores.empty() ? 0 : 100.0 * static_cast<double>(lower) / static_cast<double>(scores.size());
}

namespace {

/// The score above which percentiles reach `bound`: scores above it, and only they, have at least so many below.
/// Nothing if all reach it.
std::optional<double> scoreBelow(std::vector<double>& scores, double bound)
{
    const auto count = static_cast<double>(scores.size());
    // The fewest lower scores that give the percentile; the guess is off by rounding at most.
    auto needed = static_cast<std::size_t>(std::max(0.0, std::floor(bound * count / 100) - 1));
    while (needed < scores.size() && 100.0 * static_cast<double>(needed) / count < bound) {
        ++needed;
    }
    if (needed == 0) {
        return std::nullopt;
    }
    const auto place = scores.begin() + static_cast<std::ptrdiff_t>(needed - 1);
    std::nth_element(scores.begin(), place, scores.end());
    return *place;
}

} // namespace

Bitset profilesInBand(const std::vector<double>& scores, PercentileBand band)
{
    if (scores.empty()) {
        return Bitset(0);
    }
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::vector<double> shuffled = scores;
    const auto from = scoreBelow(shuffled, band.from);
    const auto to = band.to >= 100 ? std::optional(kInfinity) : scoreBelow(shuffled, band.to);
    const double low = from ? std::nextafter(*from, kInfinity) : -kInfinity;
    if (!to) {
        return Bitset(scores.size());
    }
    const std::pair<double, double> range{low, *to};
    return audience::rowsInRanges(scores, {&range, 1});
}

} // namespace postweave::segment
