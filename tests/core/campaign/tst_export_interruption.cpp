// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of an export that was stopped, and what the next one makes of it.
#include "core/campaign/export_folder.h"
#include "core/campaign/output_file.h"

#include "tests/core/campaign/campaign_fixture.h"

#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace postweave;
using campaign::ExportFormat;

namespace {

constexpr int kPeople = 5000;

campaign::People manyPeople()
{
    test::PeopleBuilder builder;
    for (int i = 0; i < kPeople; ++i) {
        builder.add("k" + std::to_string(10000 + i), {{"email", std::to_string(i) + "@mail.example"}});
    }
    return builder.build();
}

/// In a process of its own, which `during` may end; how it ended, as waitpid() says.
template <typename During>
int exportInChild(const campaign::ExportOptions& options, const campaign::People& people, During during)
{
    const auto prepared = test::prepare(test::springSale());
    const pid_t child = ::fork();
    if (child == 0) {
        const auto report = campaign::exportCampaign(prepared, people, options, {}, during);
        ::_exit(report ? 0 : 1 + static_cast<int>(report.error().code));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

void exportData()
{
    QTest::addColumn<int>("format");
    for (const ExportFormat format :
         {ExportFormat::Eml, ExportFormat::Mbox, ExportFormat::JsonLines, ExportFormat::Csv}) {
        QTest::newRow(campaign::nameOf(format).data()) << static_cast<int>(format);
    }
}

class Folder {
public:
    Folder() { options.folder = parent() / "out"; }
    [[nodiscard]] std::filesystem::path parent() const { return m_folder.path().toStdString(); }
    [[nodiscard]] bool looksFinished() const { return std::filesystem::exists(options.folder / "manifest.json"); }
    [[nodiscard]] std::size_t siblings() const
    {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(parent()), {}));
    }
    campaign::ExportOptions options;

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestExportInterruption : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_people = manyPeople(); }

    void aKilledExportDoesNotLookFinishedAndTheSameCommandCompletesIt_data() { exportData(); }

    void aKilledExportDoesNotLookFinishedAndTheSameCommandCompletesIt()
    {
        QFETCH(int, format);
        Folder whole;
        whole.options.format = static_cast<ExportFormat>(format);
        test::must(campaign::exportCampaign(test::prepare(test::springSale()), m_people, whole.options));
        Folder folder;
        folder.options.format = whole.options.format;
        for (const std::uint64_t killAt : {1U, 2000U, 4000U}) {
            const int status = exportInChild(folder.options, m_people, [&](const ProgressReport& report) {
                if (report.done >= killAt) {
                    ::raise(SIGKILL);
                }
            });
            QVERIFY(WIFSIGNALED(status));
            QVERIFY(std::filesystem::exists(folder.options.folder));
            QVERIFY(!folder.looksFinished());
            for (const auto& entry : std::filesystem::directory_iterator(folder.options.folder)) {
                QVERIFY(entry.path().filename().string().starts_with("."));
            }
        }
        test::must(campaign::exportCampaign(test::prepare(test::springSale()), m_people, folder.options));
        QVERIFY(test::filesIn(folder.options.folder) == test::filesIn(whole.options.folder));
        QCOMPARE(folder.siblings(), std::size_t{1});
    }

    void whereverItIsKilledWhileItMovesIntoPlaceItIsFinishedOrNot()
    {
        // Every state that the renames pass through, made by hand.
        using namespace campaign;
        Folder whole;
        test::must(exportCampaign(test::prepare(test::springSale()), m_people, whole.options));
        for (int state = 0; state < 4; ++state) {
            Folder folder;
            const std::filesystem::path& at = folder.options.folder;
            std::filesystem::create_directory(at);
            if (state < 3) {
                std::filesystem::create_directory(at / kStagingName);
            }
            std::filesystem::create_directory((state == 0 ? at / kStagingName : at) / kMessagesName);
            test::writeText((state == 0 ? at / kStagingName : at) / kMessagesName / "old.eml", "old");
            if (state > 0) {
                test::writeText(at / kPendingManifestName, "{}");
            }
            QVERIFY(!folder.looksFinished());
            test::must(exportCampaign(test::prepare(test::springSale()), m_people, folder.options));
            QVERIFY(test::filesIn(at) == test::filesIn(whole.options.folder));
        }
    }

    void aCancelledExportLeavesNothing_data() { exportData(); }

    void aCancelledExportLeavesNothing()
    {
        QFETCH(int, format);
        Folder folder;
        folder.options.format = static_cast<ExportFormat>(format);
        const CancelToken cancel;
        const auto result = campaign::exportCampaign(test::prepare(test::springSale()), m_people, folder.options,
                                                     cancel, [&](const ProgressReport& report) {
                                                         if (report.done >= 2000) {
                                                             cancel.cancel();
                                                         }
                                                     });
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::Cancelled);
        QCOMPARE(folder.siblings(), std::size_t{0});
    }

    void aFolderThatWasThereStaysEmptyAfterCancelling()
    {
        Folder folder;
        std::filesystem::create_directory(folder.options.folder);
        const CancelToken cancel;
        cancel.cancel();
        QVERIFY(!campaign::exportCampaign(test::prepare(test::springSale()), m_people, folder.options, cancel));
        QVERIFY(std::filesystem::is_empty(folder.options.folder));
    }

    void aFinishedExportSurvivesAReplacementThatIsKilled()
    {
        Folder folder;
        test::must(campaign::exportCampaign(test::prepare(test::springSale()), m_people, folder.options));
        const auto before = test::filesIn(folder.options.folder);
        folder.options.replaceFinished = true;
        folder.options.format = ExportFormat::Mbox;
        exportInChild(folder.options, m_people, [](const ProgressReport& report) {
            if (report.done >= 2000) {
                ::raise(SIGKILL);
            }
        });
        auto after = test::filesIn(folder.options.folder);
        std::erase_if(after, [](const auto& file) { return file.first.starts_with("."); });
        QVERIFY(after == before);
        test::must(campaign::exportCampaign(test::prepare(test::springSale()), m_people, folder.options));
        QCOMPARE(test::filesIn(folder.options.folder).size(), std::size_t{2});
    }

    void aFullDiskIsSaidClearlyAndLeavesNothing_data() { exportData(); }

    void aFullDiskIsSaidClearlyAndLeavesNothing()
    {
        QFETCH(int, format);
        Folder folder;
        folder.options.format = static_cast<ExportFormat>(format);
        const auto prepared = test::prepare(test::springSale());
        const pid_t child = ::fork();
        if (child == 0) {
            // A limit on a file's size stands in for a disk that is full.
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{1000, 1000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const auto report = campaign::exportCampaign(prepared, m_people, folder.options);
            ::_exit(!report && report.error().code == ErrorCode::WriteFailed ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QCOMPARE(folder.siblings(), std::size_t{0});
        errno = ENOSPC;
        QCOMPARE(toLine(campaign::writeFailure("out/x").value()),
                 std::string("out/x: cannot be written: No space left on device; free some space and start again"));
    }

    void twoExportsIntoOneFolderDoNotMix()
    {
        Folder folder;
        const auto first = campaign::ExportFolder::open(folder.options.folder, false);
        QVERIFY(first);
        const auto second = campaign::exportCampaign(test::prepare(test::springSale()), m_people, folder.options);
        QVERIFY(!second);
        QVERIFY(second.error().code == ErrorCode::AlreadyExists);
        QVERIFY(std::filesystem::exists(first->staging()));
    }

private:
    campaign::People m_people;
};

QTEST_APPLESS_MAIN(TestExportInterruption)
#include "tst_export_interruption.moc"
