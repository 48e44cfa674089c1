// SPDX-License-Identifier: GPL-3.0-or-later
// Scanner: cuts a template into text, outputs and tags, as Liquid::Tokenizer does.
#pragma once

#include "core/liquid/lexer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace postweave::liquid {

struct Piece {
    enum class Kind : std::uint8_t {
        Text,
        Output,
        Tag,
        BrokenOutput, ///< `{{` without its end
        BrokenTag,    ///< `{%` without its end, or without a name
    };
    Kind kind = Kind::Text;
    SourceRange range;
    std::string_view name; ///< of a tag
    Markup markup;         ///< what stands inside, after the name
    bool trimsBefore = false;
    bool trimsAfter = false;
    int line = 1; ///< as Shopify counts it: of the tag's name, or of its markup where that begins later
};

class Scanner {
public:
    /// Of a whole template.
    explicit Scanner(std::string_view source) : m_source(source), m_end(source.size()) {}
    /// Of the inside of a `liquid` tag: each line is a tag.
    Scanner(std::string_view source, Markup inside, int line);

    /// The next piece; nothing at the end.
    [[nodiscard]] std::optional<Piece> next();
    [[nodiscard]] bool isOfLines() const { return m_isOfLines; }
    [[nodiscard]] int line() const { return m_line; }
    /// Up to the tag of that name, whatever stands between; the pieces are the text before it and the tag. Nothing if
    /// it never comes.
    struct Verbatim {
        SourceRange body;
        Piece end;
    };
    [[nodiscard]] std::optional<Verbatim> skipTo(std::string_view endTag);
    [[nodiscard]] std::size_t position() const { return m_at; }

private:
    [[nodiscard]] std::optional<Piece> nextLine();
    [[nodiscard]] Piece text();
    [[nodiscard]] Piece output();
    [[nodiscard]] Piece tag();
    [[nodiscard]] std::size_t endOfOutput() const;
    void moveTo(std::size_t end);

    std::string_view m_source;
    std::size_t m_at = 0;
    std::size_t m_end;
    int m_line = 1;
    bool m_isOfLines = false;
};

} // namespace postweave::liquid
