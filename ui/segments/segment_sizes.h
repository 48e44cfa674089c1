// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentSizes: counts all saved segments on a worker, newest context first; then how they moved.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/segment_list_model.h"
#include "ui/segments/segment_source.h"

#include <QObject>

#include <memory>
#include <vector>

namespace postweave::ui::segments {

class SegmentSizes : public QObject {
    Q_OBJECT
public:
    explicit SegmentSizes(QObject* parent = nullptr);

    void request(const Context& context, const std::vector<SavedSegment>& segments);
    [[nodiscard]] bool isRunning() const { return m_work.isRunning(); }

Q_SIGNALS:
    void sized(const QString& name, const postweave::ui::segments::SegmentSize& size);
    void finished();

private:
    struct Item {
        QString name;
        segment::FilterTree tree;
    };
    void countNext();
    void sizeArrived(const QString& name, const SegmentSize& size);

    Context m_context;
    std::vector<Item> m_queue; ///< counts first, then histories
    std::size_t m_next = 0;
    LatestWork m_work;
};

/// Counts now and, where time moves it, at past moments. For worker threads.
[[nodiscard]] SegmentSize sizeOf(const segment::FilterTree& tree, const SegmentContext& context, bool withPast,
                                 const CancelToken& cancel);
/// Whether a window, a duration or a score makes the count move with now.
[[nodiscard]] bool movesWithTime(const segment::FilterTree& tree, const segment::Definitions& definitions);

} // namespace postweave::ui::segments
