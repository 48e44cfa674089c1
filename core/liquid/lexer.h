// SPDX-License-Identifier: GPL-3.0-or-later
// Lexer: the words inside one tag or output.
#pragma once

#include "core/base/source_range.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

enum class TokenKind : std::uint8_t {
    Word, ///< an identifier; may hold `-`, may end in `?`
    Text, ///< quoted; the token's text is without the quotes
    Number,
    Pipe,
    Dot,
    DotDot,
    Colon,
    Comma,
    OpenSquare,
    CloseSquare,
    OpenRound,
    CloseRound,
    Question,
    Dash,
    Comparison,
    End,
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::string_view text;
    SourceRange range; ///< in the template's source
};

/// A piece of the source, and where it stands.
struct Markup {
    std::string_view text;
    std::size_t offset = 0;

    [[nodiscard]] SourceRange range() const { return {offset, offset + text.size()}; }
    [[nodiscard]] Markup part(std::size_t from, std::size_t count = std::string_view::npos) const
    {
        return {text.substr(from, count), offset + from};
    }
    [[nodiscard]] Markup trimmed() const;
};

/// The words of a piece, in order; always ends with End. SyntaxFailure "Unexpected character x".
[[nodiscard]] std::vector<Token> tokenize(Markup markup);

/// Walks over the words of one tag.
class TokenCursor {
public:
    explicit TokenCursor(Markup markup) : m_tokens(tokenize(markup)), m_range(markup.range()) {}

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    [[nodiscard]] bool looksAt(TokenKind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
    [[nodiscard]] bool looksAtWord(std::string_view word, std::size_t ahead = 0) const;
    [[nodiscard]] bool atEnd() const { return looksAt(TokenKind::End); }
    const Token& next();
    /// SyntaxFailure "Expected id but found number" where it is something else.
    const Token& expect(TokenKind kind);
    bool accept(TokenKind kind);
    bool acceptWord(std::string_view word);
    void expectEnd() { expect(TokenKind::End); }

    [[nodiscard]] std::size_t position() const { return m_at; }
    void goBackTo(std::size_t position) { m_at = position; }
    /// From the given position to the last word taken.
    [[nodiscard]] SourceRange rangeFrom(std::size_t position) const;
    /// Of the whole tag's markup.
    [[nodiscard]] SourceRange range() const { return m_range; }

private:
    std::vector<Token> m_tokens;
    SourceRange m_range;
    std::size_t m_at = 0;
};

/// Ruby's \s.
[[nodiscard]] constexpr bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
/// Ruby's \w.
[[nodiscard]] constexpr bool isWordChar(char c)
{
    return isWordStart(c) || isDigit(c);
}

} // namespace postweave::liquid
