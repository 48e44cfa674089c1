// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/campaign_renderer.h"

#include "core/campaign/campaign_object.h"
#include "core/campaign/customer_object.h"
#include "core/email/address.h"
#include "core/email/plain_text.h"
#include "core/email/preheader.h"

#include <fmt/format.h>

namespace postweave::campaign {

namespace {

/// A List-Unsubscribe header has this much room on its line.
constexpr std::size_t kMaxUnsubscribeUrl = 900;

class RecipientBehaviour final : public liquid::Behaviour {
public:
    RecipientBehaviour(const Facts& facts, const CustomerObject& customer) : m_facts(facts), m_customer(customer) {}
    [[nodiscard]] bool isInSegment(std::string_view name) const override
    {
        return m_facts.isInSegment(name, m_customer.profile());
    }
    [[nodiscard]] bool did(const liquid::BehaviourQuery& query) const override
    {
        return m_facts.did(query, m_customer.profile());
    }

private:
    const Facts& m_facts;
    const CustomerObject& m_customer;
};

RenderFailure failureOf(CampaignPart part, std::string message)
{
    liquid::RenderError error;
    error.message = std::move(message);
    return {part, std::move(error)};
}

void clear(RenderedMessage& out)
{
    out.status = RenderedMessage::Status::Ready;
    out.abortReason.clear();
    out.failure.reset();
    out.preheader.clear();
    out.trace.blocks.clear();
    email::Message& message = out.message;
    for (std::string* text :
         {&message.from.name, &message.from.address, &message.to.address, &message.replyTo, &message.subject,
          &message.text, &message.html, &message.id, &message.unsubscribeUrl, &message.unsubscribeAddress}) {
        text->clear();
    }
}

} // namespace

/// Everything that stays from recipient to recipient.
struct CampaignRenderer::State {
    explicit State(const PreparedCampaign& prepared, const Facts& facts)
        : tree(makeAttributeTree(*facts.people().audience)),
          customer(tree, facts),
          behaviour(facts, customer),
          campaign(prepared)
    {
        options.now = facts.people().now;
        options.zone = facts.people().zone;
        options.behaviour = &behaviour;
        options.limits.outputBytes = kMaxMessageBytes;
    }

    void start(audience::Ordinal profile, RenderedMessage& out);
    bool renderPart(CampaignPart part, std::string& text);
    bool renderHeaderText(CampaignPart part, std::string& text);
    bool renderAddress(CampaignPart part, std::string& address);
    bool renderUnsubscribeUrl();
    void finishHtml();
    bool fail(CampaignPart part, std::string message);

