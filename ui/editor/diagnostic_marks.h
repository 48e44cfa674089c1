// SPDX-License-Identifier: GPL-3.0-or-later
// DiagnosticMarks: shows findings in the text (squiggles), in the margin (icons) and in tool tips.
#pragma once

#include "core/base/diagnostic.h"

#include <QString>

namespace postweave::ui::editor {

class CodeView;

/// Over a view that outlives it. Squiggles move with the text until the next findings come.
class DiagnosticMarks {
public:
    explicit DiagnosticMarks(CodeView& view) : m_view(view) {}

    void show(const Diagnostics& diagnostics);
    [[nodiscard]] QString tipAt(int position) const;
    [[nodiscard]] QString tipOfLine(int line) const;
    /// The number of the finding under a position, the gravest first; −1: none.
    [[nodiscard]] int findingAt(int position) const;

private:
    void clear();
    void showOne(int number, const Diagnostic& diagnostic);

    CodeView& m_view;
    Diagnostics m_shown;
};

} // namespace postweave::ui::editor
