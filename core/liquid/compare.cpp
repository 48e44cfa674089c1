// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/compare.h"

#include "core/base/text.h"
#include "core/liquid/failure.h"
#include "core/liquid/number.h"
#include "core/liquid/print.h"
#include "core/liquid/text_search.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::liquid {

namespace {

constexpr int kDeepest = 1000;

void requireDepth(int depth)
{
    if (depth > kDeepest) {
        throw RenderFailure{"Nesting too deep", ErrorCode::LimitExceeded};
    }
}

bool areEqualAt(const Value& left, const Value& right, int depth);

bool areArraysEqual(std::span<const Value> left, std::span<const Value> right, int depth)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [depth](const Value& a, const Value& b) { return areEqualAt(a, b, depth); });
}

bool areHashesEqual(const Hash& left, const Hash& right, int depth)
{
    return left.size() == right.size() && std::ranges::all_of(left.entries(), [&](const Hash::Entry& entry) {
               const Value* const other = right.find(entry.name);
               return other != nullptr && areEqualAt(entry.value, *other, depth);
           });
}

/// `empty` and `blank` ask the other side; two of them do not know each other.
bool isLiteralEqual(const Value& literal, const Value& other)
{
    return literal.kind() == Kind::Empty ? isEmpty(other) : isBlank(other);
}

bool isDateText(const Value& date, const Value& text)
{
    return text.isText() && parseDate(text.asText()) == date.asDate();
}

bool areEqualAt(const Value& left, const Value& right, int depth)
{
    requireDepth(depth);
    if (left.kind() == Kind::Empty || left.kind() == Kind::Blank) {
        return isLiteralEqual(left, right);
    }
    if (right.kind() == Kind::Empty || right.kind() == Kind::Blank) {
        return isLiteralEqual(right, left);
    }
    if (isNumber(left) && isNumber(right)) {
        return compareNumbers(left, right) == 0;
    }
    if (left.kind() != right.kind()) {
        return (left.kind() == Kind::Date && isDateText(left, right)) ||
               (right.kind() == Kind::Date && isDateText(right, left));
    }
    switch (left.kind()) {
    case Kind::Text:
        return left.asText() == right.asText();
    case Kind::Array:
        return areArraysEqual(left.asArray(), right.asArray(), depth + 1);
    case Kind::Hash:
        return areHashesEqual(left.asHash(), right.asHash(), depth + 1);
    case Kind::Range:
        return left.asRange().first == right.asRange().first && left.asRange().last == right.asRange().last;
    case Kind::Object:
        return &left.asObject() == &right.asObject();
    default:
        return left.asInteger() == right.asInteger();
    }
}

bool isTemporal(const Value& value)
{
    return value.kind() == Kind::Date || value.kind() == Kind::Moment;
}

std::string_view rubyClass(const Value& value)
{
    switch (value.kind()) {
    case Kind::Integer:
    case Kind::BigInteger:
        return "Integer";
    case Kind::Float:
        return "Float";
    case Kind::Text:
        return "String";
    case Kind::Date:
        return "Date";
    case Kind::Moment:
        return "Time";
    default:
        return "Object";
    }
}

[[noreturn]] void refuse(const Value& left, const Value& right)
{
    std::string other(rubyClass(right));
    // Ruby shows a number itself, unless it is too long for a machine word.
    if (right.kind() == Kind::Integer || right.kind() == Kind::Float) {
        other.clear();
        appendString(other, right, TimeZone());
    }
    throw RenderFailure{fmt::format("comparison of {} with {} failed", rubyClass(left), other)};
}

/// Days against days compare as days, anything else as moments.
std::optional<std::partial_ordering> orderInTime(const Value& left, const Value& right, const TimeZone& zone)
{
    const auto leftDay = dayOf(left);
    const auto rightDay = dayOf(right);
    if (leftDay && rightDay) {
        return *leftDay <=> *rightDay;
    }
    const auto leftMoment = momentOf(left, zone);
    const auto rightMoment = momentOf(right, zone);
    if (!leftMoment || !rightMoment) {
        return std::nullopt;
    }
    return *leftMoment <=> *rightMoment;
}

bool hasOrder(const Value& value)
{
    return isNumber(value) || value.isText() || isTemporal(value);
}

/// Nothing where the comparison is false whatever the operator.
std::optional<std::partial_ordering> orderForCondition(const Value& left, const Value& right, const TimeZone& zone)
{
    if (!hasOrder(left) || !hasOrder(right)) {
        return std::nullopt;
    }
    if (isNumber(left) && isNumber(right)) {
        return compareNumbers(left, right);
    }
    if (left.isText() && right.isText()) {
        return left.asText() <=> right.asText();
    }
    if (isTemporal(left) || isTemporal(right)) {
        if (const auto found = orderInTime(left, right, zone)) {
            return found;
        }
    }
    refuse(left, right);
}

