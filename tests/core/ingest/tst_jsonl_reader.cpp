// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ingest/record_fixture.h"

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

ReadFile readLines(const QByteArray& bytes)
{
    return readBytes(bytes, QStringLiteral("file.jsonl"));
}

} // namespace

class TestJsonlReader : public QObject {
    Q_OBJECT

private slots:
    void nestedObjectsBecomeDottedNames();
    void valuesKeepTheirOwnTypes();
    void listsKeepTheirItems();
    void columnsGrowAndAbsentOnesStayAbsent();
    void badLinesAreRejectedWithLineAndReason_data();
    void badLinesAreRejectedWithLineAndReason();
    void rejectedLinesBringNoColumns();
    void namesThatFallTogetherRejectTheLaterLine();
    void columnsBeyondTheLimitRejectTheirLine();
    void lineBeyondTheLimitIsRejectedAndReadingGoesOn();
    void formatFollowsNameAndFirstCharacter_data();
    void formatFollowsNameAndFirstCharacter();
};

void TestJsonlReader::nestedObjectsBecomeDottedNames()
{
    const ReadFile file =
        readLines(R"({"Id": 1, "address": {"City": "Köln", "geo": {"lat": 1.5}}, "empty": {}, "a.b": true})");
    QCOMPARE(file.names(), (std::vector<std::string>{"Id", "address.City", "address.geo.lat", "a.b"}));
    QCOMPARE(file.columns[1].key, std::string("address.city"));
    QCOMPARE(spell(file), std::string("1|Köln|1.5|true"));
}

void TestJsonlReader::valuesKeepTheirOwnTypes()
{
    const Folder folder;
    const std::string path = folder.write(
        R"({"b": true, "i": -12, "n": 1.50, "e": 1e3, "big": 18446744073709551615, "s": "7", "z": null, "x": "", "l": [], "m": [null]})",
        QStringLiteral("a.ndjson"));
    auto reader = openRecords(path);
    VERIFY_RESULT(reader);
    Record record;
    QVERIFY(*(*reader)->next(record));
    std::vector<CellKind> kinds;
    for (const Cell& cell : record.cells) {
        kinds.push_back(cell.kind);
    }
    QCOMPARE(kinds, (std::vector<CellKind>{CellKind::Boolean, CellKind::Integer, CellKind::Number, CellKind::Number,
                                           CellKind::Number, CellKind::String, CellKind::Missing, CellKind::Missing,
                                           CellKind::Missing, CellKind::Missing}));
    QCOMPARE(record.cells[1].integer, -12);
    QCOMPARE(record.cells[2].text, std::string_view("1.50"));
    QCOMPARE(record.cells[3].number, 1000.0);
    QCOMPARE(record.cells[4].text, std::string_view("18446744073709551615"));
}

void TestJsonlReader::listsKeepTheirItems()
{
    const Folder folder;
    const std::string path = folder.write(
        R"({"l": ["a|b", 1, 2.50, true, null, {"k": [1, {"x": "é\"", "y": null}], "z": "1"}, [], {}, [[2, "b"]], ""]})",
        QStringLiteral("a.jsonl"));
    auto reader = openRecords(path);
    Record record;
    QVERIFY(*(*reader)->next(record));
    QCOMPARE(*record.cells[0].list, (TextList{"a|b", "1", "2.50", "true", R"({"k":[1,{"x":"é\"","y":null}],"z":"1"})",
                                              "[]", "{}", R"([[2,"b"]])", ""}));
}

void TestJsonlReader::columnsGrowAndAbsentOnesStayAbsent()
{
    const Folder folder;
    const std::string path =
        folder.write("{\"a\":1}\n{\"b\":2}\n{\"a\":null,\"b\":3,\"c\":4}\n", QStringLiteral("a.jsonl"));
    auto reader = openRecords(path);
    Record record;
    QVERIFY((*reader)->columns().empty());
    QVERIFY(*(*reader)->next(record));
    QVERIFY(*(*reader)->next(record));
    QCOMPARE(record.cells[0].kind, CellKind::Absent);
    QVERIFY(*(*reader)->next(record));
    QCOMPARE(record.cells[0].kind, CellKind::Missing);
    QVERIFY(!*(*reader)->next(record));
    VERIFY_RESULT((*reader)->rewind());
    QCOMPARE((*reader)->columns().size(), std::size_t{3});
    QVERIFY(*(*reader)->next(record));
    QCOMPARE(record.cells.size(), std::size_t{3});
    QCOMPARE(record.cells[2].kind, CellKind::Absent);
}

