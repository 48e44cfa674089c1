// SPDX-License-Identifier: GPL-3.0-or-later
// A process that imports batch after batch is killed at random moments; what it had committed must stand, whole.
#include "tests/core/workspace/workspace_fixture.h"

#include <chrono>
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace postweave;
using namespace postweave::workspace;

namespace {

/// In the child: goes on with the import, says each committed batch on `pipe`, merges now and then.
[[noreturn]] void importForEver(const std::filesystem::path& path, int pipe)
{
    Result<Workspace> workspace = Workspace::open(path, Mode::ReadWrite);
    if (!workspace) {
        ::_exit(1);
    }
    const profile::ImportRecord import = workspace->imports().imports(1)->front();
    for (auto batch = static_cast<std::int64_t>(import.batches);; ++batch) {
        if (!importBatch(*workspace, import.id, batch) || ::write(pipe, ".", 1) != 1) {
            ::_exit(2);
        }
        if (batch % 3 == 0 && !workspace->events().mergeChunks(batch % 2 == 0)) {
            ::_exit(3);
        }
    }
}

/// Returns how many batches the child said it had committed.
std::int64_t importAndKill(const std::filesystem::path& path, std::chrono::microseconds after)
{
    int ends[2];
    if (::pipe(ends) != 0) {
        qFatal("no pipe");
    }
    const pid_t child = ::fork();
    if (child == 0) {
        importForEver(path, ends[1]);
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!WIFSIGNALED(status)) {
        qFatal("the child ended by itself");
    }
    std::int64_t said = 0;
    for (char dot = 0; ::read(ends[0], &dot, 1) == 1; ++said) {
    }
    ::close(ends[0]);
    return said;
}

} // namespace

class TestKilledImport : public QObject {
    Q_OBJECT

private slots:
    void exactlyTheCommittedBatchesStand();
};

void TestKilledImport::exactlyTheCommittedBatchesStand()
{
    WorkspaceFixture f;
    {
        Workspace workspace = f.create();
        static_cast<void>(beginImport(workspace));
    }
    std::mt19937 random(4);
    std::int64_t said = 0;
    int recovered = 0;
    for (int kill = 0; kill < 25; ++kill) {
        said += importAndKill(f.path(), std::chrono::microseconds(5'000 + random() % 80'000));
        Workspace workspace = f.open(kill % 3 == 0 ? Mode::ReadOnly : Mode::ReadWrite);
        recovered += workspace.wasRecovered() ? 1 : 0;
        const auto batches = static_cast<std::int64_t>(workspace.imports().imports(1)->front().batches);
        // A batch may have been committed just before it could be said.
        QVERIFY2(batches == said || batches == said + 1,
                 qPrintable(QStringLiteral("%1, said %2").arg(batches).arg(said)));
        said = batches;
        QCOMPARE(*workspace.profiles().count(), static_cast<std::uint64_t>(batches * kBatchRows));
        QCOMPARE(workspace.events().readType("buy")->columns.size(),
                 static_cast<std::size_t>(batches * kBatchRows * 2));
        const std::vector<VerifyFinding> findings = *workspace.verify();
        QVERIFY2(findings.empty(), findings.empty() ? "" : findings[0].sentence.c_str());
    }
    QVERIFY(said > 10);
    QVERIFY(recovered > 5);
    QCOMPARE(f.names().count("ws.pw-wal") + f.names().count("ws.pw-shm"), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestKilledImport)
#include "tst_killed_import.moc"
