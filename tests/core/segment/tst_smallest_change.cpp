// SPDX-License-Identifier: GPL-3.0-or-later
// The judge of a proposed change is an audience in which it was made: the person must be a member there.
#include "audience_from_json.h"
#include "core/base/json.h"
#include "random_scene.h"

#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"

#include <QTest>

#include <rapidcheck.h>

using namespace postweave;
using namespace postweave::segment;

namespace {

FilterTree treeFrom(const Json& node)
{
    return FilterTree(readNode(node, "$.where").node.value());
}

/// The scene after the change.
Json changed(Json scene, audience::Ordinal person, const SmallestChange& change)
{
    Json& profile = scene["profiles"][person];
    for (const ValueChange& value : change.values) {
        profile[value.attribute] = toJson(value.after, {});
        if (profile.contains("history") && profile["history"].contains(value.attribute)) {
            profile["history"][value.attribute].push_back(Json::array({scene["now"], toJson(value.after, {})}));
        }
    }
    for (const AddedEvent& event : change.events) {
        Json properties = Json::object();
        for (const auto& [name, value] : event.properties) {
            properties[name] = toJson(value, {});
            if (!scene["properties"][event.type].contains(name)) {
                scene["properties"][event.type][name] = nameOf(*typeOf(value));
            }
        }
        profile["events"].push_back(Json::array({event.type, formatDateTime(event.time), properties}));
    }
    return scene;
}

bool isMember(const testing::Scene& scene, const FilterTree& tree, audience::Ordinal person)
{
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    return evaluator.members(tree).value().test(person);
}

/// Whether some one value that somebody has, or none, would do for one attribute.
bool oneValueWouldDo(const Json& json, const FilterTree& tree, audience::Ordinal person)
{
    for (const auto& [attribute, type] : json["attributes"].items()) {
        Json tried = Json::array({nullptr});
        for (const Json& other : json["profiles"]) {
            tried.push_back(other.contains(attribute) ? other[attribute] : Json(nullptr));
        }
        for (const Json& value : tried) {
            Json scene = json;
            scene["profiles"][person][attribute] = value;
            if (isMember(testing::sceneFromJson(scene), tree, person)) {
                return true;
            }
        }
    }
    return false;
}

/// Whether some one event that somebody has would do, did it happen now.
bool oneEventWouldDo(const Json& json, const FilterTree& tree, audience::Ordinal person)
{
    for (const Json& other : json["profiles"]) {
        for (const Json& event : other["events"]) {
            Json scene = json;
            scene["profiles"][person]["events"].push_back(Json::array({event[0], json["now"], event[2]}));
            if (isMember(testing::sceneFromJson(scene), tree, person)) {
                return true;
            }
        }
    }
    return false;
}

bool oneFactWouldDo(const Json& json, const FilterTree& tree, audience::Ordinal person)
{
    return oneValueWouldDo(json, tree, person) || oneEventWouldDo(json, tree, person);
}

/// Whether the tree asks for ranks among all that are no matter of one person alone: what they are made of is left as
/// it is.
bool asksForRanks(const Json& json, const Json& node)
{
    std::string text = toText(node);
    text += text.find("\"segment\"") == std::string::npos ? "" : toText(json["segments"]);
    text += text.find("\"score\"") == std::string::npos ? "" : toText(json["scores"]);
    return text.find("\"rfm") != std::string::npos || text.find("\"quintile\"") != std::string::npos;
}

Json makeScene()
{
    Json scene = parseJson(R"({"now": "2026-07-01T12:00:00Z", "zone": "UTC",
  "attributes": {"country": "text", "age": "integer", "tags": "list", "joined": "date", "plan": "text",
    "limit": "integer", "lat": "number", "lon": "number", "orders": "list", "nick": "text"},
  "properties": {"buy": {"item": "text", "price": "number"}, "open": {}},
  "profiles": [
    {"key": "a", "country": "Germany", "age": 30, "tags": ["vip"], "joined": "2026-01-01", "plan": "free",
     "limit": 20, "lat": 48.2, "lon": 16.4,
     "history": {"plan": [["2026-06-30T00:00:00Z", "free"]]},
     "events": [["buy", "2026-06-30T12:00:00Z", {"item": "rose", "price": 3.5}], ["open", "2026-06-01T00:00:00Z"]]},
    {"key": "b", "country": "France", "age": 41, "lat": 48.9, "events": [["buy", "2026-01-02T12:00:00Z", {"item": "tulip", "price": 20.5}]]},
    {"key": "c", "events": [["open", "2026-06-01T00:00:00Z"], ["open", "2026-06-02T00:00:00Z"]]},
    {"key": "d", "events": []}],
  "segments": {"germans": {"attribute": "country", "op": "=", "value": "Germany"}},
  "scores": {"opens": [{"event": "open"}], "mixed": [{"event": "buy", "per": "price"}, {"attribute": "age", "weight": 0.5}]}})")
                     .value();
    scene["profiles"][0]["orders"] = Json::array({R"({"sku":"A","qty":1})"});
    return scene;
}

