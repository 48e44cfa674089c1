// SPDX-License-Identifier: GPL-3.0-or-later
// Whether one profile's events hold a sequence.
#pragma once

#include "core/base/calendar.h"
#include "core/segment/filter_tree.h"
#include "core/segment/value_matcher.h"

#include <cstdint>
#include <vector>

namespace postweave::segment {

/// The times (microseconds, ascending) of the events that each step matches, inside the sequence's window.
using StepTimes = std::vector<std::vector<std::int64_t>>;

/// The times of one chain, a time a positive step, as early as they can be from the last step backwards; empty if there
/// is none. `times` has an entry a step.
[[nodiscard]] std::vector<std::int64_t> findChain(const EventSequence& sequence, const StepTimes& times,
                                                  const TimeFrame& frame);

} // namespace postweave::segment
