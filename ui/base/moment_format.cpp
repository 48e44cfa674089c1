// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/moment_format.h"

#include "ui/base/number_format.h"

#include <QCoreApplication>
#include <QLocale>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class MomentFormat {
    Q_DECLARE_TR_FUNCTIONS(MomentFormat)
};

const QString kTimeFormat = u"HH:mm"_s;

QDate toQt(Date day)
{
    const YearMonthDay ymd = toYearMonthDay(day);
    return {ymd.year, ymd.month, ymd.day};
}

QString dayFormat()
{
    return MomentFormat::tr("d MMMM yyyy", "a date as QDate::toString() takes it, with the month in words");
}

} // namespace

QDateTime toWallClock(Instant moment, const TimeZone& zone)
{
    const LocalDateTime local = zone.toLocal(moment);
    const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(local.microsecondOfDay / 1000));
    return {toQt(local.date), time, Qt::UTC};
}

Instant fromWallClock(const QDateTime& clock, const TimeZone& zone)
{
    const QDate day = clock.date();
    const auto date = toDate({day.year(), day.month(), day.day()});
    return zone.fromLocal({date.value_or(Date{}), std::int64_t{clock.time().msecsSinceStartOfDay()} * 1000});
}

QString formatMoment(Instant moment, const TimeZone& zone)
{
    const QDateTime clock = toWallClock(moment, zone);
    return numberLocale().toString(clock.date(), dayFormat()) + u", "_s + clock.time().toString(kTimeFormat);
}

QString formatDay(Date day)
{
    return numberLocale().toString(toQt(day), dayFormat());
}

QString formatTimeOfDay(Instant moment, const TimeZone& zone)
{
    return toWallClock(moment, zone).time().toString(kTimeFormat);
}

QString formatRecently(Instant moment, Instant now, const TimeZone& zone)
{
    const Date day = zone.dayOf(moment);
    const Date today = zone.dayOf(now);
    if (day == today) {
        return MomentFormat::tr("today %1").arg(formatTimeOfDay(moment, zone));
    }
    if (day.days + 1 == today.days) {
        return MomentFormat::tr("yesterday");
    }
    const bool sameYear = toYearMonthDay(day).year == toYearMonthDay(today).year;
    return numberLocale().toString(toQt(day), sameYear ? MomentFormat::tr("d MMMM") : dayFormat());
}

} // namespace postweave::ui
