// SPDX-License-Identifier: GPL-3.0-or-later
// What a percentile band means for one person's score while everybody else's stays.
#pragma once

#include "core/audience/audience.h"
#include "core/segment/filter_tree.h"

#include <vector>

namespace postweave::segment {

/// The same condition as a test by value; one that nothing satisfies where no score of this person would do.
[[nodiscard]] ScoreTest percentileByValue(const ScoreTest& test, const std::vector<double>& scores,
                                          audience::Ordinal person);

} // namespace postweave::segment
