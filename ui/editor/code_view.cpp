// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/code_view.h"

#include "ui/base/appearance.h"
#include "ui/editor/template_lexer.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <Qsci/qscicommandset.h>

#include <utility>

namespace postweave::ui::editor {

CodeView::CodeView(QWidget* parent) : QsciScintilla(parent), m_lexer(new TemplateLexer(this))
{
    setFrameShape(QFrame::NoFrame);
    setUpMargins();
    setUpKeys();
    setLexer(m_lexer);
    setFolding(PlainFoldStyle, static_cast<int>(Margin::Fold));
    setCaretLineVisible(true);
    setBraceMatching(SloppyBraceMatch);
    setWrapMode(WrapNone);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    SendScintilla(SCI_SETSCROLLWIDTH, 1);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1);
    SendScintilla(SCI_SETMULTIPLESELECTION, 1);
    SendScintilla(SCI_SETADDITIONALSELECTIONTYPING, 1);
    SendScintilla(SCI_SETENDATLASTLINE, 0);
    SendScintilla(SCI_SETYCARETPOLICY, CARET_SLOP | CARET_STRICT | CARET_EVEN, 3);
    prepareDocument();
    applyTheme();
    if (const Appearance* appearance = Appearance::current()) {
        connect(appearance, &Appearance::themeChanged, this, &CodeView::applyTheme);
    }
}

long CodeView::call(unsigned int message, long first, long second) const
{
    return SendScintilla(message, static_cast<unsigned long>(first), second);
}

std::string CodeView::bytes(int begin, int end) const
{
    std::string text(static_cast<std::size_t>(std::max(end - begin, 0)), '\0');
    if (!text.empty()) {
        SendScintilla(SCI_GETTEXTRANGE, static_cast<long>(begin), static_cast<long>(end), text.data());
    }
    return text;
}

void CodeView::replaceBytes(int begin, int end, const std::string& text)
{
    SendScintilla(SCI_BEGINUNDOACTION);
    call(SCI_SETTARGETRANGE, begin, end);
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.data());
    SendScintilla(SCI_ENDUNDOACTION);
}

void CodeView::prepareDocument()
{
    setUtf8(true);
    setIndentationWidth(2);
    setTabWidth(2);
    setIndentationsUseTabs(false);
    fitNumberMargin();
}

QRect CodeView::caretRect() const
{
    const int position = caret();
    const int x = static_cast<int>(call(SCI_POINTXFROMPOSITION, 0, position));
    const int y = static_cast<int>(call(SCI_POINTYFROMPOSITION, 0, position));
    const int height = static_cast<int>(call(SCI_TEXTHEIGHT, lineAt(position)));
    return {viewport()->mapToGlobal(QPoint(x, y)), QSize(1, height)};
}

void CodeView::setUpKeys()
{
    // The page's undo stack covers more than the text, and Ctrl+K is the window's.
    for (const auto command : {QsciCommand::Undo, QsciCommand::Redo}) {
        if (QsciCommand* found = standardCommands()->find(command)) {
            found->setKey(0);
            found->setAlternateKey(0);
        }
    }
    for (const QKeyCombination key : {Qt::CTRL | Qt::Key_K, Qt::CTRL | Qt::Key_Z, Qt::CTRL | Qt::Key_Y,
                                      Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_L, Qt::CTRL | Qt::Key_D}) {
        if (QsciCommand* found = standardCommands()->boundTo(key.toCombined())) {
            found->setKey(0);
        }
    }
}

bool CodeView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (!showTip(help->pos(), help->globalPos())) {
            QToolTip::hideText();
            event->ignore();
        }
        return true;
    }
    return QsciScintilla::viewportEvent(event);
}

bool CodeView::showTip(const QPoint& position, const QPoint& globalPosition)
{
    if (!m_tipSource) {
        return false;
    }
    int marginsEnd = 0;
    for (int margin = 0; margin < margins(); ++margin) {
        marginsEnd += marginWidth(margin);
    }
    const int nearest = static_cast<int>(call(SCI_POSITIONFROMPOINT, position.x(), position.y()));
    const bool inMargin = position.x() < marginsEnd;
    const int exact = static_cast<int>(call(SCI_POSITIONFROMPOINTCLOSE, position.x(), position.y()));
    const QString words = inMargin ? m_tipSource(-1, lineAt(nearest)) : exact < 0 ? QString() : m_tipSource(exact, -1);
    if (words.isEmpty()) {
        return false;
    }
    QToolTip::showText(globalPosition, words, viewport());
    return true;
}

void CodeView::keyPressEvent(QKeyEvent* event)
{
    if (m_keyFilter && m_keyFilter(*event)) {
        event->accept();
        return;
    }
    m_tabLeaves = event->key() == Qt::Key_Escape;
    QsciScintilla::keyPressEvent(event);
}

bool CodeView::focusNextPrevChild(bool next)
{
    return std::exchange(m_tabLeaves, false) ? QAbstractScrollArea::focusNextPrevChild(next)
                                             : QsciScintilla::focusNextPrevChild(next);
}

void CodeView::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT contextMenuWanted(event->globalPos());
}

} // namespace postweave::ui::editor
