// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/checks.h"

#include "core/base/text.h"
#include "core/campaign/template_source.h"
#include "core/email/html_text.h"
#include "core/email/html_tokens.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::campaign {

namespace {

class HtmlCheck {
public:
    HtmlCheck(std::string_view source, Findings& findings)
        : m_source(source), m_html(withoutLiquid(source)), m_findings(findings)
    {
    }

    void run()
    {
        email::HtmlTokenizer tokenizer(m_html);
        email::HtmlToken token;
        while (tokenizer.next(token)) {
            if (token.kind != email::HtmlTokenKind::StartTag) {
                continue;
            }
            if (token.name == "a" || token.name == "area") {
                checkLink(token);
            } else if (token.name == "img") {
                checkImage(token);
            }
        }
    }

private:
    void report(const email::HtmlToken& token, const char* rule, std::string message, const char* mend)
    {
        const auto begin = static_cast<std::size_t>(token.text.data() - m_html.data());
        m_findings.push_back(
            partFinding(CampaignPart::Template, m_source,
                        {Severity::Warning, rule, std::move(message), mend, {begin, begin + token.text.size()}, {}}));
    }

    void checkLink(const email::HtmlToken& token)
    {
        const email::HtmlAttribute* href = token.attribute("href");
        if (href == nullptr) {
            return;
        }
        const auto begin = static_cast<std::size_t>(href->value.data() - m_html.data());
        // Liquid tags leave blanks: what stands in the source says whether the link is really empty.
        const std::string_view written = href->hasValue ? trimmed(m_source.substr(begin, href->value.size())) : "";
        const std::string url = email::decodeCharacterReferences(trimmed(href->value), true);
        if (written.empty() || written == "#") {
            report(token, "empty-link", "this link leads nowhere", "give it a URL, or take the link away");
        } else if (toLower(url.substr(0, 7)) == "http://") {
            report(token, "insecure-link", fmt::format("this link is not encrypted: {}", written),
                   "start it with https://");
        }
    }

    void checkImage(const email::HtmlToken& token)
    {
        if (token.attribute("alt") == nullptr) {
            report(token, "image-without-alt", "this image has no alt text",
                   "say in alt what it shows; alt=\"\" if it only decorates");
        }
    }

    std::string_view m_source;
    std::string m_html;
    Findings& m_findings;
};

bool readsUnsubscribe(const liquid::VariableUse& use)
{
    return !use.isLocal && use.segments.size() >= 2 && use.segments[0] == "campaign" &&
           use.segments[1].starts_with("unsubscribe");
}

/// The template prints the URL, or writes its constant beginning.
bool hasUnsubscribeLink(const PreparedCampaign& campaign)
{
    const auto& variables = campaign.part(CampaignPart::Template).analysis.variables;
    if (std::any_of(variables.begin(), variables.end(), readsUnsubscribe)) {
        return true;
    }
    const std::string& url = campaign.campaign().unsubscribe.url;
    const std::string_view head = std::string_view(url).substr(0, url.find('{'));
    return head.size() > std::string_view("https://").size() &&
           campaign.source(CampaignPart::Template).find(head) != std::string_view::npos;
}

void checkUnsubscribe(const PreparedCampaign& campaign, Findings& findings)
{
    const Unsubscribe& unsubscribe = campaign.campaign().unsubscribe;
    if (unsubscribe == Unsubscribe{}) {
        findings.push_back(documentFinding(Severity::Error, "no-unsubscribe", "$.unsubscribe",
                                           "nobody can unsubscribe from this campaign",
                                           "add \"unsubscribe\" with an https URL"));
        return;
    }
    if (!unsubscribe.url.starts_with("https://") && !unsubscribe.url.starts_with("{")) {
        findings.push_back(documentFinding(Severity::Warning, "no-one-click", "$.unsubscribe.url",
                                           "people cannot unsubscribe with one click, which large providers ask for",
                                           "add an unsubscribe URL that starts with https://"));
    }
    if (!unsubscribe.url.empty() && !hasUnsubscribeLink(campaign)) {
        findings.push_back(documentFinding(Severity::Warning, "no-unsubscribe-link", "$.template",
                                           "the message itself has no link to unsubscribe",
                                           "link to {{ campaign.unsubscribe.url }} in the template"));
    }
}

void requireText(const std::string& text, const char* rule, const char* path, const char* message, const char* mend,
                 Findings& findings)
{
    if (trimmed(text).empty()) {
        findings.push_back(documentFinding(Severity::Error, rule, path, message, mend));
    }
}

} // namespace

void checkHtml(const PreparedCampaign& campaign, Findings& findings)
{
    HtmlCheck(campaign.source(CampaignPart::Template), findings).run();
}

void checkDocument(const PreparedCampaign& prepared, Findings& findings)
{
    const Campaign& campaign = prepared.campaign();
    requireText(std::string(prepared.source(CampaignPart::Template)), "no-template", "$.template",
                "there is no content", "choose a template, or write into it", findings);
    requireText(campaign.from.email, "no-sender", "$.from.email", "there is no sender's address",
                "add the address that the message comes from", findings);
    requireText(campaign.subject, "no-subject", "$.subject", "there is no subject", "write one", findings);
    checkUnsubscribe(prepared, findings);
}

} // namespace postweave::campaign
