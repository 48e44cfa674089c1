// SPDX-License-Identifier: GPL-3.0-or-later
// Findings that claim to be proven are held against random audiences; the others against counts by hand.
#include "audience_from_json.h"
#include "core/base/json.h"
#include "random_scene.h"

#include "core/segment/evaluator.h"
#include "core/segment/lint.h"
#include "core/segment/segment_format.h"
#include "core/segment/tree_edit.h"

#include <QTest>

#include <rapidcheck.h>

#include <map>
#include <set>

using namespace postweave;
using namespace postweave::segment;

namespace {

FilterTree treeFrom(const Json& node)
{
    return FilterTree(readNode(node, "$.where").node.value());
}

std::vector<LintFinding> lintOf(const testing::Scene& scene, const FilterTree& tree)
{
    return lint(tree, {scene.audience, scene.definitions, scene.now, scene.zone}).value();
}

/// The same people with their values and events dealt out anew.
Json dealtAnew(Json scene)
{
    Json& profiles = scene["profiles"];
    const auto count = static_cast<int>(profiles.size());
    for (int i = 0; i < count; ++i) {
        for (const auto& [name, type] : scene["attributes"].items()) {
            const auto other = static_cast<std::size_t>(*rc::gen::inRange(0, count));
            if (profiles[other].contains(name)) {
                profiles[static_cast<std::size_t>(i)][name] = Json(profiles[other][name]);
            } else {
                profiles[static_cast<std::size_t>(i)].erase(name);
            }
        }
        const auto other = static_cast<std::size_t>(*rc::gen::inRange(0, count));
        std::swap(profiles[static_cast<std::size_t>(i)]["events"], profiles[other]["events"]);
    }
    return scene;
}

/// Nodes over few things contradict each other more often.
Json narrowed(Json scene)
{
    while (scene["attributes"].size() > 1) {
        scene["attributes"].erase(scene["attributes"].begin());
    }
    return scene;
}

void holdAgainst(const std::vector<LintFinding>& findings, const FilterTree& tree, const testing::Scene& scene)
{
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const Evaluation evaluation = evaluator.evaluate(tree).value();
    std::map<NodePath, std::uint64_t> finds;
    for (const NodeCount& node : evaluation.nodes) {
        finds[node.path] = node.finds;
    }
    for (const LintFinding& finding : findings) {
        const std::string& rule = finding.diagnostic.rule;
        if (rule == "contradiction") {
            RC_ASSERT(finds.at(finding.node) == 0U);
        } else if (rule == "tautology" || rule == "any-of-negatives") {
            RC_ASSERT(finds.at(finding.node) == scene.audience->size());
        } else if (rule == "subsumed-condition" || rule == "redundant-condition") {
            const FilterTree without = removeNode(tree, finding.node).value().tree;
            RC_ASSERT(evaluator.members(without).value() == evaluation.members);
        }
    }
}

const Json kPeople = parseJson(R"({"now": "2026-07-01T12:00:00Z", "zone": "UTC",
  "attributes": {"country": "text", "age": "integer", "tags": "list", "joined": "date"},
  "properties": {"buy": {"item": "text", "price": "number"}},
  "profiles": [
    {"key": "a", "country": "Germany", "age": 30, "tags": ["vip"], "joined": "2026-01-01",
     "events": [["buy", "2026-06-30T12:00:00Z", {"item": "rose", "price": 3.5}]]},
    {"key": "b", "country": "Germany", "age": 41, "events": [["buy", "2026-01-02T12:00:00Z", {"item": "tulip"}]]},
    {"key": "c", "country": "France", "age": 20, "events": []},
    {"key": "d", "events": []}],
  "segments": {"germans": {"attribute": "country", "op": "=", "value": "Germany"}},
  "scores": {"s": [{"event": "buy"}]}})")
                         .value();

} // namespace

class TestLint : public QObject {
    Q_OBJECT

private slots:
    void proofsHoldInEveryRandomAudience_data();
    void proofsHoldInEveryRandomAudience();
    void findsWhatItShould_data();
    void findsWhatItShould();
    void soundSegmentsAreLeftAlone_data();
    void soundSegmentsAreLeftAlone();
    void countsThePeopleConcerned();
    void conflictNamesBothConditions();
    void duplicateIsToldOfOnce();
    void wideTreesEnd();
};

