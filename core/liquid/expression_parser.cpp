// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions as Shopify's strict2 parser reads them.
#include "core/liquid/constants.h"
#include "core/liquid/filters/filter.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/number.h"
#include "core/liquid/parser.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace postweave::liquid {

namespace {

PathStep::Command commandOf(std::string_view name)
{
    return name == "size"    ? PathStep::Command::Size
           : name == "first" ? PathStep::Command::First
           : name == "last"  ? PathStep::Command::Last
                             : PathStep::Command::None;
}

template <typename T>
std::span<const T> kept(const std::vector<T>& items, Arena& arena)
{
    T* const room = arena.makeRoom<T>(items.size());
    std::uninitialized_copy(items.begin(), items.end(), room);
    return {room, items.size()};
}

/// Reads one expression with what it nests; `m_depth` bounds the brackets.
class ExpressionReader {
public:
    ExpressionReader(Parser& parser, TokenCursor& cursor, bool isOperand)
        : m_parser(parser), m_cursor(cursor), m_isOperand(isOperand)
    {
    }

    const Expression* read()
    {
        if (++m_depth > m_parser.program().options.maxDepth) {
            throw SyntaxFailure{"Nesting too deep", "use fewer brackets in brackets", m_cursor.peek().range, "limit"};
        }
        const Expression* const expression = readAny();
        --m_depth;
        return expression;
    }

private:
    const Expression* readAny()
    {
        const Token token = m_cursor.peek();
        switch (token.kind) {
        case TokenKind::Text:
            m_cursor.next();
            return m_parser.literal(Value::text(token.text), token.range);
        case TokenKind::Number:
            m_cursor.next();
            return m_parser.literal(numberLiteral(token.text, m_parser.arena()), token.range);
        case TokenKind::Word:
            return readWord();
        case TokenKind::OpenRound:
            return readRange();
        case TokenKind::OpenSquare:
            if (m_parser.allowsBareBrackets()) {
                return readBareBracket();
            }
            throw SyntaxFailure{"Bare bracket access is not allowed",
                                "write self['name'], or name the variable before the bracket", token.range};
        default:
            break;
        }
        const bool isEnd = token.kind == TokenKind::End;
        throw SyntaxFailure{
            fmt::format("{} is not a valid expression", isEnd ? "nothing" : fmt::format("'{}'", token.text)),
            isEnd ? "a value is missing at the end" : "a value belongs here: a name, a number or a quoted text",
            token.range};
    }

    const Expression* readWord()
    {
        const std::size_t start = m_cursor.position();
        const Token word = m_cursor.next();
        const bool isAlone = !m_cursor.looksAt(TokenKind::Dot) && !m_cursor.looksAt(TokenKind::OpenSquare);
        if (isAlone) {
            if (const auto value = wordLiteral(word.text, m_isOperand)) {
                return m_parser.literal(*value, word.range);
            }
        }
        std::vector<PathStep> steps;
        while (readStep(steps)) {
        }
        Path path;
        path.name = Key(word.text);
        path.slot = m_parser.slotOf(word.text);
        path.steps = kept(steps, m_parser.arena());
        return makePath(m_parser, path, m_cursor.rangeFrom(start));
    }

    const Expression* readBareBracket()
    {
        const std::size_t start = m_cursor.position();
        m_cursor.next();
        Path path;
        path.dynamicName = read();
        m_cursor.expect(TokenKind::CloseSquare);
        std::vector<PathStep> steps;
        while (readStep(steps)) {
        }
        path.steps = kept(steps, m_parser.arena());
        return makePath(m_parser, path, m_cursor.rangeFrom(start));
    }

    bool readStep(std::vector<PathStep>& steps)
    {
        if (m_cursor.accept(TokenKind::Dot)) {
            steps.push_back(nameStep(m_cursor.expect(TokenKind::Word).text));
            return true;
        }
        if (m_cursor.accept(TokenKind::OpenSquare)) {
            const bool outer = std::exchange(m_isOperand, false);
            steps.push_back(bracketStep(*read()));
            m_isOperand = outer;
            m_cursor.expect(TokenKind::CloseSquare);
            return true;
        }
        return false;
    }

    const Expression* readRange()
    {
        const std::size_t start = m_cursor.position();
        const bool outer = std::exchange(m_isOperand, false);
        m_cursor.expect(TokenKind::OpenRound);
        const Expression* const first = read();
        m_cursor.expect(TokenKind::DotDot);
        const Expression* const last = read();
        m_cursor.expect(TokenKind::CloseRound);
        m_isOperand = outer;
        return makeRange(m_parser, first, last, m_cursor.rangeFrom(start));
    }

    Parser& m_parser;
    TokenCursor& m_cursor;
    bool m_isOperand;
    int m_depth = 0;
};

class FilterReader {
public:
    FilterReader(Parser& parser, TokenCursor& cursor) : m_parser(parser), m_cursor(cursor) {}

    FilterCall read()
    {
        const Token name = m_cursor.expect(TokenKind::Word);
        if (m_cursor.accept(TokenKind::Colon)) {
            bool more = !atEndOfArguments();
            while (more) {
                readArgument();
                more = m_cursor.accept(TokenKind::Comma) && !atEndOfArguments();
            }
        }
        return makeFilter(m_parser, {name.text, name.range.begin}, m_arguments, m_named);
    }

private:
    bool atEndOfArguments() const { return m_cursor.looksAt(TokenKind::Pipe) || m_cursor.atEnd(); }

