// SPDX-License-Identifier: GPL-3.0-or-later
// PreparedCampaign: a campaign whose texts are parsed, once for all recipients.
#pragma once

#include "core/campaign/campaign.h"
#include "core/campaign/finding.h"
#include "core/liquid/analysis.h"
#include "core/liquid/partials.h"
#include "core/liquid/template.h"

#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace postweave::campaign {

/// The HTML template that a campaign names, as its loader found it.
struct TemplateText {
    std::string name; ///< for messages: the file or saved name
    std::string source;
    std::shared_ptr<const liquid::PartialSource> partials; ///< may be null
};

/// One text, parsed in the campaign dialect.
struct PreparedPart {
    std::shared_ptr<const liquid::Template> parsed;
    liquid::Analysis analysis;
    bool isConstant = false; ///< no Liquid in it
};

/// Immutable, shared; safe to use from several threads.
class PreparedCampaign {
public:
    PreparedCampaign(Campaign campaign, TemplateText text, std::array<PreparedPart, kPartCount> parts);

    [[nodiscard]] const Campaign& campaign() const { return m_campaign; }
    [[nodiscard]] const std::string& templateName() const { return m_templateName; }
    [[nodiscard]] const PreparedPart& part(CampaignPart part) const { return m_parts[static_cast<std::size_t>(part)]; }
    [[nodiscard]] std::string_view source(CampaignPart part) const;
    [[nodiscard]] const email::UrlParameters& linkParameters() const { return m_linkParameters; }

    /// Segments that a text asks about, each once, sorted.
    [[nodiscard]] const std::set<std::string>& segments() const { return m_segments; }
    /// What texts ask about behaviour, each once.
    [[nodiscard]] const std::set<liquid::BehaviourQuery>& behaviours() const { return m_behaviours; }
    /// A text reads customer.segments, so that every saved segment counts.
    [[nodiscard]] bool readsAllSegments() const { return m_readsAllSegments; }
    /// The template prints campaign.preheader itself, so that none is put in.
    [[nodiscard]] bool placesPreheader() const { return m_placesPreheader; }

private:
    Campaign m_campaign;
    std::string m_templateName;
    std::array<PreparedPart, kPartCount> m_parts;
    email::UrlParameters m_linkParameters;
    std::set<std::string> m_segments;
    std::set<liquid::BehaviourQuery> m_behaviours;
    bool m_readsAllSegments = false;
    bool m_placesPreheader = false;
};

struct PrepareResult {
    /// Never null; with errors among the findings it must not be sent to anybody.
    std::shared_ptr<const PreparedCampaign> prepared;
    /// Faults of Liquid's syntax and unknown filters, by part in the order of CampaignPart, then by place.
    Findings findings;
};

[[nodiscard]] PrepareResult prepareCampaign(Campaign campaign, TemplateText text);

/// The first error of a template that is looked at alone, with its excerpt; see firstError().
[[nodiscard]] Error templateError(const Findings& findings, const TemplateText& text);

} // namespace postweave::campaign
