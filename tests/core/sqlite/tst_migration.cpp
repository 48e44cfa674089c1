// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sqlite/file_fixture.h"

#include "core/sqlite/migration.h"

using namespace postweave;
using namespace postweave::sqlite;

namespace {

const std::string kFirst = "CREATE TABLE a(x TEXT) STRICT";
const std::string kSecond = "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = length(x)";
const std::string kThird = "CREATE TABLE b(z TEXT) STRICT";

MigrationList upTo(int version)
{
    std::vector<MigrationStep> steps{sqlStep(kFirst), sqlStep(kSecond), sqlStep(kThird)};
    steps.resize(static_cast<std::size_t>(version));
    return MigrationList(std::move(steps));
}

void makeVersion(const FileFixture& f, int version)
{
    const Result<void> made = createFile(f.path(), [&](Database& database) {
        Result<void> applied = upTo(version).apply(database);
        return applied ? database.execute("INSERT INTO a(x) VALUES('one'), ('three')") : applied;
    });
    if (!made) {
        qFatal("%s", toLine(made.error()).c_str());
    }
}

} // namespace

class TestMigration : public QObject {
    Q_OBJECT

private slots:
    void everyOlderVersionReachesTheLatest_data();
    void everyOlderVersionReachesTheLatest();
    void latestVersionIsLeftAlone();
    void copyBesideHoldsTheOldVersion();
    void failingStepLeavesTheFileAsItWas();
    void copyThatCannotBeMadeStopsTheMigration();
    void newerVersionIsRefused();
};

void TestMigration::everyOlderVersionReachesTheLatest_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("from 1") << 1;
    QTest::newRow("from 2") << 2;
}

void TestMigration::everyOlderVersionReachesTheLatest()
{
    QFETCH(int, version);
    FileFixture f;
    makeVersion(f, version);
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    VERIFY_RESULT(upTo(3).migrate(*database));
    QCOMPARE(*database->queryInteger("PRAGMA user_version"), 3);
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM a"), 2);
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM b"), 0);
    QCOMPARE(*database->queryInteger("SELECT ifnull(sum(y), 0) FROM a"), version == 1 ? 8 : 0);
}

void TestMigration::latestVersionIsLeftAlone()
{
    FileFixture f;
    makeVersion(f, 3);
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    const Result<std::optional<std::filesystem::path>> copy = upTo(3).migrate(*database);
    VERIFY_RESULT(copy);
    QVERIFY(!*copy);
    QVERIFY(!f.names().contains("ws.pw.before-v3"));
}

void TestMigration::copyBesideHoldsTheOldVersion()
{
    FileFixture f;
    makeVersion(f, 1);
    f.write("ws.pw.before-v3", "left by an attempt before");
    {
        Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
        const Result<std::optional<std::filesystem::path>> copy = upTo(3).migrate(*database);
        VERIFY_RESULT(copy);
        QCOMPARE(copy->value().string(), f.path("ws.pw.before-v3").string());
    }
    QVERIFY(f.names() == (std::set<std::string>{"ws.pw", "ws.pw.before-v3"}));
    Result<Database> old = Database::open(f.path("ws.pw.before-v3"), OpenMode::ReadOnly);
    VERIFY_RESULT(old);
    QCOMPARE(*old->queryInteger("PRAGMA user_version"), 1);
    QCOMPARE(*old->queryInteger("SELECT count(*) FROM a"), 2);
}

void TestMigration::failingStepLeavesTheFileAsItWas()
{
    FileFixture f;
    makeVersion(f, 1);
    const MigrationList broken({sqlStep(kFirst), sqlStep(kSecond), sqlStep("nonsense")});
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    QVERIFY(!broken.migrate(*database));
    QVERIFY(!database->inTransaction());
    QCOMPARE(*database->queryInteger("PRAGMA user_version"), 1);
    QVERIFY(!database->queryInteger("SELECT y FROM a"));
    VERIFY_RESULT(upTo(3).migrate(*database));
}

void TestMigration::copyThatCannotBeMadeStopsTheMigration()
{
    FileFixture f;
    makeVersion(f, 1);
    std::filesystem::create_directories(f.path("ws.pw.before-v3") / "full");
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    QCOMPARE(upTo(3).migrate(*database).error().code, ErrorCode::WriteFailed);
    QCOMPARE(*database->queryInteger("PRAGMA user_version"), 1);
}

void TestMigration::newerVersionIsRefused()
{
    FileFixture f;
    makeVersion(f, 3);
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    const Result<std::optional<std::filesystem::path>> migrated = upTo(2).migrate(*database);
    QCOMPARE(migrated.error().code, ErrorCode::WorkspaceNewer);
    QVERIFY(migrated.error().message.find("newer") != std::string::npos);
    QCOMPARE(upTo(2).checkVersion(0, "x").error().code, ErrorCode::NotAWorkspace);
}

QTEST_APPLESS_MAIN(TestMigration)
#include "tst_migration.moc"
