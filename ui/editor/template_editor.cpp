// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/template_editor.h"

#include "ui/editor/auto_indent.h"
#include "ui/editor/code_view.h"
#include "ui/editor/completer.h"
#include "ui/editor/diagnostic_marks.h"
#include "ui/editor/find_bar.h"

#include <QKeyEvent>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>
#include <Qsci/qscidocument.h>

#include <algorithm>
#include <map>

namespace postweave::ui::editor {

namespace {

using Sci = QsciScintillaBase;

} // namespace

struct TemplateEditor::Parts {
    struct Document {
        QsciDocument text;
        int caret = 0;
        int firstLine = 0;
    };

    explicit Parts(TemplateEditor* editor)
        : view(new CodeView(editor)),
          findBar(new FindBar(*view, editor)),
          completer(new Completer(*view)),
          diagnostics(*view),
          reach(*view),
          notes(*view),
          indent(*view)
    {
    }

    CodeView* view;
    FindBar* findBar;
    Completer* completer;
    DiagnosticMarks diagnostics;
    ReachMarks reach;
    TagNotes notes;
    AutoIndent indent;
    std::map<QString, Document> documents;
    QString shown;
    bool loading = false; // text comes from outside, no step of the user's
};

TemplateEditor::TemplateEditor(QWidget* parent) : QWidget(parent), m_parts(std::make_unique<Parts>(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_parts->view, 1);
    layout->addWidget(m_parts->findBar);
    setFocusProxy(m_parts->view);
    m_parts->view->setAccessibleName(tr("Template source"));
    m_parts->view->setAccessibleDescription(tr("HTML with Liquid. Escape, then Tab leaves the editor."));
    m_parts->view->setTipSource([this](int position, int line) {
        if (position >= 0) {
            return tipAt(static_cast<std::size_t>(position));
        }
        const QString words = m_parts->diagnostics.tipOfLine(line);
        return words.isEmpty() ? m_parts->reach.tipOfLine(line) : words;
    });
    m_parts->view->setKeyFilter([this](const QKeyEvent& key) { return m_parts->completer->handleKey(key); });
    connectView();
    setUpShortcuts();
}

TemplateEditor::~TemplateEditor() = default;

void TemplateEditor::connectView()
{
    CodeView* view = m_parts->view;
    connect(view, &Sci::SCN_CHARADDED, this, [this](int character) {
        m_parts->indent.characterAdded(character);
        m_parts->completer->characterAdded(character);
    });
    connect(view, &Sci::SCN_MODIFIED, this, [this](int, int modification) { textModified(modification); });
    connect(view, &QsciScintilla::cursorPositionChanged, this, [this] {
        const SourcePosition place = caretPosition();
        Q_EMIT caretMoved(place.line, place.column);
    });
    connect(view, &Sci::SCN_FOCUSOUT, this, [this] { m_parts->completer->hide(); });
    connect(view, &QsciScintilla::linesChanged, view, &CodeView::fitNumberMargin);
    connect(view, &CodeView::contextMenuWanted, this, &TemplateEditor::showContextMenu);
}

void TemplateEditor::setUpShortcuts()
{
    const auto shortcut = [this](const QKeySequence& keys, void (TemplateEditor::*action)()) {
        auto* made = new QShortcut(keys, this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, action);
    };
    shortcut(QKeySequence::Find, &TemplateEditor::openFindBar);
    shortcut(QKeySequence::FindNext, &TemplateEditor::findNext);
    shortcut(QKeySequence::FindPrevious, &TemplateEditor::findPrevious);
}

void TemplateEditor::textModified(int modification)
{
    constexpr int kText = Sci::SC_MOD_INSERTTEXT | Sci::SC_MOD_DELETETEXT;
    if ((modification & kText) == 0 || m_parts->loading) {
        return;
    }
    // Scintilla forbids changes from within this signal, so what follows comes behind it.
    const bool beginsStep = (modification & Sci::SC_PERFORMED_USER) != 0 && (modification & Sci::SC_STARTACTION) != 0;
    if (beginsStep) {
        Q_EMIT stepBegan();
    }
    Q_EMIT textChanged();
    QMetaObject::invokeMethod(m_parts->findBar, &FindBar::refresh, Qt::QueuedConnection);
}

void TemplateEditor::rememberPlace()
{
    const auto found = m_parts->documents.find(m_parts->shown);
    if (found != m_parts->documents.end()) {
        found->second.caret = m_parts->view->caret();
        found->second.firstLine = m_parts->view->firstVisibleLine();
    }
}

void TemplateEditor::showDocument(const QString& id, const std::string& text)
{
    if (id == m_parts->shown) {
        return;
    }
    rememberPlace();
    m_parts->completer->hide();
    m_parts->findBar->hide();
    m_parts->shown = id;
    m_parts->loading = true;
    CodeView* view = m_parts->view;
    const auto [entry, isNew] = m_parts->documents.try_emplace(id);
    view->setDocument(entry->second.text);
    view->prepareDocument();
    if (isNew) {
        view->call(Sci::SCI_SETUNDOCOLLECTION, 0);
        view->call(Sci::SCI_CLEARALL);
        view->SendScintilla(Sci::SCI_APPENDTEXT, static_cast<unsigned long>(text.size()), text.data());
        view->call(Sci::SCI_SETUNDOCOLLECTION, 1);
        view->call(Sci::SCI_EMPTYUNDOBUFFER);
        view->setEolMode(text.find("\r\n") != std::string::npos ? QsciScintilla::EolWindows : QsciScintilla::EolUnix);
    }
    view->call(Sci::SCI_GOTOPOS, entry->second.caret);
    view->setFirstVisibleLine(entry->second.firstLine);
    view->fitNumberMargin();
    m_parts->loading = false;
}

void TemplateEditor::forgetDocument(const QString& id)
{
    if (id == m_parts->shown) {
        m_parts->shown.clear();
        m_parts->loading = true;
        m_parts->view->setDocument(QsciDocument());
        m_parts->view->prepareDocument();
        m_parts->loading = false;
    }
    m_parts->documents.erase(id);
}

QString TemplateEditor::documentId() const
{
    return m_parts->shown;
}

bool TemplateEditor::knowsDocument(const QString& id) const
{
    return m_parts->documents.contains(id);
}

std::string TemplateEditor::text() const
{
    return m_parts->view->bytes(0, m_parts->view->byteCount());
}

void TemplateEditor::replaceText(const std::string& text)
{
    m_parts->view->replaceBytes(0, m_parts->view->byteCount(), text);
}

void TemplateEditor::replaceRange(SourceRange range, const std::string& text)
{
    const int length = m_parts->view->byteCount();
    const int begin = std::clamp(static_cast<int>(range.begin), 0, length);
    m_parts->view->replaceBytes(begin, std::clamp(static_cast<int>(range.end), begin, length), text);
}

void TemplateEditor::setReadOnly(bool readOnly)
{
    m_parts->view->setReadOnly(readOnly);
}

void TemplateEditor::undo()
{
    m_parts->view->call(Sci::SCI_UNDO);
}

void TemplateEditor::redo()
{
    m_parts->view->call(Sci::SCI_REDO);
}

void TemplateEditor::endStep()
{
    // Scintilla never lets a step run across its save point.
    m_parts->view->call(Sci::SCI_SETSAVEPOINT);
}

SourcePosition TemplateEditor::caretPosition() const
{
    const CodeView* view = m_parts->view;
    const int caret = view->caret();
    const int line = view->lineAt(caret);
    const long column = view->call(Sci::SCI_COUNTCHARACTERS, view->lineStart(line), caret);
    return {line + 1, static_cast<int>(column) + 1};
}

void TemplateEditor::goTo(SourcePosition position)
{
    const CodeView* view = m_parts->view;
    const int line = std::clamp(position.line - 1, 0, view->lines() - 1);
    const int end = view->lineEnd(line);
    const long place = view->call(Sci::SCI_POSITIONRELATIVE, view->lineStart(line), std::max(position.column - 1, 0));
    goToByte(place == 0 && position.column > 1 ? end : std::min(static_cast<int>(place), end));
}

void TemplateEditor::goToOffset(std::size_t offset)
{
    goToByte(std::clamp(static_cast<int>(offset), 0, m_parts->view->byteCount()));
}

void TemplateEditor::goToByte(int position)
{
    CodeView* view = m_parts->view;
    view->call(Sci::SCI_ENSUREVISIBLEENFORCEPOLICY, view->lineAt(position));
    view->call(Sci::SCI_GOTOPOS, position);
    view->call(Sci::SCI_VERTICALCENTRECARET);
    view->setFocus(Qt::ShortcutFocusReason);
}

std::size_t TemplateEditor::caretOffset() const
{
    return static_cast<std::size_t>(m_parts->view->caret());
}

int TemplateEditor::lineCount() const
{
    return m_parts->view->lines();
}

void TemplateEditor::setDiagnostics(const Diagnostics& diagnostics)
{
    m_parts->diagnostics.show(diagnostics);
}

int TemplateEditor::diagnosticAtCaret() const
{
    const CodeView* view = m_parts->view;
    const int here = m_parts->diagnostics.findingAt(view->caret());
    if (here >= 0) {
        return here;
    }
    const int line = view->lineAt(view->caret());
    for (int position = view->lineStart(line); position < view->lineEnd(line); ++position) {
        if (const int found = m_parts->diagnostics.findingAt(position); found >= 0) {
            return found;
        }
    }
    return -1;
}

void TemplateEditor::setReach(const std::vector<BranchReach>& branches)
{
    m_parts->reach.show(branches);
}

void TemplateEditor::setTagNotes(const std::vector<TagNote>& notes)
{
    m_parts->notes.show(notes);
}

QString TemplateEditor::tipAt(std::size_t offset) const
{
    const auto position = static_cast<int>(offset);
    const QString finding = m_parts->diagnostics.tipAt(position);
    return finding.isEmpty() ? m_parts->notes.tipAt(position) : finding;
}

void TemplateEditor::setCompletionSource(const CompletionSource* source)
{
    m_parts->completer->setSource(source);
}

void TemplateEditor::openFindBar()
{
    m_parts->findBar->open();
}

void TemplateEditor::findNext()
{
    m_parts->findBar->isVisible() ? m_parts->findBar->findNext() : m_parts->findBar->open();
}

void TemplateEditor::findPrevious()
{
    m_parts->findBar->isVisible() ? m_parts->findBar->findPrevious() : m_parts->findBar->open();
}

void TemplateEditor::offerCompletions()
{
    m_parts->completer->offer();
}

QStringList TemplateEditor::offeredCompletions() const
{
    return m_parts->completer->offered();
}

void TemplateEditor::foldAll(bool folded)
{
    m_parts->view->call(Sci::SCI_COLOURISE, 0, -1);
    m_parts->view->call(Sci::SCI_FOLDALL, folded ? Sci::SC_FOLDACTION_CONTRACT : Sci::SC_FOLDACTION_EXPAND);
}

QWidget* TemplateEditor::inputWidget() const
{
    return m_parts->view;
}

int TemplateEditor::styleAt(std::size_t offset) const
{
    return static_cast<int>(m_parts->view->call(Sci::SCI_GETSTYLEAT, static_cast<long>(offset)));
}

void TemplateEditor::showContextMenu(const QPoint& globalPosition)
{
    CodeView* view = m_parts->view;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu, view](const QString& words, void (QsciScintilla::*slot)(), bool enabled) {
        menu->addAction(words, view, slot)->setEnabled(enabled);
    };
    const bool selected = view->hasSelectedText();
    add(tr("Cut"), &QsciScintilla::cut, selected && !view->isReadOnly());
    add(tr("Copy"), &QsciScintilla::copy, selected);
    add(tr("Paste"), &QsciScintilla::paste, !view->isReadOnly());
    menu->addSeparator();
    menu->addAction(tr("Select all"), view, [view] { view->selectAll(true); });
    menu->addAction(tr("Find…"), this, &TemplateEditor::openFindBar);
    menu->addAction(tr("Fold all blocks"), this, [this] { foldAll(true); });
    menu->addAction(tr("Unfold all blocks"), this, [this] { foldAll(false); });
    menu->popup(globalPosition);
}

void TemplateEditor::focusInEvent(QFocusEvent*)
{
    m_parts->view->setFocus();
}

} // namespace postweave::ui::editor
