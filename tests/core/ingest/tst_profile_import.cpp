// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ingest/import_fixture.h"

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

class TestProfileImport : public QObject {
    Q_OBJECT

private slots:
    void batchesOfAnySizeGiveTheSameProfiles();
    void columnsBecomeTypedAttributes();
    void keysStandAsTheyAreTrimmed();
    void addressMayBeTheKey();
    void sameFileAgainChangesNothing();
    void emptyFieldClearsAndLackingColumnLeaves();
    void absentJsonKeyLeavesAndNullClears();
    void rowsThatSeemedNewAreTakenOneByOneAfterAll();
    void everyBadRowIsRejectedWithLineAndReason();
    void valueThatDoesNotFitRejectsItsRow();
    void integersWidenToNumbers();
    void mappingSaysTypesFormatsAndConstants();
    void mappingThatContradictsAStandingTypeIsAnError();
    void olderValuesGoToHistoryOnly();
    void headerAloneChangesNothing();
    void emptyColumnBecomesAnAttribute();
    void jsonColumnsThatComeLateCount();
    void brokenFilesLeaveNothing();
    void cancelBetweenBatchesKeepsTheFirstRows();
    void batchesEndByBytesToo();
    void progressReachesItsTotal();
    void sourceAndFileAreLogged();
    void rejectedTextIsKept();
};

void TestProfileImport::columnsBecomeTypedAttributes()
{
    ImportFixture f;
    const auto report = f.people("Id,VIP,Age,Score,Born,Seen At,Tags,Name\n"
                                 "a1,true,41,1.5,1983-05-01,2024-06-30 10:00:00,x|y,Ann\n"
                                 "a2,FALSE,-3,2,2000-02-29,2024-06-30T10:00:00+02:00,z,\"Bo, B.\"\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 2, created 2"));
    QCOMPARE(
        f.schema(),
        QStringLiteral("vip boolean, age integer, score number, born date, seen_at datetime, tags list, name text"));
    QCOMPARE(
        f.attributes("a1"),
        QStringLiteral(
            R"({"vip":true,"age":41,"score":1.5,"born":"1983-05-01","seen_at":"2024-06-30T10:00:00Z","tags":["x","y"],"name":"Ann"})"));
    QCOMPARE(
        f.attributes("a2"),
        QStringLiteral(
            R"({"vip":false,"age":-3,"score":2.0,"born":"2000-02-29","seen_at":"2024-06-30T08:00:00Z","tags":["z"],"name":"Bo, B."})"));
}

void TestProfileImport::keysStandAsTheyAreTrimmed()
{
    ImportFixture f;
    QCOMPARE(spelled(f.people("customer_id,name\n007,a\n\" 7 \",b\n7.0,c\n")), QStringLiteral("rows 3, created 3"));
    QCOMPARE(f.attributes("007"), QStringLiteral(R"({"name":"a"})"));
    QCOMPARE(f.attributes("7"), QStringLiteral(R"({"name":"b"})"));
    QCOMPARE(spelled(f.people("{\"id\": 12, \"name\": \"n\"}\n{\"id\": 1.50, \"name\": \"m\"}\n{\"id\": "
                              "18446744073709551615, \"name\": \"o\"}\n",
                              {}, "a.jsonl")),
             QStringLiteral("rows 3, created 3"));
    QCOMPARE(f.attributes("12"), QStringLiteral(R"({"name":"n"})"));
    QCOMPARE(f.attributes("1.50"), QStringLiteral(R"({"name":"m"})"));
    QCOMPARE(f.attributes("18446744073709551615"), QStringLiteral(R"({"name":"o"})"));
}

void TestProfileImport::addressMayBeTheKey()
{
    ImportFixture f;
    QCOMPARE(spelled(f.people("Email,name\nann@x.example,Ann\n")), QStringLiteral("rows 1, created 1"));
    QCOMPARE(f.attributes("ann@x.example"), QStringLiteral(R"({"name":"Ann","email":"ann@x.example"})"));
    const auto profile = f.profiles.find("ann@x.example");
    QCOMPARE((*profile)->email, std::optional<std::string>("ann@x.example"));
    ImportOptions byName;
    byName.key = "NAME";
    QCOMPARE(spelled(f.people("Email,name\nbo@x.example,Bo\n", byName)), QStringLiteral("rows 1, created 1"));
    QCOMPARE(f.attributes("Bo"), QStringLiteral(R"({"email":"bo@x.example"})"));
}

