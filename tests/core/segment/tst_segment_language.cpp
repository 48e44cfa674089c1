// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused and why, what is said in words, and what large input costs nobody.
#include "audience_from_json.h"
#include "core/base/json.h"

#include "core/segment/evaluator.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/segment_format.h"
#include "core/segment/sql.h"
#include "core/segment/validation.h"
#include "core/segment/wording.h"

#include <QTest>

using namespace postweave;
using namespace postweave::segment;

namespace {

const Json& sceneJson()
{
    static const Json kScene = parseJson(R"({"now": "2026-07-01T12:00:00Z",
        "attributes": {"country": "text", "city": "text", "age": "integer", "spent": "number", "vip": "boolean",
                       "born": "date", "seen": "datetime", "tags": "list", "lat": "number", "lon": "number"},
        "properties": {"purchase": {"amount": "number", "item": "text"}, "view": {"amount": "datetime"}},
        "profiles": [{"key": "a", "country": "US", "age": 30, "tags": ["x"],
                      "events": [["purchase", "2026-06-30T12:00:00Z", {"amount": 5, "item": "i"}]]}, {"key": "b"}],
        "segments": {"loop": {"segment": "loop2"}, "loop2": {"segment": "loop"}},
        "scores": {"s": [{"event": "purchase"}]}})")
                                   .value();
    return kScene;
}

struct Refusal {
    std::string path;
    std::string line;
    std::string mend;
};

/// The first error of reading, else of validating; empty if there is none.
Refusal refusalOf(const Json& node)
{
    const testing::Scene scene = testing::sceneFromJson(sceneJson());
    const NodeReading reading = readNode(node, "$.where");
    Diagnostics diagnostics = reading.diagnostics;
    if (reading.node) {
        diagnostics = validate("", FilterTree(*reading.node), catalogOf(*scene.audience), *scene.definitions);
    }
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            return {diagnostic.path, diagnostic.message, diagnostic.mend};
        }
    }
    return {};
}

std::string worded(const char* node)
{
    const testing::Scene scene = testing::sceneFromJson(sceneJson());
    return describe(readNode(parseJson(node).value()).node.value(), catalogOf(*scene.audience));
}

Json test(const char* attribute, const char* op, Json value)
{
    Json node = Json::object();
    node["attribute"] = attribute;
    node["op"] = op;
    node["value"] = std::move(value);
    return node;
}

} // namespace

class TestSegmentLanguage : public QObject {
    Q_OBJECT

private slots:
    void badSegmentsAreRefusedWithPathAndMend_data();
    void badSegmentsAreRefusedWithPathAndMend();
    void nodesAreWorded_data();
    void nodesAreWorded();
    void furtherNodesAreWrittenAsRead();
    void quintilesAreWrittenAsRead();
    void aMillionValuesAreAnswered_data();
    void aMillionValuesAreAnswered();
    void aMillionWrongValuesAreRefusedAtTheFirst();
    void tenThousandLevelsAreRefused();
    void twoHundredLevelsHaveSql();
    void bucketsAreTheDocumentedOnes();
    void distancesAreTheDocumentedOnes();
    void longListsAreOneParameter();
};

