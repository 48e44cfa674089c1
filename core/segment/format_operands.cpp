// SPDX-License-Identifier: GPL-3.0-or-later
// Reading operands that are no literals: periods, days of the week, tests of objects.
#include "core/base/json.h"
#include "core/segment/format_parts.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace postweave::segment {

namespace {

void wrongValue(Diagnostics& diagnostics, const std::string& path, std::string message, std::string mend)
{
    reportAt(diagnostics, path, "wrong-value", std::move(message), std::move(mend));
}

/// `did you mean …`, else all names.
std::string mendName(const std::string& written, std::span<const std::string_view> names)
{
    const std::vector<std::string> known(names.begin(), names.end());
    const std::string hint = nearestHint(written, known);
    return hint.empty() ? fmt::format("write one of {}", fmt::join(known, ", ")) : hint;
}

std::string shown(const Json& json)
{
    return json.is_string() ? fmt::format("'{}'", json.get_ref<const std::string&>()) : std::string(kindOf(json));
}

std::string textOrEmpty(const Json& json)
{
    return json.is_string() ? json.get<std::string>() : std::string();
}

std::optional<FieldTest> readFieldTest(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"field", "op", "value", "ignore_case"}, diagnostics);
    if (!fields.isObject()) {
        return std::nullopt;
    }
    auto field = fields.requireText("field", "name the object's field; dots lead into objects within");
    auto test = readTest(fields, TestSubject::Any, diagnostics);
    if (!field || !test) {
        return std::nullopt;
    }
    if (appliesTo(test->op, ValueType::List) && operandShapeOf(test->op) != OperandShape::None) {
        fields.report("op", "wrong-operator", fmt::format("'{}' does not go with a field", nameOf(test->op)),
                      "fields hold text, numbers, booleans and times: use one such as =, <, contains, in_last");
        return std::nullopt;
    }
    if (!fieldKindOf(*test)) {
        wrongValue(diagnostics, fields.pathOf("value"),
                   fmt::format("'{}' wants text alone, numbers alone or booleans alone", nameOf(test->op)),
                   "write values of one kind: they say what the field is read as");
        return std::nullopt;
    }
    return FieldTest{std::move(*field), std::move(*test)};
}

bool readAtLeast(JsonFields& fields, ObjectTests& tests)
{
    constexpr double kMost = 1e6;
    if (!fields.has("at_least")) {
        return true;
    }
    const auto count = fields.number("at_least");
    if (count && (*count < 1 || *count > kMost || std::trunc(*count) != *count)) {
        fields.report("at_least", "wrong-value", "'at_least' counts objects, from 1 on",
                      "write a whole number, such as 2");
        return false;
    }
    tests.atLeast = static_cast<std::uint32_t>(count.value_or(1));
    return count.has_value();
}

} // namespace

std::optional<Operand> readPeriod(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    const auto period = calendarPeriodByName(textOrEmpty(json));
    if (!period) {
        wrongValue(diagnostics, path, fmt::format("{} is no period of the calendar", shown(json)),
                   mendName(textOrEmpty(json), calendarPeriodNames()));
        return std::nullopt;
    }
    return *period;
}

std::optional<Weekdays> readWeekdays(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    if (!json.is_array() || json.empty()) {
        wrongValue(
            diagnostics, path,
            fmt::format("days of the week are a list, and this is {}", json.is_array() ? "an empty one" : kindOf(json)),
            "write [\"saturday\", \"sunday\"]");
        return std::nullopt;
    }
    Weekdays days;
    bool whole = true;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (const auto day = weekdayByName(textOrEmpty(json[i]))) {
            days.add(*day);
            continue;
        }
        wrongValue(diagnostics, childPath(path, i), fmt::format("{} is no day of the week", shown(json[i])),
                   mendName(textOrEmpty(json[i]), weekdayNames()));
        whole = false;
    }
    return whole ? std::optional(days) : std::nullopt;
}

std::optional<Operand> readObjectTests(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"where", "at_least"}, diagnostics);
    if (!fields.isObject()) {
        return std::nullopt;
    }
    ObjectTests tests;
    bool good = readAtLeast(fields, tests);
    const Json* where = fields.require("where", "list the tests: \"where\": [{\"field\": …, \"op\": …, \"value\": …}]");
    if (where == nullptr) {
        return std::nullopt;
    }
    if (!where->is_array()) {
        fields.report("where", "wrong-json-type", fmt::format("'where' is {}, not a list of tests", kindOf(*where)),
                      "write \"where\": [{\"field\": …, \"op\": …, \"value\": …}]");
        return std::nullopt;
    }
    for (std::size_t i = 0; i < where->size(); ++i) {
        auto test = readFieldTest((*where)[i], childPath(fields.pathOf("where"), i), diagnostics);
        good = good && test;
        if (test) {
            tests.where.push_back(std::move(*test));
        }
    }
    return good ? std::optional<Operand>(std::move(tests)) : std::nullopt;
}

} // namespace postweave::segment
