// SPDX-License-Identifier: GPL-3.0-or-later
// CodeView: the QScintilla widget inside TemplateEditor: how it looks and what its keys do.
#pragma once

#include "ui/base/fonts.h"
#include "ui/base/theme.h"

#include <Qsci/qsciscintilla.h>

#include <functional>
#include <string>

namespace postweave::ui::editor {

class TemplateLexer;

/// Margins from the left.
enum class Margin : int { Numbers, Marks, Reach, Band, Fold };
/// Scintilla's numbers for what is laid over text.
enum class Overlay : int { Brace = 8, Found, FoundCurrent, Error, Warning, Note, TagNote };
/// Scintilla's numbers for what stands in margins; 25 to 31 are its own for folding.
enum class Mark : int { Error, Warning, Note, Nobody, FirstBand };
inline constexpr int kBandSteps = 16;
/// Scintilla's numbers for words in margins; below are its own and the lexer's.
enum class MarginStyle : int { Reach = 64, Nobody };

/// Scintilla takes points only; the theme's fonts are in pixels.
[[nodiscard]] QFont scintillaFont(TextRole role);

class CodeView : public QsciScintilla {
    Q_OBJECT
public:
    explicit CodeView(QWidget* parent = nullptr);

    /// Looks at a key press before the view does; true: it is dealt with.
    using KeyFilter = std::function<bool(const QKeyEvent&)>;
    void setKeyFilter(KeyFilter filter) { m_keyFilter = std::move(filter); }
    /// Words for a position in the text (line < 0) or for a line's margins (position < 0); empty: none.
    using TipSource = std::function<QString(int position, int line)>;
    void setTipSource(TipSource source) { m_tipSource = std::move(source); }

    long call(unsigned int message, long first = 0, long second = 0) const;
    [[nodiscard]] int caret() const { return static_cast<int>(call(SCI_GETCURRENTPOS)); }
    [[nodiscard]] int byteCount() const { return static_cast<int>(call(SCI_GETLENGTH)); }
    /// Bytes [begin, end).
    [[nodiscard]] std::string bytes(int begin, int end) const;
    [[nodiscard]] int lineAt(int position) const { return static_cast<int>(call(SCI_LINEFROMPOSITION, position)); }
    [[nodiscard]] int lineStart(int line) const { return static_cast<int>(call(SCI_POSITIONFROMLINE, line)); }
    [[nodiscard]] int lineEnd(int line) const { return static_cast<int>(call(SCI_GETLINEENDPOSITION, line)); }
    /// Replaces [begin, end) as one step of undoing.
    void replaceBytes(int begin, int end, const std::string& text);

    /// The caret's place on the screen, for popups below it.
    [[nodiscard]] QRect caretRect() const;
    /// Wide enough for the number of the last line.
    void fitNumberMargin();
    /// Properties that Scintilla keeps in the document: call after another one is shown.
    void prepareDocument();

Q_SIGNALS:
    void contextMenuWanted(const QPoint& globalPosition);

protected:
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void setUpMargins();
    void setUpKeys();
    void applyTheme();
    void applyMarginColors();
    void applyOverlays();
    void setMarginStyle(MarginStyle style, TextRole text, ColorRole color);
    void defineMarks();
    void defineBands();
    [[nodiscard]] bool showTip(const QPoint& position, const QPoint& globalPosition);

    KeyFilter m_keyFilter;
    TipSource m_tipSource;
    TemplateLexer* m_lexer;
    bool m_tabLeaves = false; // after Escape, until the next key
};

} // namespace postweave::ui::editor
