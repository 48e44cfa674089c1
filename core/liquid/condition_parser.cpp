// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/condition_parser.h"

#include "core/liquid/lax_parser.h"

#include <algorithm>

namespace postweave::liquid {

namespace {

class ConditionReader {
public:
    ConditionReader(Parser& parser, TokenCursor& cursor) : m_parser(parser), m_cursor(cursor) {}

    /// unit { (and | or) unit }: joined from the right.
    const Condition* read()
    {
        std::vector<const Condition*> units{unit()};
        std::vector<Condition::Type> types;
        while (m_cursor.looksAtWord("and") || m_cursor.looksAtWord("or")) {
            types.push_back(m_cursor.next().text == "and" ? Condition::Type::And : Condition::Type::Or);
            units.push_back(unit());
        }
        warnOfMixing(types, units);
        const Condition* condition = units.back();
        for (std::size_t i = types.size(); i > 0; --i) {
            condition = makeJunction(m_parser, types[i - 1], units[i - 1], condition);
        }
        return condition;
    }

private:
    const Condition* unit()
    {
        if (!m_parser.isDialect()) {
            return comparison();
        }
        if (++m_depth > m_parser.program().options.maxDepth) {
            throw SyntaxFailure{"Nesting too deep", "use fewer parentheses in parentheses", m_cursor.peek().range,
                                "limit"};
        }
        const Condition* const condition = dialectUnit();
        --m_depth;
        return condition;
    }

    const Condition* dialectUnit()
    {
        const std::size_t start = m_cursor.position();
        if (m_cursor.looksAtWord("not") && !m_cursor.looksAt(TokenKind::Dot, 1)) {
            m_cursor.next();
            Condition* const negation = make(Condition::Type::Not);
            negation->one = unit();
            negation->range = m_cursor.rangeFrom(start);
            return negation;
        }
        if (m_cursor.looksAt(TokenKind::OpenRound) && !startsRange()) {
            m_cursor.next();
            Condition* const grouped = m_parser.arena().make<Condition>(*read());
            m_cursor.expect(TokenKind::CloseRound);
            grouped->isGrouped = true;
            grouped->range = m_cursor.rangeFrom(start);
            return grouped;
        }
        if (const Condition* const behaviour = parseBehaviour(m_parser, m_cursor)) {
            return behaviour;
        }
        return comparison();
    }

    /// Whether a parenthesis opens `(1..3)`: dots before it closes.
    bool startsRange() const
    {
        int depth = 0;
        for (std::size_t i = 0; !m_cursor.looksAt(TokenKind::End, i); ++i) {
            const TokenKind kind = m_cursor.peek(i).kind;
            depth += kind == TokenKind::OpenRound ? 1 : kind == TokenKind::CloseRound ? -1 : 0;
            if (depth == 1 && kind == TokenKind::DotDot) {
                return true;
            }
            if (depth == 0) {
                return false;
            }
        }
        return false;
    }

    const Condition* comparison()
    {
        const std::size_t start = m_cursor.position();
        const Expression* const left = m_parser.parseOperand(m_cursor);
        if (m_parser.isDialect()) {
            if (const Condition* const special = parseDialectComparison(m_parser, m_cursor, left)) {
                return special;
            }
        }
        Condition* const condition = make(Condition::Type::Truth);
        condition->left = left;
        if (m_cursor.looksAt(TokenKind::Comparison)) {
            condition->type = Condition::Type::Compare;
            condition->comparison = *comparisonOf(m_cursor.next().text);
            condition->right = m_parser.parseOperand(m_cursor);
        }
        condition->range = m_cursor.rangeFrom(start);
        return condition;
    }

    void warnOfMixing(const std::vector<Condition::Type>& types, const std::vector<const Condition*>& units)
    {
        bool hasAnd = false;
        bool hasOr = false;
        for (const Condition::Type type : types) {
            (type == Condition::Type::And ? hasAnd : hasOr) = true;
        }
        if (m_parser.isDialect() && hasAnd && hasOr) {
            m_parser.warn("mixed-and-or", "'and' and 'or' in one condition are read from right to left",
                          "put parentheses around what belongs together",
                          {units.front()->range.begin, units.back()->range.end});
        }
    }

    Condition* make(Condition::Type type)
    {
        Condition* const condition = m_parser.arena().make<Condition>();
        condition->type = type;
        return condition;
    }

    Parser& m_parser;
    TokenCursor& m_cursor;
    int m_depth = 0;
};

/// The word at a place, if it is and, or with white space or an end on both sides.
std::size_t junctionAt(std::string_view text, std::size_t at)
{
    for (const std::string_view word : {std::string_view("and"), std::string_view("or")}) {
        const std::size_t end = at + word.size();
        const bool startsWord = at > 0 && isSpace(text[at - 1]);
        const bool endsWord = end < text.size() && isSpace(text[end]);
        if (startsWord && endsWord && text.substr(at, word.size()) == word) {
            return word.size();
        }
    }
    return 0;
}

} // namespace

std::optional<Comparison> comparisonOf(std::string_view sign)
{
    if (sign == "==") {
        return Comparison::Equal;
    }
    if (sign == "!=" || sign == "<>") {
        return Comparison::NotEqual;
    }
    if (sign == "<") {
        return Comparison::Less;
    }
    if (sign == "<=") {
        return Comparison::LessOrEqual;
    }
    if (sign == ">") {
        return Comparison::Greater;
    }
    if (sign == ">=") {
        return Comparison::GreaterOrEqual;
    }
    return sign == "contains" ? std::optional(Comparison::Contains) : std::nullopt;
}

const Condition* makeJunction(Parser& parser, Condition::Type type, const Condition* one, const Condition* two)
{
    Condition* const junction = parser.arena().make<Condition>();
    junction->type = type;
    junction->one = one;
    junction->two = two;
    junction->range = {one->range.begin, two->range.end};
    return junction;
}

const Condition* makeLaxComparison(Parser& parser, const Expression* left, Markup sign, const Expression* right,
                                   SourceRange range)
{
    Condition* const condition = parser.arena().make<Condition>();
    condition->left = left;
    condition->right = right;
    condition->range = range;
    if (sign.text.empty()) {
        return condition;
    }
    const auto comparison = comparisonOf(sign.text);
    condition->type = comparison ? Condition::Type::Compare : Condition::Type::Unknown;
    condition->comparison = comparison.value_or(Comparison::Equal);
    condition->sign = sign.text;
    if (right == nullptr) {
        condition->right = parser.literal({}, range);
    }
    return condition;
}

std::vector<Markup> splitAtWords(Markup markup)
{
    std::vector<Markup> parts;
    std::size_t from = 0;
    for (std::size_t at = 0; at < markup.text.size();) {
        const char c = markup.text[at];
        if (const std::size_t close = c == '"' || c == '\'' ? markup.text.find(c, at + 1) : std::string_view::npos;
            close != std::string_view::npos) {
            at = close + 1;
            continue;
        }
        const std::size_t length = junctionAt(markup.text, at);
        if (length > 0) {
            parts.push_back(markup.part(from, at - from));
            parts.push_back(markup.part(at, length));
            from = at + length;
        }
        at += std::max<std::size_t>(length, 1);
    }
    parts.push_back(markup.part(from));
    return parts;
}

const Condition* Parser::parseCondition(Markup markup)
{
    if (isLax() && !isDialect()) {
        return LaxParser(*this).condition(markup);
    }
    TokenCursor cursor(markup);
    const Condition* const condition = ConditionReader(*this, cursor).read();
    cursor.expectEnd();
    return condition;
}

} // namespace postweave::liquid
