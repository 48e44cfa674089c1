// SPDX-License-Identifier: GPL-3.0-or-later
// From events as rows to a batch. Private to core/event.
#pragma once

#include "core/event/event_batch.h"
#include "core/event/event_store.h"

namespace postweave::event {

/// Properties take the type they stand with in `known`, new ones that of their first value (a number among integers
/// makes numbers of them all). InvalidInput for what does not fit, or for a profile's id below 1 or past 2³² − 1.
[[nodiscard]] Result<EventBatch> batchOf(std::span<const std::string> names, std::span<const EventRow> rows,
                                         std::span<const PropertyDefinition> known);

} // namespace postweave::event
