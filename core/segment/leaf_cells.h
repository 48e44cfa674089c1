// SPDX-License-Identifier: GPL-3.0-or-later
// The ways in which leaves that ask the same thing can turn out together.
#pragma once

#include "core/base/value.h"
#include "core/segment/possible_worlds.h"

#include <optional>
#include <vector>

namespace postweave::segment {

/// All that one value of this type can make of the tests, and a missing one. Nothing where there is too much to tell
/// apart, or a test is not understood.
[[nodiscard]] std::optional<std::vector<LeafCell>> cellsOfAttribute(const std::vector<const AttributeTest*>& tests,
                                                                    ValueType type, const TimeFrame& frame);
/// EventCount nodes of one kind.
[[nodiscard]] std::vector<LeafCell> cellsOfCounts(const std::vector<const Node*>& nodes, std::size_t kind, bool never,
                                                  const TimeFrame& frame);
/// EventAggregate nodes of one kind, function and property.
[[nodiscard]] std::vector<LeafCell> cellsOfAggregates(const std::vector<const Node*>& nodes, std::size_t kind,
                                                      bool never, const TimeFrame& frame);
/// One leaf that holds only where there are events of each kind.
[[nodiscard]] std::vector<LeafCell> cellsOfOccurrence(const std::vector<std::size_t>& kinds, bool never);
/// Of one score, all by value or all by percentile.
[[nodiscard]] std::vector<LeafCell> cellsOfScore(const std::vector<const ScoreTest*>& tests, const TimeFrame& frame);

/// No event can lie in it.
[[nodiscard]] inline bool isNever(TimeSpan span)
{
    return span.from >= span.to;
}

} // namespace postweave::segment
