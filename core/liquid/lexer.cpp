// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/lexer.h"

#include "core/base/text.h"
#include "core/liquid/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace postweave::liquid {

namespace {

/// The names Shopify's messages use, so that people find them explained.
std::string_view nameOf(TokenKind kind)
{
    static constexpr std::string_view kNames[] = {"id",          "string",       "number",     "pipe",
                                                  "dot",         "dotdot",       "colon",      "comma",
                                                  "open_square", "close_square", "open_round", "close_round",
                                                  "question",    "dash",         "comparison", "end_of_string"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<TokenKind> punctuation(char c)
{
    switch (c) {
    case '|':
        return TokenKind::Pipe;
    case '.':
        return TokenKind::Dot;
    case ':':
        return TokenKind::Colon;
    case ',':
        return TokenKind::Comma;
    case '[':
        return TokenKind::OpenSquare;
    case ']':
        return TokenKind::CloseSquare;
    case '(':
        return TokenKind::OpenRound;
    case ')':
        return TokenKind::CloseRound;
    case '?':
        return TokenKind::Question;
    case '-':
        return TokenKind::Dash;
    default:
        return std::nullopt;
    }
}

std::size_t numberLength(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    if (at >= text.size() || !isDigit(text[at])) {
        return 0;
    }
    const auto skipDigits = [&] {
        while (at < text.size() && isDigit(text[at])) {
            ++at;
        }
    };
    skipDigits();
    if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
        ++at;
        skipDigits();
    }
    return at;
}

std::size_t wordLength(std::string_view text)
{
    std::size_t at = 0;
    if (text.empty() || !isWordStart(text[0])) {
        return 0;
    }
    while (at < text.size() && (isWordChar(text[at]) || text[at] == '-')) {
        ++at;
    }
    return at < text.size() && text[at] == '?' ? at + 1 : at;
}

std::size_t comparisonLength(std::string_view text)
{
    for (const std::string_view two : {"==", "!=", "<=", ">=", "<>"}) {
        if (text.starts_with(two)) {
            return 2;
        }
    }
    return text.starts_with('<') || text.starts_with('>') ? 1 : 0;
}

[[noreturn]] void refuseCharacter(Markup rest)
{
    std::size_t end = 0;
    static_cast<void>(nextCodePoint(rest.text, end));
    const std::string_view character = rest.text.substr(0, end);
    const bool isQuote = character == "'" || character == "\"";
    throw SyntaxFailure{fmt::format("Unexpected character {}", character),
                        isQuote ? "close the quotation with the same mark, or take this one out"
                                : "take it out, or put it in quotes",
                        SourceRange{rest.offset, rest.offset + end}};
}

Token tokenAt(Markup rest, bool isAfterDot)
{
    const std::string_view text = rest.text;
    const auto token = [&](TokenKind kind, std::size_t length) {
        return Token{kind, text.substr(0, length), {rest.offset, rest.offset + length}};
    };
    if (const std::size_t length = comparisonLength(text)) {
        return token(TokenKind::Comparison, length);
    }
    if (text[0] == '\'' || text[0] == '"') {
        const std::size_t end = text.find(text[0], 1);
        if (end == std::string_view::npos) {
            refuseCharacter(rest);
        }
        return {TokenKind::Text, text.substr(1, end - 1), {rest.offset, rest.offset + end + 1}};
    }
    if (const std::size_t length = numberLength(text)) {
        return token(TokenKind::Number, length);
    }
    if (const std::size_t length = wordLength(text)) {
        const bool compares = text.substr(0, length) == "contains" && !isAfterDot;
        return token(compares ? TokenKind::Comparison : TokenKind::Word, length);
    }
    if (text.starts_with("..")) {
        return token(TokenKind::DotDot, 2);
    }
    if (const auto kind = punctuation(text[0])) {
        return token(*kind, 1);
    }
    refuseCharacter(rest);
}

} // namespace

Markup Markup::trimmed() const
{
    std::size_t from = 0;
    std::size_t to = text.size();
    while (from < to && isSpace(text[from])) {
        ++from;
    }
    while (to > from && isSpace(text[to - 1])) {
        --to;
    }
    return part(from, to - from);
}

std::vector<Token> tokenize(Markup markup)
{
    std::vector<Token> tokens;
    std::size_t at = 0;
    while (true) {
        while (at < markup.text.size() && isSpace(markup.text[at])) {
            ++at;
        }
        if (at == markup.text.size()) {
            break;
        }
        const bool isAfterDot = !tokens.empty() && tokens.back().kind == TokenKind::Dot;
        tokens.push_back(tokenAt(markup.part(at), isAfterDot));
        at = tokens.back().range.end - markup.offset;
    }
    const std::size_t end = markup.offset + markup.text.size();
    tokens.push_back({TokenKind::End, {}, {end, end}});
    return tokens;
}

const Token& TokenCursor::peek(std::size_t ahead) const
{
    return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
}

bool TokenCursor::looksAtWord(std::string_view word, std::size_t ahead) const
{
    return looksAt(TokenKind::Word, ahead) && peek(ahead).text == word;
}

const Token& TokenCursor::next()
{
    const Token& token = peek();
    m_at = std::min(m_at + 1, m_tokens.size());
    return token;
}

const Token& TokenCursor::expect(TokenKind kind)
{
    const Token& token = peek();
    if (token.kind != kind) {
        const std::string found = token.kind == TokenKind::End ? "the end of the tag" : fmt::format("'{}'", token.text);
        throw SyntaxFailure{fmt::format("Expected {} but found {}", nameOf(kind), nameOf(token.kind)),
                            kind == TokenKind::End ? fmt::format("take out {}", found)
                                                   : fmt::format("there is {} where a {} belongs", found, nameOf(kind)),
                            token.range};
    }
    return next();
}

bool TokenCursor::accept(TokenKind kind)
{
    if (!looksAt(kind)) {
        return false;
    }
    next();
    return true;
}

bool TokenCursor::acceptWord(std::string_view word)
{
    if (!looksAtWord(word)) {
        return false;
    }
    next();
    return true;
}

SourceRange TokenCursor::rangeFrom(std::size_t position) const
{
    const std::size_t last = m_at > position ? m_at - 1 : position;
    return {m_tokens[std::min(position, m_tokens.size() - 1)].range.begin,
            m_tokens[std::min(last, m_tokens.size() - 1)].range.end};
}

} // namespace postweave::liquid
