// SPDX-License-Identifier: GPL-3.0-or-later
// How the values that a test compares are distributed over people, or over events for a test in `where`.
#pragma once

#include "core/base/cancel_token.h"
#include "ui/segments/column_distribution.h"
#include "ui/segments/facets.h"

#include <memory>

namespace postweave::ui::segments {

using Distribution = std::shared_ptr<const ColumnDistribution>;

/// Of an attribute, a property, a score, a count or an aggregate; nullptr where there is none, or when cancelled. For
/// worker threads.
[[nodiscard]] Distribution distributionOf(const segment::Node& node, const Facet& facet, const SegmentContext& context,
                                          const CancelToken& cancel);

} // namespace postweave::ui::segments
