// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/preview_rendering.h"

#include "ui/templates/line_marks.h"
#include "ui/webview/message_html.h"

#include <QCoreApplication>

namespace postweave::ui::templates {

namespace {

using campaign::CampaignPart;
using campaign::RenderedMessage;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(Preview)
};

QString text(const std::string& words)
{
    return QString::fromStdString(words);
}

PreviewFault faultOf(const Error& error)
{
    return {Say::tr("This message cannot be shown"), text(error.message), {}, {}};
}

PreviewFault faultOf(const campaign::Finding& finding, const std::string& source)
{
    const bool here = finding.part == CampaignPart::Template && finding.partial.empty();
    QString words = text(finding.diagnostic.message);
    if (!finding.diagnostic.mend.empty()) {
        words += Say::tr(" – %1").arg(text(finding.diagnostic.mend));
    }
    return {here ? Say::tr("Line %1 cannot be read").arg(finding.line)
                 : Say::tr("The campaign’s %1 cannot be read").arg(text(std::string(nameOf(finding.part)))),
            words, here ? text(excerpt(source, finding.diagnostic.range)) : QString(),
            here ? SourcePosition{finding.line, finding.column} : SourcePosition{0, 0}};
}

PreviewFault faultOf(const campaign::RenderFailure& failure, const std::string& source)
{
    const liquid::RenderError& error = failure.error;
    const bool here = failure.part == CampaignPart::Template && error.partial.empty();
    const QString where =
        here ? Say::tr("Line %1 fails for this person").arg(error.line)
        : !error.partial.empty()
            ? Say::tr("%1, line %2 fails for this person").arg(text(error.partial)).arg(error.line)
            : Say::tr("The campaign’s %1 fails for this person").arg(text(std::string(nameOf(failure.part))));
    return {where, text(error.message), here ? text(excerpt(source, {error.offset, error.offset})) : QString(),
            here ? SourcePosition{error.line, error.column} : SourcePosition{0, 0}};
}

std::optional<campaign::Finding> firstFault(const campaign::Findings& findings)
{
    for (const campaign::Finding& finding : findings) {
        if (finding.diagnostic.severity == Severity::Error) {
            return finding;
        }
    }
    return std::nullopt;
}

QString senderOf(const email::Mailbox& from)
{
    const QString name = text(from.name);
    const QString address = text(from.address);
    return name.isEmpty() ? address : address.isEmpty() ? name : Say::tr("%1 <%2>").arg(name, address);
}

/// Renders with or without line marks; a fault says so in `out`.
Result<RenderedMessage> render(const PreviewJob& job, const std::string& source, audience::Ordinal profile,
                               const CancelToken& cancel, std::optional<PreviewFault>& fault)
{
    const campaign::PrepareResult result = prepareJob(job, source);
    if (const auto found = firstFault(result.findings)) {
        fault = faultOf(*found, source);
        return RenderedMessage{};
    }
    auto facts = job.facts->facts(*result.prepared, job.world, cancel);
    if (!facts) {
        return fail(facts.error());
    }
    RenderedMessage message;
    campaign::CampaignRenderer(result.prepared, *facts).render(profile, message);
    if (message.status == RenderedMessage::Status::Failed && message.failure) {
        fault = faultOf(*message.failure, source);
    } else if (message.status == RenderedMessage::Status::Aborted) {
        fault = PreviewFault{Say::tr("This person gets no message"),
                             Say::tr("The template leaves them out: %1").arg(text(message.abortReason)),
                             {},
                             {}};
    }
    return message;
}

} // namespace

Result<std::shared_ptr<const campaign::Facts>> FactsKeeper::facts(const campaign::PreparedCampaign& prepared,
                                                                  const World& world, const CancelToken& cancel)
{
    const campaign::People& people = world->people;
    const Asked asked{
        people.audience,       people.definitions,         people.now, people.predicates, prepared.segments(),
        prepared.behaviours(), prepared.readsAllSegments()};
    {
        const std::lock_guard lock(m_mutex);
        if (m_facts && m_asked == asked) {
            return m_facts;
        }
    }
    auto gathered = campaign::Facts::gather(prepared, people, cancel);
    if (gathered) {
        const std::lock_guard lock(m_mutex);
        m_asked = asked;
        m_facts = *gathered;
    }
    return gathered;
}

campaign::PrepareResult prepareJob(const PreviewJob& job, std::string source)
{
    return campaign::prepareCampaign(job.campaign, {job.name.toStdString(), std::move(source), job.world->partials});
}

Preview renderPreview(const PreviewJob& job, audience::Ordinal profile, const CancelToken& cancel)
{
    Preview preview;
    preview.profile = profile;
    const auto marked = render(job, withLineMarks(*job.text), profile, cancel, preview.fault);
    if (preview.fault) {
        // Once more as it is written, for a column that is right.
        preview.fault.reset();
        const auto plain = render(job, *job.text, profile, cancel, preview.fault);
        if (!plain) {
            preview.fault = faultOf(plain.error());
        }
        if (preview.fault) {
            return preview;
        }
    }
    if (!marked) {
        preview.fault = faultOf(marked.error());
        return preview;
    }
    preview.html = marked->message.html;
    preview.saysDark = webview::hasDarkStyle(preview.html);
    preview.text = marked->message.text;
    preview.subject = text(marked->message.subject);
    preview.sender = senderOf(marked->message.from);
    preview.preheader = text(marked->preheader);
    return preview;
}

} // namespace postweave::ui::templates
