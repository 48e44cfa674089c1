// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/workspace/workspace_fixture.h"

#include "core/workspace/definition_bundle.h"
#include "core/workspace/refreshing.h"
#include "core/workspace/saving.h"

#include <map>
#include <random>

using namespace postweave;
using namespace postweave::workspace;

namespace {

constexpr Instant after(int days)
{
    return {kNow.microseconds + days * kMicrosecondsPerDay};
}

/// A workspace with a text attribute `city` and the segment `s`.
struct MembershipFixture : WorkspaceFixture {
    Workspace workspace = create();

    MembershipFixture()
    {
        if (!workspace.profiles().addAttribute(
                {"city", "City", ValueType::Text, profile::AttributeCategory::Demographic})) {
            qFatal("no attribute");
        }
    }

    void put(const std::string& key, const std::string& city)
    {
        const std::vector<std::string> columns{"city"};
        const profile::ProfileRow row{key, {city.empty() ? Value() : Value(city)}, {}};
        write([&] { return workspace.profiles().upsert(columns, std::span(&row, 1), kNow, {1}).map([](auto) {}); });
    }

    void buy(std::int64_t profile, Instant time)
    {
        const event::EventRow row{{profile}, time, "", {}};
        write([&] { return workspace.events().append("buy", {}, std::span(&row, 1), {1}).map([](auto) {}); });
    }

    void save(const std::string& where)
    {
        const std::string text = R"({"format": "postweave.segment/1", "name": "s", "where": )" + where + "}";
        if (const auto saved = saveSegment(workspace, {"s.json", text}, kNow); !saved) {
            qFatal("%s", toLine(saved.error()).c_str());
        }
    }

    RefreshOutcome refresh(Instant now)
    {
        const auto outcomes = refreshSegments(workspace, "s", now);
        if (!outcomes) {
            qFatal("%s", toLine(outcomes.error()).c_str());
        }
        return outcomes->front();
    }

    template <typename Write>
    void write(const Write& run)
    {
        auto transaction = sqlite::Transaction::begin(workspace.database());
        if (!transaction || !run() || !transaction->commit()) {
            qFatal("not written");
        }
    }
};

using Changes = std::vector<MembershipChange>;

} // namespace

class TestMembership : public QObject {
    Q_OBJECT

private slots:
    void setsReadBack();
    void damagedSetsAreRefused();
    void bundlesHoldWhatASegmentRestsOn();
    void firstRefreshHasNothingToCompareWith();
    void newValueIsData();
    void eventSinceTheLastRefreshIsData();
    void eventImportedLateIsData();
    void passedWindowIsTime();
    void newTextIsDefinition();
    void changedReferenceIsDefinition();
    void changedZoneIsDefinition();
    void erasedProfileLeavesByData();
    void lastCrossingDecides();
    void earlierMembersCanBeHad();
    void refreshDoesNotGoBack();
    void removedSegmentTakesItsHistoryAlong();
    void historySurvivesClosing();
};

