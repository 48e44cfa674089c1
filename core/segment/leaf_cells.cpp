// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/leaf_cells.h"

#include "core/segment/leaf_evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace postweave::segment {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Counts beyond it are the same to a double.
constexpr double kLargestCount = 9007199254740992.0;

RealSet acceptedBy(const ValueTest& test, const TimeFrame& frame)
{
    return numberMatcher(test, frame).acceptedNumbers();
}

/// One number for each stretch in which no test changes its mind.
std::vector<double> representatives(const std::vector<RealSet>& sets)
{
    std::set<double> points{-kInfinity};
    for (const RealSet& set : sets) {
        for (const RealSet::Range& range : set.ranges()) {
            points.insert(range.low);
            points.insert(std::nextafter(range.high, kInfinity));
        }
    }
    return {points.begin(), points.end()};
}

/// The same for whole numbers from 0 on.
std::vector<double> wholeRepresentatives(const std::vector<RealSet>& sets)
{
    std::set<double> points{0};
    const auto add = [&](double number) {
        if (number >= 0 && number <= kLargestCount) {
            points.insert(number);
        }
    };
    for (const RealSet& set : sets) {
        for (const RealSet::Range& range : set.ranges()) {
            add(std::ceil(range.low));
            add(std::floor(range.high) + 1);
        }
    }
    return {points.begin(), points.end()};
}

std::vector<bool> truthAt(const std::vector<RealSet>& sets, double number)
{
    std::vector<bool> truth;
    for (const RealSet& set : sets) {
        truth.push_back(set.contains(number));
    }
    return truth;
}

/// Where the stretch of a representative ends.
double endOf(const std::vector<double>& numbers, std::size_t i)
{
    return i + 1 < numbers.size() ? numbers[i + 1] - 1 : kInfinity;
}

} // namespace

std::vector<LeafCell> cellsOfCounts(const std::vector<const Node*>& nodes, std::size_t kind, bool never,
                                    const TimeFrame& frame)
{
    std::vector<RealSet> sets;
    for (const Node* node : nodes) {
        sets.push_back(countMatcher(std::get<EventCount>(node->body).count, frame).acceptedNumbers());
    }
    const std::vector<double> numbers = wholeRepresentatives(sets);
    std::vector<LeafCell> cells;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        cells.push_back({truthAt(sets, numbers[i]), {{kind, numbers[i], endOf(numbers, i)}}});
        if (never) {
            cells.back().claims.front().high = 0;
            return cells;
        }
    }
    return cells;
}

std::vector<LeafCell> cellsOfAggregates(const std::vector<const Node*>& nodes, std::size_t kind, bool never,
                                        const TimeFrame& frame)
{
    const AggregateFunction function = std::get<EventAggregate>(nodes.front()->body).function;
    std::vector<RealSet> sets;
    for (const Node* node : nodes) {
        sets.push_back(acceptedBy(std::get<EventAggregate>(node->body).test, frame));
    }
    const bool zeroIfNone = function == AggregateFunction::Sum || function == AggregateFunction::Distinct;
    const double most = never ? 0 : kInfinity;
    std::vector<LeafCell> cells{
        {zeroIfNone ? truthAt(sets, 0) : std::vector<bool>(nodes.size(), false), {{kind, 0, most}}}};
    if (never) {
        return cells;
    }
    const bool whole = function == AggregateFunction::Distinct;
    for (const double number : whole ? wholeRepresentatives(sets) : representatives(sets)) {
        cells.push_back({truthAt(sets, number), {{kind, whole ? number : 1, kInfinity}}});
    }
    return cells;
}

std::vector<LeafCell> cellsOfOccurrence(const std::vector<std::size_t>& kinds, bool never)
{
    std::vector<LeafCell> cells{{std::vector<bool>{false}, {}}};
    if (!never) {
        cells.push_back({std::vector<bool>{true}, {}});
        for (const std::size_t kind : kinds) {
            cells.back().claims.push_back({kind, 1, kInfinity});
        }
    }
    return cells;
}

std::vector<LeafCell> cellsOfScore(const std::vector<const ScoreTest*>& tests, const TimeFrame& frame)
{
    std::vector<LeafCell> cells;
    if (std::holds_alternative<ValueTest>(tests.front()->test)) {
        std::vector<RealSet> sets;
        for (const ScoreTest* test : tests) {
            sets.push_back(acceptedBy(std::get<ValueTest>(test->test), frame));
        }
        for (const double number : representatives(sets)) {
            cells.push_back({truthAt(sets, number), {}});
        }
        return cells;
    }
    std::set<double> percentiles{0};
    for (const ScoreTest* test : tests) {
        const auto& band = std::get<PercentileBand>(test->test);
        percentiles.insert({std::clamp(band.from, 0.0, 100.0), std::clamp(band.to, 0.0, 100.0)});
    }
    for (const double percentile : percentiles) {
        LeafCell cell;
        for (const ScoreTest* test : tests) {
            const auto& band = std::get<PercentileBand>(test->test);
            cell.truth.push_back(percentile >= band.from && (percentile < band.to || band.to >= 100));
        }
        cells.push_back(std::move(cell));
    }
    return cells;
}

} // namespace postweave::segment
