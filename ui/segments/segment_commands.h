// SPDX-License-Identifier: GPL-3.0-or-later
// The commands on a segment's undo stack. Undo and redo are one swap.
#pragma once

#include "core/segment/tree_edit.h"

#include <QUndoCommand>

#include <string>

namespace postweave::ui::segments {

class SegmentDocument;

class TreeCommand : public QUndoCommand {
public:
    /// The paths are the nodes to look at afterwards. The document outlives its commands.
    TreeCommand(SegmentDocument& document, segment::EditedTree before, segment::EditedTree after, const QString& what);
    void undo() override;
    void redo() override;

private:
    SegmentDocument& m_document;
    segment::EditedTree m_before;
    segment::EditedTree m_after;
};

class NameCommand : public QUndoCommand {
public:
    NameCommand(SegmentDocument& document, std::string name, const QString& what);
    void undo() override { swap(); }
    void redo() override { swap(); }

private:
    void swap();

    SegmentDocument& m_document;
    std::string m_other;
};

} // namespace postweave::ui::segments