void TestProfileImport::sameFileAgainChangesNothing()
{
    ImportFixture f;
    const QByteArray bytes = "id,age,tags,seen\n1,7,a|b,2024-01-01T00:00:00Z\n2,,,\n3,1.5,c,2024-01-02T00:00:00Z\n";
    QCOMPARE(spelled(f.people(bytes)), QStringLiteral("rows 3, created 3"));
    QCOMPARE(spelled(f.people(bytes)), QStringLiteral("rows 3, unchanged 3"));
    QCOMPARE(spelled(f.people("id,age\n1,8\n1,9\n4,1\n")), QStringLiteral("rows 3, created 1, updated 2"));
}

void TestProfileImport::emptyFieldClearsAndLackingColumnLeaves()
{
    ImportFixture f;
    QVERIFY(f.people("id,name,age\n1,Ann,7\n"));
    QCOMPARE(spelled(f.people("id,age\n1,\n")), QStringLiteral("rows 1, updated 1"));
    QCOMPARE(f.attributes("1"), QStringLiteral(R"({"name":"Ann"})"));
    QCOMPARE(spelled(f.people("id,name\n1,NULL\n")), QStringLiteral("rows 1, updated 1"));
    QCOMPARE(f.attributes("1"), QStringLiteral(R"({"name":"NULL"})"));
}

void TestProfileImport::absentJsonKeyLeavesAndNullClears()
{
    ImportFixture f;
    QVERIFY(
        f.people("{\"id\":1,\"a\":1,\"b\":\"x\",\"c\":[\"k\"]}\n{\"id\":2,\"a\":2,\"b\":\"y\",\"c\":[\"l\",\"m\"]}\n",
                 {}, "a.jsonl"));
    QCOMPARE(f.schema(), QStringLiteral("a integer, b text, c list"));
    QCOMPARE(spelled(f.people("{\"id\":1,\"a\":null}\n{\"id\":2,\"b\":\"\",\"c\":[]}\n", {}, "b.jsonl")),
             QStringLiteral("rows 2, updated 2"));
    QCOMPARE(f.attributes("1"), QStringLiteral(R"({"b":"x","c":["k"]})"));
    QCOMPARE(f.attributes("2"), QStringLiteral(R"({"a":2})"));
}

void TestProfileImport::rowsThatSeemedNewAreTakenOneByOneAfterAll()
{
    ImportFixture f;
    QByteArray lines;
    for (int i = 0; i < 500; ++i) {
        lines += "{\"id\":" + QByteArray::number(i) + ",\"a\":" + QByteArray::number(i) +
                 ".5,\"b\":\"x\",\"c\":[\"k\",\"l m\"],\"d\":\"2026-01-02\"}\n";
    }
    lines +=
        "{\"id\":500,\"b\":\"only\"}\n{\"id\":7,\"b\":\"y\"}\n{\"id\":501,\"a\":1,\"b\":\"z\",\"c\":null,\"d\":null}\n";
    QCOMPARE(spelled(f.people(lines, {}, "a.jsonl")), QStringLiteral("rows 503, created 502, updated 1"));
    QCOMPARE(f.schema(), QStringLiteral("a number, b text, c list, d date"));
    QCOMPARE(f.attributes("3"), QStringLiteral(R"({"a":3.5,"b":"x","c":["k","l m"],"d":"2026-01-02"})"));
    QCOMPARE(f.attributes("7"), QStringLiteral(R"({"a":7.5,"b":"y","c":["k","l m"],"d":"2026-01-02"})"));
    QCOMPARE(f.attributes("500"), QStringLiteral(R"({"b":"only"})"));
    QCOMPARE(f.attributes("501"), QStringLiteral(R"({"a":1.0,"b":"z"})"));
    QVERIFY(f.profiles.check()->empty());
}

void TestProfileImport::everyBadRowIsRejectedWithLineAndReason()
{
    ImportFixture f;
    const QByteArray bytes = "id,name\n1,Zo\xC3\xAB\n2,b,c\n3\n,nobody\n\"  \",nobody\n4,x" + QByteArray(1, '\0') +
                             "y\n5,\"a\nb\"\n6,Zo\xEB\n7,\"a\"b\n8,ok\n9,\"cut";
    const auto report = f.people(bytes);
    QCOMPARE(spelled(report), QStringLiteral("rows 11, created 3, rejected 8"));
    QCOMPARE(
        f.rejected(report),
        (QStringList{"3: too many fields: 3, where the header has 2", "4: too few fields: 1, where the header has 2",
                     "5: empty key: nothing stands in id", "6: empty key: nothing stands in id",
                     "7: a NUL byte at character 4", "10: not well-formed UTF-8 at character 5",
                     "11: text after the closing quote of field 2; a quote inside a quoted field is written twice",
                     "13: cut in a quoted field: the quote of field 2 is not closed before the file ends"}));
    QCOMPARE(report->rejected.size(), std::size_t{8});
    QCOMPARE(f.attributes("5"), QStringLiteral(R"({"name":"a\nb"})"));
}

