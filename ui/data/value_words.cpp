// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/value_words.h"

#include "ui/base/moment_format.h"
#include "ui/base/number_format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>

namespace postweave::ui::data {

QString typeWord(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return QCoreApplication::translate("ValueType", "yes / no");
    case ValueType::Integer:
        return QCoreApplication::translate("ValueType", "whole number");
    case ValueType::Number:
        return QCoreApplication::translate("ValueType", "number");
    case ValueType::Date:
        return QCoreApplication::translate("ValueType", "date");
    case ValueType::DateTime:
        return QCoreApplication::translate("ValueType", "date and time");
    case ValueType::Text:
        return QCoreApplication::translate("ValueType", "text");
    case ValueType::List:
        return QCoreApplication::translate("ValueType", "list");
    }
    return {};
}

Icon typeIcon(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return Icon::Toggle;
    case ValueType::Integer:
    case ValueType::Number:
        return Icon::Hash;
    case ValueType::Date:
    case ValueType::DateTime:
        return Icon::Calendar;
    case ValueType::Text:
        return Icon::Text;
    case ValueType::List:
        return Icon::List;
    }
    return Icon::Text;
}

QString momentWords(Instant moment, const TimeZone& zone)
{
    const auto utc = QDateTime::fromMSecsSinceEpoch(moment.microseconds / 1000, Qt::UTC);
    const QString format = QCoreApplication::translate("ValueType", "d MMM yyyy, HH:mm", "as QDateTime::toString()");
    return numberLocale().toString(utc.toOffsetFromUtc(zone.offsetSeconds(moment)), format);
}

QString valueWords(const Value& value, const TimeZone& zone)
{
    if (const auto* yes = std::get_if<bool>(&value)) {
        return *yes ? QCoreApplication::translate("ValueType", "yes") : QCoreApplication::translate("ValueType", "no");
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return formatCount(*whole);
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return ui::formatNumber(*number, 6);
    }
    if (const auto* day = std::get_if<Date>(&value)) {
        return formatDay(*day);
    }
    if (const auto* moment = std::get_if<Instant>(&value)) {
        return momentWords(*moment, zone);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return QString::fromStdString(*text);
    }
    QStringList items;
    if (const auto* list = std::get_if<TextList>(&value)) {
        for (const std::string& entry : *list) {
            items << QString::fromStdString(entry);
        }
    }
    return items.join(QStringLiteral(", "));
}

} // namespace postweave::ui::data
