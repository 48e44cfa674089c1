// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateLexer: brings the markup scanner into QScintilla: styles, line states and fold levels.
#pragma once

#include "ui/editor/markup_scanner.h"

#include <Qsci/qscilexercustom.h>

#include <string>

namespace postweave::ui::editor {

/// Begins at the start of the line that holds the place it is asked for; the state there is the line state Scintilla
/// keeps for the line before. Positions are UTF-8 bytes.
class TemplateLexer : public QsciLexerCustom {
    Q_OBJECT
public:
    explicit TemplateLexer(QObject* parent = nullptr);

    [[nodiscard]] const char* language() const override;
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;

    /// Colours and font from the theme in force.
    void applyTheme();

private:
    void styleLine(int line, int begin, int end);
    void setFoldLevel(int line, const LineScan& scan);

    // Of one line, kept for their memory.
    std::string m_line;
    std::vector<MarkupStyle> m_styles;
};

} // namespace postweave::ui::editor
