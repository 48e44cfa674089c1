// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/parallel.h"

#include <QtTest>

#include <atomic>
#include <stdexcept>

using namespace postweave;

class FilesTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasWrittenIsRead()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("a.txt")).toStdString();
        const std::string content("a\0b\r\n", 5);
        QVERIFY(writeFileAtomically(path, content));
        QCOMPARE(*readFile(path), content);
        QVERIFY(writeFileAtomically(path, ""));
        QCOMPARE(*readFile(path), std::string());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void missingAndOversizedFilesSaySo()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("a.txt")).toStdString();
        QCOMPARE(readFile(path).error().code, ErrorCode::NotFound);
        QCOMPARE(readFile(path).error().where.file, path.string());
        QCOMPARE(readFile(folder.path().toStdString()).error().code, ErrorCode::NotFound);
        QVERIFY(writeFileAtomically(path, "0123456789"));
        QCOMPARE(readFile(path, 9).error().code, ErrorCode::LimitExceeded);
        QVERIFY(readFile(path, 10));
    }

    void aFailedWriteLeavesTheOldFile()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("none/a.txt")).toStdString();
        QCOMPARE(writeFileAtomically(path, "x").error().code, ErrorCode::WriteFailed);
        QCOMPARE(writeFileAtomically("/dev/full/x", "x").error().code, ErrorCode::WriteFailed);
    }

    void parallelRangesCoverEachIndexOnce()
    {
        for (const char* threads : {"1", "2", "7"}) {
            qputenv("POSTWEAVE_THREADS", threads);
            std::vector<std::atomic<int>> seen(10'007);
            parallelFor(seen.size(), 100, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i) {
                    ++seen[i];
                }
            });
            QVERIFY(std::all_of(seen.begin(), seen.end(), [](const auto& count) { return count == 1; }));
        }
        qunsetenv("POSTWEAVE_THREADS");
    }

    void exceptionsOfWorkersReachTheCaller()
    {
        qputenv("POSTWEAVE_THREADS", "3");
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, parallelFor(1000, 1, [](std::size_t begin, std::size_t) {
                                     if (begin > 500) {
                                         throw std::runtime_error("x");
                                     }
                                 }));
        qunsetenv("POSTWEAVE_THREADS");
    }
};

QTEST_APPLESS_MAIN(FilesTest)
#include "tst_files.moc"
