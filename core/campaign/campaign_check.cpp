// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/campaign_check.h"

#include "core/base/text.h"
#include "core/campaign/campaign_format.h"
#include "core/campaign/checks.h"
#include "core/segment/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace postweave::campaign {

namespace {

/// Errors first; within a severity by part and place, in the order found.
void sortFindings(Findings& findings)
{
    const auto rank = [](const Finding& finding) {
        const bool isDocument = finding.part == CampaignPart::Document;
        return std::tuple(finding.diagnostic.severity, !isDocument, finding.part, !finding.partial.empty(),
                          finding.line, finding.column);
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
}

void checkAudienceRules(const PreparedCampaign& campaign, const People& people, Findings& findings)
{
    for (Diagnostic& diagnostic :
         validateAudience(campaign.campaign(), segment::catalogOf(*people.audience), *people.definitions)) {
        Finding finding;
        finding.diagnostic = std::move(diagnostic);
        findings.push_back(std::move(finding));
    }
}

void reportPeople(Findings& findings, const char* rule, std::uint64_t people, std::string profile, std::string message,
                  const char* mend)
{
    if (people > 0) {
        Finding finding = documentFinding(Severity::Warning, rule, "$.audience", std::move(message), mend);
        finding.people = people;
        finding.profile = std::move(profile);
        findings.push_back(std::move(finding));
    }
}

/// Fills the report's counts; who is left to get the message, by key.
std::vector<audience::Ordinal> takeRecipients(const Selection& selection, const People& people, CheckReport& report)
{
    std::vector<audience::Ordinal> recipients;
    std::string firstWithout;
    std::unordered_map<std::string, std::uint64_t> perAddress;
    std::uint64_t shared = 0;
    std::string firstShared;
    report.audience = selection.members.size();
    report.excluded = selection.excludedMembers;
    for (const audience::Ordinal member : selection.members) {
        if (selection.excluded.test(member)) {
            continue;
        }
        const auto address = addressOf(*people.audience, member);
        if (!address) {
            firstWithout = report.withoutAddress++ == 0 ? people.audience->key(member) : firstWithout;
            continue;
        }
        if (++perAddress[foldCase(*address)] > 1) {
            firstShared = shared++ == 0 ? people.audience->key(member) : firstShared;
        }
        recipients.push_back(member);
    }
    report.recipients = recipients.size();
    reportPeople(
        report.findings, "without-address", report.withoutAddress, firstWithout,
        fmt::format("{} of the audience have no usable address and get nothing", groupedDigits(report.withoutAddress)),
        "nothing, if that is meant; else import their addresses");
    reportPeople(report.findings, "shared-address", shared, firstShared,
                 fmt::format("{} get the message at an address that somebody else has too", recipientCount(shared)),
                 "join the profiles, or exclude one of them");
    return recipients;
}

void reportEmptyAudience(const PreparedCampaign& campaign, CheckReport& report)
{
    if (campaign.campaign().audience == nobody()) {
        report.findings.push_back(documentFinding(Severity::Error, "no-audience", "$.audience",
                                                  "nobody is chosen to get this campaign", "choose a segment"));
    } else if (report.recipients == 0) {
        report.findings.push_back(documentFinding(
            Severity::Error, "no-recipients", "$.audience",
            fmt::format("of {} in the audience nobody is left to get the message", groupedDigits(report.audience)),
            "widen the segment, or look at the exclusions"));
    }
}

void checkTexts(const CheckScope& scope, Findings& findings)
{
    for (std::size_t i = 0; i < kPartCount; ++i) {
        checkNames(scope, static_cast<CampaignPart>(i), findings);
        checkMissingValues(scope, static_cast<CampaignPart>(i), findings);
        checkValues(scope, static_cast<CampaignPart>(i), findings);
        checkBranches(scope, static_cast<CampaignPart>(i), findings);
        checkUnused(scope, static_cast<CampaignPart>(i), findings);
        checkRaw(scope, static_cast<CampaignPart>(i), findings);
    }
}

} // namespace

Result<CheckReport> checkCampaign(const PrepareResult& prepared, const People& people, const CheckOptions& options,
                                  const CancelToken& cancel, const Progress& progress)
{
    CheckReport report;
    report.findings = prepared.findings;
    const PreparedCampaign& campaign = *prepared.prepared;
    checkDocument(campaign, report.findings);
    checkHtml(campaign, report.findings);
    checkAudienceRules(campaign, people, report.findings);
    std::vector<audience::Ordinal> recipients;
    if (auto selection = selectMembers(campaign.campaign(), people, cancel)) {
        recipients = takeRecipients(*selection, people, report);
        reportEmptyAudience(campaign, report);
    } else if (selection.error().code == ErrorCode::Cancelled || !hasErrors(report.findings)) {
        return fail(std::move(selection).error());
    }
    checkTexts({campaign, &people, recipients}, report.findings);
    if (options.renderedRecipients > 0 && !hasErrors(prepared.findings)) {
        auto rendered = checkRendered(prepared.prepared, people, recipients, options, cancel, progress, report);
        if (!rendered && (rendered.error().code == ErrorCode::Cancelled || !hasErrors(report.findings))) {
            return fail(std::move(rendered).error());
        }
    }
    sortFindings(report.findings);
    return report;
}

Findings checkTemplate(const TemplateText& text, Autoescape autoescape, const People* people)
{
    Campaign campaign;
    campaign.autoescape = autoescape;
    PrepareResult prepared = prepareCampaign(std::move(campaign), text);
    Findings findings = std::move(prepared.findings);
    std::vector<audience::Ordinal> everybody(people == nullptr ? 0 : people->audience->size());
    for (std::size_t i = 0; i < everybody.size(); ++i) {
        everybody[i] = static_cast<audience::Ordinal>(i);
    }
    checkHtml(*prepared.prepared, findings);
    checkTexts({*prepared.prepared, people, everybody}, findings);
    sortFindings(findings);
    return findings;
}

} // namespace postweave::campaign
