// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/workspace/workspace_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace postweave;
using namespace postweave::workspace;

class TestWorkspace : public QObject {
    Q_OBJECT

private slots:
    void newWorkspaceIsEmptyAndSound();
    void createRefusesWhatItShould();
    void infoCountsEverything();
    void timeZoneIsKept();
    void settingsAreKept();
    void secondWriterIsRefusedAndReadersAreNot();
    void readerSeesWhatTheWriterCommits();
    void newerFileIsRefusedUntouched();
    void olderLayoutThanAnyIsNoWorkspace();
    void missingTableIsDamage();
    void verifyNamesADamagedChunk();
    void verifySurvivesOverwrittenPages();
    void fullDiskKeepsTheLastBatch();
    void erasedProfilesLeaveNoByteInTheFile();
    void generationIsSeenByAReader();
    void readOnlyFolderCanBeRead();
};

void TestWorkspace::newWorkspaceIsEmptyAndSound()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create("Europe/Berlin");
        const Result<WorkspaceSummary> info = workspace.info();
        VERIFY_RESULT(info);
        QCOMPARE(info->userVersion, 3);
        QCOMPARE(info->profiles + info->events + info->imports + info->segments, 0U);
        QCOMPARE(info->timeZone, std::string("Europe/Berlin"));
        QVERIFY(info->createdAt == kNow);
        QVERIFY(workspace.verify()->empty());
        QVERIFY(!workspace.wasRecovered());
    }
    QVERIFY(f.names() == std::set<std::string>{"ws.pw"});
}

void TestWorkspace::createRefusesWhatItShould()
{
    WorkspaceFixture f;
    static_cast<void>(f.create());
    const std::string before = f.bytes();
    QCOMPARE(Workspace::create(f.path(), "UTC", kNow).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(Workspace::create(f.path("no/ws.pw"), "UTC", kNow).error().code, ErrorCode::WriteFailed);
    QCOMPARE(Workspace::create(f.path("new.pw"), "Europe/Berln", kNow).error().code, ErrorCode::NotFound);
    QVERIFY(f.bytes() == before);
    QVERIFY(f.names() == std::set<std::string>{"ws.pw"});
}

void TestWorkspace::infoCountsEverything()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    const profile::ImportId import = beginImport(workspace);
    VERIFY_RESULT(importBatch(workspace, import, 0));
    VERIFY_RESULT(importBatch(workspace, import, 1));
    VERIFY_RESULT(workspace.definitions().save(DefinitionKind::Segment, "s", "{}", kNow));
    VERIFY_RESULT(workspace.definitions().save(DefinitionKind::Template, "t", "{}", kNow));
    const Result<WorkspaceSummary> info = workspace.info();
    VERIFY_RESULT(info);
    QCOMPARE(info->profiles, 100U);
    QCOMPARE(info->events, 200U);
    QCOMPARE(info->eventTypes, 1U);
    QCOMPARE(info->attributes, 2U);
    QCOMPARE(info->segments, 1U);
    QCOMPARE(info->templates, 1U);
    QCOMPARE(info->imports, 1U);
    QCOMPARE(info->rejectedRows, 2U);
    QVERIFY(info->bytes > 0);
    QVERIFY(workspace.verify()->empty());
}

void TestWorkspace::timeZoneIsKept()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create();
        QCOMPARE(workspace.timeZone().name(), std::string("UTC"));
        VERIFY_RESULT(workspace.setTimeZone("Asia/Kathmandu"));
        QCOMPARE(workspace.setTimeZone("Asia/Kathmand").error().code, ErrorCode::NotFound);
    }
    QCOMPARE(f.open(Mode::ReadOnly).timeZone().name(), std::string("Asia/Kathmandu"));
}

void TestWorkspace::settingsAreKept()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create();
        VERIFY_RESULT(workspace.setSetting("time_zone", "not the zone"));
        VERIFY_RESULT(workspace.setSetting("pane", "1"));
        VERIFY_RESULT(workspace.setSetting("pane", "2"));
    }
    Workspace workspace = f.open(Mode::ReadOnly);
    QVERIFY(*workspace.setting("pane") == "2");
    QVERIFY(!workspace.setting("none")->has_value());
    QCOMPARE(workspace.timeZone().name(), std::string("UTC"));
}

