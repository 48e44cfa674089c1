// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/number.h"

#include "core/base/text.h"
#include "core/liquid/decimal.h"
#include "core/liquid/failure.h"
#include "core/liquid/print.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace postweave::liquid {

namespace {

constexpr std::size_t kMostWholeDigits = 4096;
constexpr int kDivisionDigits = 60; // beyond what a double can tell apart

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Liquid's /\A-?\d+\.\d+\z/.
bool looksDecimal(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = at;
    while (at < text.size() && isDigit(text[at])) {
        ++at;
    }
    if (at == whole || at + 1 >= text.size() || text[at] != '.') {
        return false;
    }
    return text.find_first_not_of("0123456789", at + 1) == std::string_view::npos;
}

BigInt wholeOf(const Value& value)
{
    if (value.kind() == Kind::Integer) {
        return BigInt(value.asInteger());
    }
    if (value.asText().size() > kMostWholeDigits) { // reading them takes quadratic time
        throw RenderFailure{"a number of this many digits is too long to compute with"};
    }
    return BigInt(std::string(value.asText()));
}

Value fromWhole(const BigInt& number, Arena& arena)
{
    if (number >= std::numeric_limits<std::int64_t>::min() && number <= std::numeric_limits<std::int64_t>::max()) {
        return Value::integer(static_cast<std::int64_t>(number));
    }
    const std::string digits = number.str();
    if (digits.size() > kMostWholeDigits) {
        throw RenderFailure{"a number of this many digits is too long to compute with"};
    }
    return Value::integerFromDigits(arena.copy(digits));
}

Decimal decimalOf(const Value& number)
{
    return number.kind() == Kind::Float ? Decimal::of(number.asFloat()) : Decimal{wholeOf(number), 0};
}

double doubleOf(const Value& number)
{
    return number.kind() == Kind::Float     ? number.asFloat()
           : number.kind() == Kind::Integer ? static_cast<double>(number.asInteger())
                                            : Decimal{wholeOf(number), 0}.toDouble();
}

bool isSpecial(const Value& number)
{
    return number.kind() == Kind::Float && !std::isfinite(number.asFloat());
}

std::optional<Value> calculateSmall(Operation operation, std::int64_t left, std::int64_t right)
{
    std::int64_t result = 0;
    switch (operation) {
    case Operation::Add:
        return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(Value::integer(result));
    case Operation::Subtract:
        return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(Value::integer(result));
    case Operation::Multiply:
        return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(Value::integer(result));
    default:
        break;
    }
    if (right == 0) {
        throw RenderFailure{"divided by 0"};
    }
    if (right == -1) { // the smallest number has no positive twin
        return operation == Operation::Modulo ? std::optional(Value::integer(0))
                                              : calculateSmall(Operation::Subtract, 0, left);
    }
    const std::int64_t remainder = left % right;
    const bool roundsDown = remainder != 0 && (remainder < 0) != (right < 0);
    if (operation == Operation::Modulo) {
        return Value::integer(roundsDown ? remainder + right : remainder);
    }
    return Value::integer(left / right - (roundsDown ? 1 : 0));
}

BigInt calculateWhole(Operation operation, const BigInt& left, const BigInt& right)
{
    switch (operation) {
    case Operation::Add:
        return left + right;
    case Operation::Subtract:
        return left - right;
    case Operation::Multiply:
        return left * right;
    default:
        break;
    }
    if (right == 0) {
        throw RenderFailure{"divided by 0"};
    }
    const BigInt quotient = floorDivide(left, right);
    return operation == Operation::Divide ? quotient : BigInt(left - quotient * right);
}

double calculateSpecial(Operation operation, double left, double right)
{
    switch (operation) {
    case Operation::Add:
        return left + right;
    case Operation::Subtract:
        return left - right;
    case Operation::Multiply:
        return left * right;
    case Operation::Divide:
        return left / right;
    case Operation::Modulo:
        break;
    }
    if (right == 0.0) {
        throw RenderFailure{"divided by 0"};
    }
    return std::isinf(right) && std::isfinite(left) ? left : std::nan("");
}

double divideDecimals(const Decimal& left, const Decimal& right)
{
    const int extra = kDivisionDigits + static_cast<int>(right.digits.str().size());
    const BigInt quotient = left.digits * powerOfTen(extra) / right.digits;
    Decimal result{quotient, extra + left.scale - right.scale};
    if (result.scale < 0) {
        result.digits *= powerOfTen(-result.scale);
        result.scale = 0;
    }
    return result.toDouble();
}

double calculateDecimal(Operation operation, Decimal left, Decimal right)
{
    if (operation == Operation::Multiply) {
        return Decimal{left.digits * right.digits, left.scale + right.scale}.toDouble();
    }
    if (operation == Operation::Divide) {
        return divideDecimals(left, right);
    }
    align(left, right);
    switch (operation) {
    case Operation::Add:
        return Decimal{left.digits + right.digits, left.scale}.toDouble();
    case Operation::Subtract:
        return Decimal{left.digits - right.digits, left.scale}.toDouble();
    default:
        return Decimal{left.digits - floorDivide(left.digits, right.digits) * right.digits, left.scale}.toDouble();
    }
}

/// Floats, and texts that hold a decimal, exactly.
struct Operand {
    Value number;
    std::string_view decimal; // the digits of a text, where it was one
    [[nodiscard]] Decimal exact() const { return decimal.empty() ? decimalOf(number) : Decimal::parse(decimal); }
};

Operand operandOf(const Value& value, Arena& arena)
{
    if (value.isText()) {
        const std::string_view text = trimmed(value.asText());
        if (looksDecimal(text)) {
            return {Value::number(Decimal::parse(text).toDouble()), text};
        }
    }
    return {toNumber(value, arena), {}};
}

void requireFinite(const Value& number)
{
    if (isSpecial(number)) {
        std::string name;
        appendFloat(name, number.asFloat());
        throw RenderFailure{fmt::format("Computation results in '{}'", name == "NaN" ? "NaN (Not a Number)" : name)};
    }
}

BigInt roundHalfUp(const BigInt& digits, const BigInt& unit)
{
    const BigInt magnitude = (abs(digits) * 2 + unit) / (unit * 2);
    return digits < 0 ? BigInt(-magnitude) : magnitude;
}

/// Rounds digits × 10^−scale to `places`; the result is in units of 10^−places.
BigInt roundedDigits(const Decimal& number, std::int64_t places)
{
    return roundHalfUp(number.digits, powerOfTen(static_cast<int>(number.scale - places)));
}

} // namespace

