// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/profile_fixture.h"

#include "core/profile/id_runs.h"

#include <map>
#include <random>

using namespace postweave;
using namespace postweave::profile;

namespace {

using Change = std::pair<Instant, Value>;

/// Change points of a profile, equal neighbours joined, leading missing ones left out.
std::vector<Change> changes(ProfileStore& store, ProfileId id, const std::string& attribute)
{
    std::vector<Change> found;
    const Result<void> read = store.readHistory(attribute, [&](ProfileId profile, Instant at, const Value& value) {
        const Value before = found.empty() ? Value() : found.back().second;
        if (profile == id && !(value == before)) {
            found.emplace_back(at, value);
        }
    });
    return read ? found : std::vector<Change>{{Instant{-1}, "error"}};
}

} // namespace

class TestProfileHistory : public QObject {
    Q_OBJECT

private slots:
    void valueAtAMomentIsWhatStoodThen();
    void beforeItsFirstSightAProfileHasNoValues();
    void olderValueGoesToHistoryOnly();
    void olderValueYieldsToALaterReimportOfTheSameValue();
    void olderIsJudgedByAttribute();
    void sameMomentTheLaterImportStands();
    void reimportIsNoBreak();
    void attributeSetLaterWasMissingBefore();
    void clearedValueIsAChangePoint();
    void anyOrderOfImportsGivesTheSameHistory();
    void blocksOfAMomentAreWhatEachProfileWasThen();
    void runsOfIdsReadBack();
    void damagedRunsAreRefused();
};

void TestProfileHistory::valueAtAMomentIsWhatStoodThen()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Rome"}}, day(1));
    f.put("a", {{"city", "Oslo"}}, day(5));
    QVERIFY(f.value("a", "city", day(1)) == Value("Rome"));
    QVERIFY(f.value("a", "city", day(4)) == Value("Rome"));
    QVERIFY(f.value("a", "city", day(5)) == Value("Oslo"));
    QVERIFY(f.value("a", "city") == Value("Oslo"));
}

void TestProfileHistory::beforeItsFirstSightAProfileHasNoValues()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Rome"}}, day(5));
    QVERIFY(isMissing(f.value("a", "city", day(4))));
}

void TestProfileHistory::olderValueGoesToHistoryOnly()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Oslo"}}, day(5));
    QCOMPARE(f.put("a", {{"city", "Rome"}}, day(1)).updated, 1U);
    QVERIFY(f.value("a", "city") == Value("Oslo"));
    QVERIFY(f.value("a", "city", day(3)) == Value("Rome"));
    QVERIFY((changes(f.store, {1}, "city") == std::vector<Change>{{day(1), "Rome"}, {day(5), "Oslo"}}));
}

void TestProfileHistory::olderValueYieldsToALaterReimportOfTheSameValue()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Rome"}}, day(1));
    QCOMPARE(f.put("a", {{"city", "Rome"}}, day(9)).unchanged, 1U);
    f.put("a", {{"city", "Oslo"}}, day(5));
    QVERIFY(f.value("a", "city") == Value("Rome"));
    QVERIFY(
        (changes(f.store, {1}, "city") == std::vector<Change>{{day(1), "Rome"}, {day(5), "Oslo"}, {day(9), "Rome"}}));
}

void TestProfileHistory::olderIsJudgedByAttribute()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.add("plan", ValueType::Text);
    f.put("a", {{"city", "Rome"}, {"plan", "free"}}, day(1));
    f.put("a", {{"city", "Oslo"}}, day(9));
    f.put("a", {{"city", "Paris"}, {"plan", "pro"}}, day(5));
    QVERIFY(f.value("a", "city") == Value("Oslo"));
    QVERIFY(f.value("a", "plan") == Value("pro"));
    QVERIFY(f.value("a", "plan", day(4)) == Value("free"));
    QVERIFY(f.value("a", "city", day(6)) == Value("Paris"));
}

void TestProfileHistory::sameMomentTheLaterImportStands()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Rome"}}, day(1));
    f.put("a", {{"city", "Oslo"}}, day(1));
    f.put("a", {{"city", "Paris"}}, day(2));
    f.put("a", {{"city", "Bonn"}}, day(2));
    QVERIFY((changes(f.store, {1}, "city") == std::vector<Change>{{day(1), "Oslo"}, {day(2), "Bonn"}}));
}

void TestProfileHistory::reimportIsNoBreak()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Rome"}}, day(1));
    f.put("a", {{"city", "Rome"}}, day(2));
    f.put("a", {{"city", "Rome"}}, day(3));
    QVERIFY((changes(f.store, {1}, "city") == std::vector<Change>{{day(1), "Rome"}}));
}

void TestProfileHistory::attributeSetLaterWasMissingBefore()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.add("plan", ValueType::Text);
    f.put("a", {{"city", "Rome"}}, day(1));
    f.put("a", {{"plan", "pro"}}, day(5));
    QVERIFY(isMissing(f.value("a", "plan", day(4))));
    QVERIFY((changes(f.store, {1}, "plan") == std::vector<Change>{{day(5), "pro"}}));
}

void TestProfileHistory::clearedValueIsAChangePoint()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Rome"}}, day(1));
    f.put("a", {{"city", Value()}}, day(2));
    f.put("a", {{"city", "Oslo"}}, day(3));
    QVERIFY(
        (changes(f.store, {1}, "city") == std::vector<Change>{{day(1), "Rome"}, {day(2), Value()}, {day(3), "Oslo"}}));
}

