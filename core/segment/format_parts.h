// SPDX-License-Identifier: GPL-3.0-or-later
// The parts that segments and scores share in their JSON: tests, windows, durations, event filters.
#pragma once

#include "core/base/diagnostic.h"
#include "core/base/json_fwd.h"
#include "core/segment/filter_tree.h"
#include "core/segment/json_fields.h"

#include <optional>
#include <string>

namespace postweave::segment {

// Readers give nothing, and a diagnostic, where the JSON is wrong.

enum class TestSubject : std::uint8_t { Any, Number };

/// `op`, `value` and `ignore_case` of an object; for TestSubject::Number the number operators and values alone.
[[nodiscard]] std::optional<ValueTest> readTest(JsonFields& fields, TestSubject subject, Diagnostics& diagnostics);
[[nodiscard]] std::optional<Duration> readDuration(const Json& json, const std::string& path, Diagnostics& diagnostics);
[[nodiscard]] std::optional<Window> readWindow(const Json& json, const std::string& path, Diagnostics& diagnostics);
/// `event`, `where` and `day_of_week` of an object.
[[nodiscard]] std::optional<EventFilter> readEventFilter(JsonFields& fields, Diagnostics& diagnostics);
/// The operand of `in_calendar`, `day_of_week`, `has_object` and their complements.
[[nodiscard]] std::optional<Operand> readPeriod(const Json& json, const std::string& path, Diagnostics& diagnostics);
[[nodiscard]] std::optional<Weekdays> readWeekdays(const Json& json, const std::string& path, Diagnostics& diagnostics);
[[nodiscard]] std::optional<Operand> readObjectTests(const Json& json, const std::string& path,
                                                     Diagnostics& diagnostics);
/// Whole nodes: `attribute` with `other`, `bucket`, `distance`.
[[nodiscard]] std::optional<Node::Body> readComparison(const Json& json, const std::string& path,
                                                       Diagnostics& diagnostics);
[[nodiscard]] std::optional<Node::Body> readBucket(const Json& json, const std::string& path, Diagnostics& diagnostics);
[[nodiscard]] std::optional<Node::Body> readDistance(const Json& json, const std::string& path,
                                                     Diagnostics& diagnostics);
/// `op` of an object.
[[nodiscard]] std::optional<Operator> readOperator(JsonFields& fields, TestSubject subject);
/// Whether `ignore_case` goes with it.
[[nodiscard]] bool takesCase(Operator op);
/// An optional key: false only if it is there and wrong.
[[nodiscard]] bool readOptionalWindow(JsonFields& fields, std::optional<Window>& window, Diagnostics& diagnostics);

/// The `format` key must be there and be this one.
void checkFormat(JsonFields& fields, std::string_view wanted);

/// A JSON text that was refused, as a diagnostic: `range` in the text, or `path` of a repeated key.
[[nodiscard]] Diagnostic diagnosticOf(const Error& error, std::string_view text);

void writeTest(Json& object, const ValueTest& test);
[[nodiscard]] Json writeWeekdays(Weekdays days);
[[nodiscard]] Json writeWindow(const Window& window);
void writeEventFilter(Json& object, const EventFilter& events);
/// A whole number without fraction, others as they are.
[[nodiscard]] Json writeNumber(double number);
[[nodiscard]] std::string formatTimePoint(const TimePoint& point);
/// A day, or RFC 3339 with or without offset.
[[nodiscard]] std::optional<TimePoint> parseTimePoint(std::string_view text);

} // namespace postweave::segment
