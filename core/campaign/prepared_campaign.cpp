// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/prepared_campaign.h"

#include <algorithm>

namespace postweave::campaign {

namespace {

const std::string& sourceText(const Campaign& campaign, CampaignPart part, const std::string& templateSource)
{
    switch (part) {
    case CampaignPart::UnsubscribeUrl:
        return campaign.unsubscribe.url;
    case CampaignPart::UnsubscribeAddress:
        return campaign.unsubscribe.mailto;
    case CampaignPart::FromName:
        return campaign.from.name;
    case CampaignPart::FromEmail:
        return campaign.from.email;
    case CampaignPart::ReplyTo:
        return campaign.replyTo;
    case CampaignPart::Subject:
        return campaign.subject;
    case CampaignPart::Preheader:
        return campaign.preheader;
    default:
        return templateSource;
    }
}

liquid::Autoescape autoescapeOf(const Campaign& campaign, CampaignPart part)
{
    if (part == CampaignPart::UnsubscribeUrl) {
        return liquid::Autoescape::Url;
    }
    const bool isHtml = part == CampaignPart::Template && campaign.autoescape == Autoescape::Html;
    return isHtml ? liquid::Autoescape::Html : liquid::Autoescape::Off;
}

bool hasLiquid(std::string_view text)
{
    return text.find("{{") != text.npos || text.find("{%") != text.npos;
}

PreparedPart preparePart(const Campaign& campaign, CampaignPart part, const TemplateText& text, Findings& findings)
{
    const std::string& source = sourceText(campaign, part, text.source);
    liquid::ParseOptions options;
    options.campaignDialect = true;
    options.autoescape = autoescapeOf(campaign, part);
    options.strictFilters = true;
    options.partials = text.partials;
    liquid::ParseResult result = liquid::parse(source, options);
    for (Diagnostic& diagnostic : result.diagnostics) {
        findings.push_back(partFinding(part, source, std::move(diagnostic)));
    }
    liquid::Analysis analysis = liquid::analyse(*result.parsed);
    return {std::move(result.parsed), std::move(analysis), !hasLiquid(source)};
}

/// A use of `customer.segments`, or of the whole customer, whose segments may then be asked for.
bool mayReadSegments(const liquid::VariableUse& use)
{
    if (use.isLocal || use.segments.empty() || use.segments[0] != "customer") {
        return false;
    }
    return use.segments.size() == 1 || use.segments[1] == "segments";
}

bool readsPreheader(const liquid::VariableUse& use)
{
    return !use.isLocal && use.segments.size() >= 2 && use.segments[0] == "campaign" && use.segments[1] == "preheader";
}

} // namespace

PreparedCampaign::PreparedCampaign(Campaign campaign, TemplateText text, std::array<PreparedPart, kPartCount> parts)
    : m_campaign(std::move(campaign)),
      m_templateName(std::move(text.name)),
      m_parts(std::move(parts)),
      m_linkParameters(campaign::linkParameters(m_campaign))
{
    for (const PreparedPart& part : m_parts) {
        m_segments.insert(part.analysis.segments.begin(), part.analysis.segments.end());
        m_behaviours.insert(part.analysis.behaviours.begin(), part.analysis.behaviours.end());
        m_readsAllSegments = m_readsAllSegments || std::any_of(part.analysis.variables.begin(),
                                                               part.analysis.variables.end(), mayReadSegments);
    }
    const auto& variables = part(CampaignPart::Template).analysis.variables;
    m_placesPreheader = std::any_of(variables.begin(), variables.end(), readsPreheader);
}

std::string_view PreparedCampaign::source(CampaignPart part) const
{
    return this->part(part).parsed->source();
}

PrepareResult prepareCampaign(Campaign campaign, TemplateText text)
{
    Findings findings;
    std::array<PreparedPart, kPartCount> parts;
    for (std::size_t i = 0; i < kPartCount; ++i) {
        parts[i] = preparePart(campaign, static_cast<CampaignPart>(i), text, findings);
    }
    return {std::make_shared<const PreparedCampaign>(std::move(campaign), std::move(text), std::move(parts)),
            std::move(findings)};
}

Error templateError(const Findings& findings, const TemplateText& text)
{
    Error error = firstError(findings, text.name, text.name);
    const auto faulty = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.diagnostic.severity == Severity::Error;
    });
    if (faulty != findings.end() && faulty->part == CampaignPart::Template && faulty->partial.empty()) {
        error.excerpt = excerpt(text.source, faulty->diagnostic.range);
    }
    return error;
}

} // namespace postweave::campaign
