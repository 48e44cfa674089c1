// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/campaign_object.h"

namespace postweave::campaign {

std::optional<liquid::Value> TextFields::lookup(const liquid::Key& key, liquid::Arena& arena) const
{
    const std::uint32_t slot = slotOf(key);
    return slot == liquid::Shape::kNone ? std::nullopt : std::optional(at(slot, arena));
}

std::uint32_t TextFields::slotOf(const liquid::Key& key) const
{
    std::uint32_t slot = 0;
    for (const auto& [name, text] : m_texts) {
        if (name == key.text) {
            return slot;
        }
        ++slot;
    }
    for (const auto& [name, object] : m_objects) {
        if (name == key.text) {
            return slot;
        }
        ++slot;
    }
    return liquid::Shape::kNone;
}

liquid::Value TextFields::at(std::uint32_t slot, liquid::Arena&) const
{
    if (slot >= m_texts.size()) {
        return liquid::Value::object(*m_objects[slot - m_texts.size()].second);
    }
    const std::string& text = *m_texts[slot].second;
    return text.empty() ? liquid::Value() : liquid::Value::text(text);
}

std::vector<std::string> TextFields::names() const
{
    std::vector<std::string> names;
    for (const auto& [name, text] : m_texts) {
        names.push_back(name);
    }
    for (const auto& [name, object] : m_objects) {
        names.push_back(name);
    }
    return names;
}

CampaignObject::CampaignObject(const Campaign& campaign, const email::Message& message, const std::string& preheader)
{
    m_from.add("name", message.from.name);
    m_from.add("email", message.from.address);
    for (const auto& [name, value] : campaign.utm) {
        m_utm.add(name, value);
    }
    m_unsubscribe.add("url", message.unsubscribeUrl);
    m_unsubscribe.add("mailto", message.unsubscribeAddress);
    m_campaign.add("name", campaign.name);
    m_campaign.add("template", campaign.templateName);
    m_campaign.add("subject", message.subject);
    m_campaign.add("preheader", preheader);
    m_campaign.add("reply_to", message.replyTo);
    m_campaign.add("unsubscribe_url", message.unsubscribeUrl);
    m_campaign.add("from", m_from);
    m_campaign.add("utm", m_utm);
    m_campaign.add("unsubscribe", m_unsubscribe);
}

std::optional<liquid::Value> ContextObject::lookup(const liquid::Key& key, liquid::Arena&) const
{
    if (key.text == "customer") {
        return liquid::Value::object(m_customer);
    }
    if (key.text == "campaign") {
        return liquid::Value::object(m_campaign);
    }
    if (key.text == "now") {
        return liquid::Value::moment(m_now);
    }
    return std::nullopt;
}

} // namespace postweave::campaign
