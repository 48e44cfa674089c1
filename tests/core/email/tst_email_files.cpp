// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/csv.h"
#include "core/email/file_name.h"
#include "core/email/mbox.h"
#include "core/email/sha256.h"

#include "tests/core/email/python_judge.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace postweave;
using Fields = std::vector<std::string>;

namespace {

std::string csvRow(const Fields& fields, email::CsvSafety safety = email::CsvSafety::Verbatim)
{
    std::string out;
    email::appendCsvRow(out, fields, safety);
    return out;
}

} // namespace

class TestEmailFiles : public QObject {
    Q_OBJECT
private slots:
    void csvReadsBackInPython()
    {
        SKIP_WITHOUT_PYTHON();
        const std::vector<Fields> rows = {{"key", "value"},           {"quotes", "she said \"no\""},
                                          {"comma", "a,b"},           {"lines", "a\r\nb\nc\rd"},
                                          {"blanks", "  both ends "}, {"empty", ""},
                                          {"script", "Ελλάδα, 日本"}, {"formula", "=1+1"}};
        std::string text;
        for (const Fields& row : rows) {
            email::appendCsvRow(text, row);
        }
        const QByteArray script = "import csv,io,json,sys\n"
                                  "t=sys.stdin.buffer.read().decode()\n"
                                  "print(json.dumps(list(csv.reader(io.StringIO(t,newline=''),strict=True))))";
        const QJsonArray read = test::askPython(script, QByteArray::fromStdString(text)).array();
        QCOMPARE(read.size(), static_cast<qsizetype>(rows.size()));
        for (qsizetype i = 0; i < read.size(); ++i) {
            QCOMPARE(read[i][0].toString().toStdString(), rows[static_cast<std::size_t>(i)][0]);
            QCOMPARE(read[i][1].toString().toStdString(), rows[static_cast<std::size_t>(i)][1]);
        }
    }

    void csvIsVerbatimUnlessSafe_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("safe");
        QTest::newRow("equals") << "=cmd|' /C calc'!A0"
                                << "'=cmd|' /C calc'!A0";
        QTest::newRow("plus") << "+1"
                              << "'+1";
        QTest::newRow("minus") << "-1"
                               << "'-1";
        QTest::newRow("at") << "@SUM(A1)"
                            << "'@SUM(A1)";
        QTest::newRow("tab") << "\t=1"
                             << "'\t=1";
        QTest::newRow("carriage return") << "\r=1"
                                         << "\"'\r=1\"";
        QTest::newRow("inside") << "a=1"
                                << "a=1";
        QTest::newRow("quote") << "'a"
                               << "'a";
    }

    void csvIsVerbatimUnlessSafe()
    {
        QFETCH(QString, field);
        QFETCH(QString, safe);
        const std::string plain = field.contains(u'\r') ? '"' + field.toStdString() + '"' : field.toStdString();
        QCOMPARE(csvRow({"k", field.toStdString()}), "k," + plain + "\r\n");
        QCOMPARE(csvRow({"k", field.toStdString()}, email::CsvSafety::Spreadsheet), "k," + safe.toStdString() + "\r\n");
    }

    void fileNamesComeFromKeys_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("unreserved") << QByteArray("Az09-._~") << QByteArray("Az09-._~");
        QTest::newRow("path") << QByteArray("../etc/passwd") << QByteArray("..%2Fetc%2Fpasswd");
        QTest::newRow("dot") << QByteArray(".") << QByteArray("%2E");
        QTest::newRow("two dots") << QByteArray("..") << QByteArray("%2E%2E");
        QTest::newRow("three dots") << QByteArray("...") << QByteArray("...");
        QTest::newRow("address") << QByteArray("a+b@c.example") << QByteArray("a%2Bb%40c.example");
        QTest::newRow("bytes") << QByteArray("é \n%") << QByteArray("%C3%A9%20%0A%25");
    }

    void fileNamesComeFromKeys()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, name);
        QCOMPARE(email::percentEncoded(key.toStdString()), name.toStdString());
        QCOMPARE(email::fileNameOfKey(key.toStdString(), ".eml"), name.toStdString() + ".eml");
        QCOMPARE(email::percentDecoded(name.toStdString()), key.toStdString());
    }

    void namesTooLongForAFileSystemAreCutAndStayDistinct()
    {
        const std::string stem(100, '\xE4');
        const std::string first = email::fileNameOfKey(stem + "1", ".eml");
        const std::string second = email::fileNameOfKey(stem + "2", ".eml");
        QVERIFY(first.size() <= 255);
        QVERIFY(first != second);
        QVERIFY(first.ends_with(".eml"));
        const std::string cut = first.substr(0, first.find('~'));
        QCOMPARE(email::percentEncoded(email::percentDecoded(cut)), cut);
        QCOMPARE(email::fileNameOfKey(std::string(251, 'a'), ".eml"), std::string(251, 'a') + ".eml");
    }

    void sha256MatchesTheStandardsExamples()
    {
        QCOMPARE(email::toHex(email::Sha256::of("abc")),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        email::Sha256 pieces;
        for (int i = 0; i < 1000; ++i) {
            pieces.add(std::string(1000, 'a'));
        }
        QCOMPARE(email::toHex(pieces.finish()),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void mboxQuotesEverythingThatLooksLikeASeparator()
    {
        std::string out;
        email::appendMboxMessage(out, "news@shop.example", {1'772'442'000'000'000},
                                 "Subject: x\r\n\r\nFrom here\r\n>From there\r\n> From not\r\nend");
        QCOMPARE(out, std::string("From news@shop.example Mon Mar  2 09:00:00 2026\nSubject: x\n\n>From here\n"
                                  ">>From there\n> From not\nend\n\n"));
    }
};

QTEST_APPLESS_MAIN(TestEmailFiles)
#include "tst_email_files.moc"
