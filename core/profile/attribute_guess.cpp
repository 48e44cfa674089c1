// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/profile/profile.h"

#include <algorithm>
#include <array>

namespace postweave::profile {

namespace {

constexpr std::array<std::string_view, 21> kPreferenceWords{
    "consent",     "optin",     "opted",     "subscribed", "unsubscribed", "newsletter",   "preference",
    "preferences", "preferred", "favourite", "favorite",   "frequency",    "language",     "interests",
    "interest",    "wishes",    "likes",     "topic",      "topics",       "subscription", "opt"};
constexpr std::array<std::string_view, 26> kTransactionalWords{
    "order",   "orders", "purchase", "purchases", "purchased", "spend",   "spent",  "revenue", "ltv",
    "amount",  "total",  "invoice",  "payment",   "paid",      "price",   "basket", "cart",    "plan",
    "loyalty", "points", "balance",  "coupon",    "refund",    "refunds", "value",  "bought"};
constexpr std::array<std::string_view, 23> kBehaviouralWords{
    "visit",      "visits",   "login",   "logins",   "open",      "opens", "opened", "click",
    "clicks",     "clicked",  "session", "sessions", "view",      "views", "viewed", "last",
    "engagement", "activity", "active",  "seen",     "downloads", "app",   "device"};

template <std::size_t N>
bool holdsOneOf(std::string_view key, const std::array<std::string_view, N>& words)
{
    for (std::size_t begin = 0; begin <= key.size();) {
        const std::size_t end = std::min(key.find_first_of("_.- ", begin), key.size());
        if (std::find(words.begin(), words.end(), key.substr(begin, end - begin)) != words.end()) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

} // namespace

AttributeCategory guessCategory(std::string_view key)
{
    const std::string name = toSnakeCase(key);
    if (name == "last_name") {
        return AttributeCategory::Demographic;
    }
    if (holdsOneOf(name, kPreferenceWords)) {
        return AttributeCategory::Preference;
    }
    if (holdsOneOf(name, kTransactionalWords)) {
        return AttributeCategory::Transactional;
    }
    return holdsOneOf(name, kBehaviouralWords) ? AttributeCategory::Behavioural : AttributeCategory::Demographic;
}

std::string labelFor(std::string_view key)
{
    std::string label(key);
    std::replace_if(
        label.begin(), label.end(), [](char c) { return c == '_' || c == '.'; }, ' ');
    if (label.empty()) {
        return label;
    }
    std::size_t end = 0;
    static_cast<void>(nextCodePoint(label, end));
    return toUpper(std::string_view(label).substr(0, end)) + label.substr(end);
}

} // namespace postweave::profile