    void readArgument()
    {
        if (m_cursor.looksAt(TokenKind::Word) && m_cursor.looksAt(TokenKind::Colon, 1)) {
            const std::string_view name = m_cursor.next().text;
            m_cursor.next();
            m_named.push_back({name, m_parser.parseExpression(m_cursor)});
        } else {
            m_arguments.push_back(m_parser.parseExpression(m_cursor));
        }
    }

    Parser& m_parser;
    TokenCursor& m_cursor;
    std::vector<const Expression*> m_arguments;
    std::vector<NamedArgument> m_named;
};

} // namespace

std::optional<Value> wordLiteral(std::string_view word, bool isOperand)
{
    if (word == "nil" || word == "null") {
        return Value();
    }
    if (word == "true" || word == "false") {
        return Value::boolean(word == "true");
    }
    if (word == "empty") {
        return isOperand ? Value::empty() : Value::text("");
    }
    if (word == "blank") {
        return isOperand ? Value::blank() : Value::text("");
    }
    return std::nullopt;
}

Value numberLiteral(std::string_view text, Arena& arena)
{
    if (text.find('.') == std::string_view::npos) {
        return Value::integerFromDigits(arena.copy(text));
    }
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return Value::number(number);
}

PathStep nameStep(std::string_view name)
{
    PathStep step;
    step.name = Key(name);
    step.command = commandOf(name);
    return step;
}

PathStep bracketStep(const Expression& inside)
{
    PathStep step;
    if (inside.isLiteral() && inside.literal.kind() == Kind::Integer) {
        step.isIndex = true;
        step.index = inside.literal.asInteger();
    } else if (inside.isLiteral() && inside.literal.isText()) {
        step.name = Key(inside.literal.asText());
    } else {
        step.dynamic = &inside;
    }
    return step;
}

const Expression* makePath(Parser& parser, const Path& path, SourceRange range)
{
    Expression* const expression = parser.arena().make<Expression>();
    expression->type = Expression::Type::Path;
    Path* const stored = parser.arena().make<Path>(path);
    stored->firstCache = parser.program().lookupCaches;
    parser.program().lookupCaches += static_cast<std::uint32_t>(path.steps.size());
    expression->path = stored;
    expression->range = range;
    return expression;
}

const Expression* makeRange(Parser& parser, const Expression* first, const Expression* last, SourceRange range)
{
    if (first->isLiteral() && last->isLiteral()) {
        const Range whole{toIndex(first->literal, parser.arena()), toIndex(last->literal, parser.arena())};
        return parser.literal(Value::range(*parser.arena().make<Range>(whole)), range);
    }
    Expression* const expression = parser.arena().make<Expression>();
    expression->type = Expression::Type::Range;
    expression->first = first;
    expression->last = last;
    expression->range = range;
    return expression;
}

FilterCall makeFilter(Parser& parser, Markup name, const std::vector<const Expression*>& arguments,
                      const std::vector<NamedArgument>& named)
{
    FilterCall call;
    call.name = name.text;
    call.range = name.range();
    call.filter = findFilter(name.text);
    call.arguments = kept(arguments, parser.arena());
    call.named = kept(named, parser.arena());
    const bool isRaw = name.text == "raw" && parser.program().options.autoescape == Autoescape::Off;
    if (isRaw) {
        call.filter = nullptr;
    }
    noteConstantArguments(call, parser.arena());
    if (call.filter == nullptr && parser.program().options.strictFilters) {
        const std::string nearest = nearestOf(name.text, filterNames());
        parser.report({fmt::format("undefined filter {}", name.text),
                       nearest.empty() ? "use one of Liquid's filters" : fmt::format("did you mean '{}'?", nearest),
                       call.range, "unknown-filter"},
                      call.range);
    }
    return call;
}

const Expression* Parser::literal(const Value& value, SourceRange range)
{
    Expression* const expression = arena().make<Expression>();
    expression->literal = value;
    expression->range = range;
    return expression;
}

const Expression* Parser::parseExpression(TokenCursor& cursor)
{
    return ExpressionReader(*this, cursor, false).read();
}

const Expression* Parser::parseOperand(TokenCursor& cursor)
{
    return ExpressionReader(*this, cursor, true).read();
}

FilteredExpression Parser::parseFiltered(Markup markup)
{
    if (!isLax()) {
        return parseStrictly(markup);
    }
    try {
        return parseStrictly(markup);
    } catch (const SyntaxFailure&) {
        return LaxParser(*this).filtered(markup);
    }
}

FilteredExpression Parser::parseStrictly(Markup markup)
{
    TokenCursor cursor(markup);
    FilteredExpression filtered;
    filtered.range = markup.trimmed().range();
    if (cursor.atEnd()) {
        return filtered;
    }
    filtered.base = parseExpression(cursor);
    std::vector<FilterCall> filters;
    while (cursor.accept(TokenKind::Pipe)) {
        filters.push_back(FilterReader(*this, cursor).read());
    }
    cursor.expectEnd();
    filtered.filters = kept(filters, arena());
    foldConstants(filtered, m_program);
    return filtered;
}

} // namespace postweave::liquid
