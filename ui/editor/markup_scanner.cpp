// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/markup_scanner.h"

#include "ui/editor/line_cursor.h"

namespace postweave::ui::editor {

namespace {

// Bits of the number: html 0–3, raw 4–6, liquid 7–9, expect 10–11, opens 12–13, quote 14–15, comment depth 16–20.
constexpr std::uint8_t kMaxCommentDepth = 31;

int quoteNumber(char quote)
{
    return quote == '"' ? 1 : quote == '\'' ? 2 : 0;
}

template <typename Part>
Part part(int number, int shift, int mask)
{
    return static_cast<Part>((number >> shift) & mask);
}

} // namespace

int MarkupState::toNumber() const
{
    return static_cast<int>(html) | static_cast<int>(raw) << 4 | static_cast<int>(liquid) << 7 |
           static_cast<int>(expect) << 10 | static_cast<int>(opens) << 12 | quoteNumber(quote) << 14 |
           std::min(commentDepth, kMaxCommentDepth) << 16;
}

MarkupState MarkupState::fromNumber(int number)
{
    constexpr char kQuotes[] = {0, '"', '\'', 0};
    MarkupState state;
    state.html = part<Html>(number, 0, 15);
    state.raw = part<Raw>(number, 4, 7);
    state.liquid = part<Liquid>(number, 7, 7);
    state.expect = part<Expect>(number, 10, 3);
    state.opens = part<Opens>(number, 12, 3);
    state.quote = kQuotes[part<unsigned>(number, 14, 3)];
    state.commentDepth = part<std::uint8_t>(number, 16, kMaxCommentDepth);
    return state;
}

LineScan scanLine(std::string_view line, MarkupState state, std::vector<MarkupStyle>& styles)
{
    LineCursor cursor{line, styles};
    if (state.liquid == MarkupState::Liquid::LineTags) {
        state.expect = MarkupState::Expect::TagName;
    }
    while (!cursor.atEnd()) {
        if (state.liquid != MarkupState::Liquid::None) {
            stepLiquid(cursor, state);
        } else if (!openLiquid(cursor, state)) {
            stepHtml(cursor, state);
        }
    }
    return {state, cursor.folds, cursor.nesting};
}

} // namespace postweave::ui::editor
