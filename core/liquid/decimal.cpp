// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/decimal.h"

#include "core/liquid/failure.h"
#include "core/liquid/number.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace postweave::liquid {

namespace {
constexpr std::size_t kMostDigits = 4096;
constexpr int kMostExponent = 2000;
} // namespace

BigInt powerOfTen(int exponent)
{
    return boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(std::max(exponent, 0)));
}

Decimal Decimal::parse(std::string_view text)
{
    if (text.size() > kMostDigits) {
        throw RenderFailure{"a number of this many digits is too long to compute with"};
    }
    const bool isNegative = text.starts_with('-');
    text.remove_prefix(isNegative || text.starts_with('+') ? 1 : 0);
    int exponent = 0;
    if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
        const std::size_t from = e + (e + 1 < text.size() && text[e + 1] == '+' ? 2 : 1);
        std::from_chars(text.data() + from, text.data() + text.size(), exponent);
        exponent = std::clamp(exponent, -kMostExponent, kMostExponent);
        text = text.substr(0, e);
    }
    std::string digits(text);
    Decimal made;
    if (const std::size_t dot = digits.find('.'); dot != std::string::npos) {
        made.scale = static_cast<int>(digits.size() - dot - 1);
        digits.erase(dot, 1);
    }
    // A leading zero would make the library read octal.
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    made.digits = digits.empty() ? BigInt(0) : BigInt(digits);
    made.scale -= exponent;
    if (made.scale < 0) {
        made.digits *= powerOfTen(-made.scale);
        made.scale = 0;
    }
    if (isNegative) {
        made.digits = -made.digits;
    }
    return made;
}

Decimal Decimal::of(double number)
{
    std::string text;
    appendFloat(text, number);
    return parse(text);
}

double Decimal::toDouble() const
{
    const std::string text = digits.str() + "e-" + std::to_string(scale);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::result_out_of_range) {
        const bool isTiny = static_cast<int>(digits.str().size()) < scale;
        return isTiny ? 0.0 : (digits < 0 ? -HUGE_VAL : HUGE_VAL);
    }
    return number;
}

void align(Decimal& left, Decimal& right)
{
    Decimal& shorter = left.scale < right.scale ? left : right;
    const int scale = std::max(left.scale, right.scale);
    shorter.digits *= powerOfTen(scale - shorter.scale);
    shorter.scale = scale;
}

BigInt floorDivide(const BigInt& dividend, const BigInt& divisor)
{
    BigInt quotient;
    BigInt remainder;
    boost::multiprecision::divide_qr(dividend, divisor, quotient, remainder);
    if (remainder != 0 && (remainder < 0) != (divisor < 0)) {
        --quotient;
    }
    return quotient;
}

} // namespace postweave::liquid
