// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/calendar.h"
#include "core/base/time_zone.h"

#include <QtTest>

using namespace postweave;

class CalendarTest : public QObject {
    Q_OBJECT

private slots:
    void everyDayOfFourCenturiesReadsBack()
    {
        const Date first = *toDate({1800, 1, 1});
        int previousWeekday = weekday({first.days - 1});
        for (int offset = 0; offset < 400 * 366; ++offset) {
            const Date date{first.days + offset};
            QCOMPARE(parseDate(formatDate(date)), std::optional(date));
            QCOMPARE(weekday(date), (previousWeekday + 1) % 7);
            previousWeekday = weekday(date);
        }
    }

    void datesThatDoNotExistAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "0000-01-01", "2024-04-31",
                                 "24-01-01", "2024-01-01 ", "2024/01/01", ""}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }
    void datesThatDoNotExistAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseDate(text.toStdString()));
    }

    void dateTimesReadBackWithTheirOffset_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("utc");
        QTest::newRow("utc") << QByteArray("2026-07-01T12:30:45Z") << QByteArray("2026-07-01T12:30:45Z");
        QTest::newRow("blank") << QByteArray("2026-07-01 12:30:45+02:00") << QByteArray("2026-07-01T10:30:45Z");
        QTest::newRow("fraction") << QByteArray("2026-07-01t23:59:59.25-00:30")
                                  << QByteArray("2026-07-02T00:29:59.25Z");
        QTest::newRow("nanoseconds") << QByteArray("2026-07-01T00:00:00.123456789Z")
                                     << QByteArray("2026-07-01T00:00:00.123456Z");
        QTest::newRow("leap second") << QByteArray("2016-12-31T23:59:60Z") << QByteArray("2016-12-31T23:59:59.999999Z");
        QTest::newRow("before the epoch")
            << QByteArray("1969-12-31T23:59:59.5Z") << QByteArray("1969-12-31T23:59:59.5Z");
    }
    void dateTimesReadBackWithTheirOffset()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, utc);
        const auto parsed = parseDateTime(text.toStdString());
        QVERIFY(parsed);
        QCOMPARE(formatDateTime(TimeZone().resolve(*parsed)), utc.toStdString());
    }

    void brokenDateTimesAreRefused()
    {
        for (const char* text :
             {"2026-07-01T24:00:00Z", "2026-07-01T12:60:00Z", "2026-07-01T12:00Z", "2026-07-01T12:00:00+2",
              "2026-07-01T12:00:00.Z", "2026-07-01T12:00:00Zx", "2026-07-01", "2026-07-01T"}) {
            QVERIFY2(!parseDateTime(text), text);
        }
    }

    void readingsInAGapOrAnOverlapHaveOneMoment()
    {
        const TimeZone berlin = *TimeZone::byName("Europe/Berlin");
        const auto moment = [&](const char* local) { return berlin.resolve(*parseDateTime(local)); };
        QCOMPARE(formatDateTime(moment("2026-03-29T02:30:00")), std::string("2026-03-29T01:00:00Z"));
        QCOMPARE(formatDateTime(moment("2026-10-25T02:30:00")), std::string("2026-10-25T00:30:00Z"));
        QCOMPARE(berlin.format(moment("2026-07-01T12:00:00")), std::string("2026-07-01T12:00:00+02:00"));
        QCOMPARE(berlin.abbreviation(moment("2026-01-01T12:00:00")), std::string("CET"));
    }

    void daysWithoutMidnightStartAtTheChange()
    {
        const TimeZone zone = *TimeZone::byName("America/Sao_Paulo");
        QCOMPARE(formatDateTime(zone.startOfDay(*parseDate("2018-11-04"))), std::string("2018-11-04T03:00:00Z"));
    }

    void unknownZonesNameTheNearest()
    {
        const auto zone = TimeZone::byName("Europe/Berlyn");
        QVERIFY(!zone);
        QCOMPARE(zone.error().code, ErrorCode::NotFound);
        QVERIFY(zone.error().message.find("Europe/Berlin") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(CalendarTest)
#include "tst_calendar.moc"
