// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/event/event_fixture.h"

#include "core/event/chunk_merge.h"
#include "core/event/duplicate_index.h"

#include <algorithm>
#include <random>

using namespace postweave;
using namespace postweave::event;

namespace {

std::vector<ChunkRecord> runsOf(const std::vector<std::uint64_t>& rows)
{
    std::vector<ChunkRecord> records;
    for (const std::uint64_t count : rows) {
        const auto number = static_cast<std::int64_t>(records.size()) + 1;
        records.push_back({number, number, 1, count, {}, {}, 0});
    }
    return records;
}

std::vector<std::uint64_t> plannedRows(const std::vector<std::uint64_t>& rows, bool all)
{
    std::vector<std::uint64_t> planned;
    for (const MergePlan& plan : planMerges(runsOf(rows), all)) {
        planned.push_back(plan.rows);
    }
    return planned;
}

} // namespace

class TestEventMerge : public QObject {
    Q_OBJECT

private slots:
    void equalRunsMergeAtOnce();
    void largeOldRunIsLeftAloneUntilItsNeighboursMatter();
    void largeRunsThatFollowEachOtherStayApart();
    void mergedRunsStayBelowTheLimit();
    void numberOfRunsGrowsWithTheLogarithm();
    void randomBatchesReadTheSameMergedOrNot();
    void interruptedMergeChangesNothing();
    void cancelledMergeKeepsWhatIsThere();
    void indexFindsWhatWasAddedAndHardlyMore();
};

void TestEventMerge::equalRunsMergeAtOnce()
{
    QVERIFY(plannedRows({10, 10, 10, 10, 10}, false) == std::vector<std::uint64_t>{50});
    QVERIFY(plannedRows({10}, true).empty());
    QVERIFY(plannedRows({}, true).empty());
}

void TestEventMerge::largeOldRunIsLeftAloneUntilItsNeighboursMatter()
{
    QVERIFY(plannedRows({1000, 10}, false).empty());
    QVERIFY(plannedRows({1000, 10, 10}, false) == std::vector<std::uint64_t>{20});
    QVERIFY(plannedRows({1000, 499, 1}, false).empty());
    QVERIFY(plannedRows({1000, 400, 200}, false) == std::vector<std::uint64_t>{1600});
    QVERIFY(plannedRows({1000, 10}, true) == std::vector<std::uint64_t>{1010});
}

