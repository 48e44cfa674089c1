// SPDX-License-Identifier: GPL-3.0-or-later
// Starters: segments that make sense for the data that is there, with how many people they find.
#pragma once

#include "core/base/cancel_token.h"
#include "ui/base/icon.h"
#include "ui/segments/segment_context.h"

#include <QList>
#include <QString>

#include <vector>

namespace postweave::ui::segments {

struct StarterSegment {
    QString name;
    QString explanation; ///< one line
    Icon icon = Icon::Segments;
    segment::FilterTree tree;
    std::uint64_t count = 0;
    QList<double> past; ///< sizes before, where time moves it
};

/// Only those whose attributes and events occur, and that find somebody but not everybody; at most `most`, best first.
/// For worker threads.
[[nodiscard]] std::vector<StarterSegment> findStarters(const SegmentContext& context, std::size_t most,
                                                       const CancelToken& cancel);

} // namespace postweave::ui::segments
