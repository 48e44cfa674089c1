// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateAudience: whom a template is looked at for: WS, --segment DEF and --now T of a call.
#pragma once

#include "app/cli/session.h"
#include "core/campaign/campaign.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"

#include <memory>
#include <string>
#include <vector>

namespace postweave::cli {

/// Everybody, the workspace's definitions and meanings, at the call's moment.
[[nodiscard]] Result<campaign::People> loadPeopleOf(workspace::Workspace& workspace, const Invocation& call,
                                                    segment::Definitions definitions,
                                                    const std::vector<std::string>& histories);

/// The campaign a template is looked at in: nobody's, with its values escaped.
[[nodiscard]] campaign::Campaign standInCampaign();

struct TemplateAudience {
    campaign::People people;
    std::shared_ptr<const campaign::Facts> facts;
    std::vector<audience::Ordinal> members; ///< by key
};

/// Without --segment, everybody. Facts are gathered for all of `templates`.
[[nodiscard]] Result<TemplateAudience>
loadTemplateAudience(workspace::Workspace& workspace, const Invocation& call,
                     const std::vector<const campaign::PreparedCampaign*>& templates);

} // namespace postweave::cli