bool contains(const Value& left, const Value& right, const TimeZone& zone, Arena& arena)
{
    if (!left.isTruthy() || !right.isTruthy()) {
        return false;
    }
    switch (left.kind()) {
    case Kind::Text:
        return findText(left.asText(), toText(right, arena, zone)) != std::string_view::npos;
    case Kind::Array:
        return std::ranges::any_of(left.asArray(), [&](const Value& item) { return areEqual(item, right); });
    case Kind::Hash:
        return right.isText() && left.asHash().find(right.asText()) != nullptr;
    case Kind::Range:
        return isNumber(right) && compareNumbers(right, Value::integer(left.asRange().first)) >= 0 &&
               compareNumbers(right, Value::integer(left.asRange().last)) <= 0;
    case Kind::Object: {
        const Value items = left.asObject().items(arena);
        return items.isArray() ? contains(items, right, zone, arena)
                               : right.isText() && left.asObject().lookup(right.asText(), arena).has_value();
    }
    default:
        return false;
    }
}

std::optional<std::strong_ordering> orderAt(const Value& left, const Value& right, int depth);

std::optional<std::strong_ordering> orderOfLists(std::span<const Value> left, std::span<const Value> right, int depth)
{
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        const auto found = orderAt(left[i], right[i], depth);
        if (!found || *found != 0) {
            return found;
        }
    }
    return left.size() <=> right.size();
}

std::optional<std::strong_ordering> orderAt(const Value& left, const Value& right, int depth)
{
    requireDepth(depth);
    if (isNumber(left) && isNumber(right)) {
        const std::partial_ordering found = compareNumbers(left, right);
        return found < 0    ? std::optional(std::strong_ordering::less)
               : found > 0  ? std::optional(std::strong_ordering::greater)
               : found == 0 ? std::optional(std::strong_ordering::equal)
                            : std::nullopt;
    }
    if (left.isText() && right.isText()) {
        return left.asText() <=> right.asText();
    }
    if (left.isArray() && right.isArray()) {
        return orderOfLists(left.asArray(), right.asArray(), depth + 1);
    }
    if (left.kind() == right.kind() && isTemporal(left)) {
        return left.asInteger() <=> right.asInteger();
    }
    return areEqualAt(left, right, depth) ? std::optional(std::strong_ordering::equal) : std::nullopt;
}

} // namespace

bool areEqual(const Value& left, const Value& right)
{
    return areEqualAt(left, right, 0);
}

bool compare(Comparison comparison, const Value& left, const Value& right, const TimeZone& zone, Arena& arena)
{
    if (comparison == Comparison::Equal || comparison == Comparison::NotEqual) {
        return areEqual(left, right) == (comparison == Comparison::Equal);
    }
    if (comparison == Comparison::Contains) {
        return contains(left, right, zone, arena);
    }
    const auto found = orderForCondition(left, right, zone);
    if (!found) {
        return false;
    }
    switch (comparison) {
    case Comparison::Less:
        return *found < 0;
    case Comparison::LessOrEqual:
        return *found <= 0;
    case Comparison::Greater:
        return *found > 0;
    default:
        return *found >= 0;
    }
}

std::optional<std::strong_ordering> order(const Value& left, const Value& right)
{
    return orderAt(left, right, 0);
}

bool isEmpty(const Value& value)
{
    switch (value.kind()) {
    case Kind::Text:
        return value.asText().empty();
    case Kind::Array:
        return value.asArray().empty();
    case Kind::Hash:
        return value.asHash().size() == 0;
    default:
        return false;
    }
}

bool isBlank(const Value& value)
{
    return !value.isTruthy() || isEmpty(value) ||
           (value.isText() && value.asText().find_first_not_of(" \t\n\v\f\r") == std::string_view::npos);
}

std::optional<Date> dayOf(const Value& value)
{
    if (value.kind() == Kind::Date) {
        return value.asDate();
    }
    return value.isText() ? parseDate(value.asText()) : std::nullopt;
}

std::optional<Instant> momentOf(const Value& value, const TimeZone& zone)
{
    if (value.kind() == Kind::Moment) {
        return value.asMoment();
    }
    if (const auto day = dayOf(value)) {
        return zone.startOfDay(*day);
    }
    if (!value.isText()) {
        return std::nullopt;
    }
    const auto parsed = parseDateTime(value.asText());
    return parsed ? std::optional(zone.resolve(*parsed)) : std::nullopt;
}

} // namespace postweave::liquid
