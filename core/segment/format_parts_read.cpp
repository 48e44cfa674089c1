// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/segment/format_parts.h"

#include "core/base/text.h"
#include "core/segment/text_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace postweave::segment {

namespace {

constexpr std::string_view kTimeMend = "write it as 2026-06-30, 2026-06-30T09:00:00 or 2026-06-30T09:00:00Z";
constexpr std::string_view kNumberOperators = "=, !=, in, not_in, <, <=, >, >=, between";

std::optional<Literal> literalOf(const Json& json)
{
    switch (json.type()) {
    case Json::value_t::boolean:
        return json.get<bool>();
    case Json::value_t::string:
        return json.get<std::string>();
    case Json::value_t::number_integer:
        return json.get<std::int64_t>();
    case Json::value_t::number_unsigned:
        if (json.get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX)) {
            return json.get<std::int64_t>();
        }
        return json.get<double>();
    case Json::value_t::number_float:
        return json.get<double>();
    default:
        return std::nullopt;
    }
}

/// Reads the operand of one test.
class OperandReader {
public:
    OperandReader(Operator op, TestSubject subject, bool ignoreCase, Diagnostics& diagnostics)
        : m_op(op), m_subject(subject), m_ignoreCase(ignoreCase), m_diagnostics(diagnostics)
    {
    }

    std::optional<Operand> read(const Json& json, const std::string& path)
    {
        switch (operandShapeOf(m_op)) {
        case OperandShape::None:
            return Operand{};
        case OperandShape::One:
            return one(json, path);
        case OperandShape::Pair:
        case OperandShape::Many:
            return several(json, path);
        case OperandShape::Period:
            return readPeriod(json, path, m_diagnostics);
        case OperandShape::Weekdays: {
            const auto days = readWeekdays(json, path, m_diagnostics);
            return days ? std::optional<Operand>(*days) : std::nullopt;
        }
        case OperandShape::Objects:
            return readObjectTests(json, path, m_diagnostics);
        case OperandShape::Duration:
            break;
        }
        const auto duration = readDuration(json, path, m_diagnostics);
        return duration ? std::optional<Operand>(*duration) : std::nullopt;
    }

private:
    std::optional<Operand> one(const Json& json, const std::string& path)
    {
        auto value = literal(json, path);
        return value ? std::optional<Operand>(std::move(*value)) : std::nullopt;
    }

    std::optional<Operand> several(const Json& json, const std::string& path)
    {
        const bool pair = operandShapeOf(m_op) == OperandShape::Pair;
        if (!json.is_array() || (pair && json.size() != 2)) {
            wrong(path, fmt::format("'{}' wants {}", nameOf(m_op), pair ? "a list of two values" : "a list of values"),
                  pair ? "write \"value\": [from, to]" : "write \"value\": [\"a\", \"b\"]");
            return std::nullopt;
        }
        LiteralList list;
        bool whole = true;
        for (std::size_t i = 0; i < json.size(); ++i) {
            auto value = literal(json[i], childPath(path, i));
            whole = whole && value;
            if (value) {
                list.push_back(std::move(*value));
            }
        }
        return whole ? std::optional<Operand>(std::move(list)) : std::nullopt;
    }

    std::optional<Literal> literal(const Json& json, const std::string& path)
    {
        auto value = literalOf(json);
        if (!value) {
            wrong(path, fmt::format("'{}' cannot compare with {}", nameOf(m_op), kindOf(json)),
                  json.is_null() ? "for missing values use is_set or is_not_set"
                                 : "write text, a number, true or false");
            return std::nullopt;
        }
        return fits(*value, json, path) ? value : std::nullopt;
    }

    bool fits(const Literal& value, const Json& json, const std::string& path)
    {
        const auto* text = std::get_if<std::string>(&value);
        if (m_subject == TestSubject::Number && !json.is_number()) {
            wrong(path, fmt::format("this compares numbers, and the value is {}", kindOf(json)), "write a number");
            return false;
        }
        const bool wantsText = !comparesNumbers(m_op);
        if (wantsText && text == nullptr) {
            wrong(path, fmt::format("'{}' wants text, and the value is {}", nameOf(m_op), kindOf(json)),
                  "write it in quotes");
            return false;
        }
        const bool wantsTime = m_op == Operator::Before || m_op == Operator::After || m_op == Operator::On;
        if (wantsTime && !parseTimePoint(*text)) {
            wrong(path, fmt::format("'{}' is no date or time", *text), std::string(kTimeMend));
            return false;
        }
        return m_op != Operator::Matches || isPattern(*text, path);
    }