void TestMembership::setsReadBack()
{
    std::mt19937 random(1);
    for (const unsigned share : {0U, 1U, 10U, 50U, 90U, 100U}) {
        MemberIds ids;
        for (std::uint32_t id = 1; id <= 10'000; ++id) {
            if (random() % 100 < share) {
                ids.push_back(id);
            }
        }
        const std::vector<std::byte> bytes = encodeMembers(ids);
        QVERIFY(decodeMembers(bytes, 10'000) == ids);
        QVERIFY(bytes.size() <= 1'252);
    }
    const MemberIds all{1, 2, 3, 4'000'000'000U};
    QVERIFY(decodeMembers(encodeMembers(all), 4'294'967'295U) == all);
}

void TestMembership::damagedSetsAreRefused()
{
    const auto decoded = [](std::vector<unsigned char> bytes, std::uint32_t most) {
        return decodeMembers(std::as_bytes(std::span(bytes)), most);
    };
    QVERIFY(!decoded({}, 10));
    QVERIFY(!decoded({2, 1, 0}, 10));
    QVERIFY(!decoded({0, 0, 0}, 10));
    QVERIFY(!decoded({0, 1}, 10));
    QVERIFY(!decoded({0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, 10));
    QVERIFY(!decoded({0, 1, 10}, 10));
    QVERIFY(!decoded({1, 0, 0xFF}, 10));
    QVERIFY(decoded({0, 1, 9}, 10)->size() == 10);
    std::mt19937 random(3);
    for (int round = 0; round < 20'000; ++round) {
        std::vector<unsigned char> bytes(random() % 12);
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<unsigned char>(random()); });
        const auto ids = decoded(bytes, 1000);
        QVERIFY(!ids || (ids->size() <= 1000 && std::is_sorted(ids->begin(), ids->end())));
    }
}

void TestMembership::bundlesHoldWhatASegmentRestsOn()
{
    const auto tree = [](std::string name) {
        return segment::FilterTree(segment::Node{segment::SegmentReference{std::move(name)}, false});
    };
    segment::Definitions definitions;
    definitions.segments = {{"a", tree("b")}, {"b", segment::FilterTree()}, {"other", segment::FilterTree()}};
    const std::string text = bundleText(tree("a"), definitions);
    const auto read = readBundle(text);
    QVERIFY(read);
    QVERIFY(read->tree == tree("a"));
    QCOMPARE(read->definitions.segments.size(), std::size_t{2});
    QCOMPARE(bundleText(read->tree, read->definitions), text);
    QVERIFY(!readBundle("{}"));
    QVERIFY(!readBundle("nonsense"));
}

void TestMembership::firstRefreshHasNothingToCompareWith()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.save(R"({"all": []})");
    const RefreshOutcome outcome = f.refresh(after(0));
    QVERIFY(outcome.isFirst && outcome.changes.empty());
    QCOMPARE(outcome.members, 1U);
}

void TestMembership::newValueIsData()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.put("b", "Oslo");
    f.save(R"({"attribute": "city", "op": "=", "value": "Rome"})");
    static_cast<void>(f.refresh(after(0)));
    f.put("a", "Oslo");
    f.put("b", "Rome");
    f.put("c", "Rome");
    QVERIFY(
        (f.refresh(after(1)).changes == Changes{{false, ChangeReason::Data, {1}}, {true, ChangeReason::Data, {2, 3}}}));
}

void TestMembership::eventSinceTheLastRefreshIsData()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.save(R"({"event": "buy", "within": {"last": "P7D"}})");
    static_cast<void>(f.refresh(after(0)));
    f.buy(1, after(1));
    QVERIFY((f.refresh(after(2)).changes == Changes{{true, ChangeReason::Data, {1}}}));
}

void TestMembership::eventImportedLateIsData()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.save(R"({"event": "buy", "within": {"last": "P7D"}})");
    static_cast<void>(f.refresh(after(0)));
    f.buy(1, after(-3));
    QVERIFY((f.refresh(after(0)).changes == Changes{{true, ChangeReason::Data, {1}}}));
}

void TestMembership::passedWindowIsTime()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.put("b", "Rome");
    f.buy(1, after(-3));
    f.buy(2, after(-1));
    f.save(R"({"event": "buy", "within": {"last": "P7D"}})");
    static_cast<void>(f.refresh(after(0)));
    QVERIFY((f.refresh(after(5)).changes == Changes{{false, ChangeReason::Time, {1}}}));
}

void TestMembership::newTextIsDefinition()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.put("b", "Oslo");
    f.save(R"({"attribute": "city", "op": "=", "value": "Rome"})");
    static_cast<void>(f.refresh(after(0)));
    f.save(R"({"attribute": "city", "op": "=", "value": "Oslo"})");
    const Changes changes = f.refresh(after(1)).changes;
    QVERIFY((changes == Changes{{false, ChangeReason::Definition, {1}}, {true, ChangeReason::Definition, {2}}}));
    QCOMPARE(f.workspace.memberships().refreshes("s")->back().version, 2);
}

void TestMembership::changedReferenceIsDefinition()
{
    MembershipFixture f;
    f.put("a", "Rome");
    const auto saveOther = [&](const std::string& city) {
        const std::string text =
            R"({"format": "postweave.segment/1", "name": "other", "where": {"attribute": "city", "op": "=", "value": ")" +
            city + "\"}}";
        QVERIFY(saveSegment(f.workspace, {"", text}, kNow).has_value());
    };
    saveOther("Rome");
    f.save(R"({"segment": "other"})");
    static_cast<void>(f.refresh(after(0)));
    saveOther("Oslo");
    QVERIFY((f.refresh(after(1)).changes == Changes{{false, ChangeReason::Definition, {1}}}));
}

