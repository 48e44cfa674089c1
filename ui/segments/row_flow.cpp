// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/row_flow.h"

#include <algorithm>

namespace postweave::ui::segments {

Flow flowInLines(const std::vector<FlowItem>& items, int width, int lineHeight, int lineStep)
{
    Flow flow;
    int x = 0;
    int line = 0;
    for (const FlowItem& item : items) {
        const int itemWidth = std::min(item.size.width(), width);
        int left = x > 0 ? x + item.gapBefore : 0;
        if (left + itemWidth > width && x > 0) {
            ++line;
            left = 0;
        }
        const int top = line * lineStep + (lineHeight - item.size.height()) / 2;
        flow.rects.emplace_back(left, top, itemWidth, item.size.height());
        x = left + itemWidth;
    }
    flow.lines = line + 1;
    flow.lastLineEnd = x;
    return flow;
}

} // namespace postweave::ui::segments
