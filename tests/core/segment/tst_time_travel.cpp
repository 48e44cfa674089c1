// SPDX-License-Identifier: GPL-3.0-or-later
// Horizons and forecasts are judged by the same question asked of an audience whose later events were never there.
#include "audience_from_json.h"
#include "core/base/json.h"
#include "random_scene.h"

#include "core/segment/comparison.h"
#include "core/segment/evaluator.h"
#include "core/segment/forecast.h"
#include "core/segment/segment_format.h"

#include <QTest>

#include <rapidcheck.h>

#include <set>

using namespace postweave;
using namespace postweave::segment;

namespace {

constexpr std::int64_t kHour = 3600 * kMicrosecondsPerSecond;

/// The scene as it would be had nothing been heard of after `horizon`.
Json withoutLaterEvents(Json scene, Instant horizon, const TimeZone& zone)
{
    for (Json& profile : scene["profiles"]) {
        Json kept = Json::array();
        for (const Json& event : profile["events"]) {
            if (testing::instantFromText(event[1], zone) <= horizon) {
                kept.push_back(event);
            }
        }
        profile["events"] = kept;
    }
    return scene;
}

FilterTree treeFrom(const Json& node)
{
    return FilterTree(readNode(node, "$.where").node.value());
}

const Json kScene = parseJson(R"({"now": "2026-07-01T12:00:00Z", "attributes": {"country": "text"},
  "profiles": [{"key": "a", "country": "US", "events": [["buy", "2026-06-30T12:00:00Z"]]},
               {"key": "b", "country": "US", "events": [["buy", "2026-06-25T12:00:00Z"]]},
               {"key": "c", "country": "DE", "events": [["buy", "2026-06-20T12:00:00Z"], ["buy", "2026-07-03T12:00:00Z"]]}]})")
                        .value();

} // namespace

class TestTimeTravel : public QObject {
    Q_OBJECT

private slots:
    void horizonHidesLaterEventsAndMovesWindows();
    void horizonsShareACache();
    void forecastSaysWhoLeavesAndWhoEnters();
    void forecastMovesDatesWithinObjects();
    void forecastDoesNotLookBack();
    void comparisonTellsPeopleByTheirKeys();
    void comparisonsOfRandomSetsAddUp();
};

void TestTimeTravel::horizonHidesLaterEventsAndMovesWindows()
{
    QVERIFY(rc::check("a horizon is as if later events had never been", [] {
        const Json json = testing::randomScene();
        const testing::Scene scene = testing::sceneFromJson(json);
        const FilterTree tree = treeFrom(testing::randomNode(json));
        const Instant horizon{scene.now.microseconds - *rc::gen::inRange<std::int64_t>(-48, 24 * 40) * kHour};
        const testing::Scene cut = testing::sceneFromJson(withoutLaterEvents(json, horizon, scene.zone));
        Evaluator limited(scene.audience, scene.definitions, scene.now, scene.zone, nullptr, horizon);
        Evaluator judge(cut.audience, cut.definitions, scene.now, scene.zone);
        RC_ASSERT(limited.members(tree).value() == judge.members(tree).value());
        for (audience::Ordinal profile = 0; profile < scene.audience->size(); ++profile) {
            RC_ASSERT(limited.explain(tree, profile).value().member == judge.explain(tree, profile).value().member);
        }
    }));
}

void TestTimeTravel::horizonsShareACache()
{
    QVERIFY(rc::check("a shared cache changes nothing, whatever the horizon is", [] {
        const Json json = testing::randomScene();
        const testing::Scene scene = testing::sceneFromJson(json);
        const FilterTree tree = treeFrom(testing::randomNode(json));
        const auto cache = std::make_shared<LeafCache>();
        for (const std::int64_t hours : {0, 12, 24 * 30, 13, 0}) {
            const Instant horizon{scene.now.microseconds - hours * kHour};
            Evaluator cached(scene.audience, scene.definitions, scene.now, scene.zone, cache, horizon);
            Evaluator fresh(scene.audience, scene.definitions, scene.now, scene.zone, nullptr, horizon);
            RC_ASSERT(cached.members(tree).value() == fresh.members(tree).value());
        }
    }));
}

