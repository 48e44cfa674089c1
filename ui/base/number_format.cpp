// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/number_format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QChar kNoBreakSpace(0x00A0);
constexpr QChar kMinus(0x2212);
constexpr QChar kEnDash(0x2013);
constexpr QChar kTimes(0x00D7);

QLocale& locale()
{
    static QLocale locale;
    return locale;
}

QString withTrueMinus(QString text)
{
    return text.replace(QLatin1Char('-'), kMinus);
}

QString withUnit(const QString& number, const QString& unit)
{
    return number + kNoBreakSpace + unit;
}

double powerOfTen(int exponent)
{
    return std::pow(10.0, exponent);
}

QString fixed(double number, int decimals)
{
    return withTrueMinus(locale().toString(number, 'f', decimals));
}

class NumberFormat {
    Q_DECLARE_TR_FUNCTIONS(NumberFormat)
};

} // namespace

const QLocale& numberLocale()
{
    return locale();
}
void setNumberLocale(const QLocale& newLocale)
{
    locale() = newLocale;
}

QString formatCount(qint64 count)
{
    return withTrueMinus(locale().toString(count));
}

QString formatPercent(double share, int decimals)
{
    return withUnit(fixed(share * 100, decimals), u"%"_s);
}

QString formatPercentChange(double share, int decimals)
{
    // A percentage of four digits says less than how many times as much it is.
    if (constexpr double kFactorFrom = 10; share >= kFactorFrom) {
        return kTimes + formatCount(qRound64(share + 1));
    }
    const double shown = std::round(share * 100 * powerOfTen(decimals)) / powerOfTen(decimals);
    if (shown == 0) {
        return formatPercent(0, decimals);
    }
    return (shown > 0 ? u"+"_s : QString()) + formatPercent(share, decimals);
}

QString formatShare(qint64 part, qint64 whole, int decimals)
{
    if (whole <= 0) {
        return QString(kEnDash);
    }
    const double step = powerOfTen(-decimals - 2);
    double share = static_cast<double>(part) / static_cast<double>(whole);
    if (part > 0 && part < whole) {
        share = std::clamp(share, step, 1 - step);
    }
    return formatPercent(share, decimals);
}

QString formatNumber(double number, int decimals)
{
    QString text = locale().toString(number, 'f', decimals);
    const QString point = locale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(locale().zeroDigit())) {
            text.chop(1);
        }
        if (text.endsWith(point)) {
            text.chop(point.size());
        }
    }
    return withTrueMinus(text == u"-0"_s ? u"0"_s : text);
}

QString formatCompact(double number)
{
    const double size = std::abs(number);
    if (size < 1000) {
        return formatNumber(number, size < 10 ? 2 : 1);
    }
    if (size < 999'950) {
        return formatNumber(number / 1e3, size < 1e5 ? 1 : 0) + NumberFormat::tr("k");
    }
    return size < 999'950'000 ? formatNumber(number / 1e6, 1) + NumberFormat::tr("M")
                              : formatNumber(number / 1e9, 1) + NumberFormat::tr("bn");
}

QString formatBytes(qint64 bytes)
{
    const double size = static_cast<double>(bytes);
    if (size < 1e3) {
        return withUnit(formatCount(bytes), NumberFormat::tr("B"));
    }
    if (size < 1e6) {
        return withUnit(formatNumber(size / 1e3, 0), NumberFormat::tr("kB"));
    }
    return size < 1e9 ? withUnit(formatNumber(size / 1e6, size < 1e7 ? 1 : 0), NumberFormat::tr("MB"))
                      : withUnit(formatNumber(size / 1e9, 1), NumberFormat::tr("GB"));
}

QString formatTimeLeft(qint64 milliseconds)
{
    const qint64 seconds = qMax<qint64>(1, (milliseconds + 999) / 1000);
    const auto part = [](qint64 count, const QString& unit) { return withUnit(formatCount(count), unit); };
    if (seconds < 60) {
        return part(seconds, NumberFormat::tr("s"));
    }
    if (seconds < 3600) {
        const QString minutes = part(seconds / 60, NumberFormat::tr("min"));
        return seconds % 60 == 0 ? minutes : minutes + u' ' + part(seconds % 60, NumberFormat::tr("s"));
    }
    const QString hours = part(seconds / 3600, NumberFormat::tr("h"));
    const qint64 minutes = seconds % 3600 / 60;
    return minutes == 0 ? hours : hours + u' ' + part(minutes, NumberFormat::tr("min"));
}

} // namespace postweave::ui
