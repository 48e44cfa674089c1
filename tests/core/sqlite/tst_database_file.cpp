// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sqlite/file_fixture.h"

#include "core/sqlite/writer_lock.h"

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace postweave;
using namespace postweave::sqlite;

namespace {

/// Runs `work` in a child process that ends without any tidying up.
template <typename Work>
int inChild(Work work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class TestDatabaseFile : public QObject {
    Q_OBJECT

private slots:
    void createdFileOpensAndLeavesNothingBeside();
    void createNeverReplaces();
    void createWithoutFolderFails();
    void failedFillLeavesNothing();
    void createTakesNoStaleLogForItsOwn();
    void refusedFilesStayAsTheyAre_data();
    void refusedFilesStayAsTheyAre();
    void folderAndPipeAreNoWorkspaces();
    void cutFileIsDamaged_data();
    void cutFileIsDamaged();
    void readerWorksBesideWriter();
    void readerCannotWrite();
    void secondWriterIsLockedOut();
    void lockOfADeadProcessIsTakenOver();
    void transactionWithoutCommitIsRolledBack();
    void joinedTransactionLeavesTheOuterOneInCharge();
    void fullDiskRollsBackAndKeepsTheFile();
    void logOfAKilledWriterIsTakenOver();
    void overwrittenPageIsFound();
    void triggersOfAForeignFileDoNotRun();
    void awkwardPathsWork();
    void copyIsWholeAndNeverReplaces();
    void interruptEndsAStatement();
};

void TestDatabaseFile::createdFileOpensAndLeavesNothingBeside()
{
    FileFixture f;
    f.make();
    QVERIFY(f.names() == std::set<std::string>{"ws.pw"});
    {
        Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
        VERIFY_RESULT(database);
        QCOMPARE(*database->queryText("PRAGMA journal_mode"), std::string("wal"));
        QCOMPARE(*database->queryInteger("PRAGMA synchronous"), 2);
        QCOMPARE(*database->queryInteger("PRAGMA foreign_keys"), 1);
        VERIFY_RESULT(database->execute("INSERT INTO t VALUES('x')"));
    }
    {
        Result<Database> database = Database::open(f.path(), OpenMode::ReadOnly);
        VERIFY_RESULT(database);
        QCOMPARE(*database->queryInteger("SELECT count(*) FROM t"), 101);
    }
    QVERIFY(f.names() == std::set<std::string>{"ws.pw"});
}

void TestDatabaseFile::createNeverReplaces()
{
    FileFixture f;
    f.write("ws.pw", "mine");
    const auto fill = [](Database&) { return Result<void>(); };
    QCOMPARE(createFile(f.path(), fill).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(f.bytes(), std::string("mine"));
    std::filesystem::create_symlink("nowhere", f.path("link"));
    QCOMPARE(createFile(f.path("link"), fill).error().code, ErrorCode::AlreadyExists);
    QVERIFY(f.names() == (std::set<std::string>{"ws.pw", "link"}));
}

void TestDatabaseFile::createWithoutFolderFails()
{
    FileFixture f;
    const auto fill = [](Database&) { return Result<void>(); };
    QCOMPARE(createFile(f.path("no/such/ws.pw"), fill).error().code, ErrorCode::WriteFailed);
    f.write("file", "");
    QCOMPARE(createFile(f.path("file/ws.pw"), fill).error().code, ErrorCode::WriteFailed);
    QCOMPARE(createFile("", fill).error().code, ErrorCode::WriteFailed);
    QCOMPARE(createFile("/proc/ws.pw", fill).error().code, ErrorCode::WriteFailed);
}

void TestDatabaseFile::failedFillLeavesNothing()
{
    FileFixture f;
    const Result<void> made = createFile(f.path(), [](Database& database) { return database.execute("nonsense"); });
    QCOMPARE(made.error().code, ErrorCode::Internal);
    QCOMPARE(made.error().where.file, f.path().string());
    QVERIFY(f.names().empty());
}

void TestDatabaseFile::createTakesNoStaleLogForItsOwn()
{
    FileFixture f;
    f.make("old.pw");
    QCOMPARE(inChild([&] {
                 Result<Database> database = Database::open(f.path("old.pw"), OpenMode::ReadWrite);
                 ::_exit(database && database->execute("INSERT INTO t VALUES('stale')") ? 0 : 1);
                 return 1;
             }),
             0);
    std::filesystem::rename(f.path("old.pw-wal"), f.path("ws.pw-wal"));
    f.make();
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    VERIFY_RESULT(database);
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM t WHERE x = 'stale'"), 0);
}

void TestDatabaseFile::refusedFilesStayAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short text") << QByteArray("hello");
    QTest::newRow("long text") << QByteArray("name,city\n").repeated(5000);
    QTest::newRow("only the magic words") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("noise") << QByteArray(20'000, '\x7f');
    FileFixture f;
    f.make();
    std::string other = f.bytes();
    other[68] = 'X'; // of application_id
    QTest::newRow("another program's database") << QByteArray::fromStdString(other);
}

void TestDatabaseFile::refusedFilesStayAsTheyAre()
{
    QFETCH(QByteArray, content);
    FileFixture f;
    f.write("ws.pw", content.toStdString());
    for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
        const Result<Database> opened = Database::open(f.path(), mode);
        QVERIFY(!opened);
        QVERIFY2(opened.error().code == ErrorCode::NotAWorkspace, toLine(opened.error()).c_str());
        QCOMPARE(opened.error().where.file, f.path().string());
    }
    QVERIFY(f.bytes() == content.toStdString());
    QVERIFY(f.names() == std::set<std::string>{"ws.pw"});
}

void TestDatabaseFile::folderAndPipeAreNoWorkspaces()
{
    FileFixture f;
    QCOMPARE(Database::open(f.folder.path().toStdString(), OpenMode::ReadOnly).error().code, ErrorCode::NotAWorkspace);
    QCOMPARE(::mkfifo(f.path("pipe").c_str(), 0600), 0);
    QCOMPARE(Database::open(f.path("pipe"), OpenMode::ReadOnly).error().code, ErrorCode::NotAWorkspace);
    QCOMPARE(Database::open(f.path("nothing"), OpenMode::ReadOnly).error().code, ErrorCode::NotFound);
    QVERIFY(!f.names().contains("nothing"));
}

void TestDatabaseFile::cutFileIsDamaged_data()
{
    QTest::addColumn<double>("part");
    QTest::newRow("half") << 0.5;
    QTest::newRow("a page short") << 0.93;
    QTest::newRow("a byte short") << 0.99999;
    QTest::newRow("one page left") << 0.06;
}

void TestDatabaseFile::cutFileIsDamaged()
{
    QFETCH(double, part);
    FileFixture f;
    f.make();
    const std::string cut = f.bytes().substr(0, static_cast<std::size_t>(static_cast<double>(f.bytes().size()) * part));
    f.write("ws.pw", cut);
    for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
        const Result<Database> opened = Database::open(f.path(), mode);
        QVERIFY(!opened);
        QVERIFY2(opened.error().code == ErrorCode::WorkspaceDamaged, toLine(opened.error()).c_str());
    }
    QVERIFY(f.bytes() == cut);
}

void TestDatabaseFile::readerWorksBesideWriter()
{
    FileFixture f;
    f.make();
    Result<Database> writer = Database::open(f.path(), OpenMode::ReadWrite);
    Result<Database> reader = Database::open(f.path(), OpenMode::ReadOnly);
    VERIFY_RESULT(writer);
    VERIFY_RESULT(reader);
    Result<Transaction> transaction = Transaction::begin(*writer);
    VERIFY_RESULT(transaction);
    VERIFY_RESULT(writer->execute("INSERT INTO t VALUES('new')"));
    QCOMPARE(*reader->queryInteger("SELECT count(*) FROM t"), 100);
    VERIFY_RESULT(transaction->commit());
    QCOMPARE(*reader->queryInteger("SELECT count(*) FROM t"), 101);
}

void TestDatabaseFile::readerCannotWrite()
{
    FileFixture f;
    f.make();
    Result<Database> reader = Database::open(f.path(), OpenMode::ReadOnly);
    VERIFY_RESULT(reader);
    QCOMPARE(reader->execute("INSERT INTO t VALUES('new')").error().code, ErrorCode::WriteFailed);
}

void TestDatabaseFile::secondWriterIsLockedOut()
{
    FileFixture f;
    f.make();
    Result<WriterLock> first = WriterLock::acquire(f.path());
    VERIFY_RESULT(first);
    QCOMPARE(WriterLock::acquire(f.path()).error().code, ErrorCode::WorkspaceLocked);
    {
        const WriterLock released = std::move(*first);
    }
    VERIFY_RESULT(WriterLock::acquire(f.path()));
    QVERIFY(f.names() == std::set<std::string>{"ws.pw"});
    QCOMPARE(WriterLock::acquire(f.path("no/such")).error().code, ErrorCode::WriteFailed);

    Result<Database> writer = Database::open(f.path(), OpenMode::ReadWrite);
    Result<Database> other = Database::open(f.path(), OpenMode::ReadWrite);
    Result<Transaction> transaction = Transaction::begin(*writer);
    VERIFY_RESULT(transaction);
    QCOMPARE(Transaction::begin(*other).error().code, ErrorCode::WorkspaceLocked);
}

void TestDatabaseFile::lockOfADeadProcessIsTakenOver()
{
    FileFixture f;
    f.make();
    QCOMPARE(inChild([&] { return WriterLock::acquire(f.path()) ? 0 : 1; }), 0);
    // The child's destructor ran; this one leaves the file as a killed process does.
    QCOMPARE(inChild([&] {
                 const Result<WriterLock> lock = WriterLock::acquire(f.path());
                 ::_exit(lock ? 0 : 1);
                 return 1;
             }),
             0);
    QVERIFY(f.names().contains("ws.pw-lock"));
    {
        const Result<WriterLock> lock = WriterLock::acquire(f.path());
        VERIFY_RESULT(lock);
        QVERIFY(lock->wasLeftBehind());
    }
    const Result<WriterLock> lock = WriterLock::acquire(f.path());
    VERIFY_RESULT(lock);
    QVERIFY(!lock->wasLeftBehind());
}

void TestDatabaseFile::transactionWithoutCommitIsRolledBack()
{
    FileFixture f;
    f.make();
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    {
        Result<Transaction> transaction = Transaction::begin(*database);
        VERIFY_RESULT(transaction);
        VERIFY_RESULT(database->execute("DELETE FROM t"));
    }
    QVERIFY(!database->inTransaction());
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM t"), 100);
}

void TestDatabaseFile::joinedTransactionLeavesTheOuterOneInCharge()
{
    FileFixture f;
    f.make();
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    Result<Transaction> outer = Transaction::begin(*database);
    {
        Result<Transaction> inner = Transaction::join(*database);
        VERIFY_RESULT(inner);
        VERIFY_RESULT(database->execute("DELETE FROM t"));
        VERIFY_RESULT(inner->commit());
    }
    QVERIFY(database->inTransaction());
    outer->rollback();
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM t"), 100);
}

void TestDatabaseFile::fullDiskRollsBackAndKeepsTheFile()
{
    FileFixture f;
    f.make();
    {
        Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
        const std::int64_t pages = *database->queryInteger("PRAGMA page_count");
        VERIFY_RESULT(database->execute("PRAGMA max_page_count = " + std::to_string(pages + 2)));
        Result<Transaction> transaction = Transaction::begin(*database);
        const Result<void> filled = database->execute("INSERT INTO t SELECT hex(zeroblob(5000)) FROM t");
        QCOMPARE(filled.error().code, ErrorCode::WriteFailed);
        QVERIFY(filled.error().message.find("full") != std::string::npos);
        transaction->rollback();
        QVERIFY(database->checkIntegrity()->empty());
    }
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    VERIFY_RESULT(database);
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM t"), 100);
}

void TestDatabaseFile::logOfAKilledWriterIsTakenOver()
{
    FileFixture f;
    f.make();
    QCOMPARE(inChild([&] {
                 Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
                 const bool done = database && database->execute("INSERT INTO t VALUES('kept')") &&
                                   database->execute("BEGIN; INSERT INTO t VALUES('lost')");
                 ::_exit(done ? 0 : 1);
                 return 1;
             }),
             0);
    QVERIFY(hasLog(f.path()));
    // A log cut short loses what was not committed in the part that is left, and nothing else.
    std::filesystem::resize_file(f.path("ws.pw-wal"), std::filesystem::file_size(f.path("ws.pw-wal")) - 1);
    for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
        Result<Database> database = Database::open(f.path(), mode);
        VERIFY_RESULT(database);
        QVERIFY(*database->queryInteger("SELECT count(*) FROM t") >= 100);
        QCOMPARE(*database->queryInteger("SELECT count(*) FROM t WHERE x = 'lost'"), 0);
        QVERIFY(database->checkIntegrity()->empty());
    }
}

