// SPDX-License-Identifier: GPL-3.0-or-later
// Files of every released layout open, keep what they hold, and leave a copy of themselves.
#include "tests/core/workspace/workspace_fixture.h"

#include "core/event/chunk_source.h"
#include "core/workspace/refreshing.h"

#include <sqlite3.h>

using namespace postweave;
using namespace postweave::workspace;

namespace {

constexpr std::int64_t kLatest = 3;

void make(const std::filesystem::path& path, const std::string& layout)
{
    const auto sql = readFile(std::string(POSTWEAVE_SOURCE_DIR "/tests/core/workspace/layouts/") + layout + ".sql");
    sqlite3* database = nullptr;
    if (!sql || sqlite3_open(path.c_str(), &database) != SQLITE_OK ||
        sqlite3_exec(database, sql->c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        qFatal("no file of layout %s", layout.c_str());
    }
    sqlite3_close(database);
}

} // namespace

class TestLayouts : public QObject {
    Q_OBJECT

private slots:
    void oldLayoutsOpen_data();
    void oldLayoutsOpen();
    void readerMigratesToo();
    void readerOpensBesideTheWriterWhoMigrates();
    void copyIsTheOldFile();
    void damagedChunkDoesNotKeepAFileFromOpening();
    void sourcesOfOldChunksAreKnown();
};

void TestLayouts::oldLayoutsOpen_data()
{
    QTest::addColumn<QString>("layout");
    QTest::newRow("1") << "v1";
    QTest::newRow("2") << "v2";
}

void TestLayouts::oldLayoutsOpen()
{
    QFETCH(QString, layout);
    WorkspaceFixture f;
    make(f.path(), layout.toStdString());
    Workspace workspace = f.open();
    const WorkspaceSummary info = *workspace.info();
    QCOMPARE(info.userVersion, kLatest);
    QCOMPARE(info.profiles, 3U);
    QCOMPARE(info.events, 4U);
    QCOMPARE(info.segments, 1U);
    QCOMPARE(info.imports, 4U);
    QCOMPARE(info.rejectedRows, 1U);
    QCOMPARE(info.timeZone, std::string("Europe/Berlin"));
    QVERIFY(workspace.verify()->empty());
    const auto then = *workspace.profiles().find("a", Instant{1'778'000'000'000'000}); // May 2026
    QVERIFY(then->attributes.at(1).second == Value("Rome"));
    QCOMPARE(workspace.profiles().find("b")->value().id.value, 2);
    QCOMPARE(workspace.profiles().find("C@Shop.Example")->value().id.value, 3);
    QVERIFY((*workspace.profiles().find("a"))->attributes.at(1).second == Value("Oslo"));
    QCOMPARE(workspace.events().readType("buy")->columns.size(), std::size_t{3});
    const auto refreshed = refreshSegments(workspace, "Buyers", Instant{1'790'000'000'000'000});
    VERIFY_RESULT(refreshed);
    QCOMPARE(refreshed->front().members, 2U);
    QVERIFY(workspace.verify()->empty());
}

void TestLayouts::readerMigratesToo()
{
    WorkspaceFixture f;
    make(f.path(), "v1");
    Workspace reader = f.open(Mode::ReadOnly);
    QCOMPARE(reader.info()->userVersion, kLatest);
    QVERIFY(f.names().contains("ws.pw.before-v3"));
}

void TestLayouts::readerOpensBesideTheWriterWhoMigrates()
{
    WorkspaceFixture f;
    make(f.path(), "v1");
    Workspace writer = f.open(); // what it wrote still stands in the log
    Result<Workspace> reader = Workspace::open(f.path(), Mode::ReadOnly);
    VERIFY_RESULT(reader);
    QCOMPARE(reader->info()->userVersion, kLatest);
}

void TestLayouts::copyIsTheOldFile()
{
    WorkspaceFixture f;
    make(f.path(), "v1");
    const Workspace workspace = f.open();
    QVERIFY(workspace.migrationCopy().has_value());
    const auto copy = sqlite::Database::open(*workspace.migrationCopy(), sqlite::OpenMode::ReadOnly);
    VERIFY_RESULT(copy);
    QCOMPARE(sqlite::probeFile(*workspace.migrationCopy())->userVersion, 1);
}

void TestLayouts::damagedChunkDoesNotKeepAFileFromOpening()
{
    WorkspaceFixture f;
    make(f.path(), "v1");
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open(f.path().c_str(), &database), SQLITE_OK);
    sqlite3_exec(database, "UPDATE event_chunk SET content = zeroblob(20) WHERE id = 3", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    Workspace workspace = f.open();
    QCOMPARE(workspace.verify()->size(), std::size_t{1});
    QCOMPARE(workspace.events().readType("open")->columns.size(), std::size_t{1});
}

void TestLayouts::sourcesOfOldChunksAreKnown()
{
    WorkspaceFixture f;
    make(f.path(), "v1");
    Workspace workspace = f.open();
    std::uint64_t rows = 0;
    for (const std::int64_t chunk : {2, 3}) {
        const auto sources = event::sourcesOfChunk(workspace.database(), chunk);
        VERIFY_RESULT(sources);
        for (const event::ChunkSource& source : *sources) {
            rows += source.rows;
        }
    }
    QCOMPARE(rows, 4U);
}

QTEST_APPLESS_MAIN(TestLayouts)
#include "tst_layouts.moc"
