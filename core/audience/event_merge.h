// SPDX-License-Identifier: GPL-3.0-or-later
// Joining a table with events that came later, so that an import need not load everything again.
#pragma once

#include "core/audience/event_table.h"

#include <memory>

namespace postweave::audience {

/// `more` has the same type and profiles; at the same moment its events follow those of `base`. The result tells as its
/// origin which rows are new.
[[nodiscard]] std::shared_ptr<const EventTable> mergeTables(const EventTable& base, const EventTable& more);

} // namespace postweave::audience
