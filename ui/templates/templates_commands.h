// SPDX-License-Identifier: GPL-3.0-or-later
// What can be undone on the templates page.
#pragma once

#include "ui/templates/templates_document.h"

#include <QUndoCommand>

#include <functional>

namespace postweave::ui::templates {

/// Also duplicates: a new template with a text of its own, shown at once.
class CreateTemplate : public QUndoCommand {
public:
    CreateTemplate(TemplatesDocument& document, TemplateEntry entry);
    void redo() override;
    void undo() override;

private:
    TemplatesDocument& m_document;
    TemplateEntry m_entry;
    QString m_shownBefore;
};

class RemoveTemplate : public QUndoCommand {
public:
    RemoveTemplate(TemplatesDocument& document, const TemplateEntry& entry);
    void redo() override;
    void undo() override;

private:
    TemplatesDocument& m_document;
    TemplateEntry m_entry;
};

class RenameTemplate : public QUndoCommand {
public:
    RenameTemplate(TemplatesDocument& document, const TemplateEntry& entry, QString name);
    void redo() override { m_document.rename(m_id, m_to); }
    void undo() override { m_document.rename(m_id, m_from); }

private:
    TemplatesDocument& m_document;
    QString m_id;
    QString m_from;
    QString m_to;
};

/// One step of the editor's own history. It is done already when the command is made.
class EditText : public QUndoCommand {
public:
    /// `step(false)` takes the template's last step back, `step(true)` does it again.
    explicit EditText(std::function<void(bool)> step);
    void redo() override;
    void undo() override { m_step(false); }

private:
    std::function<void(bool)> m_step;
    bool m_isDone = true;
};

} // namespace postweave::ui::templates
