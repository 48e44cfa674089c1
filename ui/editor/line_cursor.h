// SPDX-License-Identifier: GPL-3.0-or-later
// LineCursor: walks a line and notes a style for each byte it passes.
#pragma once

#include "ui/editor/markup_scanner.h"

#include <algorithm>

namespace postweave::ui::editor {

struct LineCursor {
    std::string_view line;
    std::vector<MarkupStyle>& styles;
    std::size_t position = 0;
    DepthChange folds = {};
    DepthChange nesting = {};

    [[nodiscard]] bool atEnd() const { return position >= line.size(); }
    [[nodiscard]] char at(std::size_t ahead = 0) const
    {
        return position + ahead < line.size() ? line[position + ahead] : '\0';
    }
    [[nodiscard]] bool startsWith(std::string_view text) const { return line.substr(position).starts_with(text); }
    void take(std::size_t count, MarkupStyle style)
    {
        const std::size_t taken = std::min(count, line.size() - position);
        styles.insert(styles.end(), taken, style);
        position += taken;
    }
    void openBlock()
    {
        folds.open();
        nesting.open();
    }
    void closeBlock()
    {
        folds.close();
        nesting.close();
    }
    /// else and its like: the line belongs to the level above, what follows to the block again.
    void splitBlock()
    {
        closeBlock();
        openBlock();
    }
};

/// One step each: consumes at least one byte. `state` says which machine is at work.
void stepHtml(LineCursor& cursor, MarkupState& state);
void stepLiquid(LineCursor& cursor, MarkupState& state);
/// True where `{{` or `{%` begins; consumes the mark.
bool openLiquid(LineCursor& cursor, MarkupState& state);

[[nodiscard]] constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}
[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
[[nodiscard]] constexpr bool isWordByte(char c)
{
    return isLetter(c) || isDigit(c) || c == '_' || c == '-';
}

} // namespace postweave::ui::editor
