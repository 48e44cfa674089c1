// SPDX-License-Identifier: GPL-3.0-or-later
// Segments at full size: imports profiles and events, opens the workspace with its pages evicted, counts the segments
// of a folder with nothing cached and after edits, and prints each figure beside what it must be and beside a peer's.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/ingest/import.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"
#include "core/workspace/loading.h"
#include "core/workspace/workspace.h"
#include "tests/bench/bench_data.h"
#include "tests/bench/peer_results.h"
#include "tests/bench/process_use.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace postweave;
namespace fs = std::filesystem;

constexpr Instant kNow{bench::kBenchNow * kMicrosecondsPerSecond};
constexpr int kRepetitions = 21;

class Stopwatch {
public:
    [[nodiscard]] double milliseconds() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

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

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

std::string_view verdict(double value, double bar, bool atLeast = false)
{
    return bar <= 0 ? "" : (atLeast ? value >= bar : value <= bar) ? "met" : "NOT met";
}

struct Query {
    const char* name;
    double bar;         ///< milliseconds with nothing cached
    const char* edited; ///< the query that stands when this edit of it is made; nullptr: none
};

constexpr Query kQueries[] = {{"S1", 2, nullptr},  {"S2", 2, nullptr},  {"S3", 2, nullptr},   {"S4", 2, nullptr},
                              {"S4e1", 1, "S4"},   {"S4e2", 0.6, "S4"}, {"S4e3", 0.05, "S4"}, {"S5", 10, nullptr},
                              {"S6", 5, nullptr},  {"S7", 2, nullptr},  {"S8", 2, nullptr},   {"S9", 2, nullptr},
                              {"S10", 2, nullptr}, {"S11", 2, nullptr}, {"S12", 10, nullptr}};

struct Suite {
    std::map<std::string, segment::FilterTree> trees;
    std::shared_ptr<segment::Definitions> definitions = std::make_shared<segment::Definitions>();
};

Suite readSuite(const fs::path& folder)
{
    Suite suite;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const std::string text = orExit(readFile(entry.path()));
        if (name.ends_with(".score.json")) {
            auto score = segment::parseScore(text).score;
            suite.definitions->scores.emplace(score.name, std::move(score));
        } else if (name.ends_with(".json")) {
            suite.trees.emplace(name.substr(0, name.size() - 5), segment::parseSegment(text).segment.tree);
        }
    }
    return suite;
}

/// Where there is no peer lab: some of what it asks, over data of our own.
constexpr std::pair<const char*, const char*> kOwnSegments[] = {
    {"S1", R"({"all":[{"attribute":"country","op":"=","value":"US"},{"attribute":"age","op":">=","value":30}]})"},
    {"S2", R"({"all":[{"event":"product_view","where":[{"property":"item","op":"=","value":"SKU-00003"}],
              "within":{"last":"P7D"}},{"event":"purchase","within":{"last":"P30D"},"count":{"op":"=","value":0}}]})"},
    {"S3", R"({"event":"email_open","within":{"last":"P30D"},"count":{"op":">=","value":3}})"},
    {"S4", R"({"any":[{"event":"product_view","where":[{"property":"category","op":"=","value":"shoes"}],
              "within":{"last":"P14D"},"count":{"op":">=","value":2}},{"event":"add_to_cart","within":{"last":"P7D"}}]})"},
    {"S6", R"({"all":[{"event":"purchase","aggregate":{"fn":"sum","property":"amount"},"op":">","value":500},
              {"event":"purchase","which":"last","within":{"older_than":"P60D"}}]})"},
    {"S7", R"({"sequence":[{"event":"add_to_cart"},{"event":"purchase","within":"P3D","occurs":false}],
              "within":{"last":"P30D"}})"},
    {"S8", R"({"attribute":"tags","op":"has","value":"vip"})"},
    {"S10", R"({"event":"purchase","aggregate":{"fn":"distinct","property":"category"},"op":">=","value":3})"}};

Suite ownSuite()
{
    Suite suite;
    for (const auto& [name, where] : kOwnSegments) {
        suite.trees.emplace(name, *segment::readNode(orExit(parseJson(where))).node);
    }
    return suite;
}

using AudiencePtr = std::shared_ptr<const audience::Audience>;

class Bench {
public:
    Bench(AudiencePtr audience, const Suite& suite, const bench::PeerResults& peer)
        : m_audience(std::move(audience)), m_suite(suite), m_peer(peer)
    {
    }

