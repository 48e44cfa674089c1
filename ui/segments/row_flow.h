// SPDX-License-Identifier: GPL-3.0-or-later
// Lays things out in lines, as words: as many as fit beside each other, then on the next line.
#pragma once

#include <QRect>
#include <QSize>

#include <vector>

namespace postweave::ui::segments {

struct FlowItem {
    QSize size;
    int gapBefore = 0; ///< where it does not begin a line
};

struct Flow {
    std::vector<QRect> rects; ///< relative to the first line's top left; each centred in its line
    int lines = 1;
    int lastLineEnd = 0; ///< x behind the last item
};

/// An item wider than `width` gets a line of its own and is cut to it.
[[nodiscard]] Flow flowInLines(const std::vector<FlowItem>& items, int width, int lineHeight, int lineStep);

} // namespace postweave::ui::segments
