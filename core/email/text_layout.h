// SPDX-License-Identifier: GPL-3.0-or-later
// TextLayout: running text put into lines: collapsed blanks, breaks, list markers, indents, table cells.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::email {

/// Breaks are remembered and written only when text follows, so that none pile up or trail.
class TextLayout {
public:
    /// Blanks collapse as in HTML, no-break spaces count as blanks, invisible fillers vanish.
    void addText(std::string_view text);
    /// Blanks and line ends as they stand.
    void addPreformatted(std::string_view text);

    /// The next text starts a new line.
    void breakLine() { wantBreaks(1); }
    /// The next text starts a new paragraph.
    void breakParagraph() { wantBreaks(2); }
    /// One more line end than so far, at most an empty line.
    void addLineEnd() { wantBreaks(m_breaks + 1); }
    /// Text that follows on the same line is separated from what stands there by ` | `.
    void startCell();
    void startRow();

    /// Lines from here on begin with `prefix`, the first with `marker` in its place (marker empty: the prefix).
    void pushIndent(std::string prefix, std::string marker);
    void popIndent();

    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    /// What was written since `start` (a size() of before), of the last line only and without its indent.
    [[nodiscard]] std::string_view lastLineFrom(std::size_t start) const;
    /// All of it, with one LF at the end unless empty.
    [[nodiscard]] std::string finish() &&;

private:
    void wantBreaks(int count);
    void flush();
    void startLine();

    struct Indent {
        std::string prefix;
        std::string marker;
    };

    std::string m_text;
    std::vector<Indent> m_indents;
    std::size_t m_contentStart = 0; // of the last line, after its indent
    int m_breaks = 0;
    bool m_hasBlank = false;
    bool m_wantsSeparator = false;
    bool m_isRowStarted = false;
    bool m_isLineStart = true;
};

} // namespace postweave::email
