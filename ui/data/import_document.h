// SPDX-License-Identifier: GPL-3.0-or-later
// ImportDocument: the draft of an import with its undo stack; undo and redo are one swap of values.
#pragma once

#include "ui/data/import_draft.h"

#include <QObject>
#include <QUndoStack>

namespace postweave::ui::data {

class ImportDocument : public QObject {
    Q_OBJECT
public:
    explicit ImportDocument(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] const ImportDraft& draft() const { return m_draft; }
    [[nodiscard]] QUndoStack* undoStack() { return &m_undoStack; }

    /// A new beginning: nothing to undo.
    void restart(ImportDraft draft);
    /// Undoable; nothing happens where it is the same draft.
    void change(const QString& words, ImportDraft draft);

Q_SIGNALS:
    void changed();

private:
    friend class ChangeDraft;
    void set(const ImportDraft& draft);

    ImportDraft m_draft;
    QUndoStack m_undoStack;
};

} // namespace postweave::ui::data
