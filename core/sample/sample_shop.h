// SPDX-License-Identifier: GPL-3.0-or-later
// SampleShop: 20,000 invented customers of an invented shop and what they did over the last 18 months.
#pragma once

#include "core/base/calendar.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::sample {

/// One thing a customer did. Fields that do not belong to the type are empty or 0.
struct SampleEvent {
    std::string_view type; ///< product_view, add_to_cart, purchase, email_sent, email_open, email_click, unsubscribe
    Instant time;
    std::string_view item;
    std::string_view category;
    int quantity = 0;
    int cents = 0;        ///< of all pieces together
    std::string campaign; ///< newsletter-YYYY-MM
    std::string url;
};

/// Empty text and day 0 mean: not known.
struct SampleCustomer {
    std::string key; ///< C00001 to C20000
    std::string firstName;
    std::string lastName;
    std::string email;
    std::string_view country;
    std::string_view city;
    std::string_view language;
    Date birthday;
    Date signedUp;
    bool consent = false;
    std::vector<std::string> interests; ///< category names, the favourite first
    std::string_view favouriteCategory;
    std::vector<SampleEvent> events; ///< in time order
    int orders = 0;
    std::int64_t lifetimeCents = 0;
    Date lastOrder;
    int loyaltyPoints = 0;        ///< one a whole euro spent in the last year
    std::string_view loyaltyTier; ///< none, silver, gold
};

/// The same `today` gives the same customers on every machine. Thread-compatible.
class SampleShop {
public:
    static constexpr std::size_t kCustomers = 20'000;
    static constexpr std::size_t kEvents = 400'000; ///< of all customers together, exactly

    /// Nothing happens after the moment `now`.
    explicit SampleShop(Instant now);

    /// index < kCustomers.
    [[nodiscard]] SampleCustomer customer(std::size_t index) const;

private:
    Instant m_now;
    Date m_today;
    std::vector<std::uint32_t> m_visitEvents; // a customer's share of the events that are no e-mails
};

} // namespace postweave::sample
