// SPDX-License-Identifier: GPL-3.0-or-later
// What templates see as `campaign`, and the names they start from.
#pragma once

#include "core/campaign/customer_object.h"
#include "core/campaign/prepared_campaign.h"
#include "core/email/message.h"
#include "core/liquid/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postweave::campaign {

/// Named texts that stand elsewhere and may change between renders; an empty one is nil. All texts are added before the
/// first object, and all before the first render.
class TextFields final : public liquid::Object {
public:
    TextFields() : Object(liquid::newSchema()) {}
    void add(std::string name, const std::string& text) { m_texts.emplace_back(std::move(name), &text); }
    void add(std::string name, const liquid::Object& object) { m_objects.emplace_back(std::move(name), &object); }

    [[nodiscard]] std::optional<liquid::Value> lookup(const liquid::Key& key, liquid::Arena& arena) const override;
    [[nodiscard]] std::uint32_t slotOf(const liquid::Key& key) const override;
    [[nodiscard]] liquid::Value at(std::uint32_t slot, liquid::Arena& arena) const override;
    [[nodiscard]] std::vector<std::string> names() const override;

private:
    std::vector<std::pair<std::string, const std::string*>> m_texts;
    std::vector<std::pair<std::string, const liquid::Object*>> m_objects;
};

/// `campaign`: the keys of the campaign's document, rendered as far as they are; `unsubscribe_url` is short for
/// `unsubscribe.url`. Refers to the campaign and to the message and preheader that are being filled.
class CampaignObject {
public:
    CampaignObject(const Campaign& campaign, const email::Message& message, const std::string& preheader);
    CampaignObject(const CampaignObject&) = delete;
    CampaignObject& operator=(const CampaignObject&) = delete;
    [[nodiscard]] const liquid::Object& object() const { return m_campaign; }

private:
    TextFields m_from;
    TextFields m_utm;
    TextFields m_unsubscribe;
    TextFields m_campaign;
};

/// `customer`, `campaign`, `now`.
class ContextObject final : public liquid::Object {
public:
    ContextObject(const CustomerObject& customer, const liquid::Object& campaign, Instant now)
        : m_customer(customer), m_campaign(campaign), m_now(now)
    {
    }
    [[nodiscard]] std::optional<liquid::Value> lookup(const liquid::Key& key, liquid::Arena& arena) const override;
    [[nodiscard]] std::vector<std::string> names() const override { return {"customer", "campaign", "now"}; }

private:
    const CustomerObject& m_customer;
    const liquid::Object& m_campaign;
    Instant m_now;
};

} // namespace postweave::campaign
