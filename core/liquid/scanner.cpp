// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/scanner.h"

#include <algorithm>

namespace postweave::liquid {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

int countLines(std::string_view text)
{
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size() && isSpace(text[at])) {
        ++at;
    }
    return at;
}

/// Liquid's /#|\w+/.
std::size_t nameEnd(std::string_view text, std::size_t at)
{
    if (at < text.size() && text[at] == '#') {
        return at + 1;
    }
    while (at < text.size() && isWordChar(text[at])) {
        ++at;
    }
    return at;
}

/// Reads name and markup of what stands inside a tag.
void readTag(Piece& piece, Markup inside)
{
    const std::size_t name = skipSpace(inside.text, 0);
    const std::size_t end = nameEnd(inside.text, name);
    const std::size_t markup = skipSpace(inside.text, end);
    piece.line += countLines(inside.text.substr(0, name)) + countLines(inside.text.substr(end, markup - end));
    piece.name = inside.text.substr(name, end - name);
    piece.markup = inside.part(markup);
    piece.kind = piece.name.empty() ? Piece::Kind::BrokenTag : Piece::Kind::Tag;
}

} // namespace

Scanner::Scanner(std::string_view source, Markup inside, int line)
    : m_source(source), m_at(inside.offset), m_end(inside.offset + inside.text.size()), m_line(line), m_isOfLines(true)
{
}

void Scanner::moveTo(std::size_t end)
{
    m_line += countLines(m_source.substr(m_at, end - m_at));
    m_at = end;
}

std::optional<Piece> Scanner::next()
{
    if (m_isOfLines) {
        return nextLine();
    }
    if (m_at >= m_end) {
        return std::nullopt;
    }
    const std::string_view rest = m_source.substr(m_at);
    Piece piece = rest.starts_with("{{") ? output() : rest.starts_with("{%") ? tag() : text();
    moveTo(piece.range.end);
    return piece;
}

Piece Scanner::text()
{
    std::size_t end = m_at;
    while (true) {
        end = m_source.find('{', end);
        if (end == kNone || end + 1 >= m_source.size()) {
            end = m_source.size();
            break;
        }
        if (m_source[end + 1] == '{' || m_source[end + 1] == '%') {
            break;
        }
        ++end;
    }
    Piece piece;
    piece.range = {m_at, end};
    piece.line = m_line;
    return piece;
}

/// An output ends at `}}`; a lone `}` or a tag inside breaks it there.
std::size_t Scanner::endOfOutput() const
{
    for (std::size_t at = m_at + 2; at < m_source.size(); ++at) {
        const char next = at + 1 < m_source.size() ? m_source[at + 1] : '\0';
        if (m_source[at] == '}') {
            return next == '}' ? at + 2 : at + 1;
        }
        if (m_source[at] == '{' && next == '%') {
            const std::size_t close = m_source.find("%}", at + 2);
            return close == kNone ? m_at + 2 : close + 2;
        }
    }
    return m_at + 2;
}

Piece Scanner::output()
{
    Piece piece;
    piece.range = {m_at, endOfOutput()};
    piece.line = m_line;
    const std::string_view token = m_source.substr(m_at, piece.range.end - m_at);
    if (token.size() < 4 || !token.ends_with("}}")) {
        piece.kind = Piece::Kind::BrokenOutput;
        return piece;
    }
    piece.kind = Piece::Kind::Output;
    std::size_t from = 2;
    std::size_t to = token.size() - 2;
    piece.trimsBefore = token[2] == '-';
    piece.trimsAfter = token[token.size() - 3] == '-';
    from += piece.trimsBefore ? 1 : 0;
    to -= piece.trimsAfter && to > from ? 1 : 0;
    piece.markup = Markup{token.substr(from, to - from), m_at + from};
    return piece;
}

Piece Scanner::tag()
{
    Piece piece;
    piece.line = m_line;
    const std::size_t close = m_source.find("%}", m_at + 2);
    if (close == kNone) {
        piece.kind = Piece::Kind::BrokenTag;
        piece.range = {m_at, m_at + 2};
        return piece;
    }
    piece.range = {m_at, close + 2};
    std::size_t from = m_at + 2;
    std::size_t to = close;
    piece.trimsBefore = m_source[from] == '-';
    piece.trimsAfter = m_source[to - 1] == '-';
    from += piece.trimsBefore ? 1 : 0;
    to -= piece.trimsAfter && to > from ? 1 : 0;
    readTag(piece, {m_source.substr(from, to - from), from});
    return piece;
}

std::optional<Piece> Scanner::nextLine()
{
    while (m_at < m_end) {
        const std::size_t newline = m_source.substr(0, m_end).find('\n', m_at);
        const std::size_t end = newline == kNone ? m_end : newline;
        const Markup line = Markup{m_source.substr(m_at, end - m_at), m_at}.trimmed();
        Piece piece;
        piece.line = m_line;
        piece.range = line.range();
        m_at = newline == kNone ? m_end : newline + 1;
        ++m_line;
        if (line.text.empty()) {
            continue;
        }
        readTag(piece, line);
        return piece;
    }
    return std::nullopt;
}

std::optional<Scanner::Verbatim> Scanner::skipTo(std::string_view endTag)
{
    const std::size_t from = m_at;
    if (m_isOfLines) {
        while (auto piece = next()) {
            if (piece->name == endTag) {
                return Verbatim{{from, piece->range.begin}, *piece};
            }
        }
        return std::nullopt;
    }
    for (std::size_t at = m_source.find("{%", m_at); at != kNone; at = m_source.find("{%", at + 2)) {
        moveTo(at);
        Piece piece = tag();
        if (piece.kind == Piece::Kind::Tag && piece.name == endTag) {
            moveTo(piece.range.end);
            return Verbatim{{from, at}, piece};
        }
    }
    return std::nullopt;
}

} // namespace postweave::liquid
