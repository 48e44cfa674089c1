// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/segment/format_parts.h"

#include <cmath>

namespace postweave::segment {

namespace {

Json writeLiteral(const Literal& literal)
{
    return std::visit([](const auto& value) { return Json(value); }, literal);
}

struct OperandWriter {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(const Literal& literal) const { return writeLiteral(literal); }
    Json operator()(Duration duration) const { return formatDuration(duration); }
    Json operator()(CalendarPeriod period) const { return nameOf(period); }
    Json operator()(Weekdays days) const { return writeWeekdays(days); }
    Json operator()(const ObjectTests& tests) const
    {
        Json where = Json::array();
        for (const FieldTest& field : tests.where) {
            Json test = Json::object();
            test["field"] = field.field;
            writeTest(test, field.test);
            where.push_back(std::move(test));
        }
        Json json = Json::object();
        json["where"] = std::move(where);
        if (tests.atLeast != 1) {
            json["at_least"] = tests.atLeast;
        }
        return json;
    }
    Json operator()(const LiteralList& list) const
    {
        Json array = Json::array();
        for (const Literal& literal : list) {
            array.push_back(writeLiteral(literal));
        }
        return array;
    }
};

Json objectWith(const char* key, std::string text)
{
    Json object = Json::object();
    object[key] = std::move(text);
    return object;
}

struct WindowWriter {
    Json operator()(const Window::Last& last) const { return objectWith("last", formatDuration(last.duration)); }
    Json operator()(const Window::OlderThan& older) const
    {
        return objectWith("older_than", formatDuration(older.duration));
    }
    Json operator()(const Window::Calendar& calendar) const
    {
        return objectWith("calendar", std::string(nameOf(calendar.period)));
    }
    Json operator()(const Window::Between& span) const
    {
        Json json = Json::object();
        if (span.from) {
            json["from"] = formatTimePoint(*span.from);
        }
        if (span.to) {
            json["to"] = formatTimePoint(*span.to);
        }
        return json;
    }
};

} // namespace

std::string formatTimePoint(const TimePoint& point)
{
    if (point.isDay) {
        return formatDate(point.local.date);
    }
    const Instant asUtc = fromUtc(point.local);
    if (point.offsetSeconds) {
        return formatDateTime({asUtc.microseconds - *point.offsetSeconds * kMicrosecondsPerSecond},
                              *point.offsetSeconds);
    }
    std::string text = formatDateTime(asUtc);
    text.pop_back(); // the Z
    return text;
}

Json writeWeekdays(Weekdays days)
{
    Json names = Json::array();
    for (int day = 0; day < Weekdays::kCount; ++day) {
        if (days.contains(day)) {
            names.push_back(weekdayNames()[static_cast<std::size_t>(day)]);
        }
    }
    return names;
}

void writeTest(Json& object, const ValueTest& test)
{
    object["op"] = nameOf(test.op);
    if (operandShapeOf(test.op) != OperandShape::None) {
        object["value"] = std::visit(OperandWriter{}, test.operand);
    }
    if (test.ignoreCase) {
        object["ignore_case"] = true;
    }
}

Json writeWindow(const Window& window)
{
    return std::visit(WindowWriter{}, window.span);
}

void writeEventFilter(Json& object, const EventFilter& events)
{
    object["event"] = events.type;
    Json tests = Json::array();
    for (const PropertyTest& where : events.where) {
        Json test = objectWith("property", where.property);
        writeTest(test, where.test);
        tests.push_back(std::move(test));
    }
    if (!tests.empty()) {
        object["where"] = std::move(tests);
    }
    if (events.onDays) {
        object["day_of_week"] = writeWeekdays(*events.onDays);
    }
}

Json writeNumber(double number)
{
    constexpr double kExact = 9007199254740992.0; // 2^53
    if (std::trunc(number) == number && std::fabs(number) <= kExact) {
        return static_cast<std::int64_t>(number);
    }
    return number;
}

} // namespace postweave::segment
