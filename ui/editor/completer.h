// SPDX-License-Identifier: GPL-3.0-or-later
// Completer: decides when the completion list appears, what is in it, and what a choice inserts.
#pragma once

#include "ui/editor/completion.h"

#include <QObject>

class QKeyEvent;

namespace postweave::ui::editor {

class CodeView;
class CompletionPopup;

/// Over a view that outlives it.
class Completer : public QObject {
    Q_OBJECT
public:
    explicit Completer(CodeView& view);

    /// Not owned; null: nothing is ever offered.
    void setSource(const CompletionSource* source) { m_source = source; }
    void characterAdded(int character);
    /// True if the key was for the list (or asked for it: Ctrl+Space).
    [[nodiscard]] bool handleKey(const QKeyEvent& key);
    void hide();
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] QStringList offered() const;
    void offer();

private:
    void insert(const QString& text);
    [[nodiscard]] CompletionContext contextHere() const;
    [[nodiscard]] CompletionPopup& popup();

    CodeView& m_view;
    const CompletionSource* m_source = nullptr;
    CompletionPopup* m_popup = nullptr;
    int m_prefixBytes = 0;
};

} // namespace postweave::ui::editor