void TestLint::proofsHoldInEveryRandomAudience_data()
{
    QTest::addColumn<bool>("narrow");
    QTest::newRow("many things") << false;
    QTest::newRow("one attribute") << true;
}

void TestLint::proofsHoldInEveryRandomAudience()
{
    QFETCH(bool, narrow);
    int proven = 0;
    QVERIFY(rc::check("what is proven is so", [&] {
        const Json json = testing::randomScene();
        const Json node = testing::randomNode(narrow ? narrowed(json) : json);
        const testing::Scene scene = testing::sceneFromJson(json);
        const FilterTree tree = treeFrom(node);
        const std::vector<LintFinding> findings = lintOf(scene, tree);
        for (const LintFinding& finding : findings) {
            RC_ASSERT(tree.find(finding.node) != nullptr);
            RC_ASSERT(finding.diagnostic.path == tree.jsonPath(finding.node));
            ++proven;
        }
        RC_LOG() << toText(json) << "\n" << toText(node, 1) << std::endl;
        for (const LintFinding& finding : findings) {
            RC_LOG() << finding.diagnostic.rule << " " << finding.diagnostic.path << std::endl;
        }
        holdAgainst(findings, tree, scene);
        if (!json["profiles"].empty()) {
            holdAgainst(findings, tree, testing::sceneFromJson(dealtAnew(json)));
        }
    }));
    QVERIFY(proven > 50);
}

