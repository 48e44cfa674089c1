// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/work_in_order.h"

#include <QtTest/QtTest>

#include <atomic>
#include <stdexcept>

using namespace postweave;

namespace {

/// Jobs 0 to `count` - 1.
auto numbers(int count)
{
    return [next = 0, count]() mutable -> Result<std::optional<int>> {
        return next < count ? std::optional(next++) : std::nullopt;
    };
}

} // namespace

class TestWorkInOrder : public QObject {
    Q_OBJECT

private slots:
    void productsComeInTheOrderOfTheJobs();
    void onlyAFewJobsAreInTheWorks();
    void nothingToDoTakesNothing();
    void failedWorkEndsItAfterTheProductsBefore();
    void failedNextEndsItAfterTheProductsBefore();
    void failedTakeEndsIt();
    void exceptionsReachTheCaller();
};

void TestWorkInOrder::productsComeInTheOrderOfTheJobs()
{
    for (const unsigned workers : {1U, 2U, 7U}) {
        std::vector<int> taken;
        std::atomic<int> asking{0};
        bool alone = true;
        auto source = numbers(500);
        const Result<void> done = workInOrder<int, int>(
            workers,
            [&] {
                alone = alone && ++asking == 1;
                auto job = source();
                --asking;
                return job;
            },
            [](int& job) -> Result<int> {
                if (job % 5 == 0) {
                    std::this_thread::yield();
                }
                return job * 2;
            },
            [&](int& product) {
                taken.push_back(product);
                return Result<void>();
            });
        QVERIFY(done && alone);
        QCOMPARE(taken.size(), std::size_t{500});
        for (int i = 0; i < 500; ++i) {
            QCOMPARE(taken[static_cast<std::size_t>(i)], 2 * i);
        }
    }
}

void TestWorkInOrder::onlyAFewJobsAreInTheWorks()
{
    std::atomic<int> handedOut{0};
    int taken = 0;
    int most = 0;
    auto source = numbers(200);
    const Result<void> done = workInOrder<int, int>(
        2,
        [&] {
            ++handedOut;
            return source();
        },
        [](int& job) -> Result<int> { return job; },
        [&](int&) {
            most = std::max(most, handedOut - taken);
            ++taken;
            return Result<void>();
        });
    QVERIFY(done);
    QVERIFY(most <= 4); // three in the works, and the one at hand
}

void TestWorkInOrder::nothingToDoTakesNothing()
{
    bool any = false;
    QVERIFY((workInOrder<int, int>(
        3, numbers(0), [](int& job) -> Result<int> { return job; },
        [&](int&) {
            any = true;
            return Result<void>();
        })));
    QVERIFY(!any);
}

void TestWorkInOrder::failedWorkEndsItAfterTheProductsBefore()
{
    std::vector<int> taken;
    const Result<void> done = workInOrder<int, int>(
        3, numbers(1000),
        [](int& job) -> Result<int> {
            if (job >= 10) {
                return fail(ErrorCode::InvalidInput, "job " + std::to_string(job));
            }
            return job;
        },
        [&](int& product) {
            taken.push_back(product);
            return Result<void>();
        });
    QVERIFY(!done);
    QCOMPARE(done.error().message, std::string("job 10"));
    QCOMPARE(taken.size(), std::size_t{10});
}

void TestWorkInOrder::failedNextEndsItAfterTheProductsBefore()
{
    std::size_t taken = 0;
    const Result<void> done = workInOrder<int, int>(
        2,
        [source = numbers(10)]() mutable -> Result<std::optional<int>> {
            auto job = source();
            return *job ? job : fail(ErrorCode::Internal, "no more");
        },
        [](int& job) -> Result<int> { return job; },
        [&](int&) {
            ++taken;
            return Result<void>();
        });
    QVERIFY(!done);
    QCOMPARE(done.error().message, std::string("no more"));
    QCOMPARE(taken, std::size_t{10});
}

void TestWorkInOrder::failedTakeEndsIt()
{
    int taken = 0;
    const Result<void> done = workInOrder<int, int>(
        2, numbers(1'000'000), [](int& job) -> Result<int> { return job; },
        [&](int&) { return ++taken == 5 ? fail(ErrorCode::Internal, "full") : Result<void>(); });
    QVERIFY(!done);
    QCOMPARE(taken, 5);
}

void TestWorkInOrder::exceptionsReachTheCaller()
{
    int taken = 0;
    const auto run = [&] {
        return workInOrder<int, int>(
            2, numbers(100),
            [](int& job) -> Result<int> {
                if (job == 7) {
                    throw std::runtime_error("seven");
                }
                return job;
            },
            [&](int&) {
                ++taken;
                return Result<void>();
            });
    };
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(run()));
    QCOMPARE(taken, 7);
}

QTEST_APPLESS_MAIN(TestWorkInOrder)
#include "tst_work_in_order.moc"
