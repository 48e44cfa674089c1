// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing segments and scores. The faults of format_errors.json and score_errors.json need no code.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/segment/score.h"
#include "core/segment/segment_format.h"

#include <QTest>

using namespace postweave;
using namespace postweave::segment;

namespace {

Json casesOf(const char* name)
{
    return parseJson(readFile(std::string(POSTWEAVE_SOURCE_DIR "/tests/core/segment/") + name).value()).value();
}

std::string textOf(const Json& one)
{
    if (one.contains("text")) {
        return one["text"];
    }
    Json segment = Json::object();
    segment["format"] = kSegmentFormat;
    segment["name"] = "x";
    segment["where"] = one["where"];
    return toText(segment);
}

std::string listed(const Diagnostics& diagnostics)
{
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) {
        text += diagnostic.path + " " + diagnostic.message + "; " + diagnostic.mend + "\n";
    }
    return text;
}

/// The first diagnostic is the one that the case wants.
void compareFault(const Json& one, const Diagnostics& diagnostics, const std::string& text)
{
    QVERIFY2(hasErrors(diagnostics), "no error found");
    const Diagnostic& first = diagnostics.front();
    const std::string all = listed(diagnostics);
    QVERIFY2(first.message.find(one.at("says").get<std::string>()) != std::string::npos, all.c_str());
    QVERIFY2(first.path == one.value("path", ""), all.c_str());
    QVERIFY2(first.mend.find(one.value("mend", "")) != std::string::npos, all.c_str());
    const Error error = firstError(diagnostics, "x.json", text).value();
    QCOMPARE(error.code, ErrorCode::InvalidInput);
    QCOMPARE(error.where.line, one.value("line", 0));
    if (one.contains("column")) {
        QCOMPARE(error.where.column, one.value("column", 0));
    }
    QVERIFY(toLine(error).find('\n') == std::string::npos);
}

std::string deepSegment(int depth)
{
    std::string text = R"({"format": "postweave.segment/1", "name": "deep", "where": )";
    for (int i = 1; i < depth; ++i) {
        text += R"({"all": [)";
    }
    text += R"({"all": []})";
    for (int i = 1; i < depth; ++i) {
        text += "]}";
    }
    return text + "}";
}

} // namespace

class TestSegmentFormat : public QObject {
    Q_OBJECT

private slots:
    void faultsAreNamedWithTheirPath_data();
    void faultsAreNamedWithTheirPath();
    void faultsOfScoresAreNamed_data();
    void faultsOfScoresAreNamed();
    void allFaultsAreFound();
    void moreErrorsAreCounted();
    void depthIsLimited();
    void theExampleOfTheFormatIsReadAndWritten();
    void writingKeepsEveryPart();
    void numbersKeepTheirKind();
    void aPastedNodeMayBeOff();
    void scoresAreWrittenAsRead();
};

void TestSegmentFormat::faultsAreNamedWithTheirPath_data()
{
    QTest::addColumn<int>("index");
    const Json cases = casesOf("format_errors.json");
    for (std::size_t i = 0; i < cases.size(); ++i) {
        QTest::newRow(cases[i]["name"].get<std::string>().c_str()) << static_cast<int>(i);
    }
}

void TestSegmentFormat::faultsAreNamedWithTheirPath()
{
    QFETCH(int, index);
    const Json one = casesOf("format_errors.json")[static_cast<std::size_t>(index)];
    compareFault(one, parseSegment(textOf(one)).diagnostics, textOf(one));
}

void TestSegmentFormat::faultsOfScoresAreNamed_data()
{
    QTest::addColumn<int>("index");
    const Json cases = casesOf("score_errors.json");
    for (std::size_t i = 0; i < cases.size(); ++i) {
        QTest::newRow(cases[i]["name"].get<std::string>().c_str()) << static_cast<int>(i);
    }
}

void TestSegmentFormat::faultsOfScoresAreNamed()
{
    QFETCH(int, index);
    const Json one = casesOf("score_errors.json")[static_cast<std::size_t>(index)];
    const std::string text = toText(one.at("score"));
    compareFault(one, parseScore(text).diagnostics, text);
}

void TestSegmentFormat::allFaultsAreFound()
{
    const Diagnostics found = parseSegment(R"({"format": "postweave.segment/1", "name": "x", "where": {"all": [
        {"attribute": "a", "op": "nope", "value": 1},
        {"event": "e", "within": {"last": "x"}, "count": {"op": "=", "value": "1"}},
        {"attribute": "a", "op": "=", "value": 1, "extra": 1},
        {"any": 5}]}})")
                                  .diagnostics;
    QStringList paths;
    for (const Diagnostic& diagnostic : found) {
        paths << QString::fromStdString(diagnostic.path);
    }
    QCOMPARE(paths, (QStringList{QStringLiteral("$.where.all[0].op"), QStringLiteral("$.where.all[1].within.last"),
                                 QStringLiteral("$.where.all[1].count.value"), QStringLiteral("$.where.all[2].extra"),
                                 QStringLiteral("$.where.all[3].any")}));
}

void TestSegmentFormat::moreErrorsAreCounted()
{
    const Diagnostics found =
        parseSegment(R"({"format": "postweave.segment/1", "where": {"any": [{}, {}]}})").diagnostics;
    const std::string line = toLine(firstError(found, "x.json").value());
    QCOMPARE(QString::fromStdString(line),
             QStringLiteral("error: x.json: $: the key 'name' is missing; name the segment (and 2 more errors)")
                 .mid(QString::fromStdString(line).startsWith(QStringLiteral("error")) ? 0 : 7));
}

