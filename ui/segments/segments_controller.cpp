// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segments_controller.h"

#include "core/segment/segment_format.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

namespace {

constexpr int kSaveAfter = 400; // milliseconds without an edit

segment::Segment read(const SavedSegment& saved)
{
    segment::Segment segment = segment::parseSegment(saved.text).segment;
    segment.name = saved.name.toStdString();
    segment.tree = withGroupRoot({std::move(segment.tree), {}}).tree; // as the document shows it
    return segment;
}

/// The same tree with references to `from` led to `to`; nothing if there are none.
std::optional<segment::FilterTree> withReference(const segment::FilterTree& tree, const std::string& from,
                                                 const std::string& to)
{
    segment::FilterTree changed = tree;
    bool any = false;
    tree.forEach([&](const segment::Node& node, const segment::NodePath& path) {
        const auto* reference = std::get_if<segment::SegmentReference>(&node.body);
        if (reference != nullptr && reference->segment == from) {
            if (segment::Edit edit = segment::replaceNode(changed, path, {segment::SegmentReference{to}, node.off})) {
                changed = std::move(edit->tree);
                any = true;
            }
        }
    });
    return any ? std::optional(std::move(changed)) : std::nullopt;
}

} // namespace

SegmentsController::SegmentsController(SegmentSource& source, QObject* parent)
    : QObject(parent), m_source(source), m_saveTimer(new QTimer(this))
{
    m_saveTimer->setSingleShot(true);
    m_saveTimer->setInterval(kSaveAfter);
    connect(m_saveTimer, &QTimer::timeout, this, &SegmentsController::save);
    connect(&m_document, &SegmentDocument::changed, this, &SegmentsController::documentChanged);
    connect(&m_document, &SegmentDocument::refused, this, &SegmentsController::refused);
    connect(&m_evaluation, &TreeEvaluation::historiesNeeded, &source, &SegmentSource::loadHistories);
    connect(&m_evaluation, &TreeEvaluation::counted, this, [this] {
        m_linting.request(m_evaluation.latest());
        Q_EMIT settledChanged();
    });
    connect(&m_linting, &TreeLinting::found, this, &SegmentsController::settledChanged);
    connect(&m_sizes, &SegmentSizes::sized, &m_list, &SegmentListModel::setSize);
    connect(&m_sizes, &SegmentSizes::finished, this, &SegmentsController::settledChanged);
    connect(&source, &SegmentSource::contextChanged, this, &SegmentsController::takeContext);
    connect(&source, &SegmentSource::segmentsChanged, this, &SegmentsController::takeSegments);
    takeContext();
    takeSegments();
}

SegmentsController::~SegmentsController()
{
    flush();
}

const SavedSegment* SegmentsController::saved(const QString& name) const
{
    const auto& all = m_source.segments();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const SavedSegment& each) { return each.name == name; });
    return found != all.end() ? &*found : nullptr;
}

void SegmentsController::open(const QString& name)
{
    // While names change, a list that is sorted anew tells of rows that nobody chose.
    if (m_isWriting) {
        return;
    }
    const SavedSegment* found = saved(name);
    if (found == nullptr || name == m_savedName) {
        return;
    }
    flush();
    m_savedName = name;
    m_saved = read(*found);
    clearEvaluation();
    m_document.load(m_saved);
    Q_EMIT opened(name);
    Q_EMIT savedChanged();
}

void SegmentsController::create(const QString& name, const segment::FilterTree& tree)
{
    flush();
    const QString unique = uniqueName(name.isEmpty() ? tr("New segment") : name);
    segment::Segment fresh{unique.toStdString(), withGroupRoot({tree, {}}).tree};
    m_source.save(unique, segment::segmentText(fresh));
    open(unique);
}

void SegmentsController::duplicate(const QString& name)
{
    flush();
    if (const SavedSegment* found = saved(name)) {
        create(tr("%1, copy").arg(name), read(*found).tree);
    }
}