const Json kScene = makeScene();

} // namespace

class TestSmallestChange : public QObject {
    Q_OBJECT

private slots:
    void whatIsProposedMakesAMember();
    void wordsAndCost_data();
    void wordsAndCost();
    void obstaclesAreNamed_data();
    void obstaclesAreNamed();
    void memberNeedsNothing();
    void jsonHoldsTheChange();
};

void TestSmallestChange::whatIsProposedMakesAMember()
{
    int proposed = 0;
    QVERIFY(rc::check("the change makes the person a member, and nothing in it is superfluous", [&] {
        const Json json = testing::randomScene();
        const Json node = testing::randomNode(json);
        const testing::Scene scene = testing::sceneFromJson(json);
        const FilterTree tree = treeFrom(node);
        Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
        const bool isSearched = !asksForRanks(json, node);
        RC_LOG() << toText(json) << "\n" << toText(node, 1) << std::endl;
        for (audience::Ordinal person = 0; person < scene.audience->size(); ++person) {
            const SmallestChange change = evaluator.smallestChange(tree, person).value();
            const bool isIn = isMember(scene, tree, person);
            if (!isIn) {
                RC_LOG() << person << ": " << toText(toJson(change, {})) << std::endl;
            }
            if (isIn || !change.isPossible) {
                RC_ASSERT(isIn == change.isPossible);
                RC_ASSERT(change.cost() == 0U);
                RC_ASSERT(isIn || !isSearched || !oneFactWouldDo(json, tree, person));
                continue;
            }
            ++proposed;
            RC_ASSERT(isMember(testing::sceneFromJson(changed(json, person, change)), tree, person));
            RC_ASSERT(change.cost() < 2U || !isSearched || !oneFactWouldDo(json, tree, person));
        }
    }));
    QVERIFY(proposed > 20);
}

