// SPDX-License-Identifier: GPL-3.0-or-later
// The judge of how small a change is: every profile that a person could become by values of small domains and a few
// events more, all in one audience; none of its members may lie nearer than what is proposed.
#include "audience_from_json.h"
#include "random_values.h"

#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <map>

using namespace postweave;
using namespace postweave::segment;
using testing::chance;
using testing::oneOf;
using testing::pick;
using testing::Texts;

namespace {

const Json kObjectA = R"({"sku":"A","qty":2})";
const Json kObjectB = R"({"sku":"B","qty":5})";

/// Braces around one value are a list to g++ and the value to clang.
Json listOf(std::vector<Json> items)
{
    return Json(Json::array_t(std::move(items)));
}

/// What attributes may hold, the missing value among it. Now is a Wednesday.
const std::map<std::string, std::vector<Json>> kDomains{
    {"few", {nullptr, 0, 1, 2, 3}},
    {"limit", {nullptr, 0, 1, 2, 3}},
    {"share", {nullptr, 0.5, 1.0, 2.5}},
    {"joined", {nullptr, "2026-05-31", "2026-06-27", "2026-06-29", "2026-07-01", "2026-07-04", "2026-07-20"}},
    {"renewed", {nullptr, "2026-06-28", "2026-07-01", "2026-07-03", "2026-12-31"}},
    {"seen", {nullptr, "2026-06-28T23:30:00Z", "2026-07-01T00:30:00Z", "2026-07-04T12:00:00Z"}},
    {"latitude", {nullptr, 48.2, 0.0, 52.5}},
    {"longitude", {nullptr, 16.4, 0.0, 13.4}},
    {"name", {nullptr, "ann", "anna", "bob", "zoe"}},
    {"nick", {nullptr, "an", "bob", "Zoe"}},
    {"tags", {nullptr, listOf({"ann"}), listOf({"vip"}), listOf({"ann", "vip"}), listOf({"bob", "zoe"})}},
    {"items",
     {nullptr, listOf({kObjectA}), listOf({kObjectB}), listOf({kObjectA, kObjectA}), listOf({kObjectA, kObjectB}),
      listOf({"vip"}), listOf({"vip", kObjectB})}},
};

const std::map<std::string, std::string> kTypes{{"few", "integer"},      {"limit", "integer"}, {"share", "number"},
                                                {"joined", "date"},      {"renewed", "date"},  {"seen", "datetime"},
                                                {"name", "text"},        {"nick", "text"},     {"latitude", "number"},
                                                {"longitude", "number"}, {"tags", "list"},     {"items", "list"}};

Json parsed(const char* text)
{
    return parseJson(text).value();
}

/// Conditions by the attributes that they are about.
const std::vector<Texts> kSubjects{{"few", "limit", "share"},        {"joined", "renewed", "seen"},
                                   {"latitude", "longitude", "few"}, {"name", "nick", "tags"},
                                   {"items", "few", "limit"},        {"joined", "items"}};

Json comparison(const Texts& subjects)
{
    static const std::vector<Texts> kPairs{{"few", "limit"},      {"few", "share"},    {"limit", "share"},
                                           {"joined", "renewed"}, {"joined", "seen"},  {"seen", "renewed"},
                                           {"name", "nick"},      {"latitude", "few"}, {"few", "longitude"}};
    std::vector<Texts> fitting;
    for (const Texts& pair : kPairs) {
        const auto isThere = [&](const std::string& name) {
            return std::find(subjects.begin(), subjects.end(), name) != subjects.end();
        };
        if (isThere(pair[0]) && isThere(pair[1])) {
            fitting.push_back(pair);
        }
    }
    const Texts operators{"=", "!=", "<", "<=", ">", ">="};
    if (fitting.empty()) {
        return Json::object({{"attribute", subjects.front()}, {"op", "is_set"}});
    }
    const Texts pair = oneOf(fitting);
    if (pair[0] == "name" && chance(60)) {
        const std::vector<Json> ties{
            parsed(R"({"attribute": "tags", "op": "has", "other": "name"})"),
            parsed(R"({"attribute": "tags", "op": "has", "other": "nick", "ignore_case": true})"),
            parsed(R"({"attribute": "name", "op": "starts_with", "other": "nick"})"),
            parsed(R"({"attribute": "name", "op": "not_contains", "other": "nick"})"),
            parsed(R"({"attribute": "nick", "op": "=", "other": "name", "ignore_case": true})")};
        return oneOf(ties);
    }
    return Json::object({{"attribute", pair[0]}, {"op", oneOf(operators)}, {"other", pair[1]}});
}

Json testOf(const std::string& attribute)
{
    static const std::map<std::string, std::vector<const char*>> kTests{
        {"integer",
         {R"({"op": ">", "value": 1})", R"({"op": "=", "value": 2})", R"({"op": "!=", "value": 0})",
          R"({"op": "between", "value": [1, 2]})"}},
        {"number", {R"({"op": ">=", "value": 1})", R"({"op": "<", "value": 1})", R"({"op": "=", "value": 0})"}},
        {"date",
         {R"({"op": "day_of_week", "value": ["saturday"]})", R"({"op": "day_of_week", "value": ["monday", "sunday"]})",
          R"({"op": "in_calendar", "value": "this_month"})", R"({"op": "not_in_calendar", "value": "this_week"})",
          R"({"op": "in_calendar", "value": "last_month"})", R"({"op": ">=", "value": "2026-07-03"})"}},
        {"datetime",
         {R"({"op": "day_of_week", "value": ["wednesday"]})", R"({"op": "in_calendar", "value": "this_week"})",
          R"({"op": "on", "value": "2026-07-04"})"}},
        {"text", {R"({"op": "=", "value": "bob"})", R"({"op": "starts_with", "value": "an"})", R"({"op": "is_set"})"}},
        {"list",
         {R"({"op": "has", "value": "vip"})", R"({"op": "has_none", "value": ["vip"]})",
          R"({"op": "has_object", "value": {"where": [{"field": "sku", "op": "=", "value": "A"}]}})",
          R"({"op": "has_object", "value": {"where": [{"field": "qty", "op": ">=", "value": 2}], "at_least": 2}})",
          R"({"op": "has_no_object", "value": {"where": [{"field": "sku", "op": "=", "value": "B"}]}})",
          R"({"op": "has_object", "value": {"where": [{"field": "sku", "op": "=", "value": "B"},
             {"field": "qty", "op": ">", "value": 4}]}})"}}};
    Json test = parsed(oneOf(kTests.at(kTypes.at(attribute))));
    test["attribute"] = attribute;
    return test;
}