void TestSegmentLanguage::badSegmentsAreRefusedWithPathAndMend_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("mend");
    const auto add = [](const char* name, const char* node, const char* path, const char* says, const char* mend) {
        QTest::newRow(name) << node << path << says << mend;
    };
    add("an unknown attribute", R"({"all": [{"attribute": "contry", "op": "=", "value": "US"}]})",
        "$.where.all[0].attribute", "no attribute 'contry'", "did you mean 'country'?");
    add("a value of another type", R"({"attribute": "age", "op": "=", "value": "30"})", "$.where.value",
        "is integer, and this value is not", "without quotes");
    add("an operator of another type", R"({"attribute": "age", "op": "contains", "value": "3"})", "$.where.op",
        "does not go with 'age'", "use one of");
    add("a bad regular expression", R"({"attribute": "country", "op": "matches", "value": "(a"})", "$.where.value",
        "missing", "RE2");
    add("a cycle", R"({"any": [{"segment": "loop"}]})", "$.where.any[0].segment", "in a circle: loop → loop2 → loop",
        "take one");
    add("an unknown score", R"({"score": "rmf", "op": ">", "value": 3})", "$.where.score", "no score 'rmf'",
        "did you mean 'rfm'?");
    add("an unknown period", R"({"attribute": "born", "op": "in_calendar", "value": "this_mont"})", "$.where.value",
        "no period of the calendar", "did you mean 'this_month'?");
    add("a period that is a number", R"({"event": "view", "within": {"calendar": 5}})", "$.where.within.calendar",
        "a number is no period", "write one of");
    add("two windows in one", R"({"event": "view", "within": {"calendar": "today", "last": "P1D"}})", "$.where.within",
        "a window is one of", "write one");
    add("a period of text", R"({"attribute": "country", "op": "in_calendar", "value": "today"})", "$.where.op",
        "does not go with 'country'", "use one of");
    add("held with a period",
        R"({"attribute": "born", "op": "in_calendar", "value": "today", "held": {"at_least": "P1D"}})", "$.where.held",
        "'held' does not go with 'in_calendar'", "leave one");
    add("an unknown day", R"({"attribute": "born", "op": "day_of_week", "value": ["monday", "sunnday"]})",
        "$.where.value[1]", "no day of the week", "did you mean 'sunday'?");
    add("no days", R"({"event": "view", "day_of_week": []})", "$.where.day_of_week", "an empty one", "write [");
    add("a day that is no list", R"({"event": "view", "day_of_week": "monday"})", "$.where.day_of_week", "this is text",
        "write [");
    add("a comparison of two kinds", R"({"attribute": "age", "op": "=", "other": "country"})", "$.where.op",
        "does not compare 'age', which is integer, with 'country', which is text", "attributes of one kind");
    add("a comparison that the kind lacks", R"({"attribute": "vip", "op": "<", "other": "vip"})", "$.where.op",
        "does not compare", "use one of =, !=");
    add("a comparison with an unknown attribute", R"({"attribute": "age", "op": "<", "other": "ages"})",
        "$.where.other", "no attribute 'ages'", "did you mean 'age'?");
    add("a comparison by many values", R"({"attribute": "age", "op": "in", "other": "spent"})", "$.where.op",
        "does not compare two attributes", "use one");
    add("a comparison with a value too", R"({"attribute": "age", "op": "=", "other": "spent", "value": 1})",
        "$.where.value", "unknown here", "allowed are");
    add("a bucket without seed", R"({"bucket": "", "op": "<", "value": 5000})", "$.where.bucket", "empty", "seed");
    add("a bucket against text", R"({"bucket": "x", "op": "<", "value": "5"})", "$.where.value", "compares numbers",
        "a number");
    add("a latitude past the pole",
        R"({"distance": {"latitude": "lat", "longitude": "lon", "from": {"latitude": 91, "longitude": 0}}, "op": "<", "value": 5})",
        "$.where.distance.from.latitude", "between −90 and 90", "degrees");
    add("a distance by text",
        R"({"distance": {"latitude": "lat", "longitude": "city", "from": {"latitude": 9, "longitude": 0}}, "op": "<", "value": 5})",
        "$.where.distance.longitude", "'city' is text, not a number", "holds numbers");
    add("a distance from nowhere", R"({"distance": {"latitude": "lat", "longitude": "lon"}, "op": "<", "value": 5})",
        "$.where.distance", "'from' is missing", "latitude");
    add("a field with a list's operator",
        R"({"attribute": "tags", "op": "has_object", "value": {"where": [{"field": "a", "op": "has", "value": "x"}]}})",
        "$.where.value.where[0].op", "does not go with a field", "use one");
    add("a field of two kinds",
        R"({"attribute": "tags", "op": "has_object", "value": {"where": [{"field": "a", "op": "in", "value": ["x", 1]}]}})",
        "$.where.value.where[0].value", "alone", "one kind");
    add("objects without tests", R"({"attribute": "tags", "op": "has_object", "value": {}})", "$.where.value",
        "'where' is missing", "list the tests");
    add("objects counted from zero",
        R"({"attribute": "tags", "op": "has_object", "value": {"where": [], "at_least": 0}})", "$.where.value.at_least",
        "from 1 on", "whole number");
    add("objects of text", R"({"attribute": "country", "op": "has_object", "value": {"where": []}})", "$.where.op",
        "does not go with 'country'", "use one of");
    add("a sum of no numbers",
        R"({"event": "purchase", "aggregate": {"fn": "sum", "property": "item"}, "op": ">", "value": 1})",
        "$.where.aggregate.property", "'item' is text, not a number", "numbers");
}