void TestTimeTravel::forecastSaysWhoLeavesAndWhoEnters()
{
    const testing::Scene scene = testing::sceneFromJson(kScene);
    const auto asked = [&](const char* where) {
        return forecast(
                   treeFrom(parseJson(where).value()),
                   {scene.audience, scene.definitions, scene.now, {scene.now.microseconds + 48 * kHour}, scene.zone})
            .value();
    };
    const Forecast recent = asked(R"({"event": "buy", "within": {"last": "P7D"}})");
    QCOMPARE(recent.now.count(), std::size_t{2});
    QVERIFY((scene.audience->sortedKeys(recent.leaving()) == std::vector<std::string_view>{"b"}));
    QVERIFY(!recent.entering().any());
    const Forecast lapsed = asked(R"({"event": "buy", "within": {"last": "P7D"}, "count": {"op": "=", "value": 0}})");
    QVERIFY((scene.audience->sortedKeys(lapsed.entering()) == std::vector<std::string_view>{"b"}));
}

void TestTimeTravel::forecastMovesDatesWithinObjects()
{
    // Both moments share a cache, in which such a leaf once stood without its moment.
    const testing::Scene scene = testing::sceneFromJson(parseJson(R"({
        "now": "2026-07-01T12:00:00Z",
        "attributes": {"orders": "list"},
        "profiles": [
            {"key": "old", "orders": ["{\"at\":\"2026-06-30\"}"],
             "events": [["buy", "2026-06-30T00:00:00Z", {"items": ["{\"at\":\"2026-06-30\"}"]}]]},
            {"key": "new", "orders": ["{\"at\":\"2026-07-01\"}"]}]})")
                                                            .value());
    const auto leaving = [&](const char* where) {
        const Forecast found =
            forecast(treeFrom(parseJson(where).value()),
                     {scene.audience, scene.definitions, scene.now, {scene.now.microseconds + 48 * kHour}, scene.zone})
                .value();
        return scene.audience->sortedKeys(found.leaving());
    };
    const std::vector<std::string_view> old{"old"};
    QVERIFY(leaving(R"({"attribute": "orders", "op": "has_object",
                        "value": {"where": [{"field": "at", "op": "in_last", "value": "P2D"}]}})") == old);
    QVERIFY(leaving(R"({"event": "buy", "where": [{"property": "items", "op": "has_object",
                        "value": {"where": [{"field": "at", "op": "in_last", "value": "P2D"}]}}]})") == old);
}

void TestTimeTravel::forecastDoesNotLookBack()
{
    const testing::Scene scene = testing::sceneFromJson(kScene);
    const auto found = forecast(
        FilterTree(), {scene.audience, scene.definitions, scene.now, {scene.now.microseconds - 1}, scene.zone});
    QCOMPARE(found.error().code, ErrorCode::InvalidUsage);
}

void TestTimeTravel::comparisonTellsPeopleByTheirKeys()
{
    Json earlier = kScene;
    earlier["profiles"].erase(0); // 'a' was not known yet: ordinals differ
    const testing::Scene now = testing::sceneFromJson(kScene);
    const testing::Scene then = testing::sceneFromJson(earlier);
    const audience::Bitset left(then.audience->size(), true);
    audience::Bitset right(now.audience->size(), true);
    right.reset(now.audience->find("b").value());
    const Comparison found = compareMembers({*then.audience, left}, {*now.audience, right});
    QVERIFY((found.both == std::vector<std::string_view>{"c"}));
    QVERIFY((found.onlyLeft == std::vector<std::string_view>{"b"}));
    QVERIFY((found.onlyRight == std::vector<std::string_view>{"a"}));
    QVERIFY((found.counts() == ComparisonCounts{1, 1, 1}));
}

void TestTimeTravel::comparisonsOfRandomSetsAddUp()
{
    QVERIFY(rc::check("the parts of a comparison are the sets", [] {
        const Json json = testing::randomScene();
        const testing::Scene scene = testing::sceneFromJson(json);
        Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
        const auto left = evaluator.members(treeFrom(testing::randomNode(json))).value();
        const auto right = evaluator.members(treeFrom(testing::randomNode(json))).value();
        const Comparison found = compareMembers({*scene.audience, left}, {*scene.audience, right});
        RC_ASSERT(found.counts() == countCompared(left, right));
        RC_ASSERT(found.both.size() + found.onlyLeft.size() == left.count());
        RC_ASSERT(found.both.size() + found.onlyRight.size() == right.count());
        const std::set<std::string_view> both(found.both.begin(), found.both.end());
        for (const std::string_view key : found.onlyLeft) {
            RC_ASSERT(!both.contains(key));
        }
    }));
}

QTEST_APPLESS_MAIN(TestTimeTravel)
#include "tst_time_travel.moc"