void TestMembership::changedZoneIsDefinition()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.buy(1, {after(-1).microseconds + 3'600'000'000}); // 1 h after midnight UTC, the evening before in New York
    f.save(R"({"event": "buy", "within": {"from": "2024-04-30"}})");
    static_cast<void>(f.refresh(after(0)));
    VERIFY_RESULT(f.workspace.setTimeZone("America/New_York"));
    QVERIFY((f.refresh(after(0)).changes == Changes{{false, ChangeReason::Definition, {1}}}));
}

void TestMembership::erasedProfileLeavesByData()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.put("b", "Rome");
    f.save(R"({"all": []})");
    static_cast<void>(f.refresh(after(0)));
    const std::vector<profile::ProfileId> gone{{1}};
    VERIFY_RESULT(f.workspace.eraseProfiles(gone));
    QVERIFY((f.refresh(after(1)).changes == Changes{{false, ChangeReason::Data, {1}}}));
    QVERIFY(
        (*f.workspace.profiles().keys(MemberIds{1, 2}) == std::vector<std::optional<std::string>>{std::nullopt, "b"}));
}

void TestMembership::lastCrossingDecides()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.buy(1, after(-6));
    f.save(R"({"event": "buy", "within": {"last": "P7D"}})");
    static_cast<void>(f.refresh(after(0)));
    // Time would put them out and a new event keeps them in; the new text then puts them out.
    f.buy(1, after(3));
    f.save(
        R"({"all": [{"event": "buy", "within": {"last": "P7D"}}, {"attribute": "city", "op": "=", "value": "Oslo"}]})");
    QVERIFY((f.refresh(after(4)).changes == Changes{{false, ChangeReason::Definition, {1}}}));
}

void TestMembership::earlierMembersCanBeHad()
{
    MembershipFixture f;
    std::mt19937 random(9);
    f.save(R"({"attribute": "city", "op": "=", "value": "Rome"})");
    std::vector<std::pair<std::int64_t, MemberIds>> wanted;
    std::map<std::uint32_t, bool> isIn;
    for (int day = 0; day < 12; ++day) {
        for (std::uint32_t id = 1; id <= 40; ++id) {
            if (random() % 3 == 0 || day == 0) {
                isIn[id] = random() % 2 == 0;
                f.put("key" + std::to_string(id), isIn[id] ? "Rome" : "Oslo");
            }
        }
        static_cast<void>(f.refresh(after(day)));
        MemberIds members;
        for (const auto& [id, in] : isIn) {
            if (in) {
                members.push_back(id);
            }
        }
        wanted.emplace_back(f.workspace.memberships().refreshes("s")->back().id, members);
    }
    for (const auto& [refresh, members] : wanted) {
        QVERIFY(f.workspace.memberships().membersAt("s", refresh) == members);
    }
    QCOMPARE(f.workspace.memberships().membersAt("s", 999).error().code, ErrorCode::NotFound);
    QVERIFY(f.workspace.verify()->empty());
}

void TestMembership::refreshDoesNotGoBack()
{
    MembershipFixture f;
    f.save(R"({"all": []})");
    static_cast<void>(f.refresh(after(1)));
    QCOMPARE(refreshSegments(f.workspace, "s", after(0)).error().code, ErrorCode::InvalidUsage);
    QCOMPARE(refreshSegments(f.workspace, "none", after(2)).error().code, ErrorCode::NotFound);
    QCOMPARE(f.workspace.memberships().refreshes("s")->size(), std::size_t{1});
}

void TestMembership::removedSegmentTakesItsHistoryAlong()
{
    MembershipFixture f;
    f.put("a", "Rome");
    f.save(R"({"all": []})");
    static_cast<void>(f.refresh(after(0)));
    f.put("b", "Rome");
    static_cast<void>(f.refresh(after(1)));
    VERIFY_RESULT(f.workspace.definitions().remove(DefinitionKind::Segment, "s"));
    for (const char* table : {"membership", "membership_refresh", "membership_change"}) {
        QCOMPARE(*f.workspace.database().queryInteger(std::string("SELECT count(*) FROM ") + table), 0);
    }
    QCOMPARE(f.workspace.memberships().refreshes("s").error().code, ErrorCode::NotFound);
}

void TestMembership::historySurvivesClosing()
{
    WorkspaceFixture folder;
    {
        Workspace workspace = folder.create();
        VERIFY_RESULT(saveSegment(
            workspace, {"", R"({"format": "postweave.segment/1", "name": "s", "where": {"all": []}})"}, kNow));
        VERIFY_RESULT(refreshSegments(workspace, std::nullopt, kNow));
    }
    Workspace reader = folder.open(Mode::ReadOnly);
    QCOMPARE(reader.memberships().refreshes("s")->size(), std::size_t{1});
    QVERIFY((*reader.memberships().latest("s"))->members.empty());
}

QTEST_APPLESS_MAIN(TestMembership)
#include "tst_membership.moc"
