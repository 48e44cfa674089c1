// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templates_commands.h"

#include <QCoreApplication>

#include <utility>

namespace postweave::ui::templates {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(TemplatesCommands)
};

} // namespace

CreateTemplate::CreateTemplate(TemplatesDocument& document, TemplateEntry entry)
    : QUndoCommand(Say::tr("new template %1").arg(entry.name)), m_document(document), m_entry(std::move(entry))
{
}

void CreateTemplate::redo()
{
    m_shownBefore = m_document.currentId();
    m_document.insert(m_entry);
    m_document.setCurrent(m_entry.id);
}

void CreateTemplate::undo()
{
    m_entry = m_document.remove(m_entry.id);
    if (m_document.find(m_shownBefore) != nullptr) {
        m_document.setCurrent(m_shownBefore);
    }
}

RemoveTemplate::RemoveTemplate(TemplatesDocument& document, const TemplateEntry& entry)
    : QUndoCommand(Say::tr("deleting %1").arg(entry.name)), m_document(document), m_entry(entry)
{
}

void RemoveTemplate::redo()
{
    m_entry = m_document.remove(m_entry.id);
}

void RemoveTemplate::undo()
{
    m_document.insert(m_entry);
    m_document.setCurrent(m_entry.id);
}

RenameTemplate::RenameTemplate(TemplatesDocument& document, const TemplateEntry& entry, QString name)
    : QUndoCommand(Say::tr("renaming %1").arg(entry.name)),
      m_document(document),
      m_id(entry.id),
      m_from(entry.name),
      m_to(std::move(name))
{
}

EditText::EditText(std::function<void(bool)> step) : QUndoCommand(Say::tr("editing")), m_step(std::move(step)) {}

void EditText::redo()
{
    if (!std::exchange(m_isDone, false)) {
        m_step(true);
    }
}

} // namespace postweave::ui::templates