void TestJsonlReader::badLinesAreRejectedWithLineAndReason_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* name, const QByteArray& line, const QString& reason) {
        QTest::newRow(name) << line << reason;
    };
    add("cut", "{\"a\": 1", QStringLiteral("this JSON ends too early at character 8"));
    add("cut in a text", "{\"a\": \"x", QStringLiteral("this JSON ends too early at character 9"));
    add("garbage", "{\"é\": 1, b}", QStringLiteral("no JSON at character 10"));
    add("two objects", "{\"a\": 1} {\"a\": 2}", QStringLiteral("no JSON at character 10"));
    add("array", "[1, 2]", QStringLiteral("no JSON object; each line must be one, in braces"));
    add("text", "\"x\"", QStringLiteral("no JSON object; each line must be one, in braces"));
    add("number", "7", QStringLiteral("no JSON object; each line must be one, in braces"));
    add("null", "null", QStringLiteral("no JSON object; each line must be one, in braces"));
    add("comment", "# x", QStringLiteral("no JSON at character 1"));
    add("repeated key", R"({"a": 1, "b": 2, "a": 3})", QStringLiteral("the key 'a' occurs twice"));
    add("repeated object", R"({"o": {"a": 1}, "o": {"b": 1}})", QStringLiteral("the key 'o' occurs twice"));
    add("dotted and nested", R"({"o": {"a": 1}, "o.a": 2})", QStringLiteral("the key 'o.a' occurs twice"));
    add("empty key", R"({"": 1})", QStringLiteral("an empty key"));
    add("key of signs", R"({"#": 1})", QStringLiteral("the key '#' has neither letter nor digit"));
    add("number too large", R"({"a": 1e999})", QStringLiteral("a number too large at character 11"));
    add("NUL byte", QByteArray("{\"a\": \"\0\"}", 10), QStringLiteral("a NUL byte at character 8"));
    add("escaped NUL", R"({"a": "x\u0000"})", QStringLiteral("a NUL in a text"));
    add("NUL in a key", R"({"a\u0000": 1})", QStringLiteral("a NUL in a key"));
    add("lone surrogate", R"({"a": "\ud800"})", QStringLiteral("no JSON at character 14"));
    add("ill-formed UTF-8", "{\"a\": \"\xC3\"}", QStringLiteral("not well-formed UTF-8 at character 8"));
    add("too deep", QByteArray("{\"a\":").repeated(100) + "1" + QByteArray("}").repeated(100),
        QStringLiteral("nested deeper than 64 levels"));
    add("too deep in lists", "{\"a\":" + QByteArray("[").repeated(100'000),
        QStringLiteral("nested deeper than 64 levels"));
}

void TestJsonlReader::badLinesAreRejectedWithLineAndReason()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reason);
    const ReadFile file = readLines("{\"a\": \"é\"}\r\n\n  \n" + line + "\n{\"a\": 2}");
    QVERIFY(!file.error);
    QCOMPARE(spell(file), std::string("é / ! / 2"));
    QCOMPARE(file.rows[1].line, 4U);
    QCOMPARE(QString::fromStdString(file.rows[1].fault), reason);
}

void TestJsonlReader::rejectedLinesBringNoColumns()
{
    const ReadFile file = readLines("{\"a\":1}\n{\"b\":1,\"c\":\n{\"d\":1,\"A\":2}\n{\"e\":1}\n");
    QCOMPARE(file.names(), (std::vector<std::string>{"a", "e"}));
}

void TestJsonlReader::namesThatFallTogetherRejectTheLaterLine()
{
    const ReadFile file = readLines("{\"userId\":1}\n{\"user_id\":2}\n{\"userId\":3}\n");
    QCOMPARE(spell(file), std::string("1 / ! / 3"));
    QCOMPARE(file.rows[1].fault,
             std::string("the keys 'userId' and 'user_id' both become user_id; rename one of them"));
}

void TestJsonlReader::columnsBeyondTheLimitRejectTheirLine()
{
    QByteArray lines;
    for (std::size_t i = 0; i <= kMaxColumns; ++i) {
        lines += "{\"c" + QByteArray::number(static_cast<int>(i)) + "\": 1}\n";
    }
    const ReadFile file = readLines(lines + "{\"c0\": 5}\n");
    QCOMPARE(file.columns.size(), kMaxColumns);
    QCOMPARE(file.rows[kMaxColumns].fault, std::string("the key 'c1000' would be one more than 1,000 columns"));
    QVERIFY(file.rows.back().fault.empty());
}

void TestJsonlReader::lineBeyondTheLimitIsRejectedAndReadingGoesOn()
{
    const QByteArray longText(static_cast<int>(kMaxRowBytes) + 100, 'x');
    const ReadFile file =
        readLines("{\"a\": 1}\n{\"a\": \"" + longText + "\"}\n{\"a\": 2}\n{\"a\": \"" + longText + "\"}");
    QCOMPARE(spell(file), std::string("1 / ! / 2 / !"));
    QCOMPARE(file.rows[1].fault, std::string("larger than 16 MB"));
    QCOMPARE(file.rows[2].line, 3U);
}

void TestJsonlReader::formatFollowsNameAndFirstCharacter_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("result");
    const auto add = [](const char* name, const QByteArray& bytes, const char* result) {
        QTest::newRow(qPrintable(QString::fromUtf8(name) + QLatin1Char(' ') + QString::fromUtf8(result).left(20)))
            << QString::fromUtf8(name) << bytes << QString::fromUtf8(result);
    };
    add("a.JSONL", "{\"a\": 1}", "lines");
    add("a.ndjson", "[1]", "lines");
    add("a.json", " {\"a\": 1}", "lines");
    add("a.json", "[{\"a\": 1}]", "is one JSON array; write one object a line (JSON Lines)");
    add("a.csv", "{a},b\n1,2\n", "delimited");
    add("a", "a,b\n1,2\n", "delimited");
    add("a.jsonl", "\n \n", "is empty; each line must be a JSON object");
}

void TestJsonlReader::formatFollowsNameAndFirstCharacter()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, result);
    const ReadFile file = readBytes(bytes, name);
    const QString got = file.error ? QString::fromStdString(file.error->message)
                                   : QString::fromUtf8(file.format.jsonLines ? "lines" : "delimited");
    QCOMPARE(got, result);
}

QTEST_APPLESS_MAIN(TestJsonlReader)
#include "tst_jsonl_reader.moc"