void TestSegmentLanguage::badSegmentsAreRefusedWithPathAndMend()
{
    QFETCH(QString, node);
    QFETCH(QString, path);
    QFETCH(QString, says);
    QFETCH(QString, mend);
    const Refusal refusal = refusalOf(parseJson(node.toStdString()).value());
    QCOMPARE(QString::fromStdString(refusal.path), path);
    QVERIFY2(QString::fromStdString(refusal.line).contains(says), refusal.line.c_str());
    QVERIFY2(QString::fromStdString(refusal.mend).contains(mend), refusal.mend.c_str());
}

void TestSegmentLanguage::nodesAreWorded_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("words");
    const auto add = [](const char* node, const char* words) { QTest::newRow(words) << node << words; };
    add(R"({"attribute": "born", "op": "in_calendar", "value": "this_month"})", "Born falls in this month");
    add(R"({"attribute": "born", "op": "day_of_week", "value": ["sunday", "saturday"]})",
        "Born falls on Saturday, Sunday");
    add(R"({"event": "view", "day_of_week": ["monday"], "within": {"calendar": "last_quarter"}})",
        "View on Monday last quarter");
    add(R"({"attribute": "age", "op": ">=", "other": "spent"})", "Age is at least their Spent");
    add(R"({"bucket": "spring", "op": "<", "value": 5000})", "Random share of 'spring' is less than 50 %");
    add(R"({"bucket": "spring", "op": "<=", "value": 4999})", "Random share of 'spring' is at most 50 %");
    add(R"({"bucket": "spring", "op": ">", "value": 8749})", "Random share of 'spring' is more than 87.5 %");
    add(R"({"bucket": "spring", "op": "between", "value": [1000, 1249]})",
        "Random share of 'spring' is between 10 % and 12.5 %");
    add(R"({"bucket": "spring", "op": "in", "value": [7, 8]})", "Random bucket of 'spring' is one of 7, 8");
    add(R"({"distance": {"latitude": "lat", "longitude": "lon", "from": {"latitude": 48.2, "longitude": 16.4}}, "op": "<=", "value": 25})",
        "Distance in km from 48.2, 16.4 to Lat, Lon is at most 25");
    add(R"({"attribute": "tags", "op": "has_object", "value": {"where": [{"field": "sku", "op": "=", "value": "A"}, {"field": "qty", "op": ">", "value": 1}], "at_least": 2}})",
        "Tags has at least 2 objects where sku is A and qty is more than 1");
}

void TestSegmentLanguage::nodesAreWorded()
{
    QFETCH(QString, node);
    QFETCH(QString, words);
    QCOMPARE(QString::fromStdString(worded(node.toUtf8().constData())), words);
}

