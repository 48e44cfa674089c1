// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateEditor: edits HTML with Liquid in it: colours, folds, findings, completion, search, reach of branches.
#pragma once

#include "core/base/diagnostic.h"
#include "ui/editor/completion.h"
#include "ui/editor/reach_marks.h"
#include "ui/editor/tag_notes.h"

#include <QWidget>

#include <memory>
#include <string>

namespace postweave::ui::editor {

/// Holds any number of documents by id, shows one of them, and keeps text, history and caret of each. Its own keys know
/// no undo: whoever owns the undo stack hears of each step and calls undo() and redo() for it. UI thread only.
class TemplateEditor : public QWidget {
    Q_OBJECT
public:
    explicit TemplateEditor(QWidget* parent = nullptr);
    ~TemplateEditor() override;

    /// Shows a document; one that is not known yet begins with `text` (UTF-8) and an empty history.
    void showDocument(const QString& id, const std::string& text);
    /// Drops its text and history.
    void forgetDocument(const QString& id);
    /// The document on show; empty: none.
    [[nodiscard]] QString documentId() const;
    [[nodiscard]] bool knowsDocument(const QString& id) const;

    /// UTF-8 of the document on show.
    [[nodiscard]] std::string text() const;
    void replaceText(const std::string& text);
    /// In bytes; one step of undoing.
    void replaceRange(SourceRange range, const std::string& text);
    void setReadOnly(bool readOnly);
    /// Takes the last step of the document on show back, or forth again.
    void undo();
    void redo();
    /// The next change begins a new step, though it may continue the last one.
    void endStep();

    /// From 1, columns in characters. The second form scrolls the place into view and takes the focus.
    [[nodiscard]] SourcePosition caretPosition() const;
    void goTo(SourcePosition position);
    void goToOffset(std::size_t offset);
    [[nodiscard]] std::size_t caretOffset() const;
    [[nodiscard]] int lineCount() const;

    /// Replaces what was shown before; ranges are bytes of the text as it is now.
    void setDiagnostics(const Diagnostics& diagnostics);
    /// The number in the diagnostics of the one at the caret (or the first on its line); −1: none.
    [[nodiscard]] int diagnosticAtCaret() const;
    /// Outer branches before inner ones; none: the margin goes away.
    void setReach(const std::vector<BranchReach>& branches);
    /// Replaces what was there before; ranges are bytes of the text as it is now.
    void setTagNotes(const std::vector<TagNote>& notes);
    /// What is told where the mouse rests on a byte: its finding, else its note; empty: nothing.
    [[nodiscard]] QString tipAt(std::size_t offset) const;
    /// Not owned; may be null.
    void setCompletionSource(const CompletionSource* source);

    void openFindBar();
    void findNext();
    void findPrevious();
    /// Ctrl+Space.
    void offerCompletions();
    /// What the open list offers; empty where none is open.
    [[nodiscard]] QStringList offeredCompletions() const;
    void foldAll(bool folded);

    /// Where keys go; for focus order and tests.
    [[nodiscard]] QWidget* inputWidget() const;
    /// Style number of a byte (markup_scanner.h), once coloured; for tests.
    [[nodiscard]] int styleAt(std::size_t offset) const;

Q_SIGNALS:
    /// The shown document's text changed, by whomever; not that another one is shown.
    void textChanged();
    /// The user (or replaceText, replaceRange) began a step of undoing in the document on show.
    void stepBegan();
    void caretMoved(int line, int column);

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    struct Parts;
    void connectView();
    void setUpShortcuts();
    void textModified(int modification);
    void showContextMenu(const QPoint& globalPosition);
    void rememberPlace();
    void goToByte(int position);

    std::unique_ptr<Parts> m_parts;
};

} // namespace postweave::ui::editor