    bool isPattern(const std::string& text, const std::string& path)
    {
        const auto pattern = TextPattern::compile(text, m_ignoreCase);
        if (!pattern) {
            reportAt(m_diagnostics, path, "wrong-pattern", pattern.error().message, "mend it in RE2's syntax");
        }
        return pattern.has_value();
    }

    void wrong(const std::string& path, std::string message, std::string mend)
    {
        reportAt(m_diagnostics, path, "wrong-value", std::move(message), std::move(mend));
    }

    Operator m_op;
    TestSubject m_subject;
    bool m_ignoreCase;
    Diagnostics& m_diagnostics;
};

std::optional<TimePoint> readTimePoint(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    const auto point = json.is_string() ? parseTimePoint(json.get_ref<const std::string&>()) : std::nullopt;
    if (!point) {
        reportAt(diagnostics, path, "wrong-time",
                 json.is_string() ? fmt::format("'{}' is no date or time", json.get<std::string>())
                                  : fmt::format("a time is wanted, and this is {}", kindOf(json)),
                 std::string(kTimeMend));
    }
    return point;
}

std::optional<Window> readSpan(JsonFields& fields, Diagnostics& diagnostics)
{
    Window::Between span;
    bool good = true;
    for (auto [key, target] : {std::pair{"from", &span.from}, std::pair{"to", &span.to}}) {
        if (const Json* json = fields.find(key)) {
            *target = readTimePoint(*json, fields.pathOf(key), diagnostics);
            good = good && *target;
        }
    }
    return good ? std::optional(Window{span}) : std::nullopt;
}

std::optional<PropertyTest> readPropertyTest(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"property", "op", "value", "ignore_case"}, diagnostics);
    if (!fields.isObject()) {
        return std::nullopt;
    }
    auto property = fields.requireText("property", "name the event's property");
    auto test = readTest(fields, TestSubject::Any, diagnostics);
    if (!property || !test) {
        return std::nullopt;
    }
    return PropertyTest{std::move(*property), std::move(*test)};
}

} // namespace

std::optional<Operator> readOperator(JsonFields& fields, TestSubject subject)
{
    const auto name = fields.requireText("op", "add an operator, such as \"op\": \"=\"");
    if (!name) {
        return std::nullopt;
    }
    const auto op = operatorByName(*name);
    if (!op) {
        std::vector<std::string> names;
        for (const Operator known : allOperators()) {
            names.emplace_back(nameOf(known));
        }
        const std::string hint = nearestHint(*name, names);
        fields.report("op", "unknown-operator", fmt::format("there is no operator '{}'", *name),
                      hint.empty() ? "use one such as =, in, <, between, contains, in_last, is_set" : hint);
        return std::nullopt;
    }
    if (subject == TestSubject::Number && !comparesNumbers(*op)) {
        fields.report("op", "wrong-operator", fmt::format("'{}' does not compare numbers", *name),
                      fmt::format("use one of {}", kNumberOperators));
        return std::nullopt;
    }
    return op;
}

bool takesCase(Operator op)
{
    const OperandShape shape = operandShapeOf(op);
    return shape != OperandShape::None && shape != OperandShape::Objects &&
           (appliesTo(op, ValueType::Text) || appliesTo(op, ValueType::List));
}

std::optional<ValueTest> readTest(JsonFields& fields, TestSubject subject, Diagnostics& diagnostics)
{
    const bool ignoreCase = fields.flag("ignore_case", false);
    const auto op = readOperator(fields, subject);
    if (!op) {
        return std::nullopt;
    }
    if (ignoreCase && !takesCase(*op)) {
        fields.report("ignore_case", "wrong-key", fmt::format("'ignore_case' does not go with '{}'", nameOf(*op)),
                      "leave it out");
        return std::nullopt;
    }
    if (operandShapeOf(*op) == OperandShape::None) {
        if (fields.has("value")) {
            fields.report("value", "wrong-key", fmt::format("'{}' takes no value", nameOf(*op)), "leave 'value' out");
            return std::nullopt;
        }
        return ValueTest{*op, {}, false};
    }
    const Json* value = fields.require("value", "add what to compare with");
    if (value == nullptr) {
        return std::nullopt;
    }
    auto operand = OperandReader(*op, subject, ignoreCase, diagnostics).read(*value, fields.pathOf("value"));
    if (!operand) {
        return std::nullopt;
    }
    return ValueTest{*op, std::move(*operand), ignoreCase};
}

