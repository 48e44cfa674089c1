// SPDX-License-Identifier: GPL-3.0-or-later
// The judge of a repair is the damaged file itself: whatever can be read of it one by one must be there afterwards.
#include "tests/core/workspace/workspace_fixture.h"

#include "core/workspace/loading.h"
#include "core/workspace/repair.h"

#include <fmt/format.h>

#include <map>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace postweave;
using namespace postweave::workspace;

namespace {

constexpr std::int64_t kBatches = 12;
constexpr std::size_t kPage = 8192;

/// A workspace of some hundred profiles with history, and events of two sources.
void fill(const WorkspaceFixture& f)
{
    Workspace workspace = f.create();
    const profile::ImportId import = beginImport(workspace);
    for (std::int64_t batch = 0; batch < kBatches; ++batch) {
        if (!importBatch(workspace, import, batch)) {
            qFatal("no batch");
        }
    }
    const auto events =
        workspace.imports().beginImport({profile::ImportKind::Events, "/data/orders.csv", "orders", kNow});
    const auto source = workspace.imports().source("orders");
    auto transaction = sqlite::Transaction::begin(workspace.database());
    const std::vector<std::string> columns{"visits"};
    std::vector<profile::ProfileRow> rows;
    std::vector<event::EventRow> opens;
    for (std::int64_t row = 1; row <= kBatches * kBatchRows; ++row) {
        rows.push_back({"key" + std::to_string(row), {row + 1}, {}});
        opens.push_back({{row}, {kNow.microseconds + row}, "", {}});
    }
    const Instant later{kNow.microseconds + kMicrosecondsPerDay};
    if (!events || !source || !transaction || !workspace.profiles().upsert(columns, rows, later, {1}) ||
        !workspace.events().append("open", {}, opens, *source) ||
        !workspace.definitions().save(DefinitionKind::Segment, "s", "{}", kNow) || !transaction->commit()) {
        qFatal("not filled");
    }
}

/// What can be read of the profiles, each asked for alone.
std::map<std::int64_t, std::string> readableProfiles(const std::filesystem::path& path)
{
    std::map<std::int64_t, std::string> found;
    Result<sqlite::Database> database = sqlite::Database::openDamaged(path);
    if (!database) {
        return found;
    }
    for (std::int64_t id = 1; id <= kBatches * kBatchRows; ++id) {
        auto text = database->queryText(
            fmt::format("SELECT _key || ' ' || ifnull(email, '') || ' ' || visits FROM profile WHERE _id = {}", id));
        if (text) {
            found[id] = *text;
        }
    }
    database->leaveUntouched();
    return found;
}

/// A file beside the sound one, with some of its bytes changed.
template <typename Change>
std::filesystem::path damagedCopy(const WorkspaceFixture& f, const Change& change)
{
    std::string bytes = f.bytes();
    change(bytes);
    const std::filesystem::path path = f.path("damaged.pw");
    for (const char* suffix : {"-wal", "-shm", "-lock", ".damaged-1"}) {
        std::filesystem::remove(path.string() + suffix);
    }
    if (!writeFileAtomically(path, bytes)) {
        qFatal("no copy");
    }
    return path;
}

/// Everything that can be compared of a workspace, as text.
std::string contentOf(const std::filesystem::path& path)
{
    Workspace workspace = Workspace::open(path, Mode::ReadOnly).value();
    std::string text;
    for (std::int64_t id = 1; id <= kBatches * kBatchRows; ++id) {
        if (const auto profile = *workspace.profiles().byId({id})) {
            text += profile->key + ' ' + profile->email.value_or("") + '\n';
        }
    }
    for (const char* type : {"buy", "open"}) {
        text += fmt::format("{} {}\n", type, workspace.events().readType(type)->columns.size());
    }
    return text;
}

} // namespace

class TestRepair : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void soundFileIsLeftAlone();
    void flippedByteInAChunkIsToldOf();
    void damagedChunkLeavesTheRestReadable();
    void overwrittenPages_data();
    void overwrittenPages();
    void cutFiles_data();
    void cutFiles();
    void logIsNotForgotten();
    void interruptedRepairCanBeRunAgain();
    void otherFilesAreRefusedUntouched();
    void openFileIsRefused();

private:
    std::string m_bytes; ///< of a sound workspace
    std::unique_ptr<WorkspaceFixture> m_fixture;
};

void TestRepair::initTestCase()
{
    const WorkspaceFixture first;
    fill(first);
    m_bytes = first.bytes();
}

void TestRepair::init()
{
    m_fixture = std::make_unique<WorkspaceFixture>();
    VERIFY_RESULT(writeFileAtomically(m_fixture->path(), m_bytes));
}

void TestRepair::soundFileIsLeftAlone()
{
    const std::string before = m_fixture->bytes();
    const auto report = repairWorkspace(m_fixture->path());
    VERIFY_RESULT(report);
    QVERIFY(report->wasSound && !report->copy && report->lostNothing());
    QVERIFY(m_fixture->bytes() == before);
    QVERIFY(m_fixture->names() == std::set<std::string>{"ws.pw"});
}