void TestWorkspace::secondWriterIsRefusedAndReadersAreNot()
{
    WorkspaceFixture f;
    Workspace writer = f.create();
    QCOMPARE(Workspace::open(f.path(), Mode::ReadWrite).error().code, ErrorCode::WorkspaceLocked);
    const Workspace first = f.open(Mode::ReadOnly);
    const Workspace second = f.open(Mode::ReadOnly);
    QCOMPARE(first.mode(), Mode::ReadOnly);
    VERIFY_RESULT(writer.setTimeZone("Europe/Paris"));
}

void TestWorkspace::readerSeesWhatTheWriterCommits()
{
    WorkspaceFixture f;
    Workspace writer = f.create();
    Workspace reader = f.open(Mode::ReadOnly);
    const profile::ImportId import = beginImport(writer);
    VERIFY_RESULT(importBatch(writer, import, 0));
    QCOMPARE(*reader.profiles().count(), 50U);
    QCOMPARE(reader.events().readType("buy")->columns.size(), std::size_t{100});
    QVERIFY(!reader.setTimeZone("UTC"));
}

void TestWorkspace::newerFileIsRefusedUntouched()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create();
        VERIFY_RESULT(workspace.database().execute("PRAGMA user_version = 99"));
    }
    const std::string before = f.bytes();
    for (const Mode mode : {Mode::ReadOnly, Mode::ReadWrite}) {
        const Result<Workspace> opened = Workspace::open(f.path(), mode);
        QCOMPARE(opened.error().code, ErrorCode::WorkspaceNewer);
        QVERIFY(opened.error().message.find("newer") != std::string::npos);
    }
    QVERIFY(f.bytes() == before);
    QVERIFY(f.names() == std::set<std::string>{"ws.pw"});
}

void TestWorkspace::olderLayoutThanAnyIsNoWorkspace()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create();
        VERIFY_RESULT(workspace.database().execute("PRAGMA user_version = 0"));
    }
    QCOMPARE(Workspace::open(f.path(), Mode::ReadWrite).error().code, ErrorCode::NotAWorkspace);
}

void TestWorkspace::missingTableIsDamage()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create();
        VERIFY_RESULT(workspace.database().execute("DROP TABLE event_chunk"));
    }
    const Result<Workspace> opened = Workspace::open(f.path(), Mode::ReadOnly);
    QCOMPARE(opened.error().code, ErrorCode::WorkspaceDamaged);
    QVERIFY(opened.error().message.find("event_chunk") != std::string::npos);
}

void TestWorkspace::verifyNamesADamagedChunk()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    VERIFY_RESULT(importBatch(workspace, beginImport(workspace), 0));
    VERIFY_RESULT(workspace.database().execute("UPDATE event_chunk SET content = zeroblob(length(content))"));
    VERIFY_RESULT(workspace.database().execute("DELETE FROM identity_run"));
    const std::vector<VerifyFinding> findings = *workspace.verify();
    QCOMPARE(findings.size(), std::size_t{3});
    QCOMPARE(findings[0].part, std::string("profiles"));
    QCOMPARE(findings[1].part, std::string("profiles"));
    QCOMPARE(findings[2].part, std::string("events"));
    QVERIFY(findings[2].sentence.find("buy") != std::string::npos);
}

void TestWorkspace::verifySurvivesOverwrittenPages()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create();
        const profile::ImportId import = beginImport(workspace);
        for (std::int64_t batch = 0; batch < 40; ++batch) {
            VERIFY_RESULT(importBatch(workspace, import, batch));
        }
        VERIFY_RESULT(workspace.verify());
    }
    const std::string sound = f.bytes();
    int found = 0;
    for (std::size_t page = 3; page < sound.size() / 8192; page += 7) {
        std::string damaged = sound;
        damaged.replace(page * 8192, 8192, std::string(8192, '\x5a'));
        VERIFY_RESULT(writeFileAtomically(f.path(), damaged));
        Result<Workspace> opened = Workspace::open(f.path(), Mode::ReadOnly);
        if (!opened) {
            QCOMPARE(opened.error().code, ErrorCode::WorkspaceDamaged);
            ++found;
            continue;
        }
        const Result<std::vector<VerifyFinding>> findings = opened->verify();
        VERIFY_RESULT(findings);
        QVERIFY2(!findings->empty(), qPrintable(QStringLiteral("page %1").arg(page)));
        ++found;
    }
    QVERIFY(found > 5);
}

