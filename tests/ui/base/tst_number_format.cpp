// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/number_format.h"

#include <QLocale>
#include <QTest>

using namespace postweave::ui;

class TestNumberFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { setNumberLocale(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void countsAreGrouped()
    {
        QCOMPARE(formatCount(0), QStringLiteral("0"));
        QCOMPARE(formatCount(999), QStringLiteral("999"));
        QCOMPARE(formatCount(12480), QStringLiteral("12,480"));
        QCOMPARE(formatCount(4218306), QStringLiteral("4,218,306"));
    }

    void countsFollowTheLocale()
    {
        setNumberLocale(QLocale(QLocale::German));
        QCOMPARE(formatCount(12480), QStringLiteral("12.480"));
        QCOMPARE(formatPercent(0.125), QStringLiteral("12,5\u00A0%"));
    }

    void minusIsATrueMinus()
    {
        QCOMPARE(formatCount(-1204), QStringLiteral("\u22121,204"));
        QCOMPARE(formatPercentChange(-0.068), QStringLiteral("\u22126.8\u00A0%"));
        QCOMPARE(formatNumber(-1.5), QStringLiteral("\u22121.5"));
    }

    void percentHasANoBreakSpace() { QCOMPARE(formatPercent(0.125), QStringLiteral("12.5\u00A0%")); }

    void changesCarryTheirSign()
    {
        QCOMPARE(formatPercentChange(0.041), QStringLiteral("+4.1\u00A0%"));
        QCOMPARE(formatPercentChange(9.99), QStringLiteral("+999.0\u00A0%"));
        QCOMPARE(formatPercentChange(11.444), QStringLiteral("\u00D712"));
        QCOMPARE(formatPercentChange(1499.6), QStringLiteral("\u00D71,501"));
        QCOMPARE(formatPercentChange(0.0001), QStringLiteral("0.0\u00A0%"));
        QCOMPARE(formatPercentChange(-0.0001), QStringLiteral("0.0\u00A0%"));
    }

    void sharesNeverPretendToBeNothingOrAll()
    {
        QCOMPARE(formatShare(12480, 100000), QStringLiteral("12.5\u00A0%"));
        QCOMPARE(formatShare(1, 1000000), QStringLiteral("0.1\u00A0%"));
        QCOMPARE(formatShare(999999, 1000000), QStringLiteral("99.9\u00A0%"));
        QCOMPARE(formatShare(0, 100), QStringLiteral("0.0\u00A0%"));
        QCOMPARE(formatShare(100, 100), QStringLiteral("100.0\u00A0%"));
        QCOMPARE(formatShare(0, 0), QStringLiteral("\u2013"));
    }

    void numbersDropTrailingZeros()
    {
        QCOMPARE(formatNumber(71.40), QStringLiteral("71.4"));
        QCOMPARE(formatNumber(1234.0), QStringLiteral("1,234"));
        QCOMPARE(formatNumber(100), QStringLiteral("100"));
        QCOMPARE(formatNumber(-0.001), QStringLiteral("0"));
    }

    void axesAreCompact_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("words");
        QTest::newRow("small") << 45.0 << QStringLiteral("45");
        QTest::newRow("fraction") << 0.25 << QStringLiteral("0.25");
        QTest::newRow("thousands") << 12400.0 << QStringLiteral("12.4k");
        QTest::newRow("round thousands") << 12000.0 << QStringLiteral("12k");
        QTest::newRow("just below a million") << 999960.0 << QStringLiteral("1M");
        QTest::newRow("millions") << 3200000.0 << QStringLiteral("3.2M");
        QTest::newRow("negative") << -12000.0 << QStringLiteral("\u221212k");
    }
    void axesAreCompact()
    {
        QFETCH(double, number);
        QTEST(formatCompact(number), "words");
    }

    void bytesAreDecimal()
    {
        QCOMPARE(formatBytes(512), QStringLiteral("512\u00A0B"));
        QCOMPARE(formatBytes(38'000'000), QStringLiteral("38\u00A0MB"));
        QCOMPARE(formatBytes(1'100'000'000), QStringLiteral("1.1\u00A0GB"));
    }

    void timeLeftIsRoundedUp()
    {
        QCOMPARE(formatTimeLeft(1), QStringLiteral("1\u00A0s"));
        QCOMPARE(formatTimeLeft(37'001), QStringLiteral("38\u00A0s"));
        QCOMPARE(formatTimeLeft(72'000), QStringLiteral("1\u00A0min 12\u00A0s"));
        QCOMPARE(formatTimeLeft(7'500'000), QStringLiteral("2\u00A0h 5\u00A0min"));
    }
};

QTEST_GUILESS_MAIN(TestNumberFormat)
#include "tst_number_format.moc"
