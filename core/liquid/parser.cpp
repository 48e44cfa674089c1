// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/parser.h"

#include "core/base/text.h"
#include "core/liquid/tags/output.h"
#include "core/liquid/tags/tag.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::liquid {

namespace {

constexpr std::size_t kMostDiagnostics = 100;

std::string shortened(std::string_view text)
{
    constexpr std::size_t kLongest = 60;
    if (text.size() <= kLongest) {
        return std::string(text);
    }
    std::size_t end = kLongest;
    while (end > 0 && isContinuationByte(text[end])) {
        --end;
    }
    return std::string(text.substr(0, end)) + "…";
}

SyntaxFailure neverClosed(std::string_view blockName)
{
    return {fmt::format("'{}' tag was never closed", blockName),
            fmt::format("add {{% end{} %}} where it ends", blockName),
            {}};
}

SyntaxFailure unknownTag(std::string_view name, std::string_view blockName, bool isDialect)
{
    if (name == "else" || name == "end") {
        return blockName.empty()
                   ? SyntaxFailure{fmt::format("Unexpected outer '{}' tag", name),
                                   "take it out, or open a block before it",
                                   {}}
                   : SyntaxFailure{fmt::format("{} tag does not expect 'else' tag", blockName), "take it out", {}};
    }
    if (name.starts_with("end") && !blockName.empty()) {
        return {fmt::format("'{}' is not a valid delimiter for {} tags. use end{}", name, blockName, blockName),
                fmt::format("close the {} with {{% end{} %}} first", blockName, blockName),
                {}};
    }
    const std::string nearest = nearestOf(name, tagNames(isDialect));
    return {fmt::format("Unknown tag '{}'", name),
            nearest.empty() ? "use one of Liquid's tags" : fmt::format("did you mean '{}'?", nearest),
            {},
            "unknown-tag"};
}

} // namespace

Parser::Parser(Program& program, Diagnostics& diagnostics) : m_program(program), m_diagnostics(diagnostics) {}

void Parser::report(const SyntaxFailure& failure, SourceRange place)
{
    if (m_diagnostics.size() < kMostDiagnostics) {
        m_diagnostics.push_back({Severity::Error, failure.rule.empty() ? "syntax" : failure.rule, failure.message,
                                 failure.mend, failure.range.value_or(place), ""});
    }
}

void Parser::warn(std::string rule, std::string message, std::string mend, SourceRange place)
{
    if (m_diagnostics.size() < kMostDiagnostics) {
        m_diagnostics.push_back({Severity::Warning, std::move(rule), std::move(message), std::move(mend), place, ""});
    }
}

void Parser::attempt(const Piece& piece, const std::function<void()>& work)
{
    try {
        work();
    } catch (const SyntaxFailure& failure) {
        report(failure, piece.range);
    }
}

void Parser::parseDocument()
{
    m_document.emplace(m_program.source);
    m_scanner = &*m_document;
    m_program.root.range = {0, m_program.source.size()};
    while (const auto piece = m_scanner->next()) {
        if (piece->kind == Piece::Kind::Tag && findTag(piece->name, isDialect()) == nullptr) {
            applyTrim(m_program.root, *piece);
            reportUnknown(*piece, "");
        } else {
            parsePiece(m_program.root, *piece);
        }
        if (m_diagnostics.size() >= kMostDiagnostics) {
            return;
        }
    }
    m_program.root.mergeText(arena());
}

Piece Parser::parseBody(Block& body, std::string_view blockName, std::initializer_list<std::string_view> inner)
{
    if (m_depth >= m_program.options.maxDepth) {
        throw SyntaxFailure{
            "Nesting too deep", fmt::format("nest at most {} blocks", m_program.options.maxDepth), {}, "limit"};
    }
    ++m_depth;
    body.range.begin = m_scanner->position();
    while (const auto piece = m_scanner->next()) {
        const bool isTag = piece->kind == Piece::Kind::Tag;
        const bool isEnd = isTag && piece->name.starts_with("end") && piece->name.substr(3) == blockName;
        if (isEnd || (isTag && std::ranges::find(inner, piece->name) != inner.end())) {
            applyTrim(body, *piece);
            body.mergeText(arena());
            body.range.end = piece->range.begin;
            --m_depth;
            return *piece;
        }
        if (isTag && findTag(piece->name, isDialect()) == nullptr) {
            applyTrim(body, *piece);
            reportUnknown(*piece, blockName);
        } else {
            parsePiece(body, *piece);
        }
    }
    --m_depth;
    body.range.end = m_scanner->position();
    throw neverClosed(blockName);
}

