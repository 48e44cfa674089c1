// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/import_document.h"

#include <QUndoCommand>

#include <utility>

namespace postweave::ui::data {

class ChangeDraft : public QUndoCommand {
public:
    ChangeDraft(ImportDocument& document, const QString& words, ImportDraft draft)
        : QUndoCommand(words), m_document(document), m_other(std::move(draft))
    {
    }
    void redo() override { swap(); }
    void undo() override { swap(); }

private:
    void swap()
    {
        const ImportDraft shown = m_document.draft();
        m_document.set(std::exchange(m_other, shown));
    }

    ImportDocument& m_document;
    ImportDraft m_other;
};

void ImportDocument::restart(ImportDraft draft)
{
    m_undoStack.clear();
    set(draft);
}

void ImportDocument::change(const QString& words, ImportDraft draft)
{
    if (draft != m_draft) {
        m_undoStack.push(new ChangeDraft(*this, words, std::move(draft)));
    }
}

void ImportDocument::set(const ImportDraft& draft)
{
    m_draft = draft;
    Q_EMIT changed();
}

} // namespace postweave::ui::data
