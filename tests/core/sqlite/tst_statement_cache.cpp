// SPDX-License-Identifier: GPL-3.0-or-later
// A statement that was kept is as good as a new one.
#include "core/sqlite/database.h"
#include "core/sqlite/transaction.h"
#include "tests/core/verify_result.h"

#include <QtTest/QtTest>

#include <optional>

using namespace postweave;
using namespace postweave::sqlite;

namespace {

Database withTable()
{
    Result<Database> database = Database::inMemory();
    if (!database || !database->execute("CREATE TABLE t(x INTEGER, y TEXT); INSERT INTO t VALUES(1, 'a'), (2, 'b')")) {
        qFatal("no table");
    }
    return *std::move(database);
}

} // namespace

class TestStatementCache : public QObject {
    Q_OBJECT

private slots:
    void bindingsAreGone();
    void twoOfTheSameSqlDoNotMix();
    void rowsHalfReadLockNothing();
    void failureIsForgotten();
    void schemaMayChangeMeanwhile();
    void manyStatementsAndLongOnes();
    void databaseMayMove();
};

void TestStatementCache::bindingsAreGone()
{
    Database database = withTable();
    const char* sql = "SELECT ?";
    {
        auto first = database.prepare(sql);
        first->bind(1, std::string_view("bound"));
        QVERIFY(*first->step());
        QCOMPARE(first->string(0), std::string("bound"));
    }
    auto second = database.prepare(sql);
    QVERIFY(*second->step());
    QVERIFY(second->isNull(0));
}

void TestStatementCache::twoOfTheSameSqlDoNotMix()
{
    Database database = withTable();
    const char* sql = "SELECT x FROM t ORDER BY x";
    static_cast<void>(database.queryInteger(sql)); // one is kept
    auto first = database.prepare(sql);
    auto second = database.prepare(sql);
    QVERIFY(*first->step());
    QVERIFY(*first->step());
    QVERIFY(*second->step());
    QCOMPARE(first->integer(0), 2);
    QCOMPARE(second->integer(0), 1);
}

void TestStatementCache::rowsHalfReadLockNothing()
{
    Database database = withTable();
    {
        auto half = database.prepare("SELECT x FROM t");
        QVERIFY(*half->step());
    }
    VERIFY_RESULT(database.execute("DROP TABLE t")); // which a running statement forbids
}

void TestStatementCache::failureIsForgotten()
{
    Database database = withTable();
    VERIFY_RESULT(database.execute("CREATE UNIQUE INDEX u ON t(x)"));
    const char* sql = "INSERT INTO t VALUES(?, 'c')";
    {
        auto twice = database.prepare(sql);
        twice->bind(1, std::int64_t{1});
        QVERIFY(!twice->step());
    }
    auto once = database.prepare(sql);
    once->bind(1, std::int64_t{3});
    VERIFY_RESULT(once->run());
    QCOMPARE(*database.queryInteger("SELECT count(*) FROM t"), 3);
}

void TestStatementCache::schemaMayChangeMeanwhile()
{
    Database database = withTable();
    const char* sql = "SELECT * FROM t ORDER BY 1";
    QCOMPARE(*database.queryInteger(sql), 1);
    VERIFY_RESULT(database.execute("DROP TABLE t; CREATE TABLE t(y TEXT, z INTEGER); INSERT INTO t VALUES('q', 7)"));
    {
        auto select = database.prepare(sql);
        QVERIFY(*select->step());
        QCOMPARE(select->string(0), std::string("q"));
        QCOMPARE(select->integer(1), 7);
    }
    VERIFY_RESULT(
        database.execute("ATTACH ':memory:' AS other; CREATE TABLE other.u(x); INSERT INTO other.u VALUES(5)"));
    QCOMPARE(*database.queryInteger("SELECT x FROM other.u"), 5);
    VERIFY_RESULT(database.execute("DETACH other"));
    QVERIFY(!database.queryInteger("SELECT x FROM other.u"));
}

void TestStatementCache::manyStatementsAndLongOnes()
{
    Database database = withTable();
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 400; ++i) {
            const std::string padding(i % 5 == 0 ? 3000 : 0, ' ');
            QCOMPARE(*database.queryInteger("SELECT " + padding + std::to_string(i)), i);
        }
    }
}

void TestStatementCache::databaseMayMove()
{
    std::optional<Database> database(withTable());
    static_cast<void>(database->queryInteger("SELECT x FROM t"));
    Result<Statement> open = database->prepare("SELECT y FROM t ORDER BY x DESC");
    Database moved = *std::move(database);
    database.reset();
    Statement select = *std::move(open); // goes before the database does
    QVERIFY(*select.step());
    QCOMPARE(select.string(0), std::string("b"));
    QCOMPARE(*moved.queryInteger("SELECT x FROM t"), 1);
}

QTEST_APPLESS_MAIN(TestStatementCache)
#include "tst_statement_cache.moc"