void TestDatabaseFile::overwrittenPageIsFound()
{
    FileFixture f;
    f.make();
    std::string bytes = f.bytes();
    bytes.replace(bytes.size() / 2, 8192, std::string(8192, '\x55'));
    f.write("ws.pw", bytes);
    Result<Database> database = Database::open(f.path(), OpenMode::ReadOnly);
    VERIFY_RESULT(database);
    const Result<std::vector<std::string>> findings = database->checkIntegrity();
    QVERIFY(!findings || !findings->empty());
    QCOMPARE(database->queryInteger("SELECT count(*) FROM t WHERE x = 'y'").error().code, ErrorCode::WorkspaceDamaged);
}

void TestDatabaseFile::triggersOfAForeignFileDoNotRun()
{
    FileFixture f;
    VERIFY_RESULT(createFile(f.path(), [](Database& database) {
        return database.execute("CREATE TABLE t(x TEXT); CREATE TABLE log(x TEXT);"
                                "CREATE TRIGGER evil AFTER INSERT ON t BEGIN INSERT INTO log VALUES('ran'); END;"
                                "CREATE VIEW v AS SELECT 1; PRAGMA user_version = 1");
    }));
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    VERIFY_RESULT(database);
    VERIFY_RESULT(database->execute("INSERT INTO t VALUES('x')"));
    QCOMPARE(*database->queryInteger("SELECT count(*) FROM log"), 0);
    QVERIFY(!database->queryInteger("SELECT * FROM v"));
    QVERIFY(!database->execute("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''"));
}

