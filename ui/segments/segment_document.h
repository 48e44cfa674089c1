// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentDocument: the segment that is being edited, with its undo stack.
#pragma once

#include "core/segment/filter_tree.h"
#include "core/segment/tree_edit.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <optional>

namespace postweave::ui::segments {

struct DocumentChange {
    enum class Kind {
        Loaded,  ///< another segment
        Renamed, ///< the name alone
        Tree,    ///< the tree; `focus` is the node to look at
        Trial,   ///< the tree, while an editor is open: neither saved nor on the undo stack yet
    };
    Kind kind = Kind::Loaded;
    segment::NodePath focus;
};

/// A group other than `not` at the root, so that there is always a place for one more condition: any other root becomes
/// the only child of an `all`, which means the same.
[[nodiscard]] segment::EditedTree withGroupRoot(segment::EditedTree edited);

/// A value and a QUndoStack. Every edit is one command that swaps the whole tree, and one changed(). UI thread only.
class SegmentDocument : public QObject {
    Q_OBJECT
public:
    explicit SegmentDocument(QObject* parent = nullptr);

    [[nodiscard]] const segment::Segment& segment() const { return m_segment; }
    [[nodiscard]] const segment::FilterTree& tree() const { return m_segment.tree; }
    [[nodiscard]] QString name() const { return QString::fromStdString(m_segment.name); }
    [[nodiscard]] QUndoStack* undoStack() { return &m_undoStack; }

    /// Forgets the undo stack and any trial.
    void load(segment::Segment segment);
    /// Nothing happens if it is the name already. `what` is the undo stack's word for it.
    void rename(const QString& name, const QString& what);
    /// One undoable step; an edit that failed only tells why through refused(). True if the tree is another one now.
    bool apply(const QString& what, const segment::Edit& edit);
    bool apply(const QString& what, segment::EditedTree edited);

    // A trial is what an open editor does: values show at once, and end up as one step or as if never tried.
    void beginTrial(const segment::NodePath& focus);
    void tryTree(segment::EditedTree edited);
    void acceptTrial(const QString& what);
    void cancelTrial();
    [[nodiscard]] bool isTrying() const { return m_trial.has_value(); }
    /// The tree as it stood before the trial; the present one without a trial.
    [[nodiscard]] const segment::FilterTree& settledTree() const;

Q_SIGNALS:
    void changed(const postweave::ui::segments::DocumentChange& change);
    /// Why an edit cannot be; one sentence.
    void refused(const QString& why);

private:
    friend class TreeCommand;
    friend class NameCommand;
    void showTree(const segment::EditedTree& edited, DocumentChange::Kind kind);
    void showName(const std::string& name);

    segment::Segment m_segment;
    std::optional<segment::EditedTree> m_trial; ///< what stood before
    segment::NodePath m_trialFocus;
    QUndoStack m_undoStack;
};

} // namespace postweave::ui::segments