void TestRepair::flippedByteInAChunkIsToldOf()
{
    {
        Workspace workspace = m_fixture->open();
        VERIFY_RESULT(workspace.database().execute("UPDATE event_chunk SET content = CAST(substr(content, 1, 20) || "
                                                   "x'5A' || substr(content, 22) AS BLOB) WHERE type = "
                                                   "(SELECT id FROM event_type WHERE name = 'open')"));
    }
    const std::string damaged = m_fixture->bytes();
    {
        Workspace workspace = m_fixture->open(Mode::ReadOnly);
        std::vector<event::ChunkDamage> found;
        const auto findings = *workspace.verify({}, {}, &found);
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY(findings[0].sentence.find("open") != std::string::npos);
        QVERIFY(findings[0].sentence.find("orders: 600") != std::string::npos);
        QVERIFY(findings[0].sentence.find("2024-05-01") != std::string::npos);
        QCOMPARE(found.size(), std::size_t{1});
    }
    const auto report = repairWorkspace(m_fixture->path());
    VERIFY_RESULT(report);
    QVERIFY(report->others.empty());
    QCOMPARE(report->events.size(), std::size_t{1});
    const LostEvents& lost = report->events.front();
    QCOMPARE(lost.type, std::string("open"));
    QCOMPARE(lost.events, std::uint64_t{kBatches * kBatchRows});
    QCOMPARE(lost.first.microseconds, kNow.microseconds + 1);
    QCOMPARE(lost.last.microseconds, kNow.microseconds + kBatches * kBatchRows);
    QCOMPARE(lost.sources.size(), std::size_t{1});
    QCOMPARE(lost.sources[0].name, std::string("orders"));
    QCOMPARE(lost.sources[0].files, std::vector<std::string>{"/data/orders.csv"});
    QVERIFY(*readFile(*report->copy) == damaged);

    Workspace workspace = m_fixture->open();
    QVERIFY(workspace.verify()->empty());
    const WorkspaceSummary info = *workspace.info();
    QCOMPARE(info.profiles, std::uint64_t{kBatches * kBatchRows});
    QCOMPARE(info.events, std::uint64_t{kBatches * kBatchRows * 2});
    QCOMPARE(info.segments, 1U);
    QCOMPARE(info.rejectedRows, std::uint64_t{kBatches});
    QVERIFY((*workspace.profiles().find("key7"))->attributes.at(1).second == Value(std::int64_t{8}));
    QVERIFY((*workspace.profiles().find("key7", kNow))->attributes.at(1).second == Value(std::int64_t{7}));
    QVERIFY(workspace.profiles().find("p9@example.com")->has_value());
    // What was lost can be imported again, and only that.
    const event::EventRow again{{1}, {kNow.microseconds + 1}, "", {}};
    auto transaction = sqlite::Transaction::begin(workspace.database());
    QCOMPARE(workspace.events().append("open", {}, std::span(&again, 1), {1})->created, 1U);
}

void TestRepair::damagedChunkLeavesTheRestReadable()
{
    Workspace workspace = m_fixture->open();
    VERIFY_RESULT(workspace.database().execute(
        "UPDATE event_chunk SET content = zeroblob(length(content)) WHERE id = (SELECT min(id) FROM event_chunk)"));
    const auto loaded = loadAudience(workspace);
    VERIFY_RESULT(loaded);
    QCOMPARE(loaded->damaged.size(), std::size_t{1});
    QCOMPARE(loaded->audience->size(), std::size_t{kBatches * kBatchRows});
    QVERIFY(loaded->audience->event("open")->rowCount() > 0);
}

void TestRepair::overwrittenPages_data()
{
    QTest::addColumn<int>("page");
    // The first pages are roots of tables; of those behind them every third is enough, and spares the disk.
    constexpr int kRoots = 8;
    for (int page = 1; page < static_cast<int>(m_bytes.size() / kPage); page += page < kRoots ? 1 : 3) {
        QTest::newRow(std::to_string(page).c_str()) << page;
    }
}

void TestRepair::overwrittenPages()
{
    QFETCH(int, page);
    const std::size_t begin = static_cast<std::size_t>(page) * kPage;
    const std::filesystem::path path =
        damagedCopy(*m_fixture, [&](std::string& bytes) { bytes.replace(begin, kPage, std::string(kPage, '\x5a')); });
    const auto readable = readableProfiles(path);
    const auto report = repairWorkspace(path);
    if (!report) {
        QVERIFY2(report.error().code == ErrorCode::WorkspaceDamaged, toLine(report.error()).c_str());
        QVERIFY2(page < 2, "only a file whose tables cannot be found is past repair");
        return;
    }
    Workspace workspace = Workspace::open(path, Mode::ReadOnly).value();
    QVERIFY(workspace.verify()->empty());
    const auto kept = readableProfiles(path);
    for (const auto& [id, text] : readable) {
        QVERIFY2(kept.contains(id) && kept.at(id) == text, text.c_str());
    }
    std::uint64_t lost = 0;
    for (const LostEvents& each : report->events) {
        lost += each.events;
    }
    const std::uint64_t events = workspace.info()->events + lost;
    QVERIFY(events == kBatches * kBatchRows * 3 || !report->others.empty());
}

