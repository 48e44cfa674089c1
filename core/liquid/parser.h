// SPDX-License-Identifier: GPL-3.0-or-later
// Parser: from source to program. Tags parse themselves (tags/), with what this offers.
#pragma once

#include "core/base/diagnostic.h"
#include "core/liquid/condition.h"
#include "core/liquid/failure.h"
#include "core/liquid/program.h"
#include "core/liquid/scanner.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::liquid {

class Parser {
public:
    Parser(Program& program, Diagnostics& diagnostics);

    void parseDocument();

    // For tags
    [[nodiscard]] bool isLax() const { return m_program.options.mode == Mode::Lax; }
    [[nodiscard]] bool isDialect() const { return m_program.options.campaignDialect; }
    [[nodiscard]] Program& program() { return m_program; }
    [[nodiscard]] Arena& arena() { return m_program.arena; }
    [[nodiscard]] std::uint32_t slotOf(std::string_view name) { return m_program.names.slotOf(name, arena()); }

    /// Parses into `body` up to the tag that ends it: end + `blockName`, or one of `inner`. SyntaxFailure if the
    /// template ends first.
    [[nodiscard]] Piece parseBody(Block& body, std::string_view blockName,
                                  std::initializer_list<std::string_view> inner = {});
    /// Up to a tag of that name, unread. SyntaxFailure if the template ends first.
    [[nodiscard]] Scanner::Verbatim skipTo(std::string_view endTag, std::string_view blockName);
    /// The body of a comment: comments and raw inside it are respected.
    void skipComment();
    void parseLines(Block& body, const Piece& tag);
    /// Runs it; a SyntaxFailure becomes a diagnostic of that piece, and parsing goes on.
    void attempt(const Piece& piece, const std::function<void()>& work);
    void report(const SyntaxFailure& failure, SourceRange place);
    void warn(std::string rule, std::string message, std::string mend, SourceRange place);
    /// Text after a verbatim block's end tag is trimmed as that says.
    void trimAfter(const Piece& piece) { m_trimsNext = piece.trimsAfter; }

    // Expressions; the strict ones read from a cursor and leave what they do not understand
    [[nodiscard]] const Expression* parseExpression(TokenCursor& cursor);
    /// In a condition, where `empty` and `blank` are themselves.
    [[nodiscard]] const Expression* parseOperand(TokenCursor& cursor);
    [[nodiscard]] FilteredExpression parseFiltered(Markup markup);
    /// Shopify's older strict parser, which its lax mode tries first, lets `['name']` stand for a variable.
    [[nodiscard]] bool allowsBareBrackets() const { return isLax(); }
    [[nodiscard]] const Condition* parseCondition(Markup markup);

    [[nodiscard]] const Expression* literal(const Value& value, SourceRange range);

private:
    struct Unclosed {};
    void parseText(Block& body, const Piece& piece);
    void parseOutput(Block& body, const Piece& piece);
    void parseTag(Block& body, const Piece& piece);
    void parsePiece(Block& body, const Piece& piece);
    void applyTrim(Block& body, const Piece& piece);
    [[nodiscard]] FilteredExpression parseStrictly(Markup markup);
    void reportUnknown(const Piece& piece, std::string_view blockName);

    Program& m_program;
    Diagnostics& m_diagnostics;
    std::optional<Scanner> m_document;
    Scanner* m_scanner = nullptr;
    bool m_trimsNext = false;
    int m_depth = 0;
};

} // namespace postweave::liquid
