// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way on generated data: import, load, count, render. Prints rows/s, milliseconds, messages/s, peak memory.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/campaign/campaign_renderer.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"
#include "core/ingest/import.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"
#include "core/workspace/loading.h"
#include "core/workspace/workspace.h"
#include "tests/bench/bench_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace postweave;
namespace fs = std::filesystem;

constexpr Instant kNow{bench::kBenchNow * kMicrosecondsPerSecond};
constexpr int kRepetitions = 9;

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

template <typename T>
T orExit(Result<T> result)
{
    if (!result) {
        fmt::print(stderr, "error: {}\n", toLine(result.error()));
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

void importFile(workspace::Workspace& target, const fs::path& file, bool profiles)
{
    ingest::ImportOptions options;
    options.now = kNow;
    const ingest::ImportStores stores{target.database(), target.profiles(), target.events(), target.imports()};
    const auto start = std::chrono::steady_clock::now();
    const auto report =
        orExit(profiles ? ingest::importProfiles(stores, file, options) : ingest::importEvents(stores, file, options));
    const double seconds = secondsSince(start);
    const double megabytes = static_cast<double>(fs::file_size(file)) / 1e6;
    fmt::print("import {:<9} {:>11} rows {:8.2f} s {:>11.0f} rows/s {:7.1f} MB/s   peak {:6.0f} MB\n",
               profiles ? "profiles" : "events", report.counts.rows, seconds,
               static_cast<double>(report.counts.rows) / seconds, megabytes / seconds, peakMegabytes());
}

struct Question {
    const char* name;
    const char* where;
};

constexpr Question kQuestions[] = {
    {"two attributes",
     R"({"all":[{"attribute":"country","op":"=","value":"US"},{"attribute":"age","op":">=","value":30}]})"},
    {"viewed an item, did not buy",
     R"({"all":[{"event":"product_view","where":[{"property":"item","op":"=","value":"SKU-00003"}],"within":{"last":"P7D"}},{"event":"purchase","within":{"last":"P30D"},"count":{"op":"=","value":0}}]})"},
    {"opened three times in 30 days",
     R"({"event":"email_open","within":{"last":"P30D"},"count":{"op":">=","value":3}})"},
    {"spent over 500, last buy over 60 days ago",
     R"({"all":[{"event":"purchase","aggregate":{"fn":"sum","property":"amount"},"op":">","value":500},{"event":"purchase","which":"last","within":{"older_than":"P60D"}}]})"},
    {"cart, then no purchase in 3 days",
     R"({"sequence":[{"event":"add_to_cart"},{"event":"purchase","within":"P3D","occurs":false}],"within":{"last":"P30D"}})"},
    {"a tag", R"({"attribute":"tags","op":"has","value":"vip"})"}};

void countSegments(const std::shared_ptr<const audience::Audience>& audience)
{
    fmt::print("\n{:<44} {:>10} {:>12}\n", "count, nothing cached", "people", "median ms");
    for (const Question& question : kQuestions) {
        const auto node = segment::readNode(*parseJson(question.where));
        const segment::FilterTree tree(*node.node);
        std::vector<double> times;
        std::size_t members = 0;
        for (int i = 0; i < kRepetitions; ++i) {
            segment::Evaluator evaluator(audience, std::make_shared<segment::Definitions>(), kNow, TimeZone());
            const auto start = std::chrono::steady_clock::now();
            members = orExit(evaluator.members(tree)).count();
            times.push_back(secondsSince(start) * 1e3);
        }
        std::nth_element(times.begin(), times.begin() + kRepetitions / 2, times.end());
        fmt::print("{:<44} {:>10} {:>12.2f}\n", question.name, members, times[kRepetitions / 2]);
    }
}

void renderMessages(const std::shared_ptr<const audience::Audience>& audience)
{
    campaign::Campaign campaign;
    campaign.name = "bench";
    campaign.audience = segment::FilterTree();
    campaign.subject = "{{ customer.first_name }}, spring is here";
    campaign.from = {"Shop", "news@shop.example"};
    campaign.utm = {{"source", "news"}};
    const std::string text = "<html><body><p>Hello {{ customer.first_name | default: 'there' }},</p>"
                             "{% if customer.plan == 'pro' %}<p>Pro</p>{% elsif customer.age > 40 %}<p>{{ customer.age "
                             "}}</p>{% else %}<p>Hi</p>{% endif %}"
                             "{% for tag in customer.tags %}<li>{{ tag | upcase }}</li>{% endfor %}"
                             "<a href=\"https://shop.example/\">Shop</a></body></html>";
    const auto prepared = campaign::prepareCampaign(std::move(campaign), {"bench", text, nullptr}).prepared;
    const campaign::People people{audience, std::make_shared<segment::Definitions>(), kNow, TimeZone(), nullptr};
    campaign::CampaignRenderer renderer(prepared, orExit(campaign::Facts::gather(*prepared, people)));
    campaign::RenderedMessage message;
    const auto count = static_cast<audience::Ordinal>(std::min<std::size_t>(audience->size(), 100'000));
    const auto start = std::chrono::steady_clock::now();
    for (audience::Ordinal ordinal = 0; ordinal < count; ++ordinal) {
        renderer.render(ordinal, message);
    }
    const double seconds = secondsSince(start);
    fmt::print("\nrender, one thread: {} messages {:.2f} s {:.0f} messages/s\n", count, seconds, count / seconds);
}

} // namespace

int main(int argc, char** argv)
{
    bench::BenchSize size;
    if (argc == 3) {
        size = {static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)), std::strtoull(argv[2], nullptr, 10)};
    }
    const fs::path folder = POSTWEAVE_BENCH_FOLDER;
    fmt::print("{} profiles, {} events, {}\n", size.profiles, size.events, folder.string());
    if (!bench::writeBenchData(folder, size)) {
        fmt::print(stderr, "error: the data cannot be written to {}; is the disk full?\n", folder.string());
        return 5;
    }
    const fs::path file = folder / "bench.postweave";
    for (const char* suffix : {"", "-wal", "-shm", "-lock"}) {
        fs::remove(file.string() + suffix);
    }
    {
        auto target = orExit(workspace::Workspace::create(file, "UTC", kNow));
        importFile(target, folder / "profiles.csv", true);
        importFile(target, folder / "events.csv", false);
        const auto start = std::chrono::steady_clock::now();
        static_cast<void>(orExit(target.events().mergeChunks(true)));
        fmt::print("merge chunks {:.2f} s, file {:.0f} MB\n", secondsSince(start),
                   static_cast<double>(fs::file_size(file)) / 1e6);
    }
    auto target = orExit(workspace::Workspace::open(file, workspace::Mode::ReadOnly));
    const auto start = std::chrono::steady_clock::now();
    const auto audience = orExit(workspace::loadAudience(target)).audience;
    fmt::print("load {:.2f} s   peak {:.0f} MB\n", secondsSince(start), peakMegabytes());
    countSegments(audience);
    renderMessages(audience);
    fmt::print("peak memory {:.0f} MB\n", peakMegabytes());
    return 0;
}
