// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal: an exact decimal fraction, the part of Ruby's BigDecimal that Liquid's filters need.
#pragma once

#include "core/liquid/value.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>
#include <string_view>

namespace postweave::liquid {

using BigInt = boost::multiprecision::cpp_int;

/// digits × 10^−scale; scale is never negative.
struct Decimal {
    BigInt digits;
    int scale = 0;

    /// `-12.50`, `1.5e-7`; nothing if it is not a plain decimal number. RenderFailure where it is unreasonably long.
    [[nodiscard]] static Decimal parse(std::string_view text);
    [[nodiscard]] static Decimal of(double number);
    [[nodiscard]] double toDouble() const;
};

[[nodiscard]] BigInt powerOfTen(int exponent);
/// Both with the larger scale.
void align(Decimal& left, Decimal& right);
/// Rounded down, towards minus infinity.
[[nodiscard]] BigInt floorDivide(const BigInt& dividend, const BigInt& divisor);

} // namespace postweave::liquid
