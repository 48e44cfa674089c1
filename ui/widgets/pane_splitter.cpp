// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane_splitter.h"

#include "ui/base/fonts.h"

#include <algorithm>

namespace postweave::ui {

PaneSplitter::PaneSplitter(QWidget* parent) : QSplitter(Qt::Horizontal, parent)
{
    setChildrenCollapsible(false);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_isMoved = true; });
}

void PaneSplitter::addPane(QWidget* pane, PaneWidth width, bool takesRest)
{
    addWidget(pane);
    setStretchFactor(count() - 1, takesRest ? 1 : 0);
    m_panes.append({{scaled(width.least), scaled(width.usual)}, takesRest});
    setSizes(sharedSizes());
}

QList<int> PaneSplitter::sharedSizes() const
{
    const int room = width() - handleWidth() * static_cast<int>(m_panes.size() - 1);
    PaneWidth all{0, 0};
    for (const Pane& pane : m_panes) {
        all = all + pane.width;
    }
    const int play = all.usual - all.least;
    const double share = play > 0 ? std::clamp(static_cast<double>(room - all.least) / play, 0.0, 1.0) : 1;
    QList<int> sizes;
    int rest = room;
    for (const Pane& pane : m_panes) {
        sizes.append(pane.width.least + qRound(share * (pane.width.usual - pane.width.least)));
        rest -= pane.takesRest ? 0 : sizes.last();
    }
    for (qsizetype i = 0; i < m_panes.size(); ++i) {
        if (m_panes[i].takesRest) {
            sizes[i] = std::max(rest, 0);
        }
    }
    return sizes;
}

void PaneSplitter::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    if (!m_isMoved) {
        setSizes(sharedSizes());
    }
}

} // namespace postweave::ui