std::optional<Duration> readDuration(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    if (!json.is_string()) {
        reportAt(diagnostics, path, "wrong-duration", fmt::format("a duration is wanted, and this is {}", kindOf(json)),
                 "write it as text, such as \"P7D\", \"P1M\" or \"PT36H\"");
        return std::nullopt;
    }
    const auto duration = parseDuration(json.get_ref<const std::string&>());
    if (!duration) {
        reportAt(diagnostics, path, "wrong-duration", duration.error().message, "");
        return std::nullopt;
    }
    return *duration;
}

std::optional<TimePoint> parseTimePoint(std::string_view text)
{
    if (const auto date = parseDate(text)) {
        return TimePoint{{*date, 0}, std::nullopt, true};
    }
    if (const auto time = parseDateTime(text)) {
        return TimePoint{time->local, time->offsetSeconds, false};
    }
    return std::nullopt;
}

std::optional<Window> readWindow(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"last", "from", "to", "older_than", "calendar"}, diagnostics);
    if (!fields.isObject()) {
        return std::nullopt;
    }
    const bool last = fields.has("last");
    const bool calendar = fields.has("calendar");
    const bool span = fields.has("from") || fields.has("to");
    if (last + calendar + span + fields.has("older_than") != 1) {
        reportAt(diagnostics, path, "wrong-window",
                 "a window is one of 'last', 'older_than', 'calendar', or 'from' and 'to'",
                 "write one such as {\"last\": \"P30D\"}");
        return std::nullopt;
    }
    if (span) {
        return readSpan(fields, diagnostics);
    }
    if (calendar) {
        const auto period = readPeriod(*fields.find("calendar"), fields.pathOf("calendar"), diagnostics);
        return period ? std::optional(Window{Window::Calendar{std::get<CalendarPeriod>(*period)}}) : std::nullopt;
    }
    const char* key = last ? "last" : "older_than";
    const auto duration = readDuration(*fields.find(key), fields.pathOf(key), diagnostics);
    if (!duration) {
        return std::nullopt;
    }
    return last ? Window{Window::Last{*duration}} : Window{Window::OlderThan{*duration}};
}

bool readOptionalWindow(JsonFields& fields, std::optional<Window>& window, Diagnostics& diagnostics)
{
    const Json* json = fields.find("within");
    if (json == nullptr) {
        return true;
    }
    window = readWindow(*json, fields.pathOf("within"), diagnostics);
    return window.has_value();
}

std::optional<EventFilter> readEventFilter(JsonFields& fields, Diagnostics& diagnostics)
{
    auto type = fields.requireText("event", "name the event's type; * at its end stands for anything");
    bool good = type.has_value();
    std::vector<PropertyTest> where;
    if (const Json* tests = fields.find("where")) {
        const std::string path = fields.pathOf("where");
        if (!tests->is_array()) {
            fields.report("where", "wrong-json-type", fmt::format("'where' is {}, not a list of tests", kindOf(*tests)),
                          "write \"where\": [{\"property\": …, \"op\": …, \"value\": …}]");
            return std::nullopt;
        }
        for (std::size_t i = 0; i < tests->size(); ++i) {
            auto test = readPropertyTest((*tests)[i], childPath(path, i), diagnostics);
            good = good && test;
            if (test) {
                where.push_back(std::move(*test));
            }
        }
    }
    std::optional<Weekdays> onDays;
    if (const Json* days = fields.find("day_of_week")) {
        onDays = readWeekdays(*days, fields.pathOf("day_of_week"), diagnostics);
        good = good && onDays;
    }
    if (!good) {
        return std::nullopt;
    }
    return EventFilter{std::move(*type), std::move(where), onDays};
}

void checkFormat(JsonFields& fields, std::string_view wanted)
{
    const auto format = fields.requireText("format", fmt::format("write \"format\": \"{}\"", wanted));
    if (format && *format != wanted) {
        fields.report("format", "wrong-format", fmt::format("the format is '{}', not '{}'", *format, wanted),
                      "choose a file of that format, or mend this line");
    }
}

Diagnostic diagnosticOf(const Error& error, std::string_view text)
{
    Diagnostic diagnostic{Severity::Error, "broken-json", error.message, "", {}, error.where.path};
    std::size_t offset = 0;
    for (int line = 1; line < error.where.line && offset < text.size(); ++line) {
        offset = std::min(text.find('\n', offset), text.size() - 1) + 1;
    }
    for (int column = 1; column < error.where.column && offset < text.size(); ++column) {
        (void)nextCodePoint(text, offset);
    }
    diagnostic.range = {offset, offset};
    return diagnostic;
}

} // namespace postweave::segment
