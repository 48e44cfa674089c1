// SPDX-License-Identifier: GPL-3.0-or-later
// Prices in cents, as the templates of Shopify's shops print them (shopify.dev, "Liquid filters: money"), with the
// formats of a shop in US dollars. The library Liquid has no such filters; its hosts register them.
#include "core/liquid/filters/filter.h"

#include "core/liquid/number.h"

#include <array>
#include <string>

namespace postweave::liquid {

namespace {

/// Whole cents as digits, at least three; the sign apart.
struct Amount {
    bool isNegative = false;
    std::string digits;

    [[nodiscard]] std::string_view whole() const { return std::string_view(digits).substr(0, digits.size() - 2); }
    [[nodiscard]] std::string_view cents() const { return std::string_view(digits).substr(digits.size() - 2); }
};

Amount amountOf(FilterCallContext& call, const Value& input)
{
    const Value cents = roundTo(toNumber(input, call.arena), Value::integer(0), call.arena);
    Amount amount;
    amount.digits = std::string(call.text(cents));
    amount.isNegative = amount.digits.starts_with('-');
    amount.digits.erase(0, amount.isNegative ? 1 : 0);
    amount.digits.insert(0, amount.digits.size() < 3 ? 3 - amount.digits.size() : 0, '0');
    return amount;
}

/// `{}` of a format: 1,234.56.
Value written(FilterCallContext& call, const Value& input, std::string_view before, std::string_view after,
              bool cutsZeros = false)
{
    if (input.isNil() || (input.isText() && input.asText().empty())) {
        return Value::text("");
    }
    const Amount amount = amountOf(call, input);
    std::string& out = call.scratch;
    out.assign(amount.isNegative ? "-" : "").append(before);
    const std::string_view whole = amount.whole();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        out.append(i > 0 && (whole.size() - i) % 3 == 0 ? "," : "").push_back(whole[i]);
    }
    if (!cutsZeros || amount.cents() != "00") {
        out.append(".").append(amount.cents());
    }
    return Value::text(call.arena.copy(out.append(after)));
}

Value money(FilterCallContext& call, const Value& input, FilterArguments)
{
    return written(call, input, "$", "");
}

Value moneyWithCurrency(FilterCallContext& call, const Value& input, FilterArguments)
{
    return written(call, input, "$", " USD");
}

Value moneyWithoutCurrency(FilterCallContext& call, const Value& input, FilterArguments)
{
    return written(call, input, "", "");
}

Value moneyWithoutTrailingZeros(FilterCallContext& call, const Value& input, FilterArguments)
{
    return written(call, input, "$", "", true);
}

constexpr std::array kFilters{
    Filter{"money", 0, 0, money},
    Filter{"money_with_currency", 0, 0, moneyWithCurrency},
    Filter{"money_without_currency", 0, 0, moneyWithoutCurrency},
    Filter{"money_without_trailing_zeros", 0, 0, moneyWithoutTrailingZeros},
};

} // namespace

std::span<const Filter> moneyFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