void TestProfileImport::valueThatDoesNotFitRejectsItsRow()
{
    ImportFixture f;
    QVERIFY(f.people("id,age,vip,born,seen\n1,7,true,2000-01-01,2024-01-01T00:00:00Z\n"));
    const auto report = f.people("id,age,vip,born,seen\n"
                                 "2,abc,,,\n3,,1,,\n4,,,2000-13-01,\n5,,,,soon\n6,8,false,2001-01-01,2024-01-01\n"
                                 "7,99999999999999999999,,,\n8,,,2000-01-01T00:00:00Z,\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 7, created 1, rejected 6"));
    QCOMPARE(f.rejected(report),
             (QStringList{"2: age: 'abc' is not an integer", "3: vip: '1' is not a boolean",
                          "4: born: '2000-13-01' is not a date", "5: seen: 'soon' is not a datetime",
                          "7: age: '99999999999999999999' is not an integer",
                          "8: born: '2000-01-01T00:00:00Z' is not a date"}));
    QCOMPARE(f.schema(), QStringLiteral("age integer, vip boolean, born date, seen datetime"));
    QCOMPARE(f.attributes("2"), QStringLiteral("none"));
    const auto json =
        f.people("{\"id\":9,\"age\":\"x\"}\n{\"id\":10,\"age\":[1]}\n{\"id\":11,\"vip\":0}\n", {}, "a.jsonl");
    QCOMPARE(f.rejected(json), (QStringList{"1: age: 'x' is not an integer", "2: age: a list is not an integer",
                                            "3: vip: '0' is not a boolean"}));
}

void TestProfileImport::integersWidenToNumbers()
{
    ImportFixture f;
    QVERIFY(f.people("id,age\n1,7\n"));
    const auto report = f.people("id,age\n2,7.5\n3,x\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 2, created 1, rejected 1"));
    QCOMPARE(f.rejected(report), QStringList{"3: age: 'x' is not a number"});
    QCOMPARE(f.schema(), QStringLiteral("age number"));
    QCOMPARE(f.attributes("1"), QStringLiteral(R"({"age":7.0})"));
    QCOMPARE(f.attributes("2"), QStringLiteral(R"({"age":7.5})"));
    QCOMPARE(spelled(f.people("id,age\n1,7\n")), QStringLiteral("rows 1, unchanged 1"));
}

void TestProfileImport::mappingSaysTypesFormatsAndConstants()
{
    ImportFixture f;
    ImportOptions options;
    options.mapping = mappingOf(R"({"format": "postweave.mapping/1", "kind": "profiles", "key": "No",
        "attributes": {"joined": {"column": "Joined", "date_format": "DD/MM/YYYY"}, "zip": {"column": "Zip", "type": "text"},
          "likes": {"column": "Likes", "separator": ","}, "source": {"value": "shop"}, "since": {"value": "2020-01-01"},
          "seen": {"column": "Seen", "date_format": "D.M.YY HH:mm"}}, "ignore": ["Fax"]})");
    options.zone = *TimeZone::byName("Europe/Berlin");
    const auto report = f.people(
        "No,Joined,Zip,Likes,Fax,Seen,Rest\n1,31/12/2023,12345,\"a, b,,c\",9,1.7.24 12:00,x\n2,2023-12-31,1,,,,\n",
        options);
    QCOMPARE(spelled(report), QStringLiteral("rows 2, created 1, rejected 1"));
    QCOMPARE(f.rejected(report), QStringList{"3: Joined: '2023-12-31' is not a date written DD/MM/YYYY"});
    QCOMPARE(f.schema(),
             QStringLiteral("joined date, zip text, likes list, source text, since date, seen datetime, rest text"));
    QCOMPARE(
        f.attributes("1"),
        QStringLiteral(
            R"({"joined":"2023-12-31","zip":"12345","likes":["a","b","c"],"source":"shop","since":"2020-01-01","seen":"2024-07-01T10:00:00Z","rest":"x"})"));
}

void TestProfileImport::mappingThatContradictsAStandingTypeIsAnError()
{
    ImportFixture f;
    QVERIFY(f.people("id,age\n1,x\n"));
    ImportOptions options;
    options.mapping = mappingOf(
        R"({"format": "postweave.mapping/1", "kind": "profiles", "attributes": {"age": {"column": "age", "type": "integer"}}})");
    options.mapping->file = "m.json";
    QCOMPARE(spelled(f.people("id,age\n2,7\n", options)),
             QStringLiteral("m.json: $.attributes.age: 'age' is already text in this workspace, not integer; leave the "
                            "type out, or take another name"));
    QCOMPARE(*f.profiles.count(), 1U);
}