void TestSegmentLanguage::furtherNodesAreWrittenAsRead()
{
    const std::string text =
        R"({"all":[{"attribute":"born","op":"not_in_calendar","value":"last_year"},)"
        R"({"attribute":"seen","op":"day_of_week","value":["monday","sunday"],"held":{"at_least":"P1D"}},)"
        R"({"event":"view","where":[{"property":"p","op":"has_no_object","value":{"where":[]}}],"day_of_week":["friday"],"within":{"calendar":"today"}},)"
        R"({"sequence":[{"event":"view","day_of_week":["friday"]},{"event":"view","within":"P1M"}],"within":{"calendar":"this_year"}},)"
        R"({"attribute":"a","op":"has","other":"b","ignore_case":true},{"attribute":"a","op":"before","other":"b","off":true},)"
        R"({"bucket":"é","op":"not_in","value":[1,2]},)"
        R"({"distance":{"latitude":"lat","longitude":"lon","from":{"latitude":-48.25,"longitude":180}},"op":"between","value":[1,2.5]},)"
        R"({"attribute":"orders","op":"has_object","value":{"where":[{"field":"a.b","op":"in_last","value":"P7D"},)"
        R"({"field":"c","op":"=","value":"X","ignore_case":true},{"field":"d","op":"is_not_set"},)"
        R"({"field":"e","op":"in_calendar","value":"today"}],"at_least":3}}]})";
    const NodeReading reading = readNode(parseJson(text).value());
    QVERIFY2(reading.node, reading.diagnostics.empty() ? "" : reading.diagnostics.front().message.c_str());
    QCOMPARE(QString::fromStdString(canonicalText(*reading.node)), QString::fromStdString(text));
    QVERIFY(readNode(writeNode(*reading.node)).node.value() == *reading.node);
}

void TestSegmentLanguage::quintilesAreWrittenAsRead()
{
    const std::string text =
        R"({"format":"postweave.score/1","name":"rfm","terms":[{"quintile":"recency","event":"order","weight":100},)"
        R"({"quintile":"frequency","event":"order","day_of_week":["monday"],"within":{"last":"P1Y"}},)"
        R"({"quintile":"monetary","event":"order","per":"total"}]})";
    const ScoreReading reading = parseScore(text);
    QVERIFY(reading.diagnostics.empty());
    QCOMPARE(QString::fromStdString(toText(writeScore(reading.score))), QString::fromStdString(text));
}

void TestSegmentLanguage::aMillionValuesAreAnswered_data()
{
    QTest::addColumn<QString>("place");
    for (const char* place :
         {"text", "integer", "number", "list", "date", "datetime", "count", "sum", "score", "bucket"}) {
        QTest::newRow(place) << QString::fromLatin1(place);
    }
}

void TestSegmentLanguage::aMillionValuesAreAnswered()
{
    QFETCH(QString, place);
    constexpr int kMillion = 1'000'000;
    Json values = Json::array();
    const bool isText = place == QLatin1String("text") || place == QLatin1String("list");
    const bool isTime = place.startsWith(QLatin1String("date"));
    for (int i = 0; i < kMillion; ++i) {
        values.push_back(isText   ? Json("v" + std::to_string(i))
                         : isTime ? Json(formatDateTime({i * std::int64_t{60'000'000}}))
                                  : Json(2 * i + 2));
    }
    values.push_back(isText   ? Json(place == QLatin1String("list") ? "x" : "US")
                     : isTime ? Json("2026-01-01")
                              : Json(5));
    Json node;
    if (place == QLatin1String("count")) {
        node = parseJson(R"({"event": "purchase", "count": {"op": "in"}})").value();
        node["count"]["value"] = values;
    } else if (place == QLatin1String("sum")) {
        node =
            parseJson(R"({"event": "purchase", "aggregate": {"fn": "sum", "property": "amount"}, "op": "in"})").value();
        node["value"] = values;
    } else if (place == QLatin1String("score")) {
        node = parseJson(R"({"score": "s", "op": "not_in"})").value();
        node["value"] = values;
    } else if (place == QLatin1String("bucket")) {
        node = parseJson(R"({"bucket": "s", "op": "in"})").value();
        node["value"] = values;
    } else {
        const std::map<QString, const char*> attributes{
            {QStringLiteral("text"), "country"}, {QStringLiteral("integer"), "age"},
            {QStringLiteral("number"), "spent"}, {QStringLiteral("list"), "tags"},
            {QStringLiteral("date"), "born"},    {QStringLiteral("datetime"), "seen"}};
        node = test(attributes.at(place), isText && place == QLatin1String("list") ? "has_any" : "in", values);
    }
    const testing::Scene scene = testing::sceneFromJson(sceneJson());
    const FilterTree tree(readNode(node, "$.where").node.value());
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const auto members = evaluator.members(tree);
    QVERIFY(members.has_value());
    QVERIFY(evaluator.explain(tree, 0).value().member == members->test(0));
    if (place == QLatin1String("text") || place == QLatin1String("list") || place == QLatin1String("integer") ||
        place == QLatin1String("sum")) {
        QVERIFY(members->test(0));
        QVERIFY(!members->test(1));
    }
}

