// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/moment_format.h"
#include "ui/base/number_format.h"

#include <QLocale>
#include <QTest>

using namespace postweave;
using namespace postweave::ui;

namespace {

Instant at(const char* text)
{
    return TimeZone().resolve(*parseDateTime(text));
}

} // namespace

class TestMomentFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setNumberLocale(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void momentsAreReadInTheZone()
    {
        const TimeZone berlin = *TimeZone::byName("Europe/Berlin");
        QCOMPARE(formatMoment(at("2026-07-14T07:12:00Z"), berlin), QStringLiteral("14 July 2026, 09:12"));
        QCOMPARE(formatMoment(at("2026-07-14T23:30:00Z"), berlin), QStringLiteral("15 July 2026, 01:30"));
    }

    void wallClockReadsBack()
    {
        const TimeZone berlin = *TimeZone::byName("Europe/Berlin");
        const Instant moment = at("2026-01-31T10:45:30Z");
        QCOMPARE(fromWallClock(toWallClock(moment, berlin), berlin).microseconds, moment.microseconds);
    }

    void recentlyIsAsShortAsIsClear()
    {
        const Instant now = at("2026-07-14T14:00:00Z");
        const TimeZone utc;
        QCOMPARE(formatRecently(at("2026-07-14T09:12:00Z"), now, utc), QStringLiteral("today 09:12"));
        QCOMPARE(formatRecently(at("2026-07-13T23:59:00Z"), now, utc), QStringLiteral("yesterday"));
        QCOMPARE(formatRecently(at("2026-05-21T09:12:00Z"), now, utc), QStringLiteral("21 May"));
        QCOMPARE(formatRecently(at("2025-12-31T09:12:00Z"), now, utc), QStringLiteral("31 December 2025"));
    }
};

QTEST_GUILESS_MAIN(TestMomentFormat)
#include "tst_moment_format.moc"
