// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/checks.h"

#include "core/base/text.h"
#include "core/campaign/campaign_renderer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace postweave::campaign {

namespace {

/// How many people something concerns, and the first of them.
struct Tally {
    std::uint64_t people = 0;
    std::string first;
    void add(const std::string& key)
    {
        if (people++ == 0) {
            first = key;
        }
    }
};

class RenderedCheck {
public:
    RenderedCheck(const PreparedCampaign& campaign, CheckReport& report) : m_campaign(campaign), m_report(report) {}

    void add(const RenderedMessage& rendered)
    {
        ++m_report.rendered;
        if (rendered.status == RenderedMessage::Status::Failed) {
            addFailure(rendered);
        } else if (rendered.status == RenderedMessage::Status::Aborted) {
            ++m_report.aborted;
            m_aborts[rendered.abortReason].add(rendered.key);
        } else {
            addMessage(rendered);
        }
    }

    void finish()
    {
        for (const auto& [place, failure] : m_failures) {
            reportFailure(failure.first, failure.second);
        }
        for (const auto& [reason, tally] : m_aborts) {
            report(tally, CampaignPart::Template, Severity::Note, "aborted",
                   fmt::format("the template leaves out {}{}", recipientCount(tally.people),
                               reason.empty() ? "" : ": " + reason),
                   "nothing, if that is meant");
        }
        report(m_emptySubjects, CampaignPart::Subject, Severity::Warning, "empty-subject",
               fmt::format("the subject is empty for {}", recipientCount(m_emptySubjects.people)),
               "give its values a default");
        report(m_tooLong, CampaignPart::Template, Severity::Warning, "message-too-long",
               fmt::format("the HTML is {} KB for {}; Gmail clips a message after 102 KB", m_longest / 1024,
                           recipientCount(m_tooLong.people)),
               "shorten it, or take out repeated styles");
        report(m_longPreheaders, CampaignPart::Preheader, Severity::Warning, "preheader-too-long",
               fmt::format("the preheader is longer than {} characters for {}", kMaxPreheaderCharacters,
                           recipientCount(m_longPreheaders.people)),
               "shorten it; most programs show 40 to 130 characters");
    }

private:
    void addFailure(const RenderedMessage& rendered)
    {
        const RenderFailure& failure = *rendered.failure;
        const std::string place = fmt::format("{:02}{}:{:08}{}", static_cast<int>(failure.part), failure.error.partial,
                                              failure.error.offset, failure.error.message);
        auto& entry = m_failures[place];
        entry.first = failure;
        entry.second.add(rendered.key);
    }

    void addMessage(const RenderedMessage& rendered)
    {
        if (rendered.message.subject.empty() && !m_campaign.source(CampaignPart::Subject).empty()) {
            m_emptySubjects.add(rendered.key);
        }
        if (rendered.message.html.size() > kClippedHtmlBytes) {
            m_tooLong.add(rendered.key);
            m_longest = std::max(m_longest, rendered.message.html.size());
        }
        if (countCodePoints(rendered.preheader) > kMaxPreheaderCharacters) {
            m_longPreheaders.add(rendered.key);
        }
    }

    void report(const Tally& tally, CampaignPart part, Severity severity, const char* rule, std::string message,
                const char* mend)
    {
        if (tally.people == 0) {
            return;
        }
        Finding finding = documentFinding(severity, rule, std::string(jsonPathOf(part)), std::move(message), mend);
        finding.part = part;
        finding.people = tally.people;
        finding.profile = tally.first;
        m_report.findings.push_back(std::move(finding));
    }

    void reportFailure(const RenderFailure& failure, const Tally& tally)
    {
        report(tally, failure.part, Severity::Error, "render-error",
               fmt::format("{} cannot be rendered: {}", recipientCount(tally.people), failure.error.message),
               "look at the profile in the preview");
        Finding& finding = m_report.findings.back();
        finding.partial = failure.error.partial;
        finding.line = failure.error.line;
        finding.column = failure.error.column;
        finding.diagnostic.range = {failure.error.offset, failure.error.offset};
    }

    const PreparedCampaign& m_campaign;
    CheckReport& m_report;
    std::map<std::string, std::pair<RenderFailure, Tally>> m_failures; // by place
    std::map<std::string, Tally> m_aborts;                             // by reason
    Tally m_emptySubjects;
    Tally m_tooLong;
    Tally m_longPreheaders;
    std::size_t m_longest = 0;
};

} // namespace

Result<void> checkRendered(const std::shared_ptr<const PreparedCampaign>& campaign, const People& people,
                           std::span<const audience::Ordinal> recipients, const CheckOptions& options,
                           const CancelToken& cancel, const Progress& progress, CheckReport& report)
{
    const std::size_t count = std::min(options.renderedRecipients, recipients.size());
    auto facts = Facts::gather(*campaign, people, cancel);
    if (!facts) {
        return fail(std::move(facts).error());
    }
    CampaignRenderer renderer(campaign, *facts);
    RenderedMessage rendered;
    RenderedCheck check(*campaign, report);
    constexpr std::size_t kProgressStep = 64;
    for (std::size_t i = 0; i < count; ++i) {
        if (cancel.isCancelled()) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        renderer.render(recipients[i * recipients.size() / count], rendered);
        check.add(rendered);
        if (progress && i % kProgressStep == 0) {
            progress({i, count});
        }
    }
    check.finish();
    return {};
}

} // namespace postweave::campaign
