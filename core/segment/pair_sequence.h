// SPDX-License-Identifier: GPL-3.0-or-later
// Sequences of two steps, "this and then that" and "this and then not that", in one walk over the events.
#pragma once

#include "core/segment/leaf_evaluation.h"

namespace postweave::segment {

/// Two steps, each over one event type, and a term of an exact duration if any.
[[nodiscard]] bool isPairSequence(const EventSequence& sequence, const std::vector<EventSelection>& steps);
/// `steps` are the events of each, inside the sequence's window.
[[nodiscard]] LeafResult evaluatePairSequence(const EventSequence& sequence, const std::vector<EventSelection>& steps,
                                              const EvaluationScope& scope);

} // namespace postweave::segment