Json distance()
{
    static const std::vector<const char*> kTests{R"({"op": "<", "value": 50})", R"({"op": ">", "value": 1000})",
                                                 R"({"op": "between", "value": [200, 700]})",
                                                 R"({"op": "=", "value": 0})", R"({"op": "!=", "value": 0})"};
    Json test = parsed(oneOf(kTests));
    test["distance"] = parsed(R"({"latitude": "latitude", "longitude": "longitude",
                                  "from": {"latitude": 48.2, "longitude": 16.4}})");
    return test;
}

/// Of a type that no other condition is about: where conditions share events, less may do than the search finds.
Json eventNode(Texts& types)
{
    static const Texts kPeriods{"today", "this_week", "last_week", "this_month", "last_month", "this_year"};
    static const Texts kDays{"monday", "wednesday", "saturday"};
    Json node = Json::object({{"event", types.back()}});
    types.pop_back();
    if (chance(50)) {
        node["within"] = Json::object({{"calendar", oneOf(kPeriods)}});
    }
    if (chance(50)) {
        node["day_of_week"] = Json::array({oneOf(kDays), oneOf(kDays)});
    }
    if (chance(40)) {
        node["where"].push_back(parsed(R"({"property": "item", "op": "=", "value": "rose"})"));
    }
    const Texts operators{">=", "=", "<"};
    node["count"] = Json::object({{"op", oneOf(operators)}, {"value", pick(3)}});
    return node;
}

