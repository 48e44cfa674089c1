// SPDX-License-Identifier: GPL-3.0-or-later
// While rows are added by the million the writer has its own ways; what it wrote is as whole as ever.
#include "tests/core/sqlite/file_fixture.h"

#include "core/sqlite/bulk_load.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace postweave;
using namespace postweave::sqlite;

namespace {

constexpr int kBatches = 60;
const std::string kBatch = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
                           "INSERT INTO t SELECT hex(zeroblob(2000)) FROM n";

Database opened(const FileFixture& f, OpenMode mode)
{
    Result<Database> database = Database::open(f.path(), mode);
    if (!database) {
        qFatal("%s", toLine(database.error()).c_str());
    }
    return *std::move(database);
}

Result<void> commitBatch(Database& database)
{
    Result<Transaction> transaction = Transaction::begin(database);
    return transaction ? database.execute(kBatch).and_then([&] { return transaction->commit(); })
                       : fail(transaction.error());
}

/// synchronous, wal_autocheckpoint, cache_size
std::vector<std::int64_t> waysOf(Database& database)
{
    return {*database.queryInteger("PRAGMA synchronous"), *database.queryInteger("PRAGMA wal_autocheckpoint"),
            *database.queryInteger("PRAGMA cache_size")};
}

} // namespace

class TestBulkLoad : public QObject {
    Q_OBJECT

private slots:
    void usualWaysAreBackAfterIt_data();
    void usualWaysAreBackAfterIt();
    void whatItWroteIsThereForEveryone();
    void logIsTakenOverMeanwhile();
    void killLeavesWholeBatches();
    void databaseInMemoryIsWrittenAsUsual();
};

void TestBulkLoad::usualWaysAreBackAfterIt_data()
{
    QTest::addColumn<bool>("appends");
    QTest::newRow("appends") << true;
    QTest::newRow("changes") << false;
}

void TestBulkLoad::usualWaysAreBackAfterIt()
{
    QFETCH(bool, appends);
    FileFixture f;
    f.make();
    Database writer = opened(f, OpenMode::ReadWrite);
    const auto before = waysOf(writer);
    QCOMPARE(before.front(), 2); // FULL
    {
        BulkLoad load(writer, appends ? LoadKind::Appends : LoadKind::Changes);
        QCOMPARE(waysOf(writer).front(), 1); // NORMAL
        QCOMPARE(waysOf(writer).back() != before.back(), appends);
    }
    QCOMPARE(waysOf(writer), before);
}

void TestBulkLoad::whatItWroteIsThereForEveryone()
{
    FileFixture f;
    f.make();
    Database writer = opened(f, OpenMode::ReadWrite);
    Database reader = opened(f, OpenMode::ReadOnly);
    {
        BulkLoad load(writer, LoadKind::Appends);
        for (int batch = 1; batch <= kBatches; ++batch) {
            VERIFY_RESULT(commitBatch(writer));
            load.committed();
            QCOMPARE(*reader.queryInteger("SELECT count(*) FROM t"), 100 + 100 * batch);
        }
    }
    VERIFY_RESULT(commitBatch(writer));
    QCOMPARE(*reader.queryInteger("SELECT count(*) FROM t"), 100 + 100 * (kBatches + 1));
    QVERIFY(writer.checkIntegrity()->empty());
}

void TestBulkLoad::logIsTakenOverMeanwhile()
{
    FileFixture f;
    f.make();
    const auto before = std::filesystem::file_size(f.path());
    Database writer = opened(f, OpenMode::ReadWrite);
    {
        BulkLoad load(writer, LoadKind::Appends);
        VERIFY_RESULT(commitBatch(writer));
        load.committed();
    }
    // The file itself has grown, though far less was written than what a writer takes the log over for.
    QVERIFY(std::filesystem::file_size(f.path()) > before);
}

void TestBulkLoad::killLeavesWholeBatches()
{
    FileFixture f;
    f.make();
    for (const int batches : {1, 7, 25}) {
        const pid_t child = ::fork();
        if (child == 0) {
            Result<Database> writer = Database::open(f.path(), OpenMode::ReadWrite);
            BulkLoad load(*writer, LoadKind::Appends);
            for (int batch = 0; batch < batches; ++batch) {
                if (!commitBatch(*writer)) {
                    ::_exit(1);
                }
                load.committed();
            }
            Result<Transaction> open = Transaction::begin(*writer);
            static_cast<void>(writer->execute(kBatch));
            ::_exit(0); // without a word to SQLite, while the log may be on its way
        }
        int status = 1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }
    Database database = opened(f, OpenMode::ReadWrite);
    QCOMPARE(*database.queryInteger("SELECT count(*) FROM t"), 100 + 100 * (1 + 7 + 25));
    QVERIFY(database.checkIntegrity()->empty());
}

void TestBulkLoad::databaseInMemoryIsWrittenAsUsual()
{
    auto database = Database::inMemory();
    VERIFY_RESULT(database);
    VERIFY_RESULT(database->execute("CREATE TABLE t(x TEXT) STRICT"));
    const auto before = waysOf(*database);
    {
        BulkLoad load(*database, LoadKind::Appends);
        VERIFY_RESULT(commitBatch(*database));
        load.committed();
    }
    QCOMPARE(waysOf(*database), before);
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM t"), 100);
}

QTEST_GUILESS_MAIN(TestBulkLoad)
#include "tst_bulk_load.moc"