void Parser::reportUnknown(const Piece& piece, std::string_view blockName)
{
    report(unknownTag(piece.name, blockName, isDialect()), piece.range);
}

void Parser::parsePiece(Block& body, const Piece& piece)
{
    switch (piece.kind) {
    case Piece::Kind::Text:
        parseText(body, piece);
        return;
    case Piece::Kind::Output:
        applyTrim(body, piece);
        parseOutput(body, piece);
        return;
    case Piece::Kind::Tag:
        applyTrim(body, piece);
        parseTag(body, piece);
        return;
    case Piece::Kind::BrokenOutput:
    case Piece::Kind::BrokenTag:
        break;
    }
    const bool isTag = piece.kind == Piece::Kind::BrokenTag;
    const std::string_view token =
        std::string_view(m_program.source).substr(piece.range.begin, piece.range.end - piece.range.begin);
    report({fmt::format("{} '{}' was not properly terminated with regexp: {}", isTag ? "Tag" : "Variable",
                        shortened(token), isTag ? "/\\%\\}/" : "/\\}\\}/"),
            isTag ? "close it with %}" : "close it with }}",
            {}},
           piece.range);
}

/// `{%-` takes the white space before it, `-%}` that after it.
void Parser::applyTrim(Block& body, const Piece& piece)
{
    if (m_scanner->isOfLines()) {
        return;
    }
    if (piece.trimsBefore) {
        if (TextNode* const text = body.lastText()) {
            text->trimEnd();
        }
    }
    m_trimsNext = piece.trimsAfter;
}

void Parser::parseText(Block& body, const Piece& piece)
{
    std::string_view text =
        std::string_view(m_program.source).substr(piece.range.begin, piece.range.end - piece.range.begin);
    SourceRange range = piece.range;
    if (m_trimsNext) {
        const std::size_t from = text.find_first_not_of(std::string_view(" \t\n\v\f\r\0", 7));
        text.remove_prefix(std::min(from, text.size()));
        range.begin = range.end - text.size();
    }
    m_trimsNext = false;
    body.add(std::make_unique<TextNode>(text, range, piece.line));
}

void Parser::parseOutput(Block& body, const Piece& piece)
{
    attempt(piece,
            [&] { body.add(std::make_unique<OutputNode>(parseFiltered(piece.markup), piece.range, piece.line)); });
}

void Parser::parseTag(Block& body, const Piece& piece)
{
    attempt(piece, [&] {
        if (piece.name == "liquid") {
            parseLines(body, piece);
        } else if (auto node = findTag(piece.name, isDialect())(*this, piece)) {
            body.add(std::move(node));
        }
    });
}

void Parser::parseLines(Block& body, const Piece& tag)
{
    if (m_depth >= m_program.options.maxDepth) {
        throw SyntaxFailure{
            "Nesting too deep", fmt::format("nest at most {} blocks", m_program.options.maxDepth), {}, "limit"};
    }
    ++m_depth;
    Scanner lines(m_program.source, tag.markup, tag.line);
    Scanner* const outer = std::exchange(m_scanner, &lines);
    while (const auto piece = m_scanner->next()) {
        if (piece->kind == Piece::Kind::Tag && findTag(piece->name, isDialect()) == nullptr) {
            reportUnknown(*piece, "liquid");
        } else {
            parsePiece(body, *piece);
        }
    }
    m_scanner = outer;
    --m_depth;
}

Scanner::Verbatim Parser::skipTo(std::string_view endTag, std::string_view blockName)
{
    if (const auto found = m_scanner->skipTo(endTag)) {
        if (!m_scanner->isOfLines()) {
            trimAfter(found->end);
        }
        return *found;
    }
    throw neverClosed(blockName);
}

void Parser::skipComment()
{
    int depth = 1;
    while (const auto piece = m_scanner->next()) {
        if (piece->name == "raw") {
            static_cast<void>(skipTo("endraw", "raw"));
        } else if (piece->name == "comment") {
            ++depth;
        } else if (piece->name == "endcomment" && --depth == 0) {
            if (!m_scanner->isOfLines()) {
                trimAfter(*piece);
            }
            return;
        }
    }
    throw neverClosed("comment");
}

} // namespace postweave::liquid
