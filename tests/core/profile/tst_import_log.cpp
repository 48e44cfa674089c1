// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/profile_fixture.h"

#include "core/base/text.h"

using namespace postweave;
using namespace postweave::profile;

class TestImportLog : public QObject {
    Q_OBJECT

private slots:
    void sourceKeepsItsId();
    void countsAddUpOverBatches();
    void importNotFinishedShowsSo();
    void rejectedRowsComeBackInOrderAndPages();
    void rejectedTextIsClippedAndMadeWellFormed();
    void rolledBackBatchLeavesNothing();
};

void TestImportLog::sourceKeepsItsId()
{
    ProfileFixture f;
    ImportLog log(f.database);
    const Result<SourceId> shop = log.source("shop");
    VERIFY_RESULT(shop);
    QVERIFY(*log.source("newsletter") != *shop);
    QVERIFY(*log.source("shop") == *shop);
    QCOMPARE(log.sources()->size(), std::size_t{2});
    QVERIFY(!f.database.inTransaction());
}

void TestImportLog::countsAddUpOverBatches()
{
    ProfileFixture f;
    ImportLog log(f.database);
    const Result<ImportId> import = log.beginImport({ImportKind::Profiles, "/data/people.csv", "", day(1)});
    VERIFY_RESULT(import);
    VERIFY_RESULT(log.recordBatch(*import, {10, 5, 2, 1, 0, 2}));
    VERIFY_RESULT(log.recordBatch(*import, {4, 4, 0, 0, 0, 0}));
    VERIFY_RESULT(log.finishImport(*import, day(2)));
    const ImportRecord record = log.imports(10)->front();
    QVERIFY((record.counts == ImportCounts{14, 9, 2, 1, 0, 2}));
    QCOMPARE(record.batches, 2U);
    QCOMPARE(record.source, std::string("people.csv"));
    QVERIFY(record.finishedAt == day(2));
}

void TestImportLog::importNotFinishedShowsSo()
{
    ProfileFixture f;
    ImportLog log(f.database);
    VERIFY_RESULT(log.beginImport({ImportKind::Events, "e.jsonl", "shop", day(1)}));
    VERIFY_RESULT(log.beginImport({ImportKind::Events, "f.jsonl", "shop", day(2)}));
    const std::vector<ImportRecord> records = *log.imports(10);
    QCOMPARE(records.size(), std::size_t{2});
    QCOMPARE(records[0].file, std::string("f.jsonl"));
    QVERIFY(!records[0].finishedAt);
    QCOMPARE(log.imports(1, 1)->front().file, std::string("e.jsonl"));
}

void TestImportLog::rejectedRowsComeBackInOrderAndPages()
{
    ProfileFixture f;
    ImportLog log(f.database);
    const ImportId import = *log.beginImport({ImportKind::Profiles, "p.csv", "", day(1)});
    std::vector<RejectedRow> rows;
    for (std::uint64_t line = 1; line <= 25; ++line) {
        rows.push_back({line * 2, "no key", "row " + std::to_string(line)});
    }
    VERIFY_RESULT(log.reject(import, std::span(rows).first(10)));
    VERIFY_RESULT(log.reject(import, std::span(rows).subspan(10)));
    const std::vector<RejectedRow> page = *log.rejectedRows(import, 10, 10);
    QCOMPARE(page.size(), std::size_t{10});
    QCOMPARE(page[0].line, 22U);
    QCOMPARE(page[9].text, std::string("row 20"));
    QCOMPARE(log.rejectedRows(import, 10, 20)->size(), std::size_t{5});
}

void TestImportLog::rejectedTextIsClippedAndMadeWellFormed()
{
    ProfileFixture f;
    ImportLog log(f.database);
    const ImportId import = *log.beginImport({ImportKind::Profiles, "p.csv", "", day(1)});
    const std::vector<RejectedRow> rows{{1, "too long", std::string(100'000, 'x')}, {2, "cut", "\xc3"}};
    VERIFY_RESULT(log.reject(import, rows));
    const std::vector<RejectedRow> kept = *log.rejectedRows(import, 10);
    QCOMPARE(kept[0].text.size(), kMaxRejectedText);
    QCOMPARE(kept[1].text, std::string("\xef\xbf\xbd"));
}

void TestImportLog::rolledBackBatchLeavesNothing()
{
    ProfileFixture f;
    ImportLog log(f.database);
    const ImportId import = *log.beginImport({ImportKind::Profiles, "p.csv", "", day(1)});
    VERIFY_RESULT(f.database.execute("BEGIN"));
    VERIFY_RESULT(log.recordBatch(import, {10, 10, 0, 0, 0, 0}));
    const std::vector<RejectedRow> rows{{1, "no key", ""}};
    VERIFY_RESULT(log.reject(import, rows));
    VERIFY_RESULT(f.database.execute("ROLLBACK"));
    QVERIFY(log.imports(1)->front().counts == ImportCounts{});
    QVERIFY(log.rejectedRows(import, 10)->empty());
}

QTEST_APPLESS_MAIN(TestImportLog)
#include "tst_import_log.moc"
