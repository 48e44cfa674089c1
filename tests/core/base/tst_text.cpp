// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/source_range.h"
#include "core/base/text.h"
#include "core/base/value.h"

#include <QtTest>

#include <random>

using namespace postweave;

namespace {

/// Optimal string alignment, every cell of it.
std::size_t wholeTableDistance(const std::string& a, const std::string& b)
{
    std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            const std::size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + same});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
            }
        }
    }
    return table[a.size()][b.size()];
}

} // namespace

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void namesBecomeSnakeCase_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("snake");
        const char* rows[][2] = {{"CustomerId", "customer_id"},
                                 {"HTTPServer", "http_server"},
                                 {"E-Mail", "e_mail"},
                                 {"  First  Name ", "first_name"},
                                 {"address.city", "address.city"},
                                 {"Straße", "straße"},
                                 {"Größe (cm)", "größe_cm"},
                                 {"ÄußereId", "äußere_id"},
                                 {"customer_id", "customer_id"},
                                 {"Address2Line", "address2_line"},
                                 {"名前", "名前"},
                                 {"ID", "id"},
                                 {"__x__", "x"},
                                 {"***", ""},
                                 {"a.bC", "a.b_c"},
                                 {"InvoiceID2", "invoice_id2"},
                                 {"हिन्दी नाम", "हिन्दी_नाम"}};
        for (const auto& row : rows) {
            QTest::newRow(row[0]) << QString::fromUtf8(row[0]) << QString::fromUtf8(row[1]);
        }
    }
    void namesBecomeSnakeCase()
    {
        QFETCH(QString, name);
        QFETCH(QString, snake);
        QCOMPARE(QString::fromStdString(toSnakeCase(name.toStdString())), snake);
    }

    void qtAgreesOnWhatIsUtf8()
    {
        std::mt19937 random(7);
        const std::string alphabet = "a\x80\xbf\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xed\xa0\xc0\xff";
        for (int i = 0; i < 20'000; ++i) {
            std::string bytes;
            for (unsigned n = random() % 8; n > 0; --n) {
                bytes += alphabet[random() % alphabet.size()];
            }
            QStringDecoder judge(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
            const QString decoded = judge(QByteArray::fromStdString(bytes));
            QCOMPARE(isValidUtf8(bytes), !judge.hasError());
            if (!judge.hasError()) {
                QCOMPARE(countCodePoints(bytes), static_cast<std::size_t>(decoded.toUcs4().size()));
            }
            QVERIFY(isValidUtf8(toValidUtf8(bytes)));
        }
    }

    void caseFoldingIsFull()
    {
        QCOMPARE(foldCase("Straße"), std::string("strasse"));
        QCOMPARE(foldCase("ΣΊΣΥΦΟΣ"), foldCase("σίσυφος"));
        QCOMPARE(toLower("ÀÉ"), std::string("àé"));
    }

    void nearestNameIsOneTypingErrorAway()
    {
        const std::vector<std::string> names{"country", "county", "first_name", "plan"};
        QCOMPARE(nearestOf("contry", names), std::string("country"));
        QCOMPARE(nearestOf("frist_name", names), std::string("first_name"));
        QCOMPARE(nearestOf("PLAN", names), std::string("plan"));
        QCOMPARE(nearestOf("zzzzzz", names), std::string());
    }

    void nearnessIsTheDistanceOfTheWholeTable()
    {
        std::vector<std::string> words{""};
        for (std::size_t i = 0; words[i].size() < 7; ++i) {
            for (const char c : {'a', 'b'}) {
                words.push_back(words[i] + c);
            }
        }
        for (std::size_t i = words.size() - 128; i < words.size(); i += 3) {
            words.push_back(words[i] + "b" + words[words.size() - 1 - i % 100]);
        }
        for (const std::string& wanted : words) {
            const std::size_t limit = std::clamp<std::size_t>(wanted.size() / 3, 1, 4);
            for (const std::string& word : words) {
                const bool isNear = !word.empty() && wholeTableDistance(wanted, word) <= limit;
                QCOMPARE(nearestOf(wanted, std::vector<std::string>{word}).empty(), !isNear);
            }
        }
    }

    void numbersPrintShortestAndReadBack()
    {
        QCOMPARE(formatNumber(0.1), std::string("0.1"));
        QCOMPARE(formatNumber(3.0), std::string("3"));
        QCOMPARE(formatNumber(1e21), std::string("1e+21"));
        QCOMPARE(formatNumber(123456789012345680.0), std::string("123456789012345680"));
        std::mt19937_64 random(1);
        for (int i = 0; i < 10'000; ++i) {
            const double number = std::bit_cast<double>(random());
            if (std::isfinite(number)) {
                QCOMPARE(std::strtod(formatNumber(number).c_str(), nullptr), number);
            }
        }
    }

    void digitsAreGrouped()
    {
        QCOMPARE(groupedDigits(0), std::string("0"));
        QCOMPARE(groupedDigits(999), std::string("999"));
        QCOMPARE(groupedDigits(12480), std::string("12,480"));
        QCOMPARE(groupedDigits(1234567890), std::string("1,234,567,890"));
    }

    void excerptsPointAtTheirPlace()
    {
        const std::string source = "one\nHello {{ nmae }},\nthree";
        const std::size_t begin = source.find("nmae");
        QCOMPARE(positionOf(source, begin), (SourcePosition{2, 10}));
        QCOMPARE(excerpt(source, {begin, begin + 4}), std::string("Hello {{ nmae }},\n         ^~~~"));
        QCOMPARE(excerpt("ab", {2, 2}), std::string("ab\n  ^"));
        QCOMPARE(excerpt("", {0, 0}), std::string("\n^"));
    }

    void excerptsOfLongLinesStayShort()
    {
        const std::string source(10'000, 'x');
        const std::string shown = excerpt(source, {5'000, 9'000}, 80);
        QCOMPARE(shown.find('\n'), std::size_t{80});
        QVERIFY(shown.size() <= 2 * 81);
    }
};

QTEST_APPLESS_MAIN(TextTest)
#include "tst_text.moc"
