// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/value_words.h"

#include "ui/base/number_format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
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
    return numberLocale().toString(utc.toOffsetFromUtc(zone.offsetSeconds(moment)), QLocale::ShortFormat);
}

} // namespace postweave::ui::data