void TestDatabaseFile::awkwardPathsWork()
{
    FileFixture f;
    for (const std::string name : {"a b?c#d%20.pw", "caf\xc3\xa9's \"w\".pw", "%41.pw"}) {
        f.make(name);
        VERIFY_RESULT(Database::open(f.path(name), OpenMode::ReadWrite));
        VERIFY_RESULT(Database::open(f.path(name), OpenMode::ReadOnly));
        QVERIFY(f.names().contains(name));
    }
    QCOMPARE(f.names().size(), std::size_t{3});
}

void TestDatabaseFile::copyIsWholeAndNeverReplaces()
{
    FileFixture f;
    f.make();
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    VERIFY_RESULT(database->execute("INSERT INTO t VALUES('in the log only')"));
    VERIFY_RESULT(database->copyTo(f.path("copy")));
    Result<Database> copy = Database::open(f.path("copy"), OpenMode::ReadOnly);
    VERIFY_RESULT(copy);
    QCOMPARE(*copy->queryInteger("SELECT count(*) FROM t"), 101);
    f.write("text", "mine");
    QCOMPARE(database->copyTo(f.path("text")).error().code, ErrorCode::WriteFailed);
    QCOMPARE(f.bytes("text"), std::string("mine"));
}

void TestDatabaseFile::interruptEndsAStatement()
{
    FileFixture f;
    f.make();
    Result<Database> database = Database::open(f.path(), OpenMode::ReadWrite);
    Result<Statement> endless =
        database->prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n");
    VERIFY_RESULT(endless);
    for (int row = 0; row < 10; ++row) {
        VERIFY_RESULT(endless->step());
    }
    database->interrupt();
    QCOMPARE(endless->step().error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestDatabaseFile)
#include "tst_database_file.moc"