void SegmentsController::remove(const QString& name)
{
    const SavedSegment* found = saved(name);
    if (found == nullptr) {
        return;
    }
    if (name == m_savedName) {
        flush();
        found = saved(name);
    }
    const std::string text = found->text;
    const int row = m_list.rowOf(name);
    const bool wasOpen = name == m_savedName;
    if (wasOpen) {
        m_savedName.clear();
        clearEvaluation();
    }
    m_source.remove(name);
    const QStringList left = m_list.names();
    if (wasOpen && left.isEmpty()) {
        Q_EMIT opened({});
    } else if (wasOpen) {
        open(left[std::clamp<int>(row, 0, static_cast<int>(left.size()) - 1)]);
    }
    Q_EMIT removed(name, [this, name, text] {
        m_source.save(name, text);
        open(name);
    });
}

bool SegmentsController::rename(const QString& name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty()) {
        Q_EMIT refused(tr("A segment needs a name."));
        return false;
    }
    if (trimmed != m_savedName && saved(trimmed) != nullptr) {
        Q_EMIT refused(tr("There is a segment “%1” already. Choose another name.").arg(trimmed));
        return false;
    }
    m_document.rename(trimmed, tr("Rename"));
    flush();
    return true;
}

QString SegmentsController::uniqueName(const QString& wanted) const
{
    QString name = wanted;
    for (int i = 2; saved(name) != nullptr; ++i) {
        name = QStringLiteral("%1 %2").arg(wanted).arg(i);
    }
    return name;
}

void SegmentsController::documentChanged(const DocumentChange& change)
{
    if (change.kind != DocumentChange::Kind::Renamed) {
        m_evaluation.request(m_document.segment());
    }
    if (change.kind == DocumentChange::Kind::Tree || change.kind == DocumentChange::Kind::Renamed) {
        m_saveTimer->start();
        Q_EMIT savedChanged();
    }
}

void SegmentsController::clearEvaluation()
{
    m_evaluation.clear();
    m_linting.clear();
}

bool SegmentsController::isSaved() const
{
    return !isOpen() || (m_saved.name == m_document.segment().name && m_saved.tree == m_document.settledTree());
}

bool SegmentsController::isSettled() const
{
    return isSaved() && !m_evaluation.isRunning() && !m_linting.isRunning() && !m_sizes.isRunning();
}

void SegmentsController::flush()
{
    m_saveTimer->stop();
    save();
}

void SegmentsController::save()
{
    if (isSaved() || m_source.isReadOnly()) {
        return;
    }
    const QString before = m_savedName;
    const QString name = m_document.name();
    m_saved = {m_document.segment().name, m_document.settledTree()};
    m_savedName = name;
    m_isWriting = true; // what the source tells meanwhile is half of it
    if (name != before) {
        m_source.rename(before, name);
        renameReferences(before, name);
    }
    m_source.save(name, segment::segmentText(m_saved));
    m_isWriting = false;
    if (name != before) {
        Q_EMIT opened(name);
    }
    Q_EMIT savedChanged();
}

void SegmentsController::renameReferences(const QString& from, const QString& to)
{
    const std::vector<SavedSegment> all = m_source.segments();
    for (const SavedSegment& each : all) {
        if (each.name == to || each.name == from) {
            continue;
        }
        segment::Segment other = read(each);
        if (const auto changed = withReference(other.tree, from.toStdString(), to.toStdString())) {
            other.tree = *changed;
            m_source.save(each.name, segment::segmentText(other));
        }
    }
}

void SegmentsController::takeContext()
{
    m_evaluation.setContext(m_source.context());
    m_sizes.request(m_source.context(), m_source.segments());
    Q_EMIT contextChanged();
}

void SegmentsController::takeSegments()
{
    QStringList names;
    for (const SavedSegment& each : m_source.segments()) {
        names << each.name;
    }
    m_list.setNames(names);
    const SavedSegment* current = saved(m_savedName);
    if (isOpen() && current == nullptr) {
        // Gone, by another hand.
        m_savedName.clear();
        clearEvaluation();
        Q_EMIT opened({});
    } else if (current != nullptr && !m_isWriting && isSaved() && read(*current) != m_saved) {
        m_saved = read(*current);
        m_document.load(m_saved);
    }
    Q_EMIT settledChanged();
}

} // namespace postweave::ui::segments
