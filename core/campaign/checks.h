// SPDX-License-Identifier: GPL-3.0-or-later
// The checks behind campaign_check.h, one a concern. Each appends its findings.
#pragma once

#include "core/campaign/campaign_check.h"
#include "core/campaign/customer_object.h"
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
/// type-mismatch, unknown-value, unknown-event.
void checkValues(const CheckScope& scope, CampaignPart part, Findings& findings);
/// never-true, unreachable-branch, repeated-condition, needless-condition; after checkValues(), which may have said it.
void checkBranches(const CheckScope& scope, CampaignPart part, Findings& findings);
/// unused-assign, unused-capture.
void checkUnused(const CheckScope& scope, CampaignPart part, Findings& findings);
/// raw-output.
void checkRaw(const CheckScope& scope, CampaignPart part, Findings& findings);
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

/// Reads something of `customer`.
[[nodiscard]] bool isCustomerUse(const liquid::VariableUse& use);
/// The attribute that a use reads, walking down its names as a render would; null if there is none.
[[nodiscard]] const audience::AttributeColumn* attributeOf(const AttributeTree& root, const liquid::VariableUse& use,
                                                           bool& isKnown);
[[nodiscard]] Finding findingAt(const CheckScope& scope, CampaignPart part, const liquid::AnalysisPlace& place,
                                Diagnostic diagnostic);

/// `1 recipient`, `12,480 recipients`.
[[nodiscard]] std::string recipientCount(std::uint64_t count);

} // namespace postweave::campaign
