// SPDX-License-Identifier: GPL-3.0-or-later
// Refreshing: finds a saved segment's members anew, and says of everybody who entered or left why.
//
// Between two refreshes three things may have changed: data, the passing of time, the definition. They are changed one
// after the other, in this order, and the segment is asked at each step:
//   1. the members as they were stored: old definition, old data, old now
//   2. old definition at the old now, over today's values, profiles and events                           data
//   3. the same at the new now, without events after the old now                                         time
//   4. the same with these events                                                                        data
//   5. the new definition                                                                                definition
// The reason is that of the last step at which somebody crossed over: before it, with all that had changed until then,
// they were on the other side. Whoever is back where they were has not changed. Where the old definition can no longer
// be asked, all of it is put down to the definition.
#pragma once

#include "core/base/cancel_token.h"
#include "core/workspace/membership_store.h"

#include <optional>
#include <string>
#include <vector>

namespace postweave::workspace {

class Workspace;

struct RefreshOutcome {
    std::string segment;
    std::uint64_t members = 0;
    bool isFirst = false;
    std::vector<MembershipChange> changes;
};

/// `only`: one saved segment, else all of them, by name. All in one transaction. NotFound; InvalidUsage where `now`
/// lies before a segment's latest refresh; what the evaluation returns; Cancelled.
[[nodiscard]] Result<std::vector<RefreshOutcome>> refreshSegments(Workspace& workspace,
                                                                  const std::optional<std::string>& only, Instant now,
                                                                  const CancelToken& cancel = {});

} // namespace postweave::workspace
