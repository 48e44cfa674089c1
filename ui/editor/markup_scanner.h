// SPDX-License-Identifier: GPL-3.0-or-later
// Colours HTML with Liquid in it, a line at a time, so that colouring can begin anywhere a line's state is known.
// The two languages are two machines side by side: Liquid goes on inside tags, values, comments and raw text of HTML.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace postweave::ui::editor {

enum class MarkupStyle : std::uint8_t {
    Text,
    Tag, ///< angle brackets and name
    Attribute,
    String, ///< an attribute's value with its quotes
    Comment,
    Entity,
    // From here on the ground of Liquid lies behind the words.
    Mark, ///< {{ }} {% %} and |
    Keyword,
    Variable, ///< names of values and of filters
    Number,
    LiquidString,
    Operator, ///< what else stands between the marks, blanks too
    LiquidComment,
};
inline constexpr int kMarkupStyleCount = static_cast<int>(MarkupStyle::LiquidComment) + 1;
[[nodiscard]] constexpr bool isLiquid(MarkupStyle style)
{
    return style >= MarkupStyle::Mark;
}

/// What a line begins in. Converts to and from a number that is 0 at the start of a text and never negative.
struct MarkupState {
    enum class Html : std::uint8_t {
        Text,
        TagName,
        InTag,
        BeforeValue,
        DoubleQuoted,
        SingleQuoted,
        Unquoted,
        Comment,
        Declaration,
        RawText,
    };
    enum class Raw : std::uint8_t { None, Style, Script, Title, TextArea };
    enum class Liquid : std::uint8_t { None, Output, Tag, LineTags, InlineComment, CommentBlock, RawBlock };
    enum class Expect : std::uint8_t { Value, TagName, Filter, Member };
    enum class Opens : std::uint8_t { Nothing, Comment, Raw };

    Html html = Html::Text;
    Raw raw = Raw::None; ///< the element whose start tag is being read, then whose text
    Liquid liquid = Liquid::None;
    Expect expect = Expect::Value;
    Opens opens = Opens::Nothing; ///< what the current Liquid tag begins once it closes
    char quote = 0;               ///< inside a Liquid string
    std::uint8_t commentDepth = 0;

    [[nodiscard]] int toNumber() const;
    [[nodiscard]] static MarkupState fromNumber(int number);
    bool operator==(const MarkupState&) const = default;
};

/// A depth along a line, counted from the line's start at 0.
struct DepthChange {
    int lowest = 0;
    int end = 0;

    void open() { ++end; }
    void close()
    {
        --end;
        lowest = end < lowest ? end : lowest;
    }
};

struct LineScan {
    MarkupState next;
    DepthChange folds;   ///< Liquid blocks, comments, head, style, script, table
    DepthChange nesting; ///< Liquid blocks and every element that has an end tag
};

/// Appends one style a byte of `line` (which may hold its line end) to `styles`.
LineScan scanLine(std::string_view line, MarkupState state, std::vector<MarkupStyle>& styles);

} // namespace postweave::ui::editor