void TestSegmentLanguage::aMillionWrongValuesAreRefusedAtTheFirst()
{
    Json values = Json::array();
    for (int i = 0; i < 1'000'000; ++i) {
        values.push_back("v");
    }
    const Refusal refusal = refusalOf(test("age", "in", values));
    QCOMPARE(refusal.path, std::string("$.where.value[0]"));
    QVERIFY(!refusal.mend.empty());
}

void TestSegmentLanguage::tenThousandLevelsAreRefused()
{
    std::string text = R"({"format": "postweave.segment/1", "name": "deep", "where": )";
    for (int i = 0; i < 10'000; ++i) {
        text += R"({"not": )";
    }
    text += R"({"all": []})" + std::string(10'000, '}') + "}";
    const auto error = firstError(parseSegment(text).diagnostics, "deep.json", text);
    QVERIFY(error.has_value());
    QVERIFY2(error->message.find("flatten it") != std::string::npos, error->message.c_str());
}

void TestSegmentLanguage::twoHundredLevelsHaveSql()
{
    Json node = test("country", "=", "US");
    for (int i = 1; i < kMaxDepth; ++i) {
        Json outer = Json::object();
        if (i % 2 == 0) {
            outer["not"] = node;
        } else {
            outer["any"] = Json::array({node});
        }
        node = outer;
    }
    const testing::Scene scene = testing::sceneFromJson(sceneJson());
    const Catalog catalog = catalogOf(*scene.audience);
    const FilterTree tree(readNode(node, "$.where").node.value());
    QVERIFY(toSql(tree, SqlDialect::Sqlite, {&catalog, scene.definitions.get(), scene.now, scene.zone}).has_value());
}

void TestSegmentLanguage::bucketsAreTheDocumentedOnes()
{
    // printf 'spring:anna' | md5sum | cut -c1-8: as a number, modulo 10,000.
    QCOMPARE(bucketOf("spring", "anna").value(), 3497);
}

void TestSegmentLanguage::distancesAreTheDocumentedOnes()
{
    const GeoPoint vienna{48.2082, 16.3738};
    const GeoPoint paris{48.8566, 2.3522};
    QCOMPARE(distanceBetween(vienna, vienna), 0.0);
    QVERIFY(std::fabs(distanceBetween(vienna, paris) - 1033.8) < 0.5);
    // A quarter of a great circle, and half of it.
    QVERIFY(std::fabs(distanceBetween({0, 0}, {0, 90}) - kEarthRadiusKm * 1.5707963267948966) < 1e-9);
    QVERIFY(std::fabs(distanceBetween({0, -90}, {0, 90}) - kEarthRadiusKm * 3.141592653589793) < 1e-9);
    QVERIFY(std::fabs(distanceBetween({10, 179.5}, {10, -179.5}) - distanceBetween({10, 0}, {10, 1})) < 1e-9);
}

void TestSegmentLanguage::longListsAreOneParameter()
{
    Json values = Json::array();
    for (int i = 0; i < 5000; ++i) {
        values.push_back(i);
    }
    const testing::Scene scene = testing::sceneFromJson(sceneJson());
    const Catalog catalog = catalogOf(*scene.audience);
    const FilterTree tree(readNode(test("age", "in", values), "$.where").node.value());
    for (const SqlDialect dialect : {SqlDialect::Sqlite, SqlDialect::PostgreSql}) {
        const auto sql = toBoundSql(tree, dialect, {&catalog, scene.definitions.get(), scene.now, scene.zone});
        QCOMPARE(sql.value().parameters.size(), std::size_t{1});
    }
}

QTEST_APPLESS_MAIN(TestSegmentLanguage)
#include "tst_segment_language.moc"