void TestSmallestChange::wordsAndCost_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("person");
    QTest::addColumn<int>("cost");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* where, int person, int cost, const char* words) {
        QTest::newRow(name) << where << person << cost << words;
    };
    row("a value", R"({"attribute": "country", "op": "in", "value": ["Germany", "Austria"]})", 1, 1,
        "set Country to Germany");
    row("a bound", R"({"attribute": "age", "op": ">=", "value": 45})", 1, 1, "set Age to 45");
    row("the nearer bound", R"({"attribute": "age", "op": "between", "value": [50, 60]})", 1, 1, "set Age to 50");
    row("clearing", R"({"attribute": "age", "op": "is_not_set"})", 1, 1, "clear Age");
    row("an item", R"({"attribute": "tags", "op": "has", "value": "beta"})", 0, 1, "set Tags to vip, beta");
    row("one value for two tests",
        R"({"all": [{"attribute": "age", "op": ">", "value": 41}, {"attribute": "age", "op": "<", "value": 50}]})", 0,
        1, "set Age to 42");
    row("a referenced segment", R"({"segment": "germans"})", 1, 1, "set Country to Germany");
    row("more events", R"({"event": "open", "within": {"last": "P90D"}, "count": {"op": ">=", "value": 4}})", 2, 2,
        "2 more Open");
    row("an event with a property",
        R"({"event": "buy", "where": [{"property": "item", "op": "=", "value": "rose"}, {"property": "price", "op": ">", "value": 10}]})",
        1, 1, "1 more Buy with item rose and price 11");
    row("a moment in a property that no event has yet",
        R"({"event": "open", "where": [{"property": "due", "op": "in_next", "value": "P0D"}]})", 3, 1,
        "1 more Open with due 2026-07-01T12:00:00Z");
    row("an event that serves two conditions",
        R"({"all": [{"event": "buy", "count": {"op": ">=", "value": 3}}, {"event": "buy", "where": [{"property": "item", "op": "=", "value": "tulip"}]}]})",
        0, 2, "1 more Buy with item tulip, and 1 more Buy");
    row("the cheaper alternative",
        R"({"any": [{"event": "open", "count": {"op": ">=", "value": 5}}, {"attribute": "country", "op": "=", "value": "Italy"}]})",
        3, 1, "set Country to Italy");
    row("two of three",
        R"({"at_least": 2, "of": [{"event": "open", "count": {"op": ">=", "value": 5}}, {"attribute": "country", "op": "=", "value": "Italy"}, {"event": "buy"}]})",
        3, 2, "set Country to Italy, and 1 more Buy");
    row("a sum", R"({"event": "buy", "aggregate": {"fn": "sum", "property": "price"}, "op": ">=", "value": 30})", 1, 1,
        "1 more Buy with price 9.5");
    row("different values",
        R"({"event": "buy", "aggregate": {"fn": "distinct", "property": "item"}, "op": ">=", "value": 2})", 1, 1,
        "1 more Buy with item rose");
    row("a last event", R"({"event": "buy", "which": "last", "within": {"last": "P7D"}})", 1, 1, "1 more Buy");
    row("a chain", R"({"sequence": [{"event": "open"}, {"event": "buy", "within": "P1D"}]})", 3, 2,
        "1 more Open, and 1 more Buy");
    row("the rest of a chain", R"({"sequence": [{"event": "open"}, {"event": "buy"}]})", 2, 1, "1 more Buy");
    row("a score", R"({"score": "opens", "op": ">=", "value": 3})", 2, 1, "1 more Open");
    row("a percentile", R"({"score": "opens", "percentile": {"from": 75, "to": 100}})", 3, 3, "3 more Open");
    row("less than another attribute", R"({"attribute": "age", "op": "<=", "other": "limit"})", 0, 1, "set Age to 20");
    row("what another attribute lacks", R"({"attribute": "age", "op": "<", "other": "limit"})", 1, 1,
        "set Limit to 42");
    row("two attributes that nobody has set", R"({"attribute": "country", "op": "=", "other": "nick"})", 3, 2,
        "set Country to France, and set Nick to France");
    row("one attribute between two others",
        R"({"all": [{"attribute": "limit", "op": ">", "other": "age"}, {"attribute": "age", "op": ">=", "value": 50}]})",
        0, 2, "set Age to 50, and set Limit to 51");
    row("a place near enough",
        R"({"distance": {"latitude": "lat", "longitude": "lon", "from": {"latitude": 52.5, "longitude": 13.4}}, "op": "<", "value": 300})",
        0, 1, "set Lat to 50.5513");
    row("a place where there was none",
        R"({"distance": {"latitude": "lat", "longitude": "lon", "from": {"latitude": 48.2, "longitude": 16.4}}, "op": "<", "value": 100})",
        1, 1, "set Lon to 16.4");
    row("an object", R"({"attribute": "orders", "op": "has_object", "value": {"where": [
        {"field": "sku", "op": "=", "value": "B"}, {"field": "ship.days", "op": "<", "value": 3}]}})",
        3, 1, R"(set Orders to {"sku":"B","ship":{"days":2}})");
    row("no object", R"({"attribute": "orders", "op": "has_no_object", "value": {"where": [
        {"field": "sku", "op": "=", "value": "A"}]}})",
        0, 1, "set Orders to another");
    row("an event with objects", R"({"event": "buy", "where": [{"property": "lines", "op": "has_object",
        "value": {"where": [{"field": "qty", "op": ">=", "value": 2}], "at_least": 2}}]})",
        3, 1, R"(1 more Buy with lines {"qty":2}, {"qty":2})");
    row("a day of the week", R"({"attribute": "joined", "op": "day_of_week", "value": ["saturday"]})", 0, 1,
        "set Joined to 2026-01-03");
    row("a day of the week after a date",
        R"({"all": [{"attribute": "joined", "op": "day_of_week", "value": ["saturday"]},
                    {"attribute": "joined", "op": ">", "value": "2026-03-09"}]})",
        0, 1, "set Joined to 2026-03-14");
    row("a period", R"({"attribute": "joined", "op": "in_calendar", "value": "last_month"})", 0, 1,
        "set Joined to 2026-06-01");
    row("an event of a period",
        R"({"event": "buy", "within": {"calendar": "this_week"}, "day_of_week": ["wednesday"]})", 1, 1, "1 more Buy");
    row("round what is drawn by lot",
        R"({"any": [{"bucket": "spring", "op": "<", "value": 0}, {"attribute": "age", "op": ">=", "value": 45}]})", 1,
        1, "set Age to 45");
    row("the opposite", R"({"not": {"attribute": "country", "op": "=", "value": "Germany"}})", 0, 1,
        "set Country to France");
    row("none of",
        R"({"none": [{"attribute": "country", "op": "=", "value": "Germany"}, {"attribute": "age", "op": ">", "value": 20}]})",
        0, 2, "set Age to 20, and set Country to France");
}