void TestLint::findsWhatItShould_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const char* where, const char* rule, const char* path) {
        QTest::newRow(name) << where << rule << path;
    };
    row("two values of one attribute",
        R"({"all": [{"attribute": "country", "op": "=", "value": "Germany"}, {"attribute": "country", "op": "=", "value": "France"}]})",
        "contradiction", "$.where");
    row("bounds that leave no room",
        R"({"all": [{"attribute": "age", "op": ">", "value": 40}, {"attribute": "age", "op": "<", "value": 41}]})",
        "contradiction", "$.where");
    row("a value and none",
        R"({"all": [{"attribute": "age", "op": ">", "value": 40}, {"attribute": "age", "op": "is_not_set"}]})",
        "contradiction", "$.where");
    row("an empty list", R"({"all": [{"attribute": "country", "op": "in", "value": []}]})", "contradiction",
        "$.where.all[0]");
    row("fewer than no events", R"({"event": "buy", "count": {"op": "<", "value": 0}})", "contradiction", "$.where");
    row("events in a week, none in a month",
        R"({"all": [{"event": "buy", "within": {"last": "P7D"}}, {"event": "buy", "within": {"last": "P30D"}, "count": {"op": "=", "value": 0}}]})",
        "contradiction", "$.where");
    row("some roses, no events at all",
        R"({"all": [{"event": "buy", "where": [{"property": "item", "op": "=", "value": "rose"}]}, {"event": "*", "count": {"op": "=", "value": 0}}]})",
        "contradiction", "$.where");
    row("a first event where there is none",
        R"({"all": [{"event": "buy", "which": "first", "within": {"last": "P90D"}}, {"event": "buy", "count": {"op": "=", "value": 0}}]})",
        "contradiction", "$.where");
    row("against a referenced segment",
        R"({"all": [{"segment": "germans"}, {"attribute": "country", "op": "=", "value": "France"}]})", "contradiction",
        "$.where");
    row("a node and its opposite",
        R"({"all": [{"score": "s", "op": ">", "value": 1}, {"not": {"score": "s", "op": ">", "value": 1}}]})",
        "contradiction", "$.where");
    row("percentiles apart",
        R"({"all": [{"score": "s", "percentile": {"from": 75, "to": 100}}, {"score": "s", "percentile": {"from": 0, "to": 50}}]})",
        "contradiction", "$.where");
    row("dates apart",
        R"({"all": [{"attribute": "joined", "op": "in_last", "value": "P7D"}, {"attribute": "joined", "op": "before", "value": "2026-01-01"}]})",
        "contradiction", "$.where");
    row("prefixes apart",
        R"({"all": [{"attribute": "country", "op": "starts_with", "value": "Ger"}, {"attribute": "country", "op": "starts_with", "value": "Fra"}]})",
        "contradiction", "$.where");
    row("alternatives of negatives",
        R"({"any": [{"attribute": "country", "op": "!=", "value": "Germany"}, {"attribute": "country", "op": "!=", "value": "France"}]})",
        "any-of-negatives", "$.where");
    row("set or not", R"({"any": [{"attribute": "age", "op": "is_set"}, {"attribute": "age", "op": "is_not_set"}]})",
        "tautology", "$.where");
    row("no fewer than no events", R"({"event": "buy", "count": {"op": ">=", "value": 0}})", "tautology", "$.where");
    row("an empty group inside", R"({"all": [{"attribute": "age", "op": ">", "value": 1}, {"any": []}]})",
        "contradiction", "$.where.all[1]");
    row("a wider bound beside",
        R"({"all": [{"attribute": "age", "op": ">", "value": 18}, {"attribute": "age", "op": ">", "value": 30}]})",
        "subsumed-condition", "$.where.all[0]");
    row("a narrower alternative",
        R"({"any": [{"attribute": "age", "op": ">", "value": 18}, {"attribute": "age", "op": ">", "value": 30}]})",
        "subsumed-condition", "$.where.any[1]");
    row("a longer window beside",
        R"({"all": [{"event": "buy", "within": {"last": "P7D"}}, {"event": "buy", "within": {"last": "P30D"}}]})",
        "subsumed-condition", "$.where.all[1]");
    row("a substring beside",
        R"({"all": [{"attribute": "country", "op": "contains", "value": "erm"}, {"attribute": "country", "op": "starts_with", "value": "Germ"}]})",
        "subsumed-condition", "$.where.all[0]");
    row("two that say it together",
        R"({"all": [{"attribute": "age", "op": ">=", "value": 20}, {"attribute": "age", "op": "<=", "value": 20}, {"attribute": "age", "op": "in", "value": [19, 20, 21]}]})",
        "redundant-condition", "$.where.all[2]");
    row("a value nobody has", R"({"attribute": "country", "op": "in", "value": ["Germny"]})", "unknown-value",
        "$.where");
    row("a property nobody has", R"({"event": "buy", "where": [{"property": "item", "op": "=", "value": "rses"}]})",
        "unknown-value", "$.where");
    row("an item nobody has", R"({"attribute": "tags", "op": "has", "value": "vp"})", "unknown-value", "$.where");
    row("a number nobody has", R"({"attribute": "age", "op": "=", "value": 31})", "unknown-value", "$.where");
    row("a window without events", R"({"event": "buy", "within": {"from": "2020-01-01", "to": "2021-01-01"}})",
        "window-without-data", "$.where");
    row("people without a value", R"({"attribute": "country", "op": "!=", "value": "Germany"})",
        "negative-includes-missing", "$.where");
    row("people without a value, negated", R"({"not": {"attribute": "age", "op": ">", "value": 30}})",
        "negative-includes-missing", "$.where.not");
    row("an unknown event type", R"({"event": "by"})", "unknown-event-type", "$.where");
    row("bounds the wrong way round", R"({"attribute": "age", "op": "between", "value": [41, 20]})", "never",
        "$.where");
}

void TestLint::findsWhatItShould()
{
    QFETCH(QString, where);
    QFETCH(QString, rule);
    QFETCH(QString, path);
    const testing::Scene scene = testing::sceneFromJson(kPeople);
    const auto findings = lintOf(scene, treeFrom(parseJson(where.toStdString()).value()));
    QStringList told;
    for (const LintFinding& finding : findings) {
        told += QString::fromStdString(finding.diagnostic.rule + " " + finding.diagnostic.path);
    }
    QVERIFY2(told.contains(rule + ' ' + path), qPrintable(told.join(QStringLiteral("; "))));
}