void TestSegmentFormat::depthIsLimited()
{
    QVERIFY(!hasErrors(parseSegment(deepSegment(kMaxDepth)).diagnostics));
    const Diagnostics deeper = parseSegment(deepSegment(kMaxDepth + 1)).diagnostics;
    QCOMPARE(deeper.size(), std::size_t{1});
    QVERIFY(deeper.front().message.find("200") != std::string::npos);
    QVERIFY(deeper.front().path.size() > 1000);
    QVERIFY(hasErrors(parseSegment(deepSegment(100'000)).diagnostics));
}

void TestSegmentFormat::theExampleOfTheFormatIsReadAndWritten()
{
    const std::string text = R"({
  "format": "postweave.segment/1",
  "name": "Viewed, did not buy",
  "where": {
    "all": [
      {
        "attribute": "country",
        "op": "in",
        "value": [
          "US",
          "CA"
        ]
      },
      {
        "event": "product_view",
        "where": [
          {
            "property": "item",
            "op": "=",
            "value": "X-100"
          }
        ],
        "within": {
          "last": "P7D"
        }
      },
      {
        "event": "purchase",
        "within": {
          "last": "P30D"
        },
        "count": {
          "op": "=",
          "value": 0
        }
      }
    ]
  }
}
)";
    const SegmentReading reading = parseSegment(text);
    QVERIFY(reading.diagnostics.empty());
    QCOMPARE(reading.segment.tree.nodeCount(), std::size_t{4});
    QCOMPARE(QString::fromStdString(segmentText(reading.segment)), QString::fromStdString(text));
}

void TestSegmentFormat::writingKeepsEveryPart()
{
    const std::string text =
        R"({"at_least":2,"of":[{"attribute":"a","op":"is_set","held":{"less_than":"P1Y2MT76H5M6S"},"off":true},)"
        R"({"event":"e*","where":[{"property":"p","op":"has_any","value":["x"],"ignore_case":true}],"aggregate":{"fn":"avg","property":"q"},"op":"between","value":[1,2.5]},)"
        R"({"event":"e","which":"first","within":{"from":"2026-01-01","to":"2026-02-01T00:00:00.25+02:00"}},)"
        R"({"event":"e","which":"last","within":{"from":"2026-01-01T10:00:00"}},)"
        R"({"sequence":[{"event":"a"},{"event":"b","within":"PT36H","occurs":false}],"within":{"older_than":"P0D"}},)"
        R"({"score":"s","percentile":{"from":12.5,"to":100}},{"score":"s","op":"not_in","value":[1,-2]},)"
        R"({"not":{"segment":"other"}},{"none":[]},{"any":[]}]})";
    const NodeReading reading = readNode(parseJson(text).value());
    QVERIFY2(reading.node, listed(reading.diagnostics).c_str());
    QCOMPARE(QString::fromStdString(canonicalText(*reading.node)), QString::fromStdString(text));
}

void TestSegmentFormat::numbersKeepTheirKind()
{
    const std::string text =
        R"({"attribute":"a","op":"in","value":[1,1.0,9223372036854775807,18446744073709551615,-0.5,true,"1"]})";
    const Node node = readNode(parseJson(text).value()).node.value();
    const auto& list = std::get<LiteralList>(std::get<AttributeTest>(node.body).test.operand);
    QCOMPARE(list[0], Literal(std::int64_t{1}));
    QCOMPARE(list[1], Literal(1.0));
    QCOMPARE(list[2], Literal(std::int64_t{9223372036854775807}));
    QCOMPARE(list[3], Literal(18446744073709551615.0));
    QCOMPARE(list[5], Literal(true));
    QCOMPARE(readNode(writeNode(node)).node.value() == node, true);
}

void TestSegmentFormat::aPastedNodeMayBeOff()
{
    const NodeReading reading = readNode(parseJson(R"({"event": "e", "off": true})").value());
    QVERIFY(reading.node.has_value());
    QVERIFY(reading.node->off);
}

void TestSegmentFormat::scoresAreWrittenAsRead()
{
    const std::string text =
        R"({"format":"postweave.score/1","name":"engagement","terms":[)"
        R"({"event":"email_open","where":[{"property":"p","op":"=","value":1}],"within":{"last":"P90D"},"weight":2.5,"half_life":"P30D","per":"amount"},)"
        R"({"event":"x"},{"attribute":"loyalty_points","weight":0.01}]})";
    const ScoreReading reading = parseScore(text);
    QVERIFY2(reading.diagnostics.empty(), listed(reading.diagnostics).c_str());
    QCOMPARE(QString::fromStdString(toText(writeScore(reading.score))), QString::fromStdString(text));
    const ScoreReading perEvent =
        parseScore(R"({"format":"postweave.score/1","name":"e","terms":[{"event":"x","per":"event","weight":1}]})");
    QCOMPARE(QString::fromStdString(toText(writeScore(perEvent.score)["terms"])), QStringLiteral(R"([{"event":"x"}])"));
}

QTEST_APPLESS_MAIN(TestSegmentFormat)
#include "tst_segment_format.moc"
