// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_data.h"

#include "core/base/calendar.h"
#include "core/sample/random_source.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

namespace postweave::bench {

namespace {

using sample::RandomSource;

constexpr std::array<std::string_view, 20> kFirstNames{"Anna", "Ben",   "Chloé",  "Daniel", "Emma", "Farid", "Grace",
                                                       "Hugo", "Inès",  "Jürgen", "Käthe",  "Liam", "Mia",   "Noah",
                                                       "Olga", "Piotr", "Rosa",   "Søren",  "Tara", "Zoë"};
constexpr std::array<std::string_view, 20> kLastNames{
    "Keller", "Osei",  "Martin", "Wu",   "Lindqvist", "Haddad",   "Roy",   "Vogt",    "O'Brien", "McKenna",
    "Nowak",  "Silva", "Weiß",   "Holm", "Tran",      "McDonald", "Costa", "Ivanova", "Smith",   "Dahl"};
constexpr std::array<std::string_view, 8> kCountries{"US", "GB", "DE", "FR", "CA", "SE", "PL", "JP"};
constexpr std::array<int, 8> kCountryWeights{34, 12, 16, 12, 8, 6, 6, 6};
constexpr std::array<std::string_view, 4> kPlans{"free", "basic", "pro", "enterprise"};
constexpr std::array<int, 4> kPlanWeights{62, 24, 11, 3};
constexpr std::array<std::string_view, 5> kHosts{"gmail.example", "yahoo.example", "mail.example", "post.example",
                                                 "web.example"};
constexpr std::array<std::string_view, 8> kTags{"newsletter", "vip",   "churned",  "gift",
                                                "mobile",     "loyal", "discount", "student"};
constexpr std::array<std::string_view, 11> kTypes{"page_view",  "product_view", "add_to_cart", "purchase",
                                                  "email_sent", "email_open",   "email_click", "search",
                                                  "login",      "unsubscribe",  "push_open"};
constexpr std::array<int, 11> kTypeWeights{380, 220, 60, 25, 140, 90, 20, 30, 25, 2, 8};
constexpr std::array<std::string_view, 10> kCategories{"shoes", "shirts", "jackets", "bags", "sport",
                                                       "books", "garden", "kitchen", "toys", "music"};
constexpr std::int64_t kDay = 86'400;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// Rows are gathered in memory and written in large pieces.
class RowWriter {
public:
    explicit RowWriter(const std::filesystem::path& path) : m_file(std::fopen(path.c_str(), "wb")) {}
    template <typename Format, typename... Values>
    void row(const Format& format, const Values&... values)
    {
        fmt::format_to(std::back_inserter(m_buffer), format, values...);
        if (m_buffer.size() > std::size_t{1} << 20) {
            flush();
        }
    }
    bool finish()
    {
        flush();
        return m_good && m_file != nullptr && std::fflush(m_file.get()) == 0;
    }

private:
    void flush()
    {
        m_good = m_good && m_file && std::fwrite(m_buffer.data(), 1, m_buffer.size(), m_file.get()) == m_buffer.size();
        m_buffer.clear();
    }

    File m_file;
    std::string m_buffer;
    bool m_good = true;
};

/// Small numbers are far more frequent than large ones, as in life.
std::uint32_t skewed(RandomSource& random, std::uint32_t bound)
{
    const std::uint64_t a = random.next() % bound;
    const std::uint64_t b = random.next() % bound;
    return static_cast<std::uint32_t>(a * b / bound);
}

std::string tagsOf(RandomSource& random)
{
    std::string tags;
    for (const std::string_view tag : kTags) {
        if (random.chance(12)) {
            tags += tags.empty() ? "" : ";";
            tags += tag;
        }
    }
    return tags;
}

bool writeProfiles(const std::filesystem::path& path, const BenchSize& size)
{
    RowWriter writer(path);
    writer.row(FMT_COMPILE("id,email,first_name,last_name,country,age,gender,signup_date,plan,is_subscribed,lifetime_"
                           "value,loyalty_points,tags\n"));
    RandomSource random(42, 1);
    for (std::uint32_t id = 1; id <= size.profiles; ++id) {
        const std::string_view first = random.pick(std::span<const std::string_view>(kFirstNames));
        const std::string_view last = random.pick(std::span<const std::string_view>(kLastNames));
        const std::string_view host = random.pick(std::span<const std::string_view>(kHosts));
        const std::string signedUp =
            formatDate({static_cast<std::int32_t>(kBenchNow / kDay) - random.between(1, 1800)});
        const int cents = random.between(0, 3000) * random.between(0, 100);
        writer.row(FMT_COMPILE("{},p{}@{},{},{},{},{},{},{},{},{},{}.{:02},{},{}\n"), id, id, host, first, last,
                   kCountries[random.weighted(kCountryWeights)], random.between(18, 90),
                   random.chance(49) ? "female" : "male", signedUp, kPlans[random.weighted(kPlanWeights)],
                   random.chance(82) ? "true" : "false", cents / 100, cents % 100, random.between(0, 2000),
                   tagsOf(random));
    }
    return writer.finish();
}

bool writeEvents(const std::filesystem::path& path, const BenchSize& size)
{
    RowWriter writer(path);
    writer.row(FMT_COMPILE("profile_id,type,ts,item,category,amount,campaign\n"));
    RandomSource random(42, 2);
    for (std::uint64_t i = 0; i < size.events; ++i) {
        const std::int64_t time =
            kBenchNow - 365 * kDay + static_cast<std::int64_t>(i * (365ULL * kDay - 1) / size.events);
        // A multiplication by an odd number scatters the busy profiles over all ids.
        const std::uint32_t profile =
            1 + static_cast<std::uint32_t>(std::uint64_t{skewed(random, size.profiles)} * 7'919 % size.profiles);
        const std::size_t type = random.weighted(kTypeWeights);
        const std::uint32_t item = skewed(random, 5'000);
        const std::string_view category = kCategories[item % kCategories.size()];
        const int cents = random.between(200, 20'000);
        if (type == 1) {
            writer.row(FMT_COMPILE("{},{},{},SKU-{:05},{},,\n"), profile, kTypes[type], time, item, category);
        } else if (type == 2 || type == 3) {
            writer.row(FMT_COMPILE("{},{},{},SKU-{:05},{},{}.{:02},\n"), profile, kTypes[type], time, item, category,
                       cents / 100, cents % 100);
        } else if (type >= 4 && type <= 6) {
            writer.row(FMT_COMPILE("{},{},{},,,,camp-{:03}\n"), profile, kTypes[type], time, i * 200 / size.events);
        } else {
            writer.row(FMT_COMPILE("{},{},{},,,,\n"), profile, kTypes[type], time);
        }
    }
    return writer.finish();
}

} // namespace

bool writeBenchData(const std::filesystem::path& folder, const BenchSize& size)
{
    std::error_code failure;
    const std::filesystem::path mark = folder / fmt::format("{}-{}.done", size.profiles, size.events);
    if (std::filesystem::exists(mark, failure)) {
        return true;
    }
    std::filesystem::remove_all(folder, failure);
    std::filesystem::create_directories(folder, failure);
    if (!writeProfiles(folder / "profiles.csv", size) || !writeEvents(folder / "events.csv", size)) {
        return false;
    }
    return RowWriter(mark).finish();
}

} // namespace postweave::bench