    AttributeTree tree;
    CustomerObject customer;
    RecipientBehaviour behaviour;
    const PreparedCampaign& campaign;
    liquid::RenderOptions options;
    liquid::Renderer renderer;
    RenderedMessage* out = nullptr;
    std::optional<CampaignObject> campaignObject;
    std::optional<ContextObject> context;
    liquid::Arena arena;
    std::string aside;
};

void CampaignRenderer::State::start(audience::Ordinal profile, RenderedMessage& target)
{
    customer.setProfile(profile);
    clear(target);
    if (out != &target) {
        out = &target;
        campaignObject.emplace(campaign.campaign(), target.message, target.preheader);
        context.emplace(customer, campaignObject->object(), options.now);
    }
}

/// False if the message is aborted or has failed.
bool CampaignRenderer::State::renderPart(CampaignPart part, std::string& text)
{
    const PreparedPart& prepared = campaign.part(part);
    if (prepared.isConstant) {
        text = prepared.parsed->source();
        return true;
    }
    liquid::RenderTrace* trace = part == CampaignPart::Template ? &out->trace : nullptr;
    out->trace.layout = campaign.part(CampaignPart::Template).analysis.layout;
    // Rendered aside: what the text itself asks for, such as campaign.subject in the subject, is not there yet.
    aside.clear();
    const liquid::RenderResult result =
        renderer.render(*prepared.parsed, liquid::Value::object(*context), options, aside, trace);
    if (result.status == liquid::RenderStatus::Aborted) {
        out->status = RenderedMessage::Status::Aborted;
        out->abortReason = result.abortReason;
        return false;
    }
    if (!result.ok()) {
        out->status = RenderedMessage::Status::Failed;
        out->failure = RenderFailure{part, result.errors.empty() ? liquid::RenderError{} : result.errors.front()};
        return false;
    }
    text.swap(aside);
    return true;
}

bool CampaignRenderer::State::fail(CampaignPart part, std::string message)
{
    out->status = RenderedMessage::Status::Failed;
    out->failure = failureOf(part, std::move(message));
    return false;
}

bool CampaignRenderer::State::renderHeaderText(CampaignPart part, std::string& text)
{
    std::string rendered;
    if (!renderPart(part, rendered)) {
        return false;
    }
    text = email::toHeaderText(rendered);
    return true;
}

bool CampaignRenderer::State::renderAddress(CampaignPart part, std::string& address)
{
    if (campaign.source(part).empty()) {
        return true;
    }
    std::string rendered;
    if (!renderHeaderText(part, rendered)) {
        return false;
    }
    auto usable = email::toSmtpAddress(rendered);
    if (!usable) {
        return fail(part, usable.error().message);
    }
    address = std::move(*usable);
    return true;
}

bool CampaignRenderer::State::renderUnsubscribeUrl()
{
    std::string url;
    if (!renderHeaderText(CampaignPart::UnsubscribeUrl, url)) {
        return false;
    }
    if (!url.empty() && !email::isWebUrl(url)) {
        return fail(CampaignPart::UnsubscribeUrl, fmt::format("'{}' does not start with https://", url));
    }
    if (url.size() > kMaxUnsubscribeUrl) {
        return fail(CampaignPart::UnsubscribeUrl, fmt::format("longer than {} characters", kMaxUnsubscribeUrl));
    }
    out->message.unsubscribeUrl = std::move(url);
    return true;
}

/// Preheader, links, and the text that people without HTML read.
void CampaignRenderer::State::finishHtml()
{
    email::Message& message = out->message;
    if (!campaign.placesPreheader()) {
        message.html = email::insertPreheader(message.html, out->preheader);
    }
    message.html = email::tagLinks(message.html, campaign.linkParameters(), message.unsubscribeUrl);
    message.text = email::toPlainText(message.html);
}

CampaignRenderer::CampaignRenderer(std::shared_ptr<const PreparedCampaign> campaign, std::shared_ptr<const Facts> facts)
    : m_campaign(std::move(campaign)),
      m_facts(std::move(facts)),
      m_state(std::make_unique<State>(*m_campaign, *m_facts))
{
}

CampaignRenderer::~CampaignRenderer() = default;
CampaignRenderer::CampaignRenderer(CampaignRenderer&&) noexcept = default;
CampaignRenderer& CampaignRenderer::operator=(CampaignRenderer&&) noexcept = default;

void CampaignRenderer::render(audience::Ordinal profile, RenderedMessage& out)
{
    renderTexts(profile, out);
    if (out.status == RenderedMessage::Status::Ready) {
        out.message.id =
            email::makeMessageId(m_campaign->campaign().name, out.key, email::domainOf(out.message.from.address));
        m_state->finishHtml();
    }
}

void CampaignRenderer::renderTexts(audience::Ordinal profile, RenderedMessage& out)
{
    State& state = *m_state;
    const audience::Audience& audience = *m_facts->people().audience;
    state.start(profile, out);
    out.profile = profile;
    out.key = audience.key(profile);
    out.email = audience.email(profile);
    email::Message& message = out.message;
    message.to.address = addressOf(audience, profile).value_or(std::string());
    message.date = m_facts->people().now;
    static_cast<void>(state.renderUnsubscribeUrl() &&
                      state.renderAddress(CampaignPart::UnsubscribeAddress, message.unsubscribeAddress) &&
                      state.renderHeaderText(CampaignPart::FromName, message.from.name) &&
                      state.renderAddress(CampaignPart::FromEmail, message.from.address) &&
                      state.renderAddress(CampaignPart::ReplyTo, message.replyTo) &&
                      state.renderHeaderText(CampaignPart::Subject, message.subject) &&
                      state.renderHeaderText(CampaignPart::Preheader, out.preheader) &&
                      state.renderPart(CampaignPart::Template, message.html));
}

std::string CampaignRenderer::valueOf(const liquid::VariableUse& use)
{
    State& state = *m_state;
    state.arena.reset();
    const TimeZone& zone = state.options.zone;
    const liquid::Value value = liquid::readPath(liquid::Value::object(*state.context), use, state.arena);
    std::string text;
    if (!value.isArray()) {
        liquid::appendText(text, value, zone);
        return text;
    }
    for (const liquid::Value& item : value.asArray()) {
        text += text.empty() ? "" : "|";
        liquid::appendText(text, item, zone);
    }
    return text;
}

std::string describe(const RenderFailure& failure)
{
    std::string text;
    if (failure.part != CampaignPart::Template) {
        text = fmt::format("{}, ", nameOf(failure.part));
    }
    if (!failure.error.partial.empty()) {
        text += fmt::format("{}, ", failure.error.partial);
    }
    if (failure.error.line > 0) {
        text += fmt::format("line {}, column {}, ", failure.error.line, failure.error.column);
    }
    if (!text.empty()) {
        text.replace(text.size() - 2, 2, ": ");
    }
    return text + failure.error.message;
}

} // namespace postweave::campaign
