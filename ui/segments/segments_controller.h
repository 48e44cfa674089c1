// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentsController: the open segment and the saved ones: opening, counting, saving by itself, taking back.
#pragma once

#include "ui/segments/segment_document.h"
#include "ui/segments/segment_list_model.h"
#include "ui/segments/segment_sizes.h"
#include "ui/segments/segment_source.h"
#include "ui/segments/tree_evaluation.h"
#include "ui/segments/tree_linting.h"

#include <QObject>

#include <functional>

class QTimer;

namespace postweave::ui::segments {

class SegmentsController : public QObject {
    Q_OBJECT
public:
    /// The source outlives it.
    explicit SegmentsController(SegmentSource& source, QObject* parent = nullptr);
    ~SegmentsController() override;

    [[nodiscard]] SegmentDocument& document() { return m_document; }
    [[nodiscard]] TreeEvaluation& evaluation() { return m_evaluation; }
    [[nodiscard]] TreeLinting& linting() { return m_linting; }
    [[nodiscard]] SegmentListModel& list() { return m_list; }
    [[nodiscard]] const Context& context() const { return m_evaluation.context(); }
    [[nodiscard]] SegmentSource& source() { return m_source; }

    /// Empty while none is open.
    [[nodiscard]] const QString& savedName() const { return m_savedName; }
    [[nodiscard]] bool isOpen() const { return !m_savedName.isEmpty(); }
    /// Nothing happens if there is none of that name.
    void open(const QString& name);
    /// Empty, or with this tree; opens it. The name is made unique.
    void create(const QString& name = {}, const segment::FilterTree& tree = {});
    void duplicate(const QString& name);
    void remove(const QString& name);
    /// False, and why in refused(), if the name is empty or taken.
    bool rename(const QString& name);
    /// What has changed is saved at once.
    void flush();
    [[nodiscard]] bool isSaved() const;
    /// Everything counted and saved.
    [[nodiscard]] bool isSettled() const;

Q_SIGNALS:
    /// Another segment is open, or none.
    void opened(const QString& name);
    void savedChanged();
    void refused(const QString& why);
    /// `undo` brings it back; good for as long as the controller.
    void removed(const QString& name, const std::function<void()>& undo);
    void contextChanged();
    void settledChanged();

private:
    void documentChanged(const DocumentChange& change);
    void takeContext();
    void takeSegments();
    void clearEvaluation();
    void save();
    void renameReferences(const QString& from, const QString& to);
    [[nodiscard]] QString uniqueName(const QString& wanted) const;
    [[nodiscard]] const SavedSegment* saved(const QString& name) const;

    SegmentSource& m_source;
    SegmentDocument m_document;
    TreeEvaluation m_evaluation;
    TreeLinting m_linting;
    SegmentListModel m_list;
    SegmentSizes m_sizes;
    QTimer* m_saveTimer;
    QString m_savedName;
    segment::Segment m_saved; ///< as it stands in the source
    bool m_isWriting = false;
};

} // namespace postweave::ui::segments