    void run()
    {
        fmt::print("\n{:<6} {:>9} {:>10} {:>12} {:>9} {:>14} {:>8} {:<8} {:>10} {:>8}\n", "", "people", "warm ms",
                   "uncached ms", "CPU ms", "every node ms", "must be", "", "peer ms", "ratio");
        for (const Query& query : kQueries) {
            if (m_suite.trees.contains(query.name)) {
                print(query);
            }
        }
    }

private:
    [[nodiscard]] segment::Evaluator evaluator(std::shared_ptr<segment::LeafCache> cache) const
    {
        return {m_audience, m_suite.definitions, kNow, TimeZone(), std::move(cache)};
    }

    struct Times {
        std::vector<double> wall;
        std::vector<double> processor; ///< of all threads
    };

    /// One count of `tree` by an evaluator that has a standing segment's leaves cached, if one is told.
    void time(const segment::FilterTree& tree, const segment::FilterTree* standing, std::size_t& people,
              Times& times) const
    {
        segment::Evaluator evaluator = this->evaluator(std::make_shared<segment::LeafCache>());
        if (standing != nullptr) {
            static_cast<void>(orExit(evaluator.count(*standing)));
        }
        const double processor = bench::processorMilliseconds();
        const Stopwatch watch;
        people = orExit(evaluator.count(tree));
        times.wall.push_back(watch.milliseconds());
        times.processor.push_back(bench::processorMilliseconds() - processor);
    }

    /// What the window asks at each edit: the count of every node.
    double timeOfEveryNode(const segment::FilterTree& tree, const segment::FilterTree* standing) const
    {
        segment::Evaluator evaluator = this->evaluator(std::make_shared<segment::LeafCache>());
        if (standing != nullptr) {
            static_cast<void>(orExit(evaluator.evaluate(*standing)));
        }
        const Stopwatch watch;
        static_cast<void>(orExit(evaluator.evaluate(tree)));
        return watch.milliseconds();
    }

    void print(const Query& query) const
    {
        const segment::FilterTree& tree = m_suite.trees.at(query.name);
        const segment::FilterTree* standing = query.edited == nullptr ? nullptr : &m_suite.trees.at(query.edited);
        std::size_t people = 0;
        Times times;
        std::vector<double> everyNode;
        for (int i = 0; i < kRepetitions; ++i) {
            time(tree, standing, people, times);
            everyNode.push_back(timeOfEveryNode(tree, standing));
        }
        std::vector<double> warm;
        segment::Evaluator evaluator = this->evaluator(std::make_shared<segment::LeafCache>());
        for (int i = 0; i <= kRepetitions; ++i) {
            const Stopwatch watch;
            people = orExit(evaluator.count(tree));
            warm.push_back(watch.milliseconds());
        }
        const double judged = median(times.wall);
        const auto peer = m_peer.find(query.name);
        const std::string judgedPeer =
            peer ? fmt::format("{:>10.2f} {:>7.0f}×{}", peer->milliseconds, peer->milliseconds / judged,
                               peer->count == people ? "" : fmt::format("  COUNTS {} DIFFER", peer->count))
                 : fmt::format("{:>10} {:>8}", "-", "-");
        fmt::print("{:<6} {:>9} {:>10.3f} {:>12.3f} {:>9.3f} {:>14.3f} {:>8} {:<8} {}\n", query.name, people,
                   median(warm), judged, median(times.processor), median(everyNode), query.bar,
                   verdict(judged, query.bar), judgedPeer);
    }

    AudiencePtr m_audience;
    const Suite& m_suite;
    const bench::PeerResults& m_peer;
};

std::uint64_t importFile(workspace::Workspace& target, const fs::path& file, bool profiles)
{
    ingest::ImportOptions options;
    options.now = kNow;
    const ingest::ImportStores stores{target.database(), target.profiles(), target.events(), target.imports()};
    const auto report =
        orExit(profiles ? ingest::importProfiles(stores, file, options) : ingest::importEvents(stores, file, options));
    if (report.counts.rejected > 0 || report.counts.created != report.counts.rows - report.counts.duplicates) {
        fmt::print(stderr, "error: {} of {} rows of {} were rejected\n", report.counts.rejected, report.counts.rows,
                   file.string());
        std::exit(1);
    }
    return report.counts.created;
}

