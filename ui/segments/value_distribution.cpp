// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/value_distribution.h"

#include "core/base/json.h"
#include "core/segment/evaluator.h"
#include "core/segment/event_selection.h"
#include "core/segment/leaf_evaluation.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace postweave::ui::segments {

using namespace segment;

namespace {

/// What one person's events add up to.
struct Tally {
    double sum = 0;
    double smallest = std::numeric_limits<double>::infinity();
    double largest = -std::numeric_limits<double>::infinity();
    std::uint32_t values = 0;
};

EventSelection select(const EventFilter& events, const std::optional<Window>& within, const SegmentContext& context)
{
    const TimeFrame frame{context.now, context.zone};
    return EventSelection::make(events, resolveWindow(within, frame), *context.audience, frame);
}

double numberAt(const audience::CodedColumn& column, std::size_t row)
{
    const auto code = column.code(row);
    return column.type() == ValueType::Number ? column.dictionary().number(code)
                                              : static_cast<double>(column.dictionary().integer(code));
}

bool isNumeric(const audience::CodedColumn& column)
{
    return column.type() == ValueType::Number || column.type() == ValueType::Integer;
}

Distribution distributionOfCount(const EventCount& count, const SegmentContext& context, const CancelToken& cancel)
{
    std::vector<double> times(context.people(), 0);
    const bool done =
        select(count.events, count.within, context).forEachRow(cancel, [&](const EventSlice& slice, std::size_t row) {
            times[slice.table->profiles()[row]] += 1;
        });
    return done ? std::make_shared<const ColumnDistribution>(std::move(times)) : nullptr;
}

/// Distinct values by name over all tables: codes differ from table to table.
Distribution distributionOfDistinct(const EventAggregate& aggregate, const SegmentContext& context,
                                    const CancelToken& cancel)
{
    std::vector<std::pair<std::uint32_t, std::string>> seen;
    const TimeZone zone = context.zone;
    const bool done =
        select(aggregate.events, aggregate.within, context)
            .forEachRow(cancel, [&](const EventSlice& slice, std::size_t row) {
                const audience::CodedColumn* column = slice.table->property(aggregate.property);
                if (column != nullptr && column->isSet(row)) {
                    seen.emplace_back(slice.table->profiles()[row], toText(toJson(column->value(row), zone)));
                }
            });
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    std::vector<double> counts(context.people(), 0);
    for (const auto& entry : seen) {
        counts[entry.first] += 1;
    }
    return done ? std::make_shared<const ColumnDistribution>(std::move(counts)) : nullptr;
}

std::optional<double> resultOf(const Tally& tally, AggregateFunction function)
{
    if (function == AggregateFunction::Sum) {
        return tally.sum;
    }
    if (tally.values == 0) {
        return std::nullopt;
    }
    switch (function) {
    case AggregateFunction::Average:
        return tally.sum / tally.values;
    case AggregateFunction::Smallest:
        return tally.smallest;
    default:
        return tally.largest;
    }
}

Distribution distributionOfAggregate(const EventAggregate& aggregate, const SegmentContext& context,
                                     const CancelToken& cancel)
{
    if (aggregate.function == AggregateFunction::Distinct) {
        return distributionOfDistinct(aggregate, context, cancel);
    }
    std::vector<Tally> tallies(context.people());
    const bool done = select(aggregate.events, aggregate.within, context)
                          .forEachRow(cancel, [&](const EventSlice& slice, std::size_t row) {
                              const audience::CodedColumn* column = slice.table->property(aggregate.property);
                              if (column == nullptr || !column->isSet(row) || !isNumeric(*column)) {
                                  return;
                              }
                              Tally& tally = tallies[slice.table->profiles()[row]];
                              const double number = numberAt(*column, row);
                              tally.sum += number;
                              tally.smallest = std::min(tally.smallest, number);
                              tally.largest = std::max(tally.largest, number);
                              ++tally.values;
                          });
    std::vector<double> values;
    for (const Tally& tally : tallies) {
        if (const std::optional<double> value = resultOf(tally, aggregate.function)) {
            values.push_back(*value);
        }
    }
    const std::uint64_t missing = tallies.size() - values.size();
    return done ? std::make_shared<const ColumnDistribution>(std::move(values), missing) : nullptr;
}

Distribution distributionOfScore(const ScoreTest& test, const SegmentContext& context, const CancelToken& cancel)
{
    const Score* score = findScore(*context.definitions, test.score);
    if (score == nullptr) {
        return nullptr;
    }
    Evaluator evaluator(context.audience, context.definitions, context.now, context.zone, context.cache);
    const auto values = evaluator.scores(*score, cancel);
    return values ? std::make_shared<const ColumnDistribution>(**values) : nullptr;
}

Distribution distributionOfDistance(const DistanceTest& test, const SegmentContext& context, const CancelToken& cancel)
{
    constexpr std::size_t kBetweenLooks = 4096;
    const audience::AttributeColumn* latitude = context.audience->attribute(test.latitude);
    const audience::AttributeColumn* longitude = context.audience->attribute(test.longitude);
    if (latitude == nullptr || longitude == nullptr) {
        return nullptr;
    }
    std::vector<double> distances;
    for (std::size_t row = 0; row < context.people(); ++row) {
        if (row % kBetweenLooks == 0 && cancel.isCancelled()) {
            return nullptr;
        }
        if (const auto point = pointOf(latitude->column.value(row), longitude->column.value(row))) {
            distances.push_back(distanceBetween(*point, test.from));
        }
    }
    const std::uint64_t missing = context.people() - distances.size();
    return std::make_shared<const ColumnDistribution>(std::move(distances), missing);
}

} // namespace

Distribution distributionOf(const Node& node, const Facet& facet, const SegmentContext& context,
                            const CancelToken& cancel)
{
    const Compared compared = comparedAt(node, facet, context);
    if (compared.column != nullptr) {
        return std::make_shared<const ColumnDistribution>(*compared.column);
    }
    if (facet.test >= 0 || facet.field >= 0) {
        return nullptr;
    }
    if (const auto* distance = std::get_if<DistanceTest>(&node.body)) {
        return distributionOfDistance(*distance, context, cancel);
    }
    if (const auto* count = std::get_if<EventCount>(&node.body)) {
        return distributionOfCount(*count, context, cancel);
    }
    if (const auto* aggregate = std::get_if<EventAggregate>(&node.body)) {
        return distributionOfAggregate(*aggregate, context, cancel);
    }
    const auto* score = std::get_if<ScoreTest>(&node.body);
    return score != nullptr ? distributionOfScore(*score, context, cancel) : nullptr;
}

} // namespace postweave::ui::segments
