// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/sample_shop.h"

#include "core/sample/catalogue.h"
#include "core/sample/countries.h"
#include "core/sample/random_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace postweave::sample {

namespace {

constexpr std::uint64_t kSeed = 20'260'701;
constexpr int kHistoryDays = 548;
constexpr std::int64_t kLongestVisit = 2 * 3600 * kMicrosecondsPerSecond;
// Demand by hour of the day where the customer lives: a small peak at breakfast and lunch, a large one in the evening.
constexpr int kHours[24] = {2, 1, 1, 1, 1, 2, 5, 9, 10, 8, 7, 8, 11, 9, 7, 7, 8, 10, 13, 17, 20, 18, 11, 5};
// Sunday to Saturday.
constexpr int kWeekdays[7] = {120, 95, 85, 85, 90, 95, 110};

struct Person {
    RandomSource random;
    const Country& country;
    Date signedUp;
    Date lastActive; // most people stop at some time
    Date gapBegin;   // and most have a gap: moving house, a baby, nothing needed
    Date gapEnd;
    std::size_t favourite;
    std::size_t second;
    bool consent;
    int openRate; // per cent of the newsletters
    int weight;   // how often they come by
};

Person personAt(std::size_t index, Date today)
{
    RandomSource random(kSeed, index);
    int countryWeights[32] = {};
    for (std::size_t i = 0; i < countries().size(); ++i) {
        countryWeights[i] = countries()[i].weight;
    }
    const Country& country = countries()[random.weighted(std::span(countryWeights, countries().size()))];
    const int age = random.chance(60) ? random.between(0, kHistoryDays) : random.between(kHistoryDays, 2400);
    const Date signedUp{today.days - age};
    const Date start{std::max(signedUp.days, today.days - kHistoryDays)};
    const bool left = random.chance(34);
    const Date lastActive{left ? random.between(start.days, today.days) : today.days};
    const Date gapBegin{random.between(start.days, today.days)};
    const Date gapEnd{gapBegin.days + (random.chance(70) ? random.between(30, 90) : 0)};
    const int favouriteWeights[] = {30, 20, 14, 16, 10, 10};
    const std::size_t favourite = random.weighted(favouriteWeights);
    const std::size_t second = (favourite + 1 + static_cast<std::size_t>(random.below(5))) % 6;
    // A few come all the time, most come now and then: each doubling of the visits is half as frequent.
    int weight = random.between(6, 12);
    while (weight < 400 && random.chance(46)) {
        weight *= 2;
    }
    const bool consent = random.chance(78);
    return {random, country, signedUp, lastActive, gapBegin, gapEnd, favourite, second, consent, random.between(4, 70),
            weight};
}

Instant momentOn(Date day, RandomSource& random, const Country& country)
{
    const auto hour = static_cast<int>(random.weighted(kHours));
    const std::int64_t second = (hour - country.utcOffsetHours) * 3600LL + random.below(3600);
    return {day.days * kMicrosecondsPerDay + second * kMicrosecondsPerSecond};
}

bool isAway(const Person& person, Date day)
{
    return day > person.lastActive || (day >= person.gapBegin && day < person.gapEnd);
}

/// The newsletter goes out every other month on the second Thursday, 09:00 UTC.
std::vector<Date> newsletterDays(Date today)
{
    std::vector<Date> days;
    for (Date day{today.days - kHistoryDays}; day <= today; ++day.days) {
        const YearMonthDay ymd = toYearMonthDay(day);
        if (weekday(day) == 4 && ymd.month % 2 == 0 && ymd.day >= 8 && ymd.day <= 14) {
            days.push_back(day);
        }
    }
    return days;
}

void addEmails(std::vector<SampleEvent>& events, Person& person, Date today)
{
    for (const Date day : newsletterDays(today)) {
        if (!person.consent || day <= person.signedUp) {
            continue;
        }
        const YearMonthDay ymd = toYearMonthDay(day);
        const std::string campaign = fmt::format("newsletter-{:04}-{:02}", ymd.year, ymd.month);
        const Instant sent{day.days * kMicrosecondsPerDay + 9 * 3600 * kMicrosecondsPerSecond};
        events.push_back({"email_sent", sent, {}, {}, 0, 0, campaign, {}});
        const int rate = isAway(person, day) ? person.openRate / 8 : person.openRate;
        if (!person.random.chance(rate)) {
            continue;
        }
        const Instant opened{sent.microseconds + person.random.between(120, 100'000) * kMicrosecondsPerSecond};
        events.push_back({"email_open", opened, {}, {}, 0, 0, campaign, {}});
        if (person.random.chance(24)) {
            const Category& category = categories()[person.favourite];
            events.push_back(
                {"email_click",
                 {opened.microseconds + person.random.between(5, 90) * kMicrosecondsPerSecond},
                 {},
                 {},
                 0,
                 0,
                 campaign,
                 fmt::format("https://weidenhof.example/{}", category.name == "Garden" ? "garden" : "season")});
        }
        if (person.random.below(1000) < 12) {
            events.push_back(
                {"unsubscribe", {opened.microseconds + 200 * kMicrosecondsPerSecond}, {}, {}, 0, 0, campaign, {}});
            return;
        }
    }
}

/// A day on which this person might come by: they have an account, are around, and it is the season.
Date visitDay(Person& person, const Category& category, Date today)
{
    const int first = std::max(person.signedUp.days, today.days - kHistoryDays);
    const int last = std::max(first, person.lastActive.days);
    Date day{first};
    for (int attempt = 0; attempt < 60; ++attempt) {
        day = {person.random.between(first, last)};
        const auto month = static_cast<std::size_t>(toYearMonthDay(day).month - 1);
        const int demand = category.season[month] * kWeekdays[weekday(day)] / 120;
        if (!isAway(person, day) && person.random.chance(demand)) {
            return day;
        }
    }
    return day;
}

const Category& visitCategory(Person& person)
{
    const int draw = person.random.below(100);
    if (draw < 55) {
        return categories()[person.favourite];
    }
    return draw < 80 ? categories()[person.second] : person.random.pick(categories());
}

void addVisit(std::vector<SampleEvent>& events, Person& person, Date today, Instant now)
{
    const Category& category = visitCategory(person);
    Instant time = momentOn(visitDay(person, category, today), person.random, person.country);
    // Yesterday evening west of Greenwich may still lie ahead.
    while (time.microseconds + kLongestVisit > now.microseconds) {
        time.microseconds -= kMicrosecondsPerDay;
    }
    const auto step = [&](int from, int to) {
        time.microseconds += person.random.between(from, to) * kMicrosecondsPerSecond;
    };
    const Article* article = nullptr;
    for (int views = person.random.between(1, 3); views > 0; --views) {
        article = &person.random.pick(category.articles);
        events.push_back({"product_view", time, article->name, category.name, 0, 0, {}, {}});
        step(15, 240);
    }
    if (!person.random.chance(46)) {
        return;
    }
    events.push_back({"add_to_cart", time, article->name, category.name, 0, 0, {}, {}});
    step(40, 900);
    if (person.random.chance(64)) {
        const int quantity = article->cents < 3000 && person.random.chance(35) ? person.random.between(2, 4) : 1;
        events.push_back({"purchase", time, article->name, category.name, quantity, quantity * article->cents, {}, {}});
    }
}

void nameAndAddress(SampleCustomer& customer, Person& person, std::size_t index)
{
    static constexpr std::string_view kHosts[] = {"mail.example", "post.example", "inbox.example", "familie.example"};
    const Spelling& first = person.random.pick(person.country.firstNames);
    const Spelling& last = person.random.pick(person.country.lastNames);
    customer.key = fmt::format("C{:05}", index + 1);
    customer.firstName = person.random.chance(97) ? first.own : std::string_view();
    customer.lastName = last.own;
    if (person.random.chance(98)) {
        customer.email = fmt::format("{}.{}{}@{}", first.latin, last.latin, index + 1,
                                     person.random.pick(std::span<const std::string_view>(kHosts)));
    }
    customer.country = person.country.code;
    customer.language = person.country.language;
    customer.city = person.random.chance(95) ? person.random.pick(person.country.cities) : std::string_view();
}

void addHabits(SampleCustomer& customer, Date today)
{
    std::int64_t yearCents = 0;
    for (const SampleEvent& event : customer.events) {
        if (event.type == "purchase") {
            ++customer.orders;
            customer.lifetimeCents += event.cents;
            customer.lastOrder = utcOf(event.time).date;
            yearCents += customer.lastOrder.days > today.days - 365 ? event.cents : 0;
        } else if (event.type == "unsubscribe") {
            customer.consent = false;
        }
    }
    customer.loyaltyPoints = static_cast<int>(yearCents / 100);
    customer.loyaltyTier = customer.loyaltyPoints >= 500 ? "gold" : customer.loyaltyPoints >= 150 ? "silver" : "none";
}

} // namespace

SampleShop::SampleShop(Instant now) : m_now(now), m_today(utcOf(now).date)
{
    // Today is not over: visits end yesterday, so that nothing lies in the future.
    --m_today.days;
    std::vector<std::int64_t> weights(kCustomers);
    std::size_t emails = 0;
    for (std::size_t i = 0; i < kCustomers; ++i) {
        Person person = personAt(i, m_today);
        weights[i] = person.weight;
        std::vector<SampleEvent> events;
        addEmails(events, person, {m_today.days - 2});
        emails += events.size();
    }
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const auto visits = static_cast<std::int64_t>(kEvents - std::min(kEvents, emails));
    m_visitEvents.resize(kCustomers);
    std::int64_t running = 0;
    for (std::size_t i = 0; i < kCustomers; ++i) {
        const std::int64_t before = running * visits / sum;
        running += weights[i];
        m_visitEvents[i] = static_cast<std::uint32_t>(running * visits / sum - before);
    }
}

SampleCustomer SampleShop::customer(std::size_t index) const
{
    Person person = personAt(index, m_today);
    SampleCustomer customer;
    addEmails(customer.events, person, {m_today.days - 2});
    const std::size_t wanted = customer.events.size() + m_visitEvents[index];
    while (customer.events.size() < wanted) {
        addVisit(customer.events, person, m_today, m_now);
    }
    customer.events.resize(wanted);
    std::stable_sort(customer.events.begin(), customer.events.end(),
                     [](const auto& a, const auto& b) { return a.time < b.time; });

    nameAndAddress(customer, person, index);
    customer.signedUp = person.signedUp;
    customer.consent = person.consent;
    customer.favouriteCategory = categories()[person.favourite].name;
    customer.interests = {std::string(customer.favouriteCategory), std::string(categories()[person.second].name)};
    if (const auto& third = person.random.pick(categories()).name;
        person.random.chance(40) && third != customer.interests[0] && third != customer.interests[1]) {
        customer.interests.emplace_back(third);
    }
    if (person.random.chance(92)) {
        customer.birthday = {m_today.days - person.random.between(19 * 365, 82 * 365)};
    }
    addHabits(customer, m_today);
    return customer;
}

} // namespace postweave::sample
