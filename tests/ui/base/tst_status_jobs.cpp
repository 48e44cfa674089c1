// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/status_jobs.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using namespace postweave;
using namespace postweave::ui;

class TestStatusJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shareIsUnknownUntilTheWholeIs()
    {
        StatusJobs jobs;
        StatusJob* job = jobs.start(QStringLiteral("Importing"), Icon::Download);
        QCOMPARE(job->share(), std::nullopt);
        job->report({.done = 5, .total = 0});
        QCOMPARE(job->share(), std::nullopt);
        job->report({.done = 5, .total = 20});
        QCOMPARE(job->share(), std::optional(0.25));
        job->report({.done = 50, .total = 20});
        QCOMPARE(job->share(), std::optional(1.0));
    }

    void cancelTellsTheWorkAndLeavesTheBar()
    {
        StatusJobs jobs;
        const CancelToken token;
        StatusJob* job = jobs.start(QStringLiteral("Importing"), Icon::Download, token);
        QSignalSpy changed(&jobs, &StatusJobs::changed);
        job->cancel();
        QVERIFY(token.isCancelled());
        QVERIFY(jobs.jobs().isEmpty());
        QCOMPARE(changed.size(), 1);
    }

    void progressFromAnotherThreadArrives()
    {
        StatusJobs jobs;
        StatusJob* job = jobs.start(QStringLiteral("Importing"), Icon::Download);
        const Progress progress = job->progress();
        std::unique_ptr<QThread> thread(QThread::create([progress] {
            for (std::uint64_t i = 1; i <= 1000; ++i) {
                progress({.done = i, .total = 1000});
            }
        }));
        QSignalSpy changed(job, &StatusJob::changed);
        thread->start();
        thread->wait();
        QTRY_COMPARE(job->share(), std::optional(1.0));
        QVERIFY2(changed.size() < 100, "a thousand reports at once must not flood the window");
    }

    void progressAfterTheJobIsGoneIsHarmless()
    {
        Progress progress;
        {
            StatusJobs jobs;
            progress = jobs.start(QStringLiteral("Importing"), Icon::Download)->progress();
        }
        progress({.done = 1, .total = 1});
        QCoreApplication::processEvents();
    }

    void finishedJobsSayWhatCameOfIt()
    {
        StatusJobs jobs;
        StatusJob* job = jobs.start(QStringLiteral("Importing"), Icon::Download);
        bool followed = false;
        job->finish(QStringLiteral("Import done"), QStringLiteral("Show rejected"), [&followed] { followed = true; });
        QCOMPARE(job->state(), StatusJob::State::Done);
        QCOMPARE(job->title(), QStringLiteral("Import done"));
        QVERIFY(!jobs.anyRunning());
        job->followLink();
        QVERIFY(followed);
    }
};

QTEST_GUILESS_MAIN(TestStatusJobs)
#include "tst_status_jobs.moc"
