// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML half of the scanner: tags, attributes, values, comments, entities, raw text.
#include "ui/editor/line_cursor.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace postweave::ui::editor {

namespace {

using Html = MarkupState::Html;
using Raw = MarkupState::Raw;

std::string lowerName(std::string_view name)
{
    std::string lower(name);
    for (char& c : lower) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return lower;
}

std::string_view rawName(Raw raw)
{
    constexpr std::array<std::string_view, 5> kNames = {"", "style", "script", "title", "textarea"};
    return kNames.at(static_cast<std::size_t>(raw));
}

Raw rawByName(std::string_view name)
{
    for (const Raw raw : {Raw::Style, Raw::Script, Raw::Title, Raw::TextArea}) {
        if (name == rawName(raw)) {
            return raw;
        }
    }
    return Raw::None;
}

bool folds(std::string_view name)
{
    return name == "head" || name == "style" || name == "script" || name == "table";
}

/// Elements without an end tag, or whose end tag people leave out.
bool hasNoEnd(std::string_view name)
{
    constexpr std::array<std::string_view, 16> kNames = {"area",  "base",  "br",   "col",  "embed", "hr",
                                                         "img",   "input", "link", "meta", "param", "source",
                                                         "track", "wbr",   "p",    "li"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

void noteElement(LineCursor& cursor, std::string_view name, bool closes)
{
    if (folds(name)) {
        closes ? cursor.closeBlock() : cursor.openBlock();
    } else if (!hasNoEnd(name)) {
        closes ? cursor.nesting.close() : cursor.nesting.open();
    }
}

std::size_t nameLength(const LineCursor& cursor, std::size_t from)
{
    std::size_t length = 0;
    while (isWordByte(cursor.at(from + length)) || cursor.at(from + length) == ':') {
        ++length;
    }
    return length;
}

/// How many bytes from here on are neither in `stops` nor the start of Liquid; at least 1.
std::size_t plainLength(const LineCursor& cursor, std::string_view stops)
{
    std::size_t length = 1;
    for (char c = cursor.at(length); c != '\0' || cursor.position + length < cursor.line.size();
         c = cursor.at(length)) {
        const char next = cursor.at(length + 1);
        if (stops.find(c) != std::string_view::npos || (c == '{' && (next == '{' || next == '%'))) {
            break;
        }
        ++length;
    }
    return length;
}

void beginTag(LineCursor& cursor, MarkupState& state)
{
    const bool closes = cursor.at(1) == '/';
    const std::size_t from = closes ? 2 : 1;
    const std::size_t length = nameLength(cursor, from);
    const std::string name = lowerName(cursor.line.substr(cursor.position + from, length));
    noteElement(cursor, name, closes);
    state.raw = closes ? Raw::None : rawByName(name);
    cursor.take(from + length, MarkupStyle::Tag);
    const char next = cursor.at();
    state.html = next == '{' ? Html::TagName : Html::InTag;
}

void scanEntity(LineCursor& cursor)
{
    std::size_t length = 1;
    while (isWordByte(cursor.at(length)) || cursor.at(length) == '#') {
        ++length;
    }
    if (length > 1 && cursor.at(length) == ';') {
        cursor.take(length + 1, MarkupStyle::Entity);
    } else {
        cursor.take(1, MarkupStyle::Text);
    }
}

void scanText(LineCursor& cursor, MarkupState& state)
{
    if (cursor.startsWith("<!--")) {
        cursor.openBlock();
        state.html = Html::Comment;
        cursor.take(4, MarkupStyle::Comment);
    } else if (cursor.startsWith("<!") || cursor.startsWith("<?")) {
        state.html = Html::Declaration;
        cursor.take(2, MarkupStyle::Comment);
    } else if (cursor.at() == '<' && (isLetter(cursor.at(1)) || (cursor.at(1) == '/' && isLetter(cursor.at(2))))) {
        beginTag(cursor, state);
    } else if (cursor.at() == '&') {
        scanEntity(cursor);
    } else {
        cursor.take(plainLength(cursor, "<&"), MarkupStyle::Text);
    }
}

void endTag(LineCursor& cursor, MarkupState& state)
{
    cursor.take(1, MarkupStyle::Tag);
    state.html = state.raw == Raw::None ? Html::Text : Html::RawText;
}

void scanInTag(LineCursor& cursor, MarkupState& state)
{
    const char c = cursor.at();
    if (c == '>') {
        endTag(cursor, state);
    } else if (c == '/') {
        cursor.take(1, MarkupStyle::Tag);
    } else if (c == '=') {
        cursor.take(1, MarkupStyle::Text);
        state.html = Html::BeforeValue;
    } else if (isBlank(c)) {
        cursor.take(1, MarkupStyle::Text);
    } else {
        cursor.take(plainLength(cursor, "=>/ \t\r\n\f"), MarkupStyle::Attribute);
    }
}

void scanBeforeValue(LineCursor& cursor, MarkupState& state)
{
    const char c = cursor.at();
    if (isBlank(c)) {
        cursor.take(1, MarkupStyle::Text);
    } else if (c == '"' || c == '\'') {
        state.html = c == '"' ? Html::DoubleQuoted : Html::SingleQuoted;
        cursor.take(1, MarkupStyle::String);
    } else if (c == '>') {
        endTag(cursor, state);
    } else {
        state.html = Html::Unquoted;
    }
}

void scanQuoted(LineCursor& cursor, MarkupState& state)
{
    const char quote = state.html == Html::DoubleQuoted ? '"' : '\'';
    if (cursor.at() == quote) {
        state.html = Html::InTag;
        cursor.take(1, MarkupStyle::String);
    } else {
        cursor.take(plainLength(cursor, {&quote, 1}), MarkupStyle::String);
    }
}

void scanUnquoted(LineCursor& cursor, MarkupState& state)
{
    if (isBlank(cursor.at()) || cursor.at() == '>') {
        state.html = Html::InTag;
    } else {
        cursor.take(plainLength(cursor, "> \t\r\n\f"), MarkupStyle::String);
    }
}

void scanComment(LineCursor& cursor, MarkupState& state)
{
    if (cursor.startsWith("-->")) {
        cursor.closeBlock();
        state.html = Html::Text;
        cursor.take(3, MarkupStyle::Comment);
    } else {
        cursor.take(plainLength(cursor, "-"), MarkupStyle::Comment);
    }
}

void scanDeclaration(LineCursor& cursor, MarkupState& state)
{
    if (cursor.at() == '>') {
        state.html = Html::Text;
        cursor.take(1, MarkupStyle::Comment);
    } else {
        cursor.take(plainLength(cursor, ">"), MarkupStyle::Comment);
    }
}

void scanRawText(LineCursor& cursor, MarkupState& state)
{
    const std::string_view name = rawName(state.raw);
    if (cursor.startsWith("</") && lowerName(cursor.line.substr(cursor.position + 2, name.size())) == name) {
        beginTag(cursor, state);
    } else if (cursor.startsWith("/*") && state.raw != Raw::Title) {
        const std::size_t end = cursor.line.find("*/", cursor.position + 2);
        const std::size_t length = end == std::string_view::npos ? 2 : end + 2 - cursor.position;
        cursor.take(length, MarkupStyle::Comment);
    } else {
        cursor.take(plainLength(cursor, "</"), MarkupStyle::Text);
    }
}

} // namespace

void stepHtml(LineCursor& cursor, MarkupState& state)
{
    switch (state.html) {
    case Html::Text:
        return scanText(cursor, state);
    case Html::TagName:
        state.html = Html::InTag;
        return cursor.take(nameLength(cursor, 0), MarkupStyle::Tag);
    case Html::InTag:
        return scanInTag(cursor, state);
    case Html::BeforeValue:
        return scanBeforeValue(cursor, state);
    case Html::DoubleQuoted:
    case Html::SingleQuoted:
        return scanQuoted(cursor, state);
    case Html::Unquoted:
        return scanUnquoted(cursor, state);
    case Html::Comment:
        return scanComment(cursor, state);
    case Html::Declaration:
        return scanDeclaration(cursor, state);
    case Html::RawText:
        return scanRawText(cursor, state);
    }
}

} // namespace postweave::ui::editor