void TestRepair::cutFiles_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {99, 90, 70, 50, 30, 10}) {
        QTest::newRow(std::to_string(percent).c_str()) << percent;
    }
}

void TestRepair::cutFiles()
{
    QFETCH(int, percent);
    const std::filesystem::path path = damagedCopy(
        *m_fixture, [&](std::string& bytes) { bytes.resize(bytes.size() * static_cast<std::size_t>(percent) / 100); });
    const auto readable = readableProfiles(path);
    QCOMPARE(Workspace::open(path, Mode::ReadOnly).error().code, ErrorCode::WorkspaceDamaged);
    const auto report = repairWorkspace(path);
    VERIFY_RESULT(report);
    QVERIFY(!report->lostNothing());
    QVERIFY(Workspace::open(path, Mode::ReadOnly)->verify()->empty());
    const auto kept = readableProfiles(path);
    for (const auto& [id, text] : readable) {
        QVERIFY2(kept.contains(id) && kept.at(id) == text, text.c_str());
    }
}

void TestRepair::logIsNotForgotten()
{
    const std::filesystem::path path = m_fixture->path("logged.pw");
    {
        Workspace workspace = m_fixture->open();
        VERIFY_RESULT(workspace.database().execute(
            "UPDATE event_chunk SET content = zeroblob(20) WHERE id = (SELECT min(id) FROM event_chunk)"));
        VERIFY_RESULT(workspace.database().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        VERIFY_RESULT(importBatch(workspace, {1}, kBatches));
        std::filesystem::copy_file(m_fixture->path(), path);
        std::filesystem::copy_file(m_fixture->path().string() + "-wal", path.string() + "-wal");
    }
    const auto report = repairWorkspace(path);
    VERIFY_RESULT(report);
    QCOMPARE(report->events.size(), std::size_t{1});
    Workspace workspace = Workspace::open(path, Mode::ReadOnly).value();
    QCOMPARE(workspace.info()->profiles, std::uint64_t{(kBatches + 1) * kBatchRows});
    QVERIFY(workspace.verify()->empty());
}

void TestRepair::interruptedRepairCanBeRunAgain()
{
    {
        Workspace workspace = m_fixture->open();
        VERIFY_RESULT(workspace.database().execute(
            "UPDATE event_chunk SET content = zeroblob(20) WHERE id = (SELECT min(id) FROM event_chunk)"));
    }
    const std::filesystem::path whole = damagedCopy(*m_fixture, [](std::string&) {});
    VERIFY_RESULT(repairWorkspace(whole));
    const std::string wanted = contentOf(whole);
    std::mt19937 random(7);
    for (int round = 0; round < 8; ++round) {
        const std::filesystem::path path = damagedCopy(*m_fixture, [](std::string&) {});
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(repairWorkspace(path) ? 0 : 1);
        }
        ::usleep(static_cast<useconds_t>(random() % 60'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        VERIFY_RESULT(repairWorkspace(path));
        QVERIFY(Workspace::open(path, Mode::ReadOnly)->verify()->empty());
        QCOMPARE(QString::fromStdString(contentOf(path)), QString::fromStdString(wanted));
        QVERIFY(!m_fixture->names().contains("damaged.pw.repaired"));
    }
}

void TestRepair::otherFilesAreRefusedUntouched()
{
    const std::filesystem::path text = m_fixture->path("text.pw");
    VERIFY_RESULT(writeFileAtomically(text, std::string(20'000, 'x')));
    QCOMPARE(repairWorkspace(text).error().code, ErrorCode::NotAWorkspace);
    QCOMPARE(repairWorkspace(m_fixture->path("none.pw")).error().code, ErrorCode::NotFound);
    const std::filesystem::path headless =
        damagedCopy(*m_fixture, [](std::string& bytes) { bytes.replace(0, kPage, std::string(kPage, '\x5a')); });
    QCOMPARE(repairWorkspace(headless).error().code, ErrorCode::NotAWorkspace);
    QVERIFY((m_fixture->names() == std::set<std::string>{"ws.pw", "text.pw", "damaged.pw"}));
}

void TestRepair::openFileIsRefused()
{
    Workspace writer = m_fixture->open();
    VERIFY_RESULT(writer.database().execute("UPDATE event_chunk SET content = zeroblob(20)"));
    QCOMPARE(repairWorkspace(m_fixture->path()).error().code, ErrorCode::WorkspaceLocked);
}

QTEST_APPLESS_MAIN(TestRepair)
#include "tst_repair.moc"
