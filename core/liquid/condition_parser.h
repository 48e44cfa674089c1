// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions: how they are put together, and the campaign dialect's words in them (dialect.md).
#pragma once

#include "core/liquid/condition.h"
#include "core/liquid/parser.h"

#include <optional>
#include <string_view>
#include <vector>

namespace postweave::liquid {

[[nodiscard]] std::optional<Comparison> comparisonOf(std::string_view sign);
[[nodiscard]] const Condition* makeJunction(Parser& parser, Condition::Type type, const Condition* one,
                                            const Condition* two);
/// With an operator that is none, a condition that fails when it is rendered, as Shopify's does.
[[nodiscard]] const Condition* makeLaxComparison(Parser& parser, const Expression* left, Markup sign,
                                                 const Expression* right, SourceRange range);
/// Conditions and the words `and`, `or` between them, in turn; quotes are respected.
[[nodiscard]] std::vector<Markup> splitAtWords(Markup markup);

/// The dialect's conditions that do not begin with a value: behaviour. nullptr if there is none here.
[[nodiscard]] const Condition* parseBehaviour(Parser& parser, TokenCursor& cursor);
/// What may stand after a value: `< 30 days ago`, `before …`, and segment membership. nullptr if there is none here.
[[nodiscard]] const Condition* parseDialectComparison(Parser& parser, TokenCursor& cursor, const Expression* left);

} // namespace postweave::liquid