void TestSmallestChange::wordsAndCost()
{
    QFETCH(QString, where);
    QFETCH(int, person);
    QFETCH(int, cost);
    QFETCH(QString, words);
    const testing::Scene scene = testing::sceneFromJson(kScene);
    const FilterTree tree = treeFrom(parseJson(where.toStdString()).value());
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const auto ordinal = static_cast<audience::Ordinal>(person);
    const SmallestChange change = evaluator.smallestChange(tree, ordinal).value();
    QCOMPARE(QString::fromStdString(describe(change, scene.zone)), words);
    QCOMPARE(change.cost(), static_cast<std::uint64_t>(cost));
    QVERIFY(isMember(testing::sceneFromJson(changed(kScene, ordinal, change)), tree, ordinal));
}

void TestSmallestChange::obstaclesAreNamed_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("path");
    QTest::newRow("what happened stays")
        << R"({"all": [{"attribute": "age", "op": ">", "value": 1}, {"event": "open", "count": {"op": "=", "value": 0}}]})"
        << "$.where.all[1]";
    QTest::newRow("a window that is over")
        << R"({"event": "buy", "within": {"from": "2025-01-01", "to": "2025-02-01"}})"
        << "$.where";
    QTest::newRow("a period that is over")
        << R"({"event": "buy", "within": {"calendar": "last_month"}, "count": {"op": ">=", "value": 5}})"
        << "$.where";
    QTest::newRow("another day of the week") << R"({"event": "open", "day_of_week": ["sunday"]})"
                                             << "$.where";
    QTest::newRow("what is drawn by lot")
        << R"({"all": [{"bucket": "spring", "op": "<", "value": 0}, {"attribute": "age", "op": ">", "value": 99}]})"
        << "$.where.all[0]";
    QTest::newRow("held takes time")
        << R"({"attribute": "plan", "op": "=", "value": "free", "held": {"at_least": "P30D"}})"
        << "$.where";
}

void TestSmallestChange::obstaclesAreNamed()
{
    QFETCH(QString, where);
    QFETCH(QString, path);
    const testing::Scene scene = testing::sceneFromJson(kScene);
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const SmallestChange change = evaluator.smallestChange(treeFrom(parseJson(where.toStdString()).value()), 0).value();
    QVERIFY(!change.isPossible);
    QCOMPARE(change.obstacles.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(change.obstacles.front().jsonPath), path);
    QVERIFY(!change.obstacles.front().words.empty());
}

void TestSmallestChange::memberNeedsNothing()
{
    const testing::Scene scene = testing::sceneFromJson(kScene);
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const SmallestChange change = evaluator.smallestChange(FilterTree(), 0).value();
    QVERIFY((change == SmallestChange{true, {}, {}, {}}));
    QCOMPARE(evaluator.smallestChange(FilterTree(), 99).error().code, ErrorCode::NotFound);
}

void TestSmallestChange::jsonHoldsTheChange()
{
    const testing::Scene scene = testing::sceneFromJson(kScene);
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const Json where = parseJson(R"({"all": [{"attribute": "country", "op": "=", "value": "Germany"}, {"event": "buy",
        "where": [{"property": "item", "op": "=", "value": "rose"}], "count": {"op": ">=", "value": 2}}]})")
                           .value();
    const Json json = toJson(evaluator.smallestChange(treeFrom(where), 1).value(), scene.zone);
    QCOMPARE(toText(json),
             std::string(R"({"possible":true,"cost":3,"words":"set Country to Germany, and 2 more Buy with item rose",)"
                         R"("set":[{"attribute":"country","from":"France","to":"Germany"}],)"
                         R"("add":[{"event":"buy","count":2,"properties":{"item":"rose"}}],"obstacles":[]})"));
}

QTEST_APPLESS_MAIN(TestSmallestChange)
#include "tst_smallest_change.moc"
