// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/short_text.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <random>
#include <string>

using namespace postweave;

namespace {

std::uint64_t hashed(const std::string& text)
{
    return hashOf(TextWords(text), text.size(), 0xA0761D6478BD642FU, 0xE7037ED1A0B428DBU);
}

} // namespace

class TestShortText : public QObject {
    Q_OBJECT

private slots:
    void wordsAreEqualWhereTextsAre();
    void digitsAreReadAsTheNumberTheyWrite();
    void anythingElseIsNoNumber_data();
    void anythingElseIsNoNumber();
};

void TestShortText::wordsAreEqualWhereTextsAre()
{
    std::mt19937 random(1);
    for (int round = 0; round < 200'000; ++round) {
        const std::size_t size = random() % (TextWords::kMostBytes + 1);
        std::string text(size, '\0');
        std::generate(text.begin(), text.end(), [&] { return static_cast<char>(random() % 3 - 1); });
        std::string other = text;
        if (size > 0 && round % 2 == 0) {
            other[random() % size] = static_cast<char>(random() % 3 - 1);
        }
        QCOMPARE(TextWords(text) == TextWords(other), text == other);
        QCOMPARE(hashed(text) == hashed(other), text == other);
    }
}

void TestShortText::digitsAreReadAsTheNumberTheyWrite()
{
    std::mt19937_64 random(2);
    for (int round = 0; round < 200'000; ++round) {
        std::string digits = std::to_string(random() >> (10 + random() % 54));
        if (round % 3 == 0) {
            digits.insert(0, random() % 4, '0');
        }
        const auto number = numberOfDigits(digits);
        if (digits.size() > 16) {
            QVERIFY(!number);
        } else {
            QVERIFY(number);
            QCOMPARE(*number, std::stoull(digits));
        }
    }
}

void TestShortText::anythingElseIsNoNumber_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("a sign") << QByteArray("-1");
    QTest::newRow("a point") << QByteArray("1.5");
    QTest::newRow("white space") << QByteArray("1 ");
    QTest::newRow("a letter among sixteen") << QByteArray("12345678901234a6");
    QTest::newRow("seventeen digits") << QByteArray("12345678901234567");
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        if (c < '0' || c > '9') {
            QTest::addRow("byte %d first", byte) << QByteArray(1, c) + "23";
            QTest::addRow("byte %d among many", byte) << "12345" + QByteArray(1, c) + "789012";
        }
    }
}

void TestShortText::anythingElseIsNoNumber()
{
    QFETCH(QByteArray, text);
    QVERIFY(!numberOfDigits(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))));
}

QTEST_APPLESS_MAIN(TestShortText)
#include "tst_short_text.moc"
