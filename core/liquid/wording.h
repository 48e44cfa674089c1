// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions in plain words.
#pragma once

#include "core/liquid/condition.h"
#include "core/liquid/expression.h"

#include <span>
#include <string>
#include <string_view>

namespace postweave::liquid {

/// `customer.country == 'DE' and customer.points >= 100` → "customer.country is 'DE' and customer.points is at least
/// 100". Values stand as written in `source`.
[[nodiscard]] std::string describeCondition(const Condition& condition, std::string_view source);
[[nodiscard]] std::string describeNegation(const Condition& condition, std::string_view source);
/// Of a when: "customer.country is 'DE' or 'AT'".
[[nodiscard]] std::string describeCase(const Expression& subject, std::span<const Expression* const> candidates,
                                       std::string_view source);

} // namespace postweave::liquid