bool isNumber(const Value& value)
{
    return value.isWhole() || value.kind() == Kind::Float;
}

Value leadingInteger(std::string_view text, Arena& arena)
{
    while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r'))) {
        text.remove_prefix(1);
    }
    std::string digits;
    std::size_t at = 0;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        ++at;
    }
    for (; at < text.size() && (isDigit(text[at]) || (text[at] == '_' && !digits.empty() && text[at - 1] != '_'));
         ++at) {
        if (text[at] != '_') {
            digits += text[at];
        }
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.size() > kMostWholeDigits) {
        throw RenderFailure{"a number of this many digits is too long to compute with"};
    }
    if (digits.empty()) {
        return Value::integer(0);
    }
    return Value::integerFromDigits(arena.copy(text.front() == '-' ? "-" + digits : digits));
}

Value toNumber(const Value& value, Arena& arena)
{
    if (isNumber(value)) {
        return value;
    }
    if (!value.isText()) {
        return Value::integer(0);
    }
    const std::string_view text = trimmed(value.asText());
    return looksDecimal(text) ? Value::number(Decimal::parse(text).toDouble()) : leadingInteger(value.asText(), arena);
}

Value calculate(Operation operation, const Value& leftValue, const Value& rightValue, Arena& arena)
{
    if (leftValue.kind() == Kind::Integer && rightValue.kind() == Kind::Integer) {
        if (const auto small = calculateSmall(operation, leftValue.asInteger(), rightValue.asInteger())) {
            return *small;
        }
    }
    const Operand left = operandOf(leftValue, arena);
    const Operand right = operandOf(rightValue, arena);
    if (left.number.isWhole() && right.number.isWhole()) {
        return fromWhole(calculateWhole(operation, wholeOf(left.number), wholeOf(right.number)), arena);
    }
    const bool divides = operation == Operation::Divide || operation == Operation::Modulo;
    if (isSpecial(left.number) || isSpecial(right.number) || (divides && doubleOf(right.number) == 0.0)) {
        return Value::number(calculateSpecial(operation, doubleOf(left.number), doubleOf(right.number)));
    }
    const double result = calculateDecimal(operation, left.exact(), right.exact());
    if (result == 0.0 && operation == Operation::Multiply) { // BigDecimal knows a negative zero, our decimals do not
        return Value::number(std::signbit(doubleOf(left.number)) == std::signbit(doubleOf(right.number)) ? 0.0 : -0.0);
    }
    return Value::number(result);
}

std::int64_t bytesOfWhole(const Value& whole)
{
    constexpr std::int64_t kWord = 8;
    if (whole.kind() == Kind::Integer) {
        return kWord;
    }
    const BigInt size = boost::multiprecision::abs(wholeOf(whole));
    return std::max(kWord, static_cast<std::int64_t>(boost::multiprecision::msb(size) / 8 + 1));
}

Value absolute(const Value& value, Arena& arena)
{
    const Value number = toNumber(value, arena);
    if (number.kind() == Kind::Float) {
        return Value::number(std::fabs(number.asFloat()));
    }
    return compareNumbers(number, Value::integer(0)) < 0
               ? calculate(Operation::Subtract, Value::integer(0), number, arena)
               : number;
}

