// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_commands.h"

#include "ui/segments/segment_document.h"

#include <utility>

namespace postweave::ui::segments {

TreeCommand::TreeCommand(SegmentDocument& document, segment::EditedTree before, segment::EditedTree after,
                         const QString& what)
    : QUndoCommand(what), m_document(document), m_before(std::move(before)), m_after(std::move(after))
{
}

void TreeCommand::undo()
{
    m_document.showTree(m_before, DocumentChange::Kind::Tree);
}

void TreeCommand::redo()
{
    m_document.showTree(m_after, DocumentChange::Kind::Tree);
}

NameCommand::NameCommand(SegmentDocument& document, std::string name, const QString& what)
    : QUndoCommand(what), m_document(document), m_other(std::move(name))
{
}

void NameCommand::swap()
{
    std::string previous = m_document.segment().name;
    m_document.showName(m_other);
    m_other = std::move(previous);
}

} // namespace postweave::ui::segments
