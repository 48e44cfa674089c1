// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/campaign.h"

namespace postweave::campaign {

segment::FilterTree nobody()
{
    return segment::FilterTree(segment::makeGroup(segment::GroupKind::Any));
}

const std::vector<std::string>& utmNames()
{
    static const std::vector<std::string> kNames = {"source", "medium", "campaign", "term", "content", "id"};
    return kNames;
}

email::UrlParameters linkParameters(const Campaign& campaign)
{
    email::UrlParameters parameters;
    for (const auto& [name, value] : campaign.utm) {
        parameters.emplace_back("utm_" + name, value);
    }
    return parameters;
}

} // namespace postweave::campaign
