// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/event/event_fixture.h"

#include <random>
#include <set>

using namespace postweave;
using namespace postweave::event;

class TestEventStore : public QObject {
    Q_OBJECT

private slots:
    void eventsReadBackByTimeEachOfEveryType();
    void sameMomentKeepsOrderOfImport();
    void idAloneTellsDuplicatesWithinItsType();
    void withoutIdEverythingTellsDuplicates();
    void propertyOrderAndAbsentValuesMakeNoDifference();
    void eventWithIdIsNoDuplicateOfOneWithout();
    void duplicatesAreFoundAfterReopening();
    void duplicatesAreFoundAfterWidening();
    void manyEventsOfOneMomentAreHeldAgainstThoseThere();
    void randomBatchesKeepWhatIsDistinct();
    void rolledBackBatchIsForgotten();
    void propertyWidensFromIntegerToNumber();
    void valueThatDoesNotFitRefusesTheBatch();
    void summaryTellsCountsTimesAndProperties();
    void unknownTypeHasNoEvents();
    void impossibleRowsAreRefused();
    void valuesPastTheLimitsAreRefused();
    void erasedProfilesLeaveNoByte();
    void damagedChunkIsNamedAndTheRestStaysReadable();
    void checkFindsWhatContradicts();
    void readingStopsWhenCancelled();
    void generationGrowsWithEventsOnly();
};

