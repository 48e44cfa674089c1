// SPDX-License-Identifier: GPL-3.0-or-later
// The Liquid half of the scanner: marks, tags, values, filters, strings, comment and raw blocks.
#include "ui/editor/line_cursor.h"

#include <algorithm>
#include <array>

namespace postweave::ui::editor {

namespace {

using Expect = MarkupState::Expect;
using Liquid = MarkupState::Liquid;
using Opens = MarkupState::Opens;

template <std::size_t size>
bool isOneOf(std::string_view word, const std::array<std::string_view, size>& words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 11> kBlockTags = {
    "if", "unless", "case", "for", "tablerow", "capture", "comment", "raw", "doc", "ifchanged", "block"};
constexpr std::array<std::string_view, 4> kSplitTags = {"else", "elsif", "elif", "when"};
constexpr std::array<std::string_view, 6> kConstants = {"true", "false", "nil", "null", "empty", "blank"};
constexpr std::array<std::string_view, 12> kTagWords = {"and", "or", "not",   "contains", "in",       "with",
                                                        "as",  "by", "limit", "offset",   "reversed", "cols"};
constexpr std::array<std::string_view, 22> kDialectWords = {
    "purchased", "viewed", "opened", "clicked", "did",  "before", "after", "ago",   "from",   "at",   "least",
    "times",     "hour",   "hours",  "day",     "days", "week",   "weeks", "month", "months", "year", "years"};

bool isKeyword(std::string_view word, Liquid where)
{
    return isOneOf(word, kConstants) ||
           (where != Liquid::Output && (isOneOf(word, kTagWords) || isOneOf(word, kDialectWords)));
}

/// The name of the tag that opens at the cursor, which stands on `{%`.
std::string_view tagNameAhead(const LineCursor& cursor)
{
    std::size_t from = cursor.at(2) == '-' ? 3 : 2;
    while (isBlank(cursor.at(from))) {
        ++from;
    }
    std::size_t length = 0;
    while (isLetter(cursor.at(from + length)) || cursor.at(from + length) == '_') {
        ++length;
    }
    return cursor.line.substr(std::min(cursor.position + from, cursor.line.size()), length);
}

std::size_t wordLength(const LineCursor& cursor)
{
    std::size_t length = 0;
    while (isWordByte(cursor.at(length))) {
        const bool closes = cursor.at(length) == '-' && (cursor.at(length + 1) == '%' || cursor.at(length + 1) == '}');
        if (closes) {
            break;
        }
        ++length;
    }
    return cursor.at(length) == '?' ? length + 1 : length;
}

void noteTag(LineCursor& cursor, MarkupState& state, std::string_view name)
{
    if (isOneOf(name, kBlockTags)) {
        cursor.openBlock();
    } else if (isOneOf(name, kSplitTags)) {
        cursor.splitBlock();
    } else if (name.starts_with("end")) {
        cursor.closeBlock();
    }
    if (state.liquid == Liquid::LineTags) {
        return;
    }
    if (name == "liquid") {
        state.liquid = Liquid::LineTags;
    } else if (name == "comment" || name == "doc") {
        state.opens = Opens::Comment;
    } else if (name == "raw") {
        state.opens = Opens::Raw;
    }
}

void scanTagName(LineCursor& cursor, MarkupState& state)
{
    const std::size_t length = wordLength(cursor);
    if (cursor.at() == '#') {
        if (state.liquid == Liquid::LineTags) {
            return cursor.take(cursor.line.size() - cursor.position, MarkupStyle::LiquidComment);
        }
        state.liquid = Liquid::InlineComment;
        return cursor.take(1, MarkupStyle::LiquidComment);
    }
    state.expect = Expect::Value;
    if (length == 0) {
        return cursor.take(1, MarkupStyle::Operator);
    }
    const std::string_view name = cursor.line.substr(cursor.position, length);
    noteTag(cursor, state, name);
    cursor.take(length, MarkupStyle::Keyword);
    if (name == "liquid") {
        state.expect = Expect::TagName;
    }
}

/// Consumes `-`? and `}}` or `%}` where they end what is open.
bool closeLiquid(LineCursor& cursor, MarkupState& state)
{
    const std::size_t dash = cursor.at() == '-' ? 1 : 0;
    const char first = state.liquid == Liquid::Output ? '}' : '%';
    if (cursor.at(dash) != first || cursor.at(dash + 1) != '}') {
        return false;
    }
    cursor.take(dash + 2, MarkupStyle::Mark);
    const Opens opens = state.opens;
    state.liquid = opens == Opens::Comment ? Liquid::CommentBlock
                   : opens == Opens::Raw   ? Liquid::RawBlock
                                           : Liquid::None;
    state.commentDepth = opens == Opens::Comment ? 1 : 0;
    state.opens = Opens::Nothing;
    state.expect = Expect::Value;
    return true;
}

void scanString(LineCursor& cursor, MarkupState& state)
{
    const std::size_t end = cursor.line.find(state.quote, cursor.position);
    if (end == std::string_view::npos) {
        return cursor.take(cursor.line.size() - cursor.position, MarkupStyle::LiquidString);
    }
    state.quote = 0;
    cursor.take(end + 1 - cursor.position, MarkupStyle::LiquidString);
}

void scanNumber(LineCursor& cursor)
{
    std::size_t length = 1;
    while (isDigit(cursor.at(length)) || (cursor.at(length) == '.' && isDigit(cursor.at(length + 1)))) {
        ++length;
    }
    cursor.take(length, MarkupStyle::Number);
}

void scanWord(LineCursor& cursor, MarkupState& state)
{
    const std::size_t length = std::max<std::size_t>(wordLength(cursor), 1);
    const std::string_view word = cursor.line.substr(cursor.position, length);
    const bool isName = state.expect != Expect::Value || !isKeyword(word, state.liquid);
    state.expect = Expect::Value;
    cursor.take(length, isName ? MarkupStyle::Variable : MarkupStyle::Keyword);
}

void scanOperator(LineCursor& cursor, MarkupState& state)
{
    const char c = cursor.at();
    if (c == '|' && cursor.at(1) != '|') {
        state.expect = Expect::Filter;
        return cursor.take(1, MarkupStyle::Mark);
    }
    if (c == '.' && isLetter(cursor.at(1))) {
        state.expect = Expect::Member;
        return cursor.take(1, MarkupStyle::Variable);
    }
    if (c == '.' && cursor.at(1) == '.') {
        return cursor.take(2, MarkupStyle::Operator);
    }
    cursor.take(1, MarkupStyle::Operator);
}

void scanCode(LineCursor& cursor, MarkupState& state)
{
    const char c = cursor.at();
    if (state.quote != 0) {
        return scanString(cursor, state);
    }
    if (closeLiquid(cursor, state)) {
        return;
    }
    if (isBlank(c)) {
        return cursor.take(1, MarkupStyle::Operator);
    }
    if (state.expect == Expect::TagName) {
        return scanTagName(cursor, state);
    }
    if (c == '\'' || c == '"') {
        state.quote = c;
        return cursor.take(1, MarkupStyle::LiquidString);
    }
    if (isDigit(c)) {
        return scanNumber(cursor);
    }
    if (isLetter(c) || c == '_') {
        return scanWord(cursor, state);
    }
    scanOperator(cursor, state);
}

void scanInlineComment(LineCursor& cursor, MarkupState& state)
{
    if (!closeLiquid(cursor, state)) {
        cursor.take(1, MarkupStyle::LiquidComment);
    }
}

void scanCommentBlock(LineCursor& cursor, MarkupState& state)
{
    const std::string_view name = cursor.startsWith("{%") ? tagNameAhead(cursor) : std::string_view();
    if (name == "comment") {
        ++state.commentDepth;
    } else if ((name == "endcomment" || name == "enddoc") && --state.commentDepth == 0) {
        state.liquid = Liquid::None;
        openLiquid(cursor, state);
        return;
    }
    cursor.take(cursor.startsWith("{%") ? 2 : 1, MarkupStyle::LiquidComment);
}

void scanRawBlock(LineCursor& cursor, MarkupState& state)
{
    if (cursor.startsWith("{%") && tagNameAhead(cursor) == "endraw") {
        state.liquid = Liquid::None;
        openLiquid(cursor, state);
    } else {
        stepHtml(cursor, state);
    }
}

} // namespace

bool openLiquid(LineCursor& cursor, MarkupState& state)
{
    const char second = cursor.at(1);
    if (cursor.at() != '{' || (second != '{' && second != '%')) {
        return false;
    }
    state.liquid = second == '{' ? Liquid::Output : Liquid::Tag;
    state.expect = second == '{' ? Expect::Value : Expect::TagName;
    state.opens = Opens::Nothing;
    state.quote = 0;
    const bool dashed = cursor.at(2) == '-';
    cursor.take(dashed ? 3 : 2, MarkupStyle::Mark);
    return true;
}

void stepLiquid(LineCursor& cursor, MarkupState& state)
{
    switch (state.liquid) {
    case Liquid::InlineComment:
        return scanInlineComment(cursor, state);
    case Liquid::CommentBlock:
        return scanCommentBlock(cursor, state);
    case Liquid::RawBlock:
        return scanRawBlock(cursor, state);
    default:
        return scanCode(cursor, state);
    }
}

} // namespace postweave::ui::editor
