// SPDX-License-Identifier: GPL-3.0-or-later
// How expressions are put together, and the lax reading of them: Shopify's regular expressions, by hand.
#pragma once

#include "core/liquid/expression.h"
#include "core/liquid/parser.h"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace postweave::liquid {

/// nil, true, false, empty, blank.
[[nodiscard]] std::optional<Value> wordLiteral(std::string_view word, bool isOperand);
[[nodiscard]] Value numberLiteral(std::string_view text, Arena& arena);
[[nodiscard]] PathStep nameStep(std::string_view name);
[[nodiscard]] PathStep bracketStep(const Expression& inside);
[[nodiscard]] const Expression* makePath(Parser& parser, const Path& path, SourceRange range);
[[nodiscard]] const Expression* makeRange(Parser& parser, const Expression* first, const Expression* last,
                                          SourceRange range);
[[nodiscard]] FilterCall makeFilter(Parser& parser, Markup name, const std::vector<const Expression*>& arguments,
                                    const std::vector<NamedArgument>& named);

class LaxParser {
public:
    explicit LaxParser(Parser& parser) : m_parser(parser) {}

    /// Never fails but for nesting: what is not understood is left out.
    [[nodiscard]] FilteredExpression filtered(Markup markup);
    [[nodiscard]] const Expression* expression(Markup markup);
    [[nodiscard]] const Expression* operand(Markup markup);
    /// SyntaxFailure where no condition can be made out.
    [[nodiscard]] const Condition* condition(Markup markup);
    /// Each `name: value` in the markup.
    void attributes(Markup markup, const std::function<void(std::string_view, const Expression*)>& found);

private:
    [[nodiscard]] const Expression* read(Markup markup, bool isOperand, int depth);
    [[nodiscard]] const Expression* readPath(Markup markup, int depth);
    [[nodiscard]] const Expression* readRange(Markup markup, int depth);
    [[nodiscard]] const Condition* comparison(Markup markup);

    Parser& m_parser;
};

/// Shopify's QuotedFragment at the beginning: a quoted text, or what goes on without blank, comma and pipe. 0: none.
[[nodiscard]] std::size_t quotedFragment(std::string_view text);
/// The first place of one, from `from` on.
[[nodiscard]] std::optional<Markup> findQuotedFragment(Markup markup, std::size_t from = 0);

} // namespace postweave::liquid
