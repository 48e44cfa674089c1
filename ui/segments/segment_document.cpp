// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_document.h"

#include "ui/segments/segment_commands.h"

#include <utility>

namespace postweave::ui::segments {

segment::EditedTree withGroupRoot(segment::EditedTree edited)
{
    const auto* group = std::get_if<segment::Group>(&edited.tree.root().body);
    const bool holdsMore = group != nullptr && group->kind != segment::GroupKind::Not;
    if (holdsMore && !edited.tree.root().off) {
        return edited;
    }
    edited.path.insert(edited.path.begin(), 0);
    edited.tree = segment::FilterTree(segment::makeGroup(segment::GroupKind::All, {edited.tree.root()}));
    return edited;
}

SegmentDocument::SegmentDocument(QObject* parent) : QObject(parent) {}

void SegmentDocument::load(segment::Segment segment)
{
    m_trial.reset();
    m_undoStack.clear();
    m_segment = std::move(segment);
    m_segment.tree = withGroupRoot({std::move(m_segment.tree), {}}).tree;
    Q_EMIT changed({DocumentChange::Kind::Loaded, {}});
}

void SegmentDocument::rename(const QString& name, const QString& what)
{
    if (name != this->name()) {
        m_undoStack.push(new NameCommand(*this, name.toStdString(), what));
    }
}

bool SegmentDocument::apply(const QString& what, const segment::Edit& edit)
{
    if (!edit) {
        Q_EMIT refused(QString::fromStdString(edit.error().message));
        return false;
    }
    return apply(what, *edit);
}

bool SegmentDocument::apply(const QString& what, segment::EditedTree edited)
{
    if (isTrying()) {
        cancelTrial();
    }
    edited = withGroupRoot(std::move(edited));
    if (edited.tree == m_segment.tree) {
        return false;
    }
    m_undoStack.push(new TreeCommand(*this, {m_segment.tree, edited.path}, std::move(edited), what));
    return true;
}

void SegmentDocument::beginTrial(const segment::NodePath& focus)
{
    if (!isTrying()) {
        m_trial = segment::EditedTree{m_segment.tree, focus};
        m_trialFocus = focus;
    }
}

void SegmentDocument::tryTree(segment::EditedTree edited)
{
    beginTrial(edited.path);
    m_trialFocus = edited.path;
    if (edited.tree != m_segment.tree) {
        showTree(edited, DocumentChange::Kind::Trial);
    }
}

void SegmentDocument::acceptTrial(const QString& what)
{
    if (!isTrying()) {
        return;
    }
    segment::EditedTree before = std::move(*m_trial);
    m_trial.reset();
    if (before.tree == m_segment.tree) {
        return;
    }
    m_undoStack.push(new TreeCommand(*this, std::move(before), {m_segment.tree, m_trialFocus}, what));
}

void SegmentDocument::cancelTrial()
{
    if (!isTrying()) {
        return;
    }
    const segment::EditedTree before = std::move(*m_trial);
    m_trial.reset();
    if (before.tree != m_segment.tree) {
        showTree(before, DocumentChange::Kind::Tree);
    }
}

const segment::FilterTree& SegmentDocument::settledTree() const
{
    return m_trial ? m_trial->tree : m_segment.tree;
}

void SegmentDocument::showTree(const segment::EditedTree& edited, DocumentChange::Kind kind)
{
    m_segment.tree = edited.tree;
    Q_EMIT changed({kind, edited.path});
}

void SegmentDocument::showName(const std::string& name)
{
    m_segment.name = name;
    Q_EMIT changed({DocumentChange::Kind::Renamed, {}});
}

} // namespace postweave::ui::segments