void TestProfileImport::olderValuesGoToHistoryOnly()
{
    ImportFixture f;
    QVERIFY(f.people("id,plan\n1,pro\n"));
    ImportOptions older;
    older.at = fromUtc({*parseDate("2023-01-01"), 0});
    QCOMPARE(spelled(f.people("id,plan\n1,free\n", older)), QStringLiteral("rows 1, updated 1"));
    QCOMPARE(f.attributes("1"), QStringLiteral(R"({"plan":"pro"})"));
    QCOMPARE(f.attributes("1", fromUtc({*parseDate("2023-06-01"), 0})), QStringLiteral(R"({"plan":"free"})"));
}

void TestProfileImport::headerAloneChangesNothing()
{
    ImportFixture f;
    QCOMPARE(spelled(f.people("id,name\n")), QStringLiteral("rows 0"));
    QCOMPARE(f.schema(), QString());
    QVERIFY(f.log.imports(1)->front().finishedAt);
}

void TestProfileImport::emptyColumnBecomesAnAttribute()
{
    ImportFixture f;
    QVERIFY(f.people("id,note\n1,\n"));
    QCOMPARE(f.schema(), QStringLiteral("note text"));
}

void TestProfileImport::jsonColumnsThatComeLateCount()
{
    ImportFixture f;
    QByteArray lines;
    for (int i = 0; i < 3000; ++i) {
        lines += "{\"user_id\": " + QByteArray::number(i) + (i < 2500 ? "}\n" : ", \"late\": 1.5}\n");
    }
    QCOMPARE(spelled(f.people(lines, {}, "a.jsonl")), QStringLiteral("rows 3000, created 3000"));
    QCOMPARE(f.schema(), QStringLiteral("late number"));
    ImportFixture g; // the key itself comes late: of the lines before, nothing is known
    QByteArray other = QByteArray("{\"x\": 1}\n").repeated(2000) + "{\"id\": \"a\", \"x\": 2}\n";
    QCOMPARE(spelled(g.people(other, {}, "a.jsonl")), QStringLiteral("rows 2001, created 1, rejected 2000"));
    QCOMPARE(g.attributes("a"), QStringLiteral(R"({"x":2})"));
}

void TestProfileImport::brokenFilesLeaveNothing()
{
    ImportFixture f;
    QVERIFY(spelled(f.people("id,,x\n1,2,3\n")).contains(QStringLiteral("people.csv:1:4: column 2 has no name")));
    QVERIFY(spelled(f.people("name\nx\n")).contains(QStringLiteral("people.csv: no column tells a profile's key")));
    QVERIFY(spelled(f.importFile(MappingKind::Profiles, "/nowhere/x.csv"))
                .contains(QStringLiteral("/nowhere/x.csv: there is no such file")));
    ImportOptions wrongKey;
    wrongKey.key = "nam";
    QVERIFY(spelled(f.people("id,name\n1,x\n", wrongKey))
                .contains(QStringLiteral("the file has no column 'nam'; did you mean 'name'?")));
    QVERIFY(f.log.imports(10)->empty());
    QCOMPARE(f.schema(), QString());
}