void importAll(const fs::path& folder, const fs::path& file)
{
    for (const char* suffix : {"", "-wal", "-shm", "-lock", "-audience"}) {
        fs::remove(file.string() + suffix);
    }
    double megabytes = 0;
    double seconds = 0;
    for (const bool profiles : {true, false}) {
        const fs::path source = folder / (profiles ? "profiles.csv" : "events.csv");
        const double size = static_cast<double>(fs::file_size(source)) / 1e6;
        const Stopwatch watch;
        {
            auto target = profiles ? orExit(workspace::Workspace::create(file, "UTC", kNow))
                                   : orExit(workspace::Workspace::open(file, workspace::Mode::ReadWrite));
            const std::uint64_t created = importFile(target, source, profiles);
            fmt::print("import {:<9} {:>11} rows {:8.2f} s {:8.1f} MB/s\n", profiles ? "profiles" : "events", created,
                       watch.milliseconds() / 1e3, size / watch.milliseconds() * 1e3);
        }
        megabytes += size;
        seconds += watch.milliseconds() / 1e3;
    }
    fmt::print("import both, durable {:>25.2f} s {:8.1f} MB/s   must be 250: {}; peak {:.0f} MB\n", seconds,
               megabytes / seconds, verdict(megabytes / seconds, 250, true), bench::peakMegabytes());
}

/// Out of the page cache, as after a restart.
void evict(const fs::path& file)
{
    for (const char* suffix : {"", "-wal", "-audience"}) {
        const int descriptor = ::open((file.string() + suffix).c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor >= 0) {
            ::fdatasync(descriptor);
            ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
            ::close(descriptor);
        }
    }
}

AudiencePtr openToFirstCount(const fs::path& file, const Suite& suite, const char* query, std::string_view what,
                             double bar)
{
    evict(file);
    const Stopwatch watch;
    auto target = orExit(workspace::Workspace::open(file, workspace::Mode::ReadWrite));
    AudiencePtr audience = orExit(workspace::loadAudience(target)).audience;
    const double loaded = watch.milliseconds();
    segment::Evaluator evaluator(audience, suite.definitions, kNow, TimeZone());
    const std::size_t people = orExit(evaluator.count(suite.trees.at(query)));
    fmt::print("{:<46} {:8.0f} ms, of it {:.0f} ms to load; {} {}{}\n", fmt::format("{}, {}", what, query),
               watch.milliseconds(), loaded, people, bar > 0 ? fmt::format("  must be {}: ", bar) : "",
               verdict(watch.milliseconds(), bar));
    return audience;
}

} // namespace

/// bench_segments DATA SEGMENTS [PEER.jsonl]: DATA holds profiles.csv and events.csv, SEGMENTS the queries and scores.
/// `--own FOLDER`: data and segments of our own. The column of an edit (S4e1 …) tells of the recount after it, all
/// leaves but the edited one cached; of other queries, of a count with nothing cached.
int main(int argc, char** argv)
{
    if (argc < 3) {
        fmt::print(stderr, "bench_segments DATA SEGMENTS [PEER.jsonl] | --own FOLDER\n");
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const bool own = std::string_view(argv[1]) == "--own";
    const fs::path folder = argv[own ? 2 : 1];
    if (own && !bench::writeBenchData(folder, {})) {
        fmt::print(stderr, "error: the data cannot be written to {}; is the disk full?\n", folder.string());
        return 5;
    }
    const Suite suite = own ? ownSuite() : readSuite(argv[2]);
    const bench::PeerResults peer = argc > 3 ? bench::PeerResults::read(argv[3]) : bench::PeerResults();
    const fs::path file = fs::path(POSTWEAVE_BENCH_FOLDER) / "segments.postweave";
    fs::create_directories(file.parent_path());
    if (std::getenv("POSTWEAVE_BENCH_KEEP") == nullptr || !fs::exists(file)) {
        importAll(folder, file);
    }
    static_cast<void>(openToFirstCount(file, suite, "S1", "first open after the import", 0));
    for (const char* query : {"S1", "S4"}) {
        static_cast<void>(openToFirstCount(file, suite, query, "open, pages evicted, to the first count", 300));
    }
    const AudiencePtr audience = openToFirstCount(file, suite, "S4", "open, pages cached, to the first count", 0);
    Bench(audience, suite, peer).run();
    const double resident = bench::residentMegabytes();
    fmt::print("\nmemory with everything loaded {:.0f} MB   must be 600: {}; peak {:.0f} MB; file {:.0f} MB\n",
               resident, verdict(resident, 600), bench::peakMegabytes(),
               static_cast<double>(fs::file_size(file)) / 1e6);
    return 0;
}
