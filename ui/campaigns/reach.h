// SPDX-License-Identifier: GPL-3.0-or-later
// Reach: how many of a campaign's audience get it, and why the others do not.
#pragma once

#include "core/campaign/people.h"

#include <cstdint>

namespace postweave::ui::campaigns {

struct Reach {
    std::uint64_t audience = 0;
    std::uint64_t excluded = 0;
    std::uint64_t withoutAddress = 0; ///< of those not excluded
    [[nodiscard]] std::uint64_t recipients() const { return audience - excluded - withoutAddress; }
    bool operator==(const Reach&) const = default;
};

/// Walks the whole audience: for a worker. Errors as campaign::selectMembers.
[[nodiscard]] Result<Reach> measureReach(const campaign::Campaign& campaign, const campaign::People& people,
                                         const CancelToken& cancel);

} // namespace postweave::ui::campaigns