void TestProfileImport::cancelBetweenBatchesKeepsTheFirstRows()
{
    ImportFixture f;
    QByteArray bytes = "id,n\n";
    for (int i = 0; i < 1000; ++i) {
        bytes += QByteArray::number(i) + (i % 10 == 3 ? ",x,y\n" : ",1\n");
    }
    const std::string path = f.folder.write(bytes);
    ImportOptions options;
    options.batchRows = 100;
    CancelToken cancel;
    int batches = 0;
    const auto report = f.importFile(MappingKind::Profiles, path, options, cancel, [&](const ProgressReport& progress) {
        if (progress.done > progress.total / 2 && ++batches == 3) {
            cancel.cancel();
        }
    });
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    const profile::ImportRecord record = f.log.imports(1)->front();
    QVERIFY(!record.finishedAt);
    QVERIFY(record.counts.rows >= 300 && record.counts.rows < 1000 && record.counts.rows % 100 == 0);
    QCOMPARE(*f.profiles.count(), record.counts.rows * 9 / 10);
    QCOMPARE(f.log.rejectedRows(record.id, 10'000)->size(), record.counts.rows / 10);
    QCOMPARE(f.attributes(std::to_string(record.counts.rows - 1)), QStringLiteral(R"({"n":1})"));
    QCOMPARE(f.attributes(std::to_string(record.counts.rows)), QStringLiteral("none"));
    const auto again = f.importFile(MappingKind::Profiles, path, options);
    QCOMPARE(again->counts.unchanged, record.counts.created);
    QCOMPARE(*f.profiles.count(), 900U);
}

void TestProfileImport::batchesEndByBytesToo()
{
    ImportFixture f;
    QByteArray bytes = "id,text\n";
    const QByteArray text(9'000'000, 'x');
    for (int i = 0; i < 12; ++i) {
        bytes += QByteArray::number(i) + "," + text + "\n";
    }
    const auto report = f.people(bytes);
    QCOMPARE(spelled(report), QStringLiteral("rows 12, created 12"));
    QCOMPARE(report->batches, 12U);
}

void TestProfileImport::progressReachesItsTotal()
{
    ImportFixture f;
    const std::string path = f.folder.write("id,n\n1,1\n2,2\n3,3\n");
    ImportOptions options;
    options.batchRows = 1;
    std::vector<ProgressReport> reports;
    VERIFY_RESULT(
        f.importFile(MappingKind::Profiles, path, options, {}, [&](const ProgressReport& p) { reports.push_back(p); }));
    QVERIFY(!reports.empty());
    QCOMPARE(reports.back().done, reports.back().total);
    for (std::size_t i = 1; i < reports.size(); ++i) {
        QVERIFY(reports[i].done >= reports[i - 1].done);
    }
}

void TestProfileImport::sourceAndFileAreLogged()
{
    ImportFixture f;
    QVERIFY(f.people("id\n1\n"));
    QCOMPARE(f.log.imports(1)->front().source, std::string("people.csv"));
    ImportOptions options;
    options.source = "CRM";
    QVERIFY(f.people("id\n1\n", options));
    QCOMPARE(f.log.imports(1)->front().source, std::string("CRM"));
    QCOMPARE(f.log.imports(1)->front().counts, (profile::ImportCounts{1, 0, 0, 1, 0, 0}));
}

void TestProfileImport::rejectedTextIsKept()
{
    ImportFixture f;
    const auto report = f.people("id,name\n1,Zo\xC3\xAB\n2,\xFF,\"a\r\nb\"\n3," + QByteArray(100'000, 'y') + ",z\n");
    const auto rows = *f.log.rejectedRows(report->import, 10);
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].text, std::string("2,\xEF\xBF\xBD,\"a\r\nb\""));
    QCOMPARE(rows[1].line, 5U);
    QCOMPARE(rows[1].text.size(), profile::kMaxRejectedText);
}

/// Whatever is new, known, repeated or rejected among them: batches write rows beforehand where all seem to be new.
void TestProfileImport::batchesOfAnySizeGiveTheSameProfiles()
{
    const auto rowsOf = [](int from, int to, int repeatedEvery, int faultyEvery) {
        QByteArray bytes = "id,email,age\n";
        for (int i = from; i < to; ++i) {
            const QByteArray number = QByteArray::number(i);
            bytes += "k" + number + "," + number + "@shop.example," + (i % faultyEvery == 0 ? "old" : "7") + "\n";
            bytes += i % repeatedEvery == 0 ? QByteArray("k" + number + ",x,8\n") : QByteArray();
        }
        return bytes;
    };
    const Mapping whole = mappingOf(R"({"format": "postweave.mapping/1", "kind": "profiles", "key": "id",
        "attributes": {"email": "email", "age": {"column": "age", "type": "integer"}}})");
    const std::vector<QByteArray> files{rowsOf(0, 200, 1000, 1000), rowsOf(150, 400, 90, 60), rowsOf(400, 700, 7, 11)};
    QStringList results[2];
    for (const std::size_t batchRows : {std::size_t{100'000}, std::size_t{13}}) {
        ImportFixture f;
        ImportOptions options;
        options.batchRows = batchRows;
        options.mapping = whole;
        QStringList& result = results[batchRows == 13 ? 1 : 0];
        for (const QByteArray& file : files) {
            result.append(spelled(f.people(file, options)));
        }
        for (int i = 0; i < 700; ++i) {
            const std::string key = "k" + std::to_string(i);
            const auto profile = f.profiles.find(key);
            result.append(f.attributes(key) + QString::number(*profile ? (*profile)->id.value : 0));
        }
        QVERIFY(f.profiles.check()->empty());
    }
    QCOMPARE(results[1], results[0]);
}

QTEST_APPLESS_MAIN(TestProfileImport)
#include "tst_profile_import.moc"