void TestWorkspace::fullDiskKeepsTheLastBatch()
{
    WorkspaceFixture f;
    std::int64_t committed = 0;
    {
        Workspace workspace = f.create();
        const profile::ImportId import = beginImport(workspace);
        VERIFY_RESULT(importBatch(workspace, import, committed++));
        const std::int64_t pages = *workspace.database().queryInteger("PRAGMA page_count");
        VERIFY_RESULT(workspace.database().execute("PRAGMA max_page_count = " + std::to_string(pages + 10)));
        Result<void> batch;
        for (; batch; committed += batch ? 1 : 0) {
            batch = importBatch(workspace, import, committed);
        }
        QCOMPARE(batch.error().code, ErrorCode::WriteFailed);
        QVERIFY(committed > 1);
        // The stores' memory must follow the rollback.
        VERIFY_RESULT(workspace.database().execute("PRAGMA max_page_count = 1000000"));
        VERIFY_RESULT(importBatch(workspace, import, committed++));
        QVERIFY(workspace.verify()->empty());
    }
    Workspace workspace = f.open();
    QCOMPARE(*workspace.profiles().count(), static_cast<std::uint64_t>(committed * kBatchRows));
    QCOMPARE(workspace.events().readType("buy")->columns.size(), static_cast<std::size_t>(committed * kBatchRows * 2));
}

void TestWorkspace::erasedProfilesLeaveNoByteInTheFile()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    VERIFY_RESULT(importBatch(workspace, beginImport(workspace), 0));
    VERIFY_RESULT(workspace.database().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    QVERIFY(f.bytes().find("p7@example.com") != std::string::npos);
    const std::vector<profile::ProfileId> gone{{7}, {8}};
    VERIFY_RESULT(workspace.eraseProfiles(gone));
    QVERIFY(f.bytes().find("p7@example.com") == std::string::npos);
    QVERIFY(!workspace.profiles().find("key7")->has_value());
    QCOMPARE(workspace.events().readType("buy")->columns.size(), std::size_t{96});
    QVERIFY(workspace.verify()->empty());
    const std::vector<profile::ProfileId> unknown{{9}, {4711}};
    QCOMPARE(workspace.eraseProfiles(unknown).error().code, ErrorCode::NotFound);
    QVERIFY(workspace.profiles().find("key9")->has_value());
}

void TestWorkspace::generationIsSeenByAReader()
{
    WorkspaceFixture f;
    Workspace writer = f.create();
    Workspace reader = f.open(Mode::ReadOnly);
    const profile::ImportId import = beginImport(writer);
    const std::int64_t before = *reader.generation();
    VERIFY_RESULT(importBatch(writer, import, 0));
    QVERIFY(*reader.generation() > before);
    QCOMPARE(*reader.generation(), *writer.generation());
}

/// Root may write anywhere, so a child without rights tries it.
void TestWorkspace::readOnlyFolderCanBeRead()
{
    WorkspaceFixture f;
    static_cast<void>(f.create());
    const auto folder = std::filesystem::path(f.folder.path().toStdString());
    std::filesystem::permissions(folder, std::filesystem::perms(0555));
    std::filesystem::permissions(f.path(), std::filesystem::perms(0444));
    const pid_t child = ::fork();
    if (child == 0) {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0 && ::setuid(kNobody) != 0) {
            ::_exit(1);
        }
        Result<Workspace> reader = Workspace::open(f.path(), Mode::ReadOnly);
        if (!reader || !reader->info() || !reader->verify()->empty()) {
            ::_exit(2);
        }
        const Result<Workspace> writer = Workspace::open(f.path(), Mode::ReadWrite);
        ::_exit(!writer && writer.error().code == ErrorCode::WriteFailed ? 0 : 3);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

QTEST_APPLESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
