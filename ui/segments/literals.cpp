// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/literals.h"

#include "ui/base/number_format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace postweave::ui::segments {

using segment::Literal;

namespace {

constexpr double kLargestExact = 9007199254740992.0; // 2^53: doubles count by ones up to here
constexpr int kNumberDecimals = 6;

class Words {
    Q_DECLARE_TR_FUNCTIONS(postweave::ui::segments::Literals)
};

QString plainNumber(double number)
{
    QLocale locale = numberLocale();
    locale.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    QString text = locale.toString(number, 'f', kNumberDecimals);
    while (text.endsWith(QLatin1Char('0'))) {
        text.chop(1);
    }
    if (!text.isEmpty() && !text.back().isDigit()) {
        text.chop(1);
    }
    return text;
}

/// For tables, where several stand side by side.
QString shortDay(QDate day)
{
    return numberLocale().toString(day, Words::tr("d MMM yyyy", "a date as QDate::toString() takes it, short"));
}

template <typename... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace

std::optional<Literal> literalOf(const Value& value, const TimeZone& zone)
{
    using Maybe = std::optional<Literal>;
    return std::visit(Overloaded{[](std::monostate) -> Maybe { return std::nullopt; },
                                 [](const TextList&) -> Maybe { return std::nullopt; },
                                 [](Date date) -> Maybe { return Literal(formatDate(date)); },
                                 [&](Instant instant) -> Maybe { return Literal(zone.format(instant)); },
                                 [](const auto& plain) -> Maybe { return Literal(plain); }},
                      value);
}

QString editText(const Literal& literal)
{
    return std::visit(Overloaded{[](bool yes) { return yes ? Words::tr("yes") : Words::tr("no"); },
                                 [](std::int64_t number) { return QString::number(number); },
                                 [](double number) { return plainNumber(number); },
                                 [](const std::string& text) { return QString::fromStdString(text); }},
                      literal);
}

QString readingText(const Literal& literal)
{
    if (const auto* integer = std::get_if<std::int64_t>(&literal)) {
        return formatCount(*integer);
    }
    if (const auto* number = std::get_if<double>(&literal)) {
        return ui::formatNumber(*number, kNumberDecimals);
    }
    return editText(literal);
}

QString readingText(const Value& value, const TimeZone& zone)
{
    if (const auto* list = std::get_if<TextList>(&value)) {
        QStringList items;
        for (const std::string& item : *list) {
            items << QString::fromStdString(item);
        }
        return items.join(QStringLiteral(", "));
    }
    if (const auto* date = std::get_if<Date>(&value)) {
        return shortDay(toQDate(*date));
    }
    if (const auto* instant = std::get_if<Instant>(&value)) {
        const LocalDateTime local = zone.toLocal(*instant);
        const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(local.microsecondOfDay / 1000));
        return shortDay(toQDate(local.date)) + QStringLiteral(", ") + time.toString(QStringLiteral("HH:mm"));
    }
    const std::optional<Literal> literal = literalOf(value, zone);
    return literal ? readingText(*literal) : QString();
}

std::optional<double> numberFrom(const QString& typed)
{
    const QString text = QString(typed).replace(QChar(0x2212), QLatin1Char('-')).trimmed();
    bool isNumber = false;
    double number = numberLocale().toDouble(text, &isNumber);
    if (!isNumber) {
        number = QLocale::c().toDouble(text, &isNumber);
    }
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

Literal numberLiteral(double number)
{
    if (number == std::floor(number) && std::abs(number) < kLargestExact) {
        return static_cast<std::int64_t>(number);
    }
    return number;
}

std::optional<Literal> literalFrom(const QString& typed, ValueType type)
{
    const QString text = typed.trimmed();
    switch (type) {
    case ValueType::Boolean:
        return Literal(text.compare(Words::tr("yes"), Qt::CaseInsensitive) == 0 || text == QLatin1String("true"));
    case ValueType::Integer:
    case ValueType::Number: {
        const std::optional<double> number = numberFrom(text);
        return number ? std::optional(numberLiteral(*number)) : std::nullopt;
    }
    case ValueType::Date:
    case ValueType::DateTime: {
        const std::string utf8 = text.toStdString();
        return parseDate(utf8) || parseDateTime(utf8) ? std::optional(Literal(utf8)) : std::nullopt;
    }
    case ValueType::Text:
    case ValueType::List:
        return typed.isEmpty() ? std::nullopt : std::optional(Literal(typed.toStdString()));
    }
    return std::nullopt;
}

std::optional<double> axisPosition(const Literal& literal, ValueType type, const TimeZone& zone)
{
    if (const auto* integer = std::get_if<std::int64_t>(&literal)) {
        return static_cast<double>(*integer);
    }
    if (const auto* number = std::get_if<double>(&literal)) {
        return *number;
    }
    const auto* text = std::get_if<std::string>(&literal);
    if (text == nullptr) {
        return std::nullopt;
    }
    if (const std::optional<Date> date = parseDate(*text)) {
        return type == ValueType::DateTime ? static_cast<double>(zone.startOfDay(*date).microseconds) : date->days;
    }
    if (const std::optional<ParsedDateTime> time = parseDateTime(*text)) {
        const Instant instant = zone.resolve(*time);
        return type == ValueType::DateTime ? static_cast<double>(instant.microseconds) : zone.dayOf(instant).days;
    }
    return std::nullopt;
}

Literal literalAt(double position, ValueType type, const TimeZone& zone)
{
    switch (type) {
    case ValueType::Integer:
        return static_cast<std::int64_t>(std::llround(position));
    case ValueType::Date:
        return formatDate(Date{static_cast<std::int32_t>(std::lround(position))});
    case ValueType::DateTime:
        return formatDate(zone.dayOf(Instant{static_cast<std::int64_t>(position)}));
    default:
        return numberLiteral(position);
    }
}

QDate toQDate(Date date)
{
    const YearMonthDay ymd = toYearMonthDay(date);
    return {ymd.year, ymd.month, ymd.day};
}

Date toDate(QDate date)
{
    return base::toDate(YearMonthDay{date.year(), date.month(), date.day()}).value_or(Date{});
}

std::optional<QDate> dayOf(const Literal& literal)
{
    const auto* text = std::get_if<std::string>(&literal);
    if (text == nullptr) {
        return std::nullopt;
    }
    if (const std::optional<Date> date = parseDate(*text)) {
        return toQDate(*date);
    }
    const std::optional<ParsedDateTime> time = parseDateTime(*text);
    return time ? std::optional(toQDate(time->local.date)) : std::nullopt;
}

Literal dayLiteral(QDate day)
{
    return formatDate(toDate(day));
}

QString readingDay(QDate day)
{
    return numberLocale().toString(day, Words::tr("d MMMM yyyy", "a date as QDate::toString() takes it"));
}

} // namespace postweave::ui::segments
