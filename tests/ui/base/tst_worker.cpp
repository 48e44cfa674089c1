// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/worker.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <memory>

using namespace postweave;
using namespace postweave::ui;

namespace {

/// Lets everything that the pool has posted arrive.
void settle()
{
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

} // namespace

class TestWorker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultArrivesOnTheUiThread()
    {
        QThread* worked = nullptr;
        QThread* delivered = nullptr;
        int result = 0;
        runInBackground(
            this,
            [&worked](const CancelToken&) {
                worked = QThread::currentThread();
                return 42;
            },
            [&](int value) {
                delivered = QThread::currentThread();
                result = value;
            });
        QTRY_COMPARE(result, 42);
        QCOMPARE(delivered, QCoreApplication::instance()->thread());
        QVERIFY(worked != delivered);
    }

    void voidWorkDelivers()
    {
        bool done = false;
        runInBackground(
            this, [](const CancelToken&) {}, [&done] { done = true; });
        QTRY_VERIFY(done);
    }

    void moveOnlyResultsArrive()
    {
        std::unique_ptr<int> result;
        runInBackground(
            this, [](const CancelToken&) { return std::make_unique<int>(7); },
            [&result](std::unique_ptr<int> value) { result = std::move(value); });
        QTRY_VERIFY(result);
        QCOMPARE(*result, 7);
    }

    void nothingIsDeliveredToWhoIsGone()
    {
        bool delivered = false;
        auto* context = new QObject;
        QSemaphore go;
        runInBackground(
            context,
            [&go](const CancelToken&) {
                go.acquire();
                return 1;
            },
            [&delivered](int) { delivered = true; });
        delete context;
        go.release();
        settle();
        QVERIFY(!delivered);
    }

    void nothingIsDeliveredAfterCancel()
    {
        bool delivered = false;
        QSemaphore go;
        std::atomic<bool> seen = false;
        const CancelToken token = runInBackground(
            this,
            [&](const CancelToken& cancel) {
                go.acquire();
                seen = cancel.isCancelled();
                return 1;
            },
            [&delivered](int) { delivered = true; });
        token.cancel();
        go.release();
        settle();
        QVERIFY(seen);
        QVERIFY(!delivered);
    }

    void onlyTheLatestIsDelivered()
    {
        LatestWork latest;
        QList<int> delivered;
        QSemaphore first;
        std::atomic<bool> firstSawCancel = false;
        latest.run(
            [&](const CancelToken& cancel) {
                first.acquire();
                firstSawCancel = cancel.isCancelled();
                return 1;
            },
            [&delivered](int value) { delivered.append(value); });
        latest.run([](const CancelToken&) { return 2; }, [&delivered](int value) { delivered.append(value); });
        QTRY_COMPARE(delivered, QList<int>{2});
        first.release();
        settle();
        QCOMPARE(delivered, QList<int>{2});
        QVERIFY(firstSawCancel);
    }

    void runningIsToldOnceAtBothEnds()
    {
        LatestWork latest;
        QSignalSpy running(&latest, &LatestWork::runningChanged);
        for (int i = 0; i < 3; ++i) {
            latest.run([](const CancelToken&) { return 0; }, [](int) {});
        }
        QVERIFY(latest.isRunning());
        QTRY_VERIFY(!latest.isRunning());
        settle();
        QCOMPARE(running.size(), 2);
        QCOMPARE(running.at(0).at(0).toBool(), true);
        QCOMPARE(running.at(1).at(0).toBool(), false);
    }

    void cancelEndsTheWait()
    {
        LatestWork latest;
        bool delivered = false;
        latest.run([](const CancelToken&) { return 0; }, [&delivered](int) { delivered = true; });
        latest.cancel();
        QVERIFY(!latest.isRunning());
        settle();
        QVERIFY(!delivered);
    }

    void answersMayStartTheNextRun()
    {
        LatestWork latest;
        int sum = 0;
        latest.run([](const CancelToken&) { return 1; },
                   [&](int value) {
                       sum += value;
                       latest.run([](const CancelToken&) { return 10; }, [&](int next) { sum += next; });
                   });
        QTRY_COMPARE(sum, 11);
    }
};

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