void TestEventMerge::largeRunsThatFollowEachOtherStayApart()
{
    std::vector<ChunkRecord> runs = runsOf({5'000, 5'000, 5'000});
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto start = static_cast<std::int64_t>(i) * 10;
        runs[i].first = {start};
        runs[i].last = {start + 10}; // the next one may start with the same moment
    }
    QVERIFY(planMerges(runs, false).empty());
    QCOMPARE(planMerges(runs, true).size(), std::size_t{1});
    runs[1].first = {9};
    const std::vector<MergePlan> overlapping = planMerges(runs, false);
    QCOMPARE(overlapping.size(), std::size_t{1});
    QCOMPARE(overlapping.front().chunks.size(), std::size_t{2});
    runs[1].first = {10};
    runs[1].rows = 4'000;
    QCOMPARE(planMerges(runs, false).size(), std::size_t{1});
}

void TestEventMerge::mergedRunsStayBelowTheLimit()
{
    const std::vector<std::uint64_t> planned = plannedRows(std::vector<std::uint64_t>(100, 100'000), true);
    QCOMPARE(planned.size(), std::size_t{3});
    for (const std::uint64_t rows : planned) {
        QVERIFY(rows <= kMaxRunRows);
    }
}

void TestEventMerge::numberOfRunsGrowsWithTheLogarithm()
{
    std::vector<std::uint64_t> runs;
    std::uint64_t rewritten = 0;
    for (int batch = 0; batch < 1000; ++batch) {
        runs.push_back(10);
        std::vector<std::uint64_t> next;
        std::size_t taken = 0;
        for (const MergePlan& plan : planMerges(runsOf(runs), false)) {
            const auto first = static_cast<std::size_t>(plan.chunks.front().run) - 1;
            next.insert(next.end(), runs.begin() + static_cast<std::ptrdiff_t>(taken),
                        runs.begin() + static_cast<std::ptrdiff_t>(first));
            next.push_back(plan.rows);
            rewritten += plan.rows;
            taken = first + plan.chunks.size();
        }
        next.insert(next.end(), runs.begin() + static_cast<std::ptrdiff_t>(taken), runs.end());
        runs = next;
        QVERIFY(runs.size() <= 12);
    }
    QVERIFY2(rewritten < 10'000U * 12, qPrintable(QString::number(rewritten)));
}

void TestEventMerge::randomBatchesReadTheSameMergedOrNot()
{
    std::mt19937 random(5);
    for (int round = 0; round < 20; ++round) {
        EventFixture f;
        std::vector<PlainEvent> all;
        for (int batch = 0; batch < 12; ++batch) {
            std::vector<PlainEvent> events;
            for (unsigned i = 0; i < random() % 200; ++i) {
                PlainEvent event{1 + static_cast<std::int64_t>(random() % 20),
                                 static_cast<std::int64_t>(random() % 500),
                                 "",
                                 {{"n", static_cast<std::int64_t>(all.size() + events.size())}}};
                if (random() % 2 == 0) {
                    event.properties.emplace_back("t", "text" + std::to_string(random() % 30));
                }
                if (random() % 3 == 0) {
                    event.id = "id" + std::to_string(all.size() + events.size());
                }
                events.push_back(std::move(event));
            }
            f.append("x", events);
            all.insert(all.end(), events.begin(), events.end());
            if (random() % 3 == 0) {
                VERIFY_RESULT(f.store.mergeChunks(random() % 2 == 0));
            }
        }
        std::stable_sort(all.begin(), all.end(),
                         [](const PlainEvent& a, const PlainEvent& b) { return a.time < b.time; });
        QVERIFY(f.read("x") == all);
        QVERIFY((f.append("x", all) == AppendCounts{0, all.size()}));
        QVERIFY(f.store.check()->empty());
    }
}

void TestEventMerge::interruptedMergeChangesNothing()
{
    EventFixture f;
    f.append("x", {{1, 1, "a", {}}});
    f.append("x", {{1, 2, "b", {}}});
    const std::vector<PlainEvent> before = f.read("x");
    VERIFY_RESULT(f.database.execute("PRAGMA max_page_count = 1"));
    static_cast<void>(f.store.mergeChunks(true));
    QVERIFY(!f.database.inTransaction());
    QVERIFY(f.read("x") == before);
}

void TestEventMerge::cancelledMergeKeepsWhatIsThere()
{
    EventFixture f;
    f.append("x", {{1, 1, "a", {}}});
    f.append("x", {{1, 2, "b", {}}});
    CancelToken cancel;
    cancel.cancel();
    QCOMPARE(f.store.mergeChunks(true, cancel).error().code, ErrorCode::Cancelled);
    QCOMPARE(f.read("x").size(), std::size_t{2});
}

void TestEventMerge::indexFindsWhatWasAddedAndHardlyMore()
{
    std::mt19937_64 random(3);
    DuplicateIndex index;
    std::vector<std::uint64_t> hashes;
    for (std::uint32_t place = 0; place < 200'000; ++place) {
        hashes.push_back(random());
        index.add(hashes.back(), place);
    }
    index.add(hashes[5], 200'000);
    std::size_t found = 0;
    for (std::uint32_t place = 0; place < 200'000; ++place) {
        std::vector<std::uint32_t> places;
        index.find(hashes[place], places);
        QVERIFY(std::find(places.begin(), places.end(), place) != places.end());
        found += places.size();
    }
    QCOMPARE(found, std::size_t{200'001});
    std::vector<std::uint32_t> strangers;
    for (int i = 0; i < 200'000; ++i) {
        index.find(random(), strangers);
    }
    QVERIFY(strangers.size() < 3);
}

QTEST_APPLESS_MAIN(TestEventMerge)
#include "tst_event_merge.moc"