void TestEventStore::eventsReadBackByTimeEachOfEveryType()
{
    EventFixture f;
    const std::vector<PlainEvent> events{
        {3, 30, "c", {{"flag", true}, {"list", TextList{"x", "y", "x"}}}},
        {1, -10, "a", {{"amount", 1.25}, {"count", std::int64_t{7}}, {"text", "caf\xc3\xa9"}}},
        {2, 20, "b", {{"day", Date{19'000}}, {"moment", Instant{123'456'789}}}},
        {4'294'967'295, 40, "d", {}}};
    QVERIFY((f.append("visit", events) == AppendCounts{4, 0}));
    const std::vector<PlainEvent> expected{events[1], events[2], events[0], events[3]};
    QVERIFY(f.read("visit") == expected);
}

void TestEventStore::sameMomentKeepsOrderOfImport()
{
    EventFixture f;
    f.append("visit", {{1, 5, "a", {}}, {2, 5, "b", {}}});
    f.append("visit", {{1, 5, "c", {}}, {1, 4, "d", {}}});
    f.append("visit", {{2, 5, "e", {}}});
    const auto order = [&] {
        std::string ids;
        for (const PlainEvent& event : f.read("visit")) {
            ids += event.id;
        }
        return ids;
    };
    QCOMPARE(order(), std::string("dabce"));
    VERIFY_RESULT(f.store.mergeChunks(true));
    QCOMPARE(order(), std::string("dabce"));
}

void TestEventStore::idAloneTellsDuplicatesWithinItsType()
{
    EventFixture f;
    QVERIFY((f.append("visit", {{1, 5, "a", {}}, {2, 9, "a", {{"x", 1.0}}}}) == AppendCounts{1, 1}));
    QVERIFY((f.append("visit", {{7, 70, "a", {}}, {7, 70, "b", {}}}) == AppendCounts{1, 1}));
    QVERIFY((f.append("click", {{1, 5, "a", {}}}) == AppendCounts{1, 0}));
    QCOMPARE(f.read("visit").size(), std::size_t{2});
    QCOMPARE(f.read("visit")[0].profile, 1);
}

void TestEventStore::withoutIdEverythingTellsDuplicates()
{
    EventFixture f;
    const PlainEvent event{1, 5, "", {{"item", "x"}, {"price", 2.5}}};
    std::vector<PlainEvent> others(5, event);
    others[1].profile = 2;
    others[2].time = 6;
    others[3].properties[0].second = "y";
    others[4].properties.pop_back();
    QVERIFY((f.append("buy", others) == AppendCounts{5, 0}));
    QVERIFY((f.append("buy", others) == AppendCounts{0, 5}));
    VERIFY_RESULT(f.store.mergeChunks(true));
    QVERIFY((f.append("buy", others) == AppendCounts{0, 5}));
}

void TestEventStore::propertyOrderAndAbsentValuesMakeNoDifference()
{
    EventFixture f;
    f.append("buy", {{1, 5, "", {{"a", "x"}, {"b", "y"}}}});
    QVERIFY((f.append("buy", {{1, 5, "", {{"b", "y"}, {"c", Value()}, {"a", "x"}, {"d", TextList{}}}}}) ==
             AppendCounts{0, 1}));
}

void TestEventStore::eventWithIdIsNoDuplicateOfOneWithout()
{
    EventFixture f;
    f.append("buy", {{1, 5, "", {}}});
    QVERIFY((f.append("buy", {{1, 5, "i", {}}}) == AppendCounts{1, 0}));
    QVERIFY((f.append("buy", {{1, 5, "", {}}}) == AppendCounts{0, 1}));
}

void TestEventStore::duplicatesAreFoundAfterReopening()
{
    EventFixture f;
    std::vector<PlainEvent> events;
    for (std::int64_t i = 0; i < 5000; ++i) {
        events.push_back({1 + i % 50, i / 3, i % 2 == 0 ? "id" + std::to_string(i) : "", {{"n", i}}});
    }
    f.append("buy", events);
    EventStore again(f.database);
    std::swap(f.store, again);
    QVERIFY((f.append("buy", events) == AppendCounts{0, 5000}));
    events.push_back({1, 0, "new", {}});
    QVERIFY((f.append("buy", events) == AppendCounts{1, 5000}));
}

void TestEventStore::duplicatesAreFoundAfterWidening()
{
    EventFixture f;
    f.append("buy", {{1, 5, "", {{"price", std::int64_t{3}}}}});
    QVERIFY((f.append("buy", {{1, 5, "", {{"price", std::int64_t{3}}}}}) == AppendCounts{0, 1}));
    VERIFY_RESULT(f.store.declareProperty("buy", "price", ValueType::Number));
    QVERIFY((f.append("buy", {{1, 5, "", {{"price", 3.0}}}, {1, 5, "", {{"price", 3.5}}}}) == AppendCounts{1, 1}));
    QVERIFY((f.append("buy", {{1, 5, "", {{"price", std::int64_t{3}}}}}) == AppendCounts{0, 1}));
}

void TestEventStore::manyEventsOfOneMomentAreHeldAgainstThoseThere()
{
    EventFixture f;
    std::vector<PlainEvent> first;
    std::vector<PlainEvent> second;
    for (std::int64_t i = 0; i < 20'000; ++i) {
        first.push_back({1 + i, 5, "", {}});
        second.push_back({1 + i + 100, i < 19'000 ? 4 : 5, "", {}});
    }
    QVERIFY((f.append("visit", first) == AppendCounts{20'000, 0}));
    QVERIFY((f.append("visit", second) == AppendCounts{19'100, 900}));
    QVERIFY((f.append("visit", first) == AppendCounts{0, 20'000}));
}

void TestEventStore::randomBatchesKeepWhatIsDistinct()
{
    std::mt19937 random(29);
    for (int round = 0; round < 60; ++round) {
        EventFixture f;
        std::set<QString> distinct;
        for (int batch = 0; batch < 6; ++batch) {
            std::vector<PlainEvent> events(random() % 300);
            for (PlainEvent& event : events) {
                event.profile = 1 + static_cast<std::int64_t>(random() % 3);
                event.time = batch * (round % 4) * 8 + static_cast<std::int64_t>(random() % 10);
                if (random() % 3 == 0) {
                    event.properties.emplace_back("n", static_cast<std::int64_t>(random() % 3));
                }
                if (random() % 3 == 0) {
                    event.properties.emplace_back("t", std::string(1, static_cast<char>('a' + random() % 3)));
                }
                if (round % 2 == 0 && random() % 4 == 0) {
                    event.id = std::to_string(random() % 40);
                }
                QString key = QString::fromStdString(event.id);
                if (event.id.empty()) {
                    key = QStringLiteral("%1 %2").arg(event.profile).arg(event.time);
                    for (const auto& [name, value] : event.properties) {
                        const auto* text = std::get_if<std::string>(&value);
                        key += QString::fromStdString(
                            " " + name + (text != nullptr ? *text : std::to_string(std::get<std::int64_t>(value))));
                    }
                }
                distinct.insert(key);
            }
            f.append("visit", events);
            if (random() % 4 == 0) {
                f.store.forget();
            }
        }
        QCOMPARE(f.read("visit").size(), distinct.size());
    }
}

void TestEventStore::rolledBackBatchIsForgotten()
{
    EventFixture f;
    f.append("buy", {{1, 1, "first", {}}});
    f.append("buy", {{1, 1, "second", {}}});
    VERIFY_RESULT(f.database.execute("BEGIN"));
    f.append("buy", {{1, 2, "a", {}}});
    VERIFY_RESULT(f.database.execute("ROLLBACK"));
    QVERIFY((f.append("buy", {{1, 2, "a", {}}, {1, 3, "b", {}}}) == AppendCounts{2, 0}));
    QVERIFY((f.append("buy", {{1, 2, "a", {}}, {1, 1, "second", {}}}) == AppendCounts{0, 2}));
}

void TestEventStore::propertyWidensFromIntegerToNumber()
{
    EventFixture f;
    f.append("buy", {{1, 1, "a", {{"price", std::int64_t{3}}}}});
    VERIFY_RESULT(f.store.declareProperty("buy", "price", ValueType::Number));
    f.append("buy", {{1, 2, "b", {{"price", std::int64_t{4}}}}, {1, 3, "c", {{"price", 4.5}}}});
    const std::vector<PlainEvent> events = f.read("buy");
    QVERIFY(events[0].properties[0].second == Value(3.0));
    QVERIFY(events[1].properties[0].second == Value(4.0));
    QVERIFY(events[2].properties[0].second == Value(4.5));
    VERIFY_RESULT(f.store.mergeChunks(true));
    QVERIFY(f.read("buy") == events);
    QVERIFY(f.store.check()->empty());
    QCOMPARE(f.store.declareProperty("buy", "price", ValueType::Text).error().code, ErrorCode::InvalidInput);
}

void TestEventStore::valueThatDoesNotFitRefusesTheBatch()
{
    EventFixture f;
    f.append("buy", {{1, 1, "a", {{"price", 3.0}}}});
    const Result<AppendCounts> counts = f.tryAppend("buy", {{1, 2, "b", {}}, {1, 3, "c", {{"price", "dear"}}}});
    QCOMPARE(counts.error().code, ErrorCode::InvalidInput);
    QVERIFY(counts.error().message.find("price") != std::string::npos);
    QCOMPARE(f.read("buy").size(), std::size_t{1});
    QCOMPARE(f.tryAppend("new", {{1, 1, "", {{"x", 1.0}}}, {1, 2, "", {{"x", "y"}}}}).error().code,
             ErrorCode::InvalidInput);
}

void TestEventStore::summaryTellsCountsTimesAndProperties()
{
    EventFixture f;
    f.append("visit", {{1, 50, "", {{"page", "a"}}}, {1, 60, "", {}}});
    f.append("visit", {{1, 40, "", {{"page", "b"}, {"ms", std::int64_t{3}}}}});
    f.append("buy", {{1, 1, "", {}}});
    const std::vector<EventTypeSummary> types = *f.store.types();
    QCOMPARE(types.size(), std::size_t{2});
    QCOMPARE(types[0].name, std::string("buy"));
    QCOMPARE(types[1].count, 3U);
    QCOMPARE(types[1].first.microseconds, 40);
    QCOMPARE(types[1].last.microseconds, 60);
    const std::vector<PropertyDefinition> expected{{"page", ValueType::Text, 2}, {"ms", ValueType::Integer, 1}};
    QVERIFY(types[1].properties == expected);
    QVERIFY(*f.store.properties("visit") == expected);
}

void TestEventStore::unknownTypeHasNoEvents()
{
    EventFixture f;
    QVERIFY(f.read("nothing").empty());
    QVERIFY(f.store.properties("nothing")->empty());
    QVERIFY(f.store.types()->empty());
}

void TestEventStore::impossibleRowsAreRefused()
{
    EventFixture f;
    QCOMPARE(f.tryAppend("x", {{0, 1, "", {}}}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.tryAppend("x", {{std::int64_t{1} << 32, 1, "", {}}}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.tryAppend("", {{1, 1, "", {}}}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.tryAppend("a\nb", {{1, 1, "", {}}}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.tryAppend("x", {{1, 1, "", {{"", "v"}}}}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.tryAppend("x", {{1, 1, "", {{"n", std::nan("")}}}}).error().code, ErrorCode::InvalidInput);
}

void TestEventStore::valuesPastTheLimitsAreRefused()
{
    EventFixture f;
    const std::string longText(kMaxTextBytes + 1, 'x');
    QCOMPARE(f.tryAppend("x", {{1, 1, "", {{"t", longText}}}}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.tryAppend("x", {{1, 1, longText, {}}}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.tryAppend("x", {{1, 1, "", {{"l", TextList(kMaxListItems + 1, "i")}}}}).error().code,
             ErrorCode::InvalidInput);
    std::vector<PlainEvent> large;
    for (std::int64_t i = 0; i < 300; ++i) {
        large.push_back(
            {1, i, i == 7 ? "long" : "", {{"t", std::string(std::size_t{1} << 20, static_cast<char>('a' + i % 26))}}});
    }
    QCOMPARE(f.append("large", large).created, 300U);
    QVERIFY(*f.database.queryInteger("SELECT count(*) FROM event_chunk") > 1);
    QVERIFY(f.read("large") == large);
}

void TestEventStore::erasedProfilesLeaveNoByte()
{
    EventFixture f;
    f.append("visit", {{1, 1, "secret-1", {{"page", "hidden"}}}, {2, 2, "b", {{"page", "open"}}}});
    f.append("visit", {{1, 3, "secret-2", {}}});
    f.append("buy", {{3, 3, "c", {}}});
    const std::vector<profile::ProfileId> gone{{1}, {99}};
    const Result<std::uint64_t> erased = f.store.eraseProfiles(gone);
    VERIFY_RESULT(erased);
    QCOMPARE(*erased, 2U);
    QCOMPARE(f.read("visit").size(), std::size_t{1});
    QCOMPARE(f.read("buy").size(), std::size_t{1});
    QVERIFY((*f.store.properties("visit"))[0].setCount == 1);
    QCOMPARE(*f.database.queryInteger(
                 "SELECT count(*) FROM event_chunk WHERE instr(content, 'secret') OR instr(content, 'hidden')"),
             0);
    QVERIFY(f.store.check()->empty());
    QVERIFY((f.append("visit", {{1, 1, "secret-1", {}}, {2, 2, "b", {}}}) == AppendCounts{1, 1}));
}

void TestEventStore::damagedChunkIsNamedAndTheRestStaysReadable()
{
    EventFixture f;
    f.append("visit", {{1, 1, "a", {}}, {1, 2, "b", {}}});
    f.append("visit", {{1, 3, "c", {}}});
    f.append("visit", {{1, 4, "d", {}}});
    VERIFY_RESULT(f.database.execute("UPDATE event_chunk SET content = zeroblob(50) WHERE id = 1"));
    const Result<ReadResult> read = f.store.readType("visit");
    VERIFY_RESULT(read);
    QCOMPARE(read->columns.size(), std::size_t{2});
    QCOMPARE(read->damaged.size(), std::size_t{1});
    QCOMPARE(read->damaged[0].rows, 2U);
    QVERIFY(read->damaged[0].reason.find("visit") != std::string::npos);
    QCOMPARE(f.store.check()->size(), std::size_t{1});
    VERIFY_RESULT(f.store.mergeChunks(true));
    QCOMPARE(f.read("visit", 1).size(), std::size_t{2});
    EventStore again(f.database);
    std::swap(f.store, again);
    QVERIFY((f.append("visit", {{1, 3, "c", {}}, {1, 9, "e", {}}}) == AppendCounts{1, 1}));
}

void TestEventStore::checkFindsWhatContradicts()
{
    EventFixture f;
    f.append("visit", {{1'000'001, 1, "a", {{"page", "x"}}}});
    QCOMPARE(f.store.check()->size(), std::size_t{1});
    VERIFY_RESULT(f.database.execute("UPDATE event_property SET set_count = 9"));
    QCOMPARE(f.store.check()->size(), std::size_t{2});
    for (const char* sql :
         {"UPDATE event_chunk SET rows = 2", "UPDATE event_chunk SET rows = 1, first = 0",
          "UPDATE event_chunk SET first = 1, checksum = checksum + 1",
          "UPDATE event_chunk SET checksum = checksum - 1; UPDATE event_property SET value_type = 'date'"}) {
        VERIFY_RESULT(f.database.execute(sql));
        QCOMPARE(f.store.check()->size(), std::size_t{1});
        QCOMPARE(f.store.readType("visit")->damaged.size(), std::size_t{1});
    }
}

void TestEventStore::readingStopsWhenCancelled()
{
    EventFixture f;
    f.append("visit", {{1, 1, "a", {}}});
    ReadOptions options;
    options.cancel.cancel();
    QCOMPARE(f.store.readType("visit", options).error().code, ErrorCode::Cancelled);
    QCOMPARE(f.store.check(options.cancel).error().code, ErrorCode::Cancelled);
}

void TestEventStore::generationGrowsWithEventsOnly()
{
    EventFixture f;
    f.append("visit", {{1, 1, "a", {}}});
    const std::int64_t before = *sqlite::readCounter(f.database, sqlite::kGeneration);
    f.append("visit", {{1, 1, "a", {}}});
    QCOMPARE(*sqlite::readCounter(f.database, sqlite::kGeneration), before);
    f.append("visit", {{1, 1, "b", {}}});
    QVERIFY(*sqlite::readCounter(f.database, sqlite::kGeneration) > before);
}

QTEST_APPLESS_MAIN(TestEventStore)
#include "tst_event_store.moc"
