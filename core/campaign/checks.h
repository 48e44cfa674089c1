// SPDX-License-Identifier: GPL-3.0-or-later
// The checks behind campaign_check.h, one a concern. Each appends its findings.
#pragma once

#include "core/campaign/campaign_check.h"
#include "core/campaign/finding.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"

#include <span>
#include <string>
#include <string_view>

namespace postweave::campaign {

/// What the checks look at: people may be null, `recipients` are theirs.
struct CheckScope {
    const PreparedCampaign& campaign;
    const People* people = nullptr;
    std::span<const audience::Ordinal> recipients; ///< by key
};

/// Names that mean nothing, segments and partials that are not there.
void checkNames(const CheckScope& scope, CampaignPart part, Findings& findings);
/// missing-default.
void checkMissingValues(const CheckScope& scope, CampaignPart part, Findings& findings);
/// Links and images of the template's own source.
void checkHtml(const PreparedCampaign& campaign, Findings& findings);
/// Sender, subject, template, unsubscribing.
void checkDocument(const PreparedCampaign& campaign, Findings& findings);
/// Renders `report.recipients` in part: errors, aborts, sizes, empty subjects.
[[nodiscard]] Result<void> checkRendered(const std::shared_ptr<const PreparedCampaign>& campaign, const People& people,
                                         std::span<const audience::Ordinal> recipients, const CheckOptions& options,
                                         const CancelToken& cancel, const Progress& progress, CheckReport& report);

/// `1 recipient`, `12,480 recipients`.
[[nodiscard]] std::string recipientCount(std::uint64_t count);

} // namespace postweave::campaign
