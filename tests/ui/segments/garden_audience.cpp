// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segments/garden_audience.h"

#include "core/audience/audience_builder.h"
#include "core/segment/segment_format.h"

#include <array>
#include <cmath>
#include <string>

namespace postweave::ui::segments::testing {

namespace {

using audience::AudienceBuilder;
using audience::Ordinal;

constexpr std::int64_t kDay = kMicrosecondsPerDay;

/// SplitMix64: small, fast, the same on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    double share()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(share() * static_cast<double>(count)); }
    /// The first entries come up more often.
    template <typename List>
    const char* pick(const List& list, double skew = 1)
    {
        return list[static_cast<std::size_t>(std::pow(share(), skew) * static_cast<double>(list.size()))];
    }

private:
    std::uint64_t m_state;
};

constexpr std::array kFirst{"Anna",  "Ben",  "Chloé", "Daniel", "Emma",  "Farah", "Gabriel", "Hannah", "Ivan", "Julia",
                            "Karim", "Lena", "Marco", "Nora",   "Oskar", "Paula", "Quentin", "Rosa",   "Sven", "Tara"};
constexpr std::array kLast{"Keller",  "Osei",  "Martin", "Wu",      "Lindqvist", "Haddad", "Roy",
                           "Baumann", "Novak", "Silva",  "Okafor",  "Meyer",     "Rossi",  "Dubois",
                           "Larsen",  "Khan",  "Moreau", "Fischer", "Berg",      "Costa"};
constexpr std::array kCountries{"US", "DE", "CA", "FR", "GB", "NL", "SE", "ES"};
constexpr std::array kPlans{"plus", "free", "pro"};
constexpr std::array kItems{"X-100", "Rake",   "Hose 20 m",    "Tulip bulbs",
                            "Spade", "Pruner", "Compost 40 l", "Watering can"};
constexpr std::array kCategories{"tools", "bulbs", "watering", "soil"};
constexpr std::array kTags{"roses", "vegetables", "balcony", "lawn", "orchard"};

void must(const Result<void>& result)
{
    if (!result) {
        std::abort();
    }
}

void declare(AudienceBuilder& builder)
{
    must(builder.addAttribute("first_name", ValueType::Text));
    must(builder.addAttribute("last_name", ValueType::Text));
    must(builder.addAttribute("email", ValueType::Text));
    must(builder.addAttribute("country", ValueType::Text, "Country"));
    must(builder.addAttribute("plan", ValueType::Text, "Plan"));
    must(builder.addAttribute("newsletter_consent", ValueType::Boolean, "Newsletter consent"));
    must(builder.addAttribute("birthday", ValueType::Date, "Birthday"));
    must(builder.addAttribute("signed_up", ValueType::DateTime, "Signed up"));
    must(builder.addAttribute("loyalty_points", ValueType::Integer));
    must(builder.addAttribute("lifetime_value", ValueType::Number, "Order value"));
    must(builder.addAttribute("tags", ValueType::List));
    must(builder.addAttribute("ships_to", ValueType::Text));
    must(builder.addAttribute("latitude", ValueType::Number));
    must(builder.addAttribute("longitude", ValueType::Number));
    must(builder.addAttribute("orders", ValueType::List));
}

void addEvents(AudienceBuilder& builder, Ordinal person, Dice& dice)
{
    const auto daysAgo = [&](double most) {
        return Instant{gardenNow().microseconds -
                       static_cast<std::int64_t>(dice.share() * most * static_cast<double>(kDay))};
    };
    for (std::size_t i = dice.below(6); i > 0; --i) {
        must(builder.addEvent(
            person, "product_view", daysAgo(60),
            {{"item", std::string(dice.pick(kItems, 2))}, {"category", std::string(dice.pick(kCategories))}}));
    }
    for (std::size_t i = dice.below(3); i > 0; --i) {
        must(builder.addEvent(person, "add_to_cart", daysAgo(40), {{"item", std::string(dice.pick(kItems))}}));
    }
    for (std::size_t i = dice.share() < 0.6 ? dice.below(5) : 0; i > 0; --i) {
        const double amount = std::round(-std::log(1 - dice.share() * 0.999) * 6000) / 100;
        must(builder.addEvent(person, "purchase", daysAgo(400),
                              {{"item", std::string(dice.pick(kItems))},
                               {"category", std::string(dice.pick(kCategories))},
                               {"amount", amount}}));
    }
    for (std::size_t i = dice.below(9); i > 0; --i) {
        must(builder.addEvent(person, "email_open", daysAgo(120),
                              {{"campaign", std::string(i % 2 == 0 ? "spring" : "weekly")}}));
    }
}

/// By the person's number alone, so that the dice fall as ever.
void addPlaceAndOrders(AudienceBuilder& builder, Ordinal person, std::size_t number, const std::string& country)
{
    const auto set = [&](const char* name, const Value& value) { must(builder.setValue(person, name, value)); };
    constexpr std::size_t kAbroad = 5;
    set("ships_to", number % kAbroad == 0 ? std::string("GB") : country);
    if (number % 10 != 0) {
        set("latitude", 47.0 + static_cast<double>(number % 40) / 10);
        set("longitude", 8.0 + static_cast<double>(number % 70) / 10);
    }
    TextList orders;
    for (std::size_t i = 0; i < number % 3; ++i) {
        const std::size_t kind = number + i;
        orders.push_back(R"({"sku":")" + std::string(kItems[kind % kItems.size()]) + R"(","qty":)" +
                         std::to_string(1 + kind % 4) + R"(,"paid":)" + (kind % 2 == 0 ? "true" : "false") +
                         R"(,"day":"2026-0)" + std::to_string(1 + kind % 7) + R"(-15","to":{"city":"Graz"}})");
    }
    if (!orders.empty()) {
        set("orders", orders);
    }
}

void addPerson(AudienceBuilder& builder, std::size_t number, Dice& dice)
{
    const std::string first = dice.pick(kFirst);
    const std::string last = dice.pick(kLast);
    const Ordinal person = *builder.addProfile("C" + std::to_string(100000 + number));
    const auto set = [&](const char* name, const Value& value) { must(builder.setValue(person, name, value)); };
    set("first_name", first);
    set("last_name", last);
    if (dice.share() < 0.97) {
        set("email", "person" + std::to_string(number) + "@garden.example");
    }
    const std::string country = dice.pick(kCountries, 2);
    set("country", country);
    addPlaceAndOrders(builder, person, number, country);
    const std::string plan = dice.pick(kPlans);
    const std::int64_t now = gardenNow().microseconds;
    must(builder.setValue(person, "plan", plan, Instant{now - static_cast<std::int64_t>(dice.below(200)) * kDay}));
    set("newsletter_consent", true);
    if (dice.share() < 0.9) {
        set("birthday", Date{static_cast<std::int32_t>(dice.below(18000))});
    }
    set("signed_up", Instant{now - static_cast<std::int64_t>(dice.share() * 900) * kDay});
    set("loyalty_points", static_cast<std::int64_t>(dice.below(500)));
    if (dice.share() < 0.95) {
        set("lifetime_value", std::round((dice.share() + dice.share()) * (dice.share() + 0.2) * 35000) / 100);
    }
    if (dice.share() < 0.5) {
        set("tags", TextList{dice.pick(kTags), "garden"});
    }
    addEvents(builder, person, dice);
}

} // namespace

Instant gardenNow()
{
    return fromUtc({*toDate({2026, 7, 14}), 12 * 3600 * kMicrosecondsPerSecond});
}

std::shared_ptr<const audience::Audience> gardenAudience(std::size_t people)
{
    AudienceBuilder builder;
    declare(builder);
    Dice dice(20260714);
    for (std::size_t i = 0; i < people; ++i) {
        addPerson(builder, i, dice);
    }
    return builder.build();
}

std::shared_ptr<const segment::Definitions> gardenDefinitions()
{
    auto definitions = std::make_shared<segment::Definitions>();
    definitions->scores["engagement"] =
        segment::parseScore(R"({"format":"postweave.score/1","name":"engagement","terms":[{"event":"email_open"},
                              {"event":"product_view","weight":0.5}]})")
            .score;
    definitions->segments["Free plan"] = segment::parseSegment(R"({"format":"postweave.segment/1","name":"Free plan",
                                "where":{"all":[{"attribute":"plan","op":"=","value":"free"}]}})")
                                             .segment.tree;
    return definitions;
}

} // namespace postweave::ui::segments::testing
