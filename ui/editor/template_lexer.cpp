// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/template_lexer.h"

#include "ui/base/theme.h"
#include "ui/editor/code_view.h"

#include <algorithm>

namespace postweave::ui::editor {

namespace {

using Sci = QsciScintillaBase;

ColorRole colorOf(MarkupStyle style)
{
    switch (style) {
    case MarkupStyle::Tag:
        return &Theme::codeTag;
    case MarkupStyle::Attribute:
        return &Theme::codeAttribute;
    case MarkupStyle::String:
    case MarkupStyle::LiquidString:
        return &Theme::codeString;
    case MarkupStyle::Comment:
    case MarkupStyle::LiquidComment:
        return &Theme::codeComment;
    case MarkupStyle::Entity:
    case MarkupStyle::Number:
        return &Theme::codeNumber;
    case MarkupStyle::Mark:
        return &Theme::codeLiquid;
    case MarkupStyle::Keyword:
        return &Theme::codeKeyword;
    case MarkupStyle::Variable:
        return &Theme::codeVariable;
    case MarkupStyle::Text:
    case MarkupStyle::Operator:
        break;
    }
    return &Theme::text;
}

} // namespace

TemplateLexer::TemplateLexer(QObject* parent) : QsciLexerCustom(parent)
{
    applyTheme();
}

const char* TemplateLexer::language() const
{
    return "HTML with Liquid";
}

QString TemplateLexer::description(int style) const
{
    // QScintilla takes a style with an empty description for one that does not exist; nobody reads the words.
    return style < kMarkupStyleCount ? QString::number(style) : QString();
}

void TemplateLexer::applyTheme()
{
    const QFont font = scintillaFont(TextRole::Code);
    setDefaultFont(font);
    setDefaultColor(themed(&Theme::text));
    setDefaultPaper(themed(&Theme::surface));
    setFont(font);
    for (int i = 0; i < kMarkupStyleCount; ++i) {
        const auto style = static_cast<MarkupStyle>(i);
        setColor(themed(colorOf(style)), i);
        setPaper(themed(isLiquid(style) ? &Theme::codeLiquidGround : &Theme::surface), i);
    }
}

void TemplateLexer::styleText(int start, int end)
{
    QsciScintilla* sci = editor();
    if (sci == nullptr || end <= start) {
        return;
    }
    int line = static_cast<int>(sci->SendScintilla(Sci::SCI_LINEFROMPOSITION, start));
    int begin = static_cast<int>(sci->SendScintilla(Sci::SCI_POSITIONFROMLINE, line));
    const int length = static_cast<int>(sci->SendScintilla(Sci::SCI_GETLENGTH));
    startStyling(begin);
    while (begin < std::min(end, length)) {
        const int next = static_cast<int>(sci->SendScintilla(Sci::SCI_POSITIONFROMLINE, line + 1));
        const int stop = next > begin ? next : length;
        styleLine(line, begin, stop);
        begin = stop;
        ++line;
    }
}

void TemplateLexer::styleLine(int line, int begin, int end)
{
    QsciScintilla* sci = editor();
    const auto size = static_cast<std::size_t>(end - begin);
    m_line.resize(size);
    sci->SendScintilla(Sci::SCI_GETTEXTRANGE, static_cast<long>(begin), static_cast<long>(end), m_line.data());
    const int before = line == 0 ? 0 : static_cast<int>(sci->SendScintilla(Sci::SCI_GETLINESTATE, line - 1));
    m_styles.clear();
    const LineScan scan = scanLine(m_line, MarkupState::fromNumber(before), m_styles);
    sci->SendScintilla(Sci::SCI_SETSTYLINGEX, static_cast<unsigned long>(size),
                       reinterpret_cast<const char*>(m_styles.data()));
    sci->SendScintilla(Sci::SCI_SETLINESTATE, line, scan.next.toNumber());
    setFoldLevel(line, scan);
}

void TemplateLexer::setFoldLevel(int line, const LineScan& scan)
{
    // As Scintilla's own lexers do, the level the next line begins at stands in the upper half.
    constexpr int kDeepest = 0xC00;
    QsciScintilla* sci = editor();
    const int before = line == 0 ? 0 : static_cast<int>(sci->SendScintilla(Sci::SCI_GETFOLDLEVEL, line - 1)) >> 16;
    const int start = std::max(before, int{Sci::SC_FOLDLEVELBASE});
    const int lowest = std::clamp(start + scan.folds.lowest, int{Sci::SC_FOLDLEVELBASE}, kDeepest);
    const int next = std::clamp(start + scan.folds.end, int{Sci::SC_FOLDLEVELBASE}, kDeepest);
    const int header = next > lowest ? int{Sci::SC_FOLDLEVELHEADERFLAG} : 0;
    sci->SendScintilla(Sci::SCI_SETFOLDLEVEL, line, lowest | header | next << 16);
}

} // namespace postweave::ui::editor