Value roundTo(const Value& value, const Value& placesValue, Arena& arena)
{
    const Operand operand = operandOf(value, arena);
    const std::int64_t places = std::clamp<std::int64_t>(toIndex(toNumber(placesValue, arena), arena), -400, 400);
    if (operand.number.isWhole()) {
        if (places >= 0) {
            return operand.number;
        }
        const BigInt unit = powerOfTen(static_cast<int>(-places));
        return fromWhole(roundHalfUp(wholeOf(operand.number), unit) * unit, arena);
    }
    if (places <= 0) { // Ruby's BigDecimal gives a whole number then
        requireFinite(operand.number);
        return fromWhole(roundedDigits(operand.exact(), places) * powerOfTen(static_cast<int>(-places)), arena);
    }
    if (isSpecial(operand.number)) {
        return operand.number;
    }
    const Decimal exact = operand.exact();
    if (exact.scale <= places) {
        return operand.number;
    }
    return Value::number(Decimal{roundedDigits(exact, places), static_cast<int>(places)}.toDouble());
}

Value floorOf(const Value& value, Arena& arena)
{
    const Operand operand = operandOf(value, arena);
    if (operand.number.isWhole()) {
        return operand.number;
    }
    requireFinite(operand.number);
    const Decimal exact = operand.exact();
    return fromWhole(floorDivide(exact.digits, powerOfTen(exact.scale)), arena);
}

Value ceiling(const Value& value, Arena& arena)
{
    const Operand operand = operandOf(value, arena);
    if (operand.number.isWhole()) {
        return operand.number;
    }
    requireFinite(operand.number);
    const Decimal exact = operand.exact();
    return fromWhole(-floorDivide(-exact.digits, powerOfTen(exact.scale)), arena);
}

std::partial_ordering compareNumbers(const Value& left, const Value& right)
{
    if (left.kind() == Kind::Integer && right.kind() == Kind::Integer) {
        return left.asInteger() <=> right.asInteger();
    }
    if (isSpecial(left) || isSpecial(right) || (left.kind() == Kind::Float && right.kind() == Kind::Float)) {
        return doubleOf(left) <=> doubleOf(right);
    }
    Decimal a = decimalOf(left);
    Decimal b = decimalOf(right);
    align(a, b);
    const int order = a.digits.compare(b.digits);
    return order <=> 0;
}

std::int64_t toIndex(const Value& value, Arena& arena)
{
    switch (value.kind()) {
    case Kind::Integer:
        return value.asInteger();
    case Kind::BigInteger:
        return value.asText().starts_with('-') ? INT64_MIN : INT64_MAX;
    case Kind::Float:
        return std::isnan(value.asFloat())  ? 0
               : value.asFloat() >= 0x1p63  ? INT64_MAX
               : value.asFloat() <= -0x1p63 ? INT64_MIN
                                            : static_cast<std::int64_t>(value.asFloat());
    case Kind::Text:
        return toIndex(leadingInteger(value.asText(), arena), arena);
    default:
        return 0;
    }
}

std::int64_t toInteger(const Value& value, Arena& arena)
{
    if (value.isWhole()) {
        return toIndex(value, arena);
    }
    const std::string_view text = trimmed(value.isText() ? value.asText() : std::string_view());
    std::string_view digits = text;
    digits.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    int base = 10;
    if (digits.size() > 1 && digits[0] == '0') {
        const char mark = static_cast<char>(digits[1] | 0x20);
        base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
        digits.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
    }
    std::string plain;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const bool separates = digits[i] == '_' && i > 0 && i + 1 < digits.size() && digits[i - 1] != '_';
        plain += separates ? "" : std::string(1, digits[i]);
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number, base);
    if (plain.empty() || plain.front() == '-' || end != plain.data() + plain.size()) {
        throw RenderFailure{"invalid integer"};
    }
    if (error == std::errc::result_out_of_range) {
        number = INT64_MAX;
    }
    return text.starts_with('-') ? -number : number;
}

void appendFloat(std::string& out, double number)
{
    if (!std::isfinite(number)) {
        out += std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity";
        return;
    }
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    if (text.starts_with('-')) {
        out += '-';
        text.remove_prefix(1);
    }
    const std::size_t e = text.find('e');
    int exponent = 0;
    const std::size_t exponentFrom = text[e + 1] == '+' ? e + 2 : e + 1;
    std::from_chars(text.data() + exponentFrom, text.data() + text.size(), exponent);
    std::string digits(1, text[0]);
    if (e > 2) {
        digits += text.substr(2, e - 2);
    }
    const int count = static_cast<int>(digits.size());
    if (exponent < -4 || exponent >= 15) {
        fmt::format_to(std::back_inserter(out), "{}.{}e{}{:02}", digits[0], count > 1 ? digits.substr(1) : "0",
                       exponent < 0 ? '-' : '+', std::abs(exponent));
    } else if (exponent < 0) {
        out += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    } else if (count <= exponent + 1) {
        out += digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0') + ".0";
    } else {
        out += digits.substr(0, static_cast<std::size_t>(exponent) + 1) + '.' +
               digits.substr(static_cast<std::size_t>(exponent) + 1);
    }
}

} // namespace postweave::liquid