Json makeNode(const Texts& subjects, Texts& types, int depth)
{
    static const Texts kGroups{"all", "all", "any", "none", "of"};
    if (depth < 3 && (depth == 0 || chance(30))) {
        const std::string kind = oneOf(kGroups);
        Json node = Json::object();
        if (kind == "of") {
            node["at_least"] = 2;
        }
        node[kind] = Json::array();
        for (int count = 1 + pick(3); count > 0; --count) {
            node[kind].push_back(makeNode(subjects, types, depth + 1));
        }
        return node;
    }
    const int kind = pick(10);
    if (kind == 0) {
        return Json::object({{"bucket", "spring"}, {"op", "<"}, {"value", pick(2) * 10'000}});
    }
    if (kind < 3 && !types.empty()) {
        return eventNode(types);
    }
    if (subjects.front() == "latitude" && kind < 7) {
        return distance();
    }
    return kind < 7 ? comparison(subjects) : testOf(oneOf(subjects));
}

Json sceneOf(const Texts& subjects)
{
    Json scene = Json::object({{"now", "2026-07-01T12:00:00Z"}, {"zone", "UTC"}});
    for (const std::string& name : subjects) {
        scene["attributes"][name] = kTypes.at(name);
    }
    scene["properties"]["buy"]["item"] = "text";
    scene["properties"]["open"]["item"] = "text";
    scene["profiles"] = Json::array();
    return scene;
}

struct Variant {
    Json profile;
    std::uint64_t cost = 0;
};

/// The person, with every choice of values and up to two events more of each type.
std::vector<Variant> variantsOf(const Json& person, const Texts& subjects)
{
    std::vector<Variant> variants{{person, 0}};
    for (const std::string& name : subjects) {
        std::vector<Variant> next = variants;
        for (const Variant& variant : variants) {
            for (const Json& value : kDomains.at(name)) {
                if (value != person[name]) {
                    next.push_back({variant.profile, variant.cost + 1});
                    next.back().profile[name] = value;
                }
            }
        }
        variants = std::move(next);
    }
    for (const char* type : {"buy", "open"}) {
        const std::size_t count = variants.size();
        for (std::size_t i = 0; i < 2 * count; ++i) {
            Variant more = variants[i];
            more.profile["events"].push_back(
                Json::array({type, "2026-07-01T12:00:00Z", Json::object({{"item", "rose"}})}));
            ++more.cost;
            variants.push_back(std::move(more));
        }
    }
    return variants;
}

FilterTree treeFrom(const Json& node)
{
    return FilterTree(readNode(node, "$.where").node.value());
}

audience::Bitset membersOf(const Json& json, const Json& node)
{
    const testing::Scene scene = testing::sceneFromJson(json);
    return Evaluator(scene.audience, scene.definitions, scene.now, scene.zone).members(treeFrom(node)).value();
}

/// The cost of the nearest variant that is a member; nothing if none is.
std::optional<std::uint64_t> leastCost(Json scene, const Json& node, const Texts& subjects)
{
    const std::vector<Variant> variants = variantsOf(scene["profiles"][0], subjects);
    scene["profiles"] = Json::array();
    for (std::size_t i = 0; i < variants.size(); ++i) {
        scene["profiles"].push_back(variants[i].profile);
        scene["profiles"].back()["key"] = std::to_string(i);
    }
    std::optional<std::uint64_t> least;
    membersOf(scene, node).forEach([&](std::uint32_t member) {
        least = std::min(least.value_or(variants[member].cost), variants[member].cost);
    });
    return least;
}

Json changed(Json scene, const SmallestChange& change)
{
    Json& profile = scene["profiles"][0];
    for (const ValueChange& value : change.values) {
        profile[value.attribute] = toJson(value.after, {});
    }
    for (const AddedEvent& event : change.events) {
        Json properties = Json::object();
        for (const auto& [name, value] : event.properties) {
            properties[name] = toJson(value, {});
        }
        profile["events"].push_back(Json::array({event.type, formatDateTime(event.time), properties}));
    }
    return scene;
}

} // namespace

class TestLeastChange : public QObject {
    Q_OBJECT

private slots:
    void nothingSmallerWouldDo();
    void conditionsOnTiedAttributesMeet_data();
    void conditionsOnTiedAttributesMeet();
};

void TestLeastChange::nothingSmallerWouldDo()
{
    int proposed = 0;
    int ofSeveral = 0;
    const bool holds = rc::check("nothing that is tried out costs less", [&] {
        const Texts subjects = oneOf(kSubjects);
        Json scene = sceneOf(subjects);
        Json person = Json::object({{"key", "anna"}, {"events", Json::array()}});
        for (const std::string& name : subjects) {
            person[name] = oneOf(kDomains.at(name));
        }
        scene["profiles"].push_back(person);
        Texts types{"buy", "open"};
        const Json node = makeNode(subjects, types, 0);
        const testing::Scene read = testing::sceneFromJson(scene);
        Evaluator evaluator(read.audience, read.definitions, read.now, read.zone);
        const SmallestChange change = evaluator.smallestChange(treeFrom(node), 0).value();
        const auto least = leastCost(scene, node, subjects);
        RC_LOG() << toText(scene) << "\n"
                 << toText(node, 1) << "\n"
                 << toText(toJson(change, {})) << "\nleast: " << least.value_or(999) << std::endl;
        if (change.isPossible) {
            RC_ASSERT(membersOf(changed(scene, change), node).test(0));
            RC_ASSERT(change.cost() <= least.value_or(change.cost()));
        } else {
            RC_ASSERT(!least);
        }
        proposed += change.cost() > 0 ? 1 : 0;
        ofSeveral += change.cost() > 1 ? 1 : 0;
    });
    QVERIFY(holds);
    QVERIFY(proposed > 20);
    QVERIFY(ofSeveral > 5);
}

void TestLeastChange::conditionsOnTiedAttributesMeet_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("cost");
    // The day before the other one is a Saturday.
    QTest::newRow("a day of the week before another attribute")
        << R"({"all": [{"attribute": "joined", "op": "!=", "other": "renewed"},
                       {"attribute": "joined", "op": "<", "other": "seen"},
                       {"attribute": "joined", "op": "day_of_week", "value": ["monday", "sunday"]}]})"
        << 1;
    QTest::newRow("behind a text, and not with it")
        << R"({"all": [{"attribute": "name", "op": "not_contains", "other": "nick"},
                       {"attribute": "name", "op": ">", "other": "nick"},
                       {"attribute": "nick", "op": "=", "value": "bob"}]})"
        << 2;
}

void TestLeastChange::conditionsOnTiedAttributesMeet()
{
    QFETCH(QString, where);
    QFETCH(int, cost);
    const Json json = parsed(R"({
        "now": "2026-07-01T12:00:00Z",
        "attributes": {"joined": "date", "renewed": "date", "seen": "datetime", "name": "text", "nick": "text",
                       "tags": "list"},
        "profiles": [{"key": "anna", "seen": "2026-06-28T23:30:00Z", "name": "ann", "nick": "Zoe",
                      "tags": ["bob", "zoe"], "events": []}]})");
    const testing::Scene scene = testing::sceneFromJson(json);
    const Json node = parsed(where.toUtf8().constData());
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const SmallestChange change = evaluator.smallestChange(treeFrom(node), 0).value();
    QVERIFY(change.isPossible);
    QCOMPARE(change.cost(), static_cast<std::size_t>(cost));
    QVERIFY(membersOf(changed(json, change), node).test(0));
}

QTEST_APPLESS_MAIN(TestLeastChange)
#include "core/base/json.h"
#include "tst_least_change.moc"
