// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/reach.h"

namespace postweave::ui::campaigns {

Result<Reach> measureReach(const campaign::Campaign& campaign, const campaign::People& people,
                           const CancelToken& cancel)
{
    const auto selection = campaign::selectMembers(campaign, people, cancel);
    if (!selection) {
        return fail(selection.error());
    }
    Reach reach{selection->members.size(), selection->excludedMembers, 0};
    for (const audience::Ordinal profile : selection->members) {
        if (!selection->excluded.test(profile) && !campaign::addressOf(*people.audience, profile)) {
            ++reach.withoutAddress;
        }
    }
    return reach;
}

} // namespace postweave::ui::campaigns