void TestLint::soundSegmentsAreLeftAlone_data()
{
    QTest::addColumn<QString>("where");
    for (
        const char* where :
        {R"({"all": []})", R"({"attribute": "country", "op": "in", "value": ["Germany", "France"]})",
         R"({"any": [{"attribute": "country", "op": "=", "value": "Germany"}, {"attribute": "country", "op": "=", "value": "France"}]})",
         R"({"all": [{"attribute": "age", "op": ">=", "value": 20}, {"attribute": "age", "op": "<=", "value": 30}]})",
         R"({"all": [{"attribute": "country", "op": "is_set"}, {"attribute": "country", "op": "!=", "value": "Germany"}]})",
         R"({"all": [{"event": "buy", "within": {"last": "P7D"}, "count": {"op": "=", "value": 0}}, {"event": "buy"}]})",
         R"({"any": [{"event": "buy"}, {"at_least": 1, "of": [], "off": true}]})",
         R"({"all": [{"attribute": "tags", "op": "has", "value": "vip"}, {"attribute": "tags", "op": "has_any", "value": ["vip"], "ignore_case": true, "off": true}]})"}) {
        QTest::newRow(where) << where;
    }
}

void TestLint::soundSegmentsAreLeftAlone()
{
    QFETCH(QString, where);
    const testing::Scene scene = testing::sceneFromJson(kPeople);
    const auto findings = lintOf(scene, treeFrom(parseJson(where.toStdString()).value()));
    QVERIFY2(findings.empty(), findings.empty() ? "" : findings.front().diagnostic.message.c_str());
}

void TestLint::countsThePeopleConcerned()
{
    const testing::Scene scene = testing::sceneFromJson(kPeople);
    const auto peopleOf = [&](const char* where) {
        return lintOf(scene, treeFrom(parseJson(where).value())).at(0).people;
    };
    QCOMPARE(peopleOf(R"({"attribute": "country", "op": "=", "value": "Germny"})"), 2U);
    QCOMPARE(peopleOf(R"({"attribute": "country", "op": "!=", "value": "Germany"})"), 1U);
    QCOMPARE(peopleOf(R"({"event": "buy", "where": [{"property": "item", "op": "=", "value": "tulp"}]})"), 1U);
    QCOMPARE(peopleOf(R"({"event": "buy", "within": {"to": "2020-01-01"}})"), 2U);
    QCOMPARE(peopleOf(R"({"event": "buy", "count": {"op": ">=", "value": 0}})"), 4U);
}

void TestLint::conflictNamesBothConditions()
{
    const testing::Scene scene = testing::sceneFromJson(kPeople);
    const auto findings =
        lintOf(scene, treeFrom(parseJson(R"({"all": [{"attribute": "country", "op": "=", "value": "Germany"},
        {"event": "buy"}, {"attribute": "country", "op": "=", "value": "France"}]})")
                                   .value()));
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings[0].diagnostic.message,
             std::string("‘Country is Germany’ and ‘Country is France’ cannot hold together"));
}

void TestLint::duplicateIsToldOfOnce()
{
    const testing::Scene scene = testing::sceneFromJson(kPeople);
    const auto findings = lintOf(
        scene, treeFrom(parseJson(R"({"all": [{"event": "buy"}, {"event": "buy"}, {"event": "buy"}]})").value()));
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings[0].diagnostic.path, std::string("$.where.all[1]"));
    QCOMPARE(findings[1].diagnostic.path, std::string("$.where.all[2]"));
}

void TestLint::wideTreesEnd()
{
    Json any = Json::array();
    for (int i = 0; i < 3000; ++i) {
        Json all = Json::array();
        all.push_back({{"attribute", "age"}, {"op", ">"}, {"value", i}});
        all.push_back({{"event", "buy"}, {"count", {{"op", "="}, {"value", i}}}});
        any.push_back({{"all", all}});
    }
    const testing::Scene scene = testing::sceneFromJson(kPeople);
    QVERIFY(lintOf(scene, treeFrom({{"any", any}})).size() < 10'000);
}

QTEST_APPLESS_MAIN(TestLint)
#include "tst_lint.moc"
