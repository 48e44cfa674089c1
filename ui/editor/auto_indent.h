// SPDX-License-Identifier: GPL-3.0-or-later
// AutoIndent: a new line stands where the one above wants it, and an end tag moves to its opening line's place.
#pragma once

namespace postweave::ui::editor {

class CodeView;

/// Over a view that outlives it; call it after each character that was typed.
class AutoIndent {
public:
    explicit AutoIndent(CodeView& view) : m_view(view) {}
    void characterAdded(int character);

private:
    void indentNewLine(int line);
    void alignCloser(int line);
    [[nodiscard]] int openingLineOf(int line) const;

    CodeView& m_view;
};

} // namespace postweave::ui::editor
