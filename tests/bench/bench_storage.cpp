// SPDX-License-Identifier: GPL-3.0-or-later
// The stores alone on rows made in memory: upsert, bulk read, append, merge, read. Arguments: profiles, events.
#include "core/profile/profile_lookup.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <sys/resource.h>

namespace {

using namespace postweave;

constexpr Instant kNow{1'782'864'000'000'000};
constexpr std::int64_t kProfileBatch = 20'000;
constexpr std::int64_t kEventBatch = 100'000;

class Stopwatch {
public:
    /// Seconds since it was made or asked.
    double lap()
    {
        const auto now = std::chrono::steady_clock::now();
        const double seconds = std::chrono::duration<double>(now - m_start).count();
        m_start = now;
        return seconds;
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

void report(std::string_view what, std::int64_t rows, double seconds)
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    fmt::print("{:<34} {:>10} rows {:8.2f} s {:>12.0f} rows/s   peak {:>6} MB\n", what, rows, seconds,
               static_cast<double>(rows) / seconds, usage.ru_maxrss / 1024);
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

std::uint64_t mix(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

/// Twenty attributes of all types.
std::vector<std::pair<std::string, Value>> attributesOf(std::int64_t id)
{
    const std::uint64_t r = mix(static_cast<std::uint64_t>(id));
    const auto pick = [&](unsigned shift, std::uint64_t most) {
        return static_cast<std::int64_t>((r >> shift) % most);
    };
    const auto name = [&](const char* prefix, std::int64_t number) {
        return std::string(prefix) + std::to_string(number);
    };
    return {{"email", name("customer", id) + "@example.com"},
            {"first_name", name("First", pick(1, 500))},
            {"last_name", name("Last", pick(3, 5000))},
            {"country", name("C", pick(5, 30))},
            {"city", name("City", pick(7, 2000))},
            {"postcode", name("PC", pick(9, 90'000))},
            {"gender", name("g", pick(11, 3))},
            {"language", name("l", pick(13, 12))},
            {"age", pick(15, 80)},
            {"visits", pick(17, 1000)},
            {"orders", pick(19, 50)},
            {"spend", static_cast<double>(pick(21, 1'000'000)) / 100},
            {"average", static_cast<double>(pick(23, 10'000)) / 100},
            {"subscribed", pick(25, 2) == 0},
            {"vip", pick(27, 20) == 0},
            {"born", Date{static_cast<std::int32_t>(pick(29, 20'000))}},
            {"signed_up", Instant{kNow.microseconds - pick(31, 100'000'000) * 1'000'000}},
            {"last_seen", Instant{kNow.microseconds - pick(33, 10'000'000) * 1'000'000}},
            {"tags", pick(35, 3) == 0 ? Value() : Value(TextList{name("t", pick(37, 20)), name("u", pick(39, 20))})},
            {"plan", name("p", pick(41, 4))}};
}

void upsertAll(workspace::Workspace& target, std::int64_t count, Instant at, std::string_view what)
{
    std::vector<std::string> columns;
    for (const auto& [key, value] : attributesOf(1)) {
        columns.push_back(key);
    }
    double seconds = 0;
    for (std::int64_t first = 1; first <= count; first += kProfileBatch) {
        std::vector<profile::ProfileRow> rows;
        for (std::int64_t id = first; id < std::min(first + kProfileBatch, count + 1); ++id) {
            profile::ProfileRow row{"customer-" + std::to_string(id), {}, {}};
            for (auto& [key, value] : attributesOf(id)) {
                row.values.push_back(std::move(value));
            }
            rows.push_back(std::move(row));
        }
        Stopwatch watch;
        sqlite::Transaction transaction = orExit(sqlite::Transaction::begin(target.database()));
        static_cast<void>(orExit(target.profiles().upsert(columns, rows, at, {1})));
        orExit(transaction.commit());
        seconds += watch.lap();
    }
    report(what, count, seconds);
}

void benchProfiles(workspace::Workspace& target, std::int64_t count)
{
    for (const auto& [key, value] : attributesOf(2)) {
        const ValueType type = typeOf(value).value_or(ValueType::List);
        orExit(target.profiles().addAttribute({key, profile::labelFor(key), type, profile::guessCategory(key)}));
    }
    upsertAll(target, count, {kNow.microseconds - 5}, "upsert new profiles");
    upsertAll(target, count, kNow, "upsert the same again");
    Stopwatch watch;
    std::size_t present = 0;
    orExit(target.profiles().forEachBlock([&](const profile::ProfileBlock& block) {
        for (const profile::BlockColumn& column : block.columns) {
            present += column.present.size();
        }
        return Result<void>();
    }));
    report("read all columns in blocks", count, watch.lap());
    const auto lookup = orExit(profile::ProfileLookup::load(target.database(), profile::LookupBy::Key));
    report("load key lookup", static_cast<std::int64_t>(lookup.size()), watch.lap());
}

constexpr const char* kTypes[] = {"page_view", "product_view", "email_sent", "email_open", "purchase"};
constexpr std::size_t kTypeCount = std::size(kTypes);

event::EventRow eventOf(std::int64_t number, std::int64_t profiles, bool withIds)
{
    const std::uint64_t r = mix(static_cast<std::uint64_t>(number) + 77);
    event::EventRow row;
    row.profile = {1 + static_cast<std::int64_t>(r % static_cast<std::uint64_t>(profiles))};
    row.time = {kNow.microseconds - 31'536'000'000'000 + number * 1'500'000};
    if (withIds) {
        row.id = "evt-" + std::to_string(number);
    }
    row.properties.emplace_back(0, "SKU-" + std::to_string((r >> 20U) % 5000));
    row.properties.emplace_back(1, "category-" + std::to_string((r >> 30U) % 40));
    row.properties.emplace_back(2, static_cast<double>((r >> 36U) % 50'000) / 100);
    return row;
}

void appendAll(workspace::Workspace& target, std::int64_t count, std::int64_t profiles, bool withIds,
               std::string_view what)
{
    const std::vector<std::string> names{"item", "category", "amount"};
    double seconds = 0;
    for (std::int64_t first = 0; first < count; first += kEventBatch) {
        std::vector<std::vector<event::EventRow>> rows(kTypeCount);
        for (std::int64_t number = first; number < std::min(first + kEventBatch, count); ++number) {
            rows[static_cast<std::size_t>(number) % kTypeCount].push_back(eventOf(number, profiles, withIds));
        }
        Stopwatch watch;
        sqlite::Transaction transaction = orExit(sqlite::Transaction::begin(target.database()));
        for (std::size_t type = 0; type < kTypeCount; ++type) {
            static_cast<void>(orExit(target.events().append(kTypes[type], names, rows[type], {1})));
        }
        orExit(transaction.commit());
        seconds += watch.lap();
    }
    report(what, count, seconds);
}

void readAll(workspace::Workspace& target, std::int64_t count, std::string_view what)
{
    Stopwatch watch;
    for (const char* type : kTypes) {
        static_cast<void>(orExit(target.events().readType(type)));
    }
    report(what, count, watch.lap());
}

void benchEvents(workspace::Workspace& target, std::int64_t count, std::int64_t profiles, bool withIds)
{
    appendAll(target, count, profiles, withIds, withIds ? "append events with ids" : "append events without ids");
    readAll(target, count, "read types, not merged");
    Stopwatch watch;
    const event::MergeCounts merged = orExit(target.events().mergeChunks(true));
    report(fmt::format("merge {} chunks to {}", merged.chunksBefore, merged.chunksAfter), count, watch.lap());
    readAll(target, count, "read types, merged");
    appendAll(target, std::min<std::int64_t>(count, 1'000'000), profiles, withIds,
              "append a million again (duplicates)");
    fmt::print("file {:.1f} MB\n", static_cast<double>(orExit(target.info()).bytes) / 1e6);
}

} // namespace

int main(int argc, char** argv)
{
    const std::int64_t profiles = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const std::int64_t events = argc > 2 ? std::atoll(argv[2]) : 20'000'000;
    const std::filesystem::path folder = std::filesystem::path(POSTWEAVE_BENCH_FOLDER) / "storage";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    {
        auto target = orExit(workspace::Workspace::create(folder / "plain.pw", "UTC", kNow));
        benchProfiles(target, profiles);
        benchEvents(target, events, profiles, false);
    }
    {
        auto target = orExit(workspace::Workspace::create(folder / "ids.pw", "UTC", kNow));
        benchEvents(target, events, profiles, true);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
