// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/duration.h"

#include <QtTest>

using namespace postweave;

namespace {

Instant at(const char* text)
{
    return TimeZone().resolve(*parseDateTime(text));
}

} // namespace

class DurationTest : public QObject {
    Q_OBJECT

private slots:
    void readsAndWritesCanonically_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("canonical");
        const char* rows[][2] = {{"P7D", "P7D"},    {"P1W", "P7D"},       {"PT36H", "PT36H"},   {"P1Y2M3D", "P1Y2M3D"},
                                 {"P14M", "P1Y2M"}, {"P0D", "P0D"},       {"PT90M", "PT1H30M"}, {"P1DT12H", "PT36H"},
                                 {"PT24H", "P1D"},  {"P1MT1S", "P1MT1S"}, {"P2W1D", "P15D"},    {"PT61S", "PT1M1S"}};
        for (const auto& row : rows) {
            QTest::newRow(row[0]) << QByteArray(row[0]) << QByteArray(row[1]);
        }
    }
    void readsAndWritesCanonically()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, canonical);
        const auto duration = parseDuration(text.toStdString());
        QVERIFY(duration);
        QCOMPARE(formatDuration(*duration), canonical.toStdString());
        QCOMPARE(*parseDuration(formatDuration(*duration)), *duration);
    }

    void brokenDurationsSayHowToWriteThem()
    {
        for (const char* text : {"", "P", "PT", "7D", "P7", "P-7D", "P1.5D", "P1D1W", "P1H", "PT1D", "P1DT",
                                 "P99999999999999999D", "p7d", "P7D ", "P20000Y"}) {
            const auto duration = parseDuration(text);
            QVERIFY2(!duration, text);
            QVERIFY(duration.error().message.find("P7D") != std::string::npos);
        }
    }

    void monthsClampToTheLastDay()
    {
        const TimeZone utc;
        QCOMPARE(subtract(at("2026-03-31T10:00:00Z"), *parseDuration("P1M"), utc), at("2026-02-28T10:00:00Z"));
        QCOMPARE(subtract(at("2024-03-31T10:00:00Z"), *parseDuration("P1M"), utc), at("2024-02-29T10:00:00Z"));
        QCOMPARE(add(at("2024-02-29T10:00:00Z"), *parseDuration("P1Y"), utc), at("2025-02-28T10:00:00Z"));
        QCOMPARE(add(at("2025-12-31T00:00:00Z"), *parseDuration("P2M"), utc), at("2026-02-28T00:00:00Z"));
    }

    void daysAreExactAcrossAChangeOfClocks()
    {
        const TimeZone berlin = *TimeZone::byName("Europe/Berlin");
        const Instant now = berlin.resolve(*parseDateTime("2026-03-30T12:00:00"));
        QCOMPARE(berlin.format(subtract(now, *parseDuration("P7D"), berlin)), std::string("2026-03-23T11:00:00+01:00"));
        QCOMPARE(berlin.format(subtract(now, *parseDuration("P1M"), berlin)), std::string("2026-02-28T12:00:00+01:00"));
    }

    void resultsSaturateAtTheCalendarsEnds()
    {
        const TimeZone utc;
        QCOMPARE(formatDateTime(subtract(at("2026-01-01T00:00:00Z"), *parseDuration("P9000Y"), utc)).substr(0, 4),
                 std::string("0001"));
        QCOMPARE(formatDateTime(add(at("2026-01-01T00:00:00Z"), *parseDuration("P3652000D"), utc)).substr(0, 4),
                 std::string("9999"));
    }
};

QTEST_APPLESS_MAIN(DurationTest)
#include "tst_duration.moc"
