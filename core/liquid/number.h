// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as Liquid computes them in Ruby: whole numbers of any length, and decimals that are exact until the result
// becomes a double (Liquid::Utils.to_number and BigDecimal).
#pragma once

#include "core/liquid/value.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::liquid {

enum class Operation : std::uint8_t { Add, Subtract, Multiply, Divide, Modulo };

/// Of any two values: texts are read as numbers, what is no number counts as 0. Whole numbers give whole numbers
/// (division and modulo round down); RenderFailure "divided by 0" as Ruby raises it.
[[nodiscard]] Value calculate(Operation operation, const Value& left, const Value& right, Arena& arena);
/// The value as a number: texts are read (`12abc` is 12, `1.5` a decimal), all else but numbers is 0.
[[nodiscard]] Value toNumber(const Value& value, Arena& arena);

[[nodiscard]] Value absolute(const Value& value, Arena& arena);
/// Half away from zero, to that many decimal places (a negative number: to tens, hundreds …).
[[nodiscard]] Value roundTo(const Value& value, const Value& places, Arena& arena);
[[nodiscard]] Value ceiling(const Value& value, Arena& arena);
[[nodiscard]] Value floorOf(const Value& value, Arena& arena);

/// Both must be Integer, BigInteger or Float; unordered only with NaN.
[[nodiscard]] std::partial_ordering compareNumbers(const Value& left, const Value& right);
[[nodiscard]] bool isNumber(const Value& value);
/// Ruby's Integer#size, which Liquid lets through: bytes of a machine's whole number, or of a longer one's digits.
[[nodiscard]] std::int64_t bytesOfWhole(const Value& whole);

/// Ruby's Integer(value.to_s): RenderFailure "invalid integer" otherwise. Saturates at 64 bits.
[[nodiscard]] std::int64_t toInteger(const Value& value, Arena& arena);
/// Ruby's String#to_i: leading digits, else 0.
[[nodiscard]] Value leadingInteger(std::string_view text, Arena& arena);
/// Ruby's #to_i of any value, saturated at 64 bits; 0 where there is none.
[[nodiscard]] std::int64_t toIndex(const Value& value, Arena& arena);

/// As Ruby's Float#to_s: the shortest digits that read back, `1.0`, `1.0e+20`, `Infinity`, `NaN`.
void appendFloat(std::string& out, double number);

} // namespace postweave::liquid
