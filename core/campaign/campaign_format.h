// SPDX-License-Identifier: GPL-3.0-or-later
// Reader and writer of `postweave.campaign/1` (FORMATS §4).
#pragma once

#include "core/base/diagnostic.h"
#include "core/base/json_fwd.h"
#include "core/campaign/campaign.h"
#include "core/segment/catalog.h"

#include <string>
#include <string_view>

namespace postweave::campaign {

inline constexpr std::string_view kCampaignFormat = "postweave.campaign/1";

/// With errors among the diagnostics, the campaign is what could be read; it must not be exported.
struct CampaignReading {
    Campaign campaign;
    Diagnostics diagnostics;
};

/// Everything that the format itself says, in the order of the document, with JSON paths. `name`, `audience`,
/// `template`, `subject` and `from` (with `email`) must be there; texts may be empty. Liquid inside the texts is
/// prepareCampaign()'s to check. A text that is no JSON gives one diagnostic with `range` or, for a repeated key,
/// `path`.
[[nodiscard]] CampaignReading parseCampaign(std::string_view text);
[[nodiscard]] CampaignReading readCampaign(const Json& json);

/// Canonical: keys in FORMATS' order, what is empty or default left out. Reading it gives an equal campaign.
[[nodiscard]] Json writeCampaign(const Campaign& campaign);
/// Indented by two blanks, with a line feed at the end.
[[nodiscard]] std::string campaignText(const Campaign& campaign);

/// Audience and exclusions against what a workspace holds: unknown attributes, segments, scores, cycles. Paths as in
/// the campaign's document.
[[nodiscard]] Diagnostics validateAudience(const Campaign& campaign, const segment::Catalog& catalog,
                                           const segment::Definitions& definitions);

/// `$.where.all[1]` of a tree → `$.audience.where.all[1]` in the campaign; `rule` is `$.audience` or `$.exclude[0]`.
[[nodiscard]] std::string pathInCampaign(std::string_view rule, const segment::FilterTree& tree, std::string_view path);

/// Names of the segments that audience and exclusions refer to, each once, sorted.
[[nodiscard]] std::vector<std::string> referencedSegments(const Campaign& campaign);

} // namespace postweave::campaign