/// The judge: a map of observations; any order of import must give the same steps.
void TestProfileHistory::anyOrderOfImportsGivesTheSameHistory()
{
    std::mt19937 random(20'240'501);
    for (int round = 0; round < 300; ++round) {
        ProfileFixture f;
        f.add("x", ValueType::Integer);
        f.add("y", ValueType::Integer);
        std::map<std::string, std::map<std::int64_t, Value>> seen;
        for (int step = 0; step < 8; ++step) {
            const Instant at = day(static_cast<int>(random() % 6) + 1);
            std::vector<std::pair<std::string, Value>> values;
            for (const char* name : {"x", "y"}) {
                if (random() % 3 == 0) {
                    continue;
                }
                const Value value = random() % 4 == 0 ? Value() : Value(static_cast<std::int64_t>(random() % 2));
                values.emplace_back(name, value);
                seen[name][at.microseconds] = value;
            }
            f.put("a", values, at);
        }
        for (const auto& [name, observations] : seen) {
            for (int number = 0; number <= 7; ++number) {
                const auto after = observations.upper_bound(day(number).microseconds);
                const Value expected = after == observations.begin() ? Value() : std::prev(after)->second;
                QVERIFY2(f.value("a", name, day(number)) == expected,
                         qPrintable(QStringLiteral("round %1, day %2").arg(round).arg(number)));
            }
            QVERIFY(f.value("a", name) == observations.rbegin()->second);
            const std::vector<Change> found = changes(f.store, {1}, name);
            std::vector<Change> expected;
            for (const auto& [at, value] : observations) {
                if (!(value == (expected.empty() ? Value() : expected.back().second))) {
                    expected.emplace_back(Instant{at}, value);
                }
            }
            QVERIFY(found == expected);
        }
        QVERIFY(f.store.check()->empty());
    }
}

void TestProfileHistory::blocksOfAMomentAreWhatEachProfileWasThen()
{
    std::mt19937 random(4);
    const auto pick = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    const std::vector<std::string> cities{"Rome", "Oslo", ""};
    for (int round = 0; round < 40; ++round) {
        ProfileFixture f;
        f.add("city", ValueType::Text);
        f.add("age", ValueType::Integer);
        f.add("never", ValueType::Number);
        std::map<std::string, int> firstSeen;
        for (int step = 0; step < 25; ++step) {
            const std::string key(1, static_cast<char>('a' + pick(5)));
            const int at = 1 + pick(9);
            const std::string city = cities[static_cast<std::size_t>(pick(3))];
            f.put(key, {{"city", city.empty() ? Value() : Value(city)}, {"age", std::int64_t{pick(3)}}}, day(at));
            const auto [place, isNew] = firstSeen.emplace(key, at);
            place->second = std::min(place->second, at);
        }
        for (int at = 0; at <= 10; ++at) {
            std::map<std::string, std::pair<Value, Value>> found;
            const auto visit = [&](const ProfileBlock& block) -> Result<void> {
                for (std::size_t row = 0; row < block.ids.size(); ++row) {
                    found[std::string(block.keys[row])] = {
                        block.columns[0].present[row] != 0 ? Value(std::string(block.columns[0].texts[row])) : Value(),
                        block.columns[1].present[row] != 0 ? Value(block.columns[1].integers[row]) : Value()};
                }
                return {};
            };
            VERIFY_RESULT(f.store.forEachBlock(visit, {}, {}, day(at)));
            std::map<std::string, std::pair<Value, Value>> wanted;
            for (const auto& [key, seen] : firstSeen) {
                if (seen <= at) {
                    wanted[key] = {f.value(key, "city", day(at)), f.value(key, "age", day(at))};
                }
            }
            QVERIFY(found == wanted);
        }
    }
}

void TestProfileHistory::runsOfIdsReadBack()
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::int64_t> ids;
        for (int i = 0; i < round; ++i) {
            ids.push_back(1 + static_cast<std::int64_t>(random() % 400) * (round % 5 == 0 ? 1'000'000'007 : 1));
        }
        const IdRuns runs = IdRuns::of(ids);
        const std::optional<IdRuns> back = IdRuns::decode(runs.encode());
        QVERIFY(back && *back == runs);
        for (const std::int64_t id : ids) {
            QVERIFY(back->contains(id));
        }
        QVERIFY(!back->contains(401) || round % 5 == 0);
        QVERIFY(runs.unitedWith(IdRuns::of({5, 3})) == [&] {
            ids.push_back(3);
            ids.push_back(5);
            return IdRuns::of(ids);
        }());
    }
}

void TestProfileHistory::damagedRunsAreRefused()
{
    const auto bytes = [](std::initializer_list<int> values) {
        std::vector<std::byte> result;
        for (const int value : values) {
            result.push_back(static_cast<std::byte>(value));
        }
        return result;
    };
    QVERIFY(!IdRuns::decode(bytes({1})));
    QVERIFY(!IdRuns::decode(bytes({0, 0})));
    QVERIFY(!IdRuns::decode(bytes({0x80})));
    QVERIFY(!IdRuns::decode(bytes({1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 1})));
    QVERIFY(IdRuns::decode(bytes({})));
}

QTEST_APPLESS_MAIN(TestProfileHistory)
#include "tst_profile_history.moc"
