// SPDX-License-Identifier: GPL-3.0-or-later
// How the tree is painted behind its rows, and where a dragged row shows.
#include "ui/segments/tree_view.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/widgets/thread_painter.h"

#include <QApplication>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace postweave::ui::segments {

namespace {

constexpr int kRingSide = 8;
constexpr double kGhostOpacity = 0.92;

/// The dragged row, riding at the pointer.
class DragGhost : public QWidget {
public:
    DragGhost(const QPixmap& picture, QWidget* parent) : QWidget(parent), m_picture(picture)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        resize(picture.deviceIndependentSize().toSize());
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setOpacity(kGhostOpacity);
        paintBox(painter, rect(), {theme().surface, theme().border2, radius::kControl, 0, false});
        painter.drawPixmap(0, 0, m_picture);
    }

private:
    QPixmap m_picture;
};

} // namespace

double TreeView::middleOf(int row) const
{
    const bool isHead = m_rows[static_cast<std::size_t>(row)].kind != RowKind::Condition &&
                        m_rows[static_cast<std::size_t>(row)].kind != RowKind::Step;
    const int height = scaled(isHead ? size::kGroupHead : size::kConditionRow);
    return m_places.rows[static_cast<std::size_t>(row)].rect.top() + height / 2.0;
}

void TreeView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (const CardPlace& card : m_places.cards) {
        paintCard(painter, card);
    }
    for (const CardPlace& card : m_places.cards) {
        paintThreads(painter, card);
    }
    paintDropLine(painter);
}

void TreeView::paintCard(QPainter& painter, const CardPlace& card) const
{
    const Theme& colors = theme();
    paintBox(painter, card.rect,
             {card.depth == 0 ? colors.surface : colors.raised, colors.border, radius::kCard, 0, false});
    const auto line = [&](int y) {
        paintHorizontalHairline(painter, card.rect.left() + 1, card.rect.right(), y, colors.border);
    };
    const auto bottom = [&](int row) { return m_places.rows[static_cast<std::size_t>(row)].rect.bottom() + 1; };
    line(bottom(card.head));
    for (const int child : card.children) {
        const auto nested = std::find_if(m_places.cards.begin(), m_places.cards.end(),
                                         [child](const CardPlace& each) { return each.head == child; });
        line(nested == m_places.cards.end() ? bottom(child) : nested->rect.bottom() + 1 + scaled(treespace::kGapBelow));
        const bool isOpen =
            m_openFacet && m_rows[static_cast<std::size_t>(child)].inner == m_openPath &&
            (m_openFacet->step < 0 || m_openFacet->step == m_rows[static_cast<std::size_t>(child)].step);
        const bool isCurrent = child == m_current && isAncestorOf(QApplication::focusWidget());
        if ((isOpen || isCurrent) && nested == m_places.cards.end()) {
            const QRect row = m_places.rows[static_cast<std::size_t>(child)].rect;
            painter.fillRect(QRect(card.rect.left() + 1, row.top() + 1, card.rect.width() - 2, row.height() - 1),
                             colors.soft2);
        }
    }
}

void TreeView::paintThreads(QPainter& painter, const CardPlace& card) const
{
    const TreeRowWidget* head = rowWidget(card.head);
    if (head == nullptr || card.children.empty()) {
        return;
    }
    std::vector<double> middles;
    std::transform(card.children.begin(), card.children.end(), std::back_inserter(middles),
                   [this](int child) { return middleOf(child); });
    const double x = card.rect.left() + scaled(treespace::kThread) + 1;
    const double top = middleOf(card.head) + scaled(size::kChip) / 2.0;
    paintThread(painter, themed(threadRole(head->content())), x, top, middles,
                scaled(treespace::kElbowEnd) - scaled(treespace::kThread));
}

void TreeView::paintDropLine(QPainter& painter) const
{
    if (!m_drop) {
        return;
    }
    const CardPlace& card = m_places.cards[static_cast<std::size_t>(m_drop->card)];
    const int left = card.rect.left() + scaled(treespace::kInset);
    painter.fillRect(QRect(left + kRingSide, m_drop->y - 1, card.rect.right() - left - kRingSide - 6, 2),
                     theme().accent);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, 2));
    painter.setBrush(theme().surface);
    painter.drawEllipse(QRectF(left, m_drop->y - kRingSide / 2.0, kRingSide, kRingSide));
}

void TreeView::dragTo(int row, QPoint position)
{
    if (row < 0 || m_dragCancelled) {
        return;
    }
    const TreeRow& dragged = m_rows[static_cast<std::size_t>(row)];
    TreeRowWidget* widget = rowWidget(row);
    const QPoint at = widget->mapTo(this, position);
    if (m_ghost == nullptr) {
        const int width = std::max(scaled(120), widget->width() - m_columns.width());
        m_ghost = new DragGhost(widget->grab(QRect(0, 0, width, widget->height())), this);
        m_ghost->show();
    }
    m_ghost->move(at + QPoint(scaled(8), scaled(6)));
    m_ghost->raise();
    if (dragged.kind == RowKind::Step) {
        const auto card = std::find_if(m_places.cards.begin(), m_places.cards.end(), [&](const CardPlace& each) {
            return std::find(each.children.begin(), each.children.end(), row) != each.children.end();
        });
        m_dropStep = static_cast<int>(std::count_if(card->children.begin(), card->children.end(), [&](int child) {
            return m_places.rows[static_cast<std::size_t>(child)].rect.center().y() < at.y();
        }));
        const int above = m_dropStep == 0 ? card->head : card->children[static_cast<std::size_t>(m_dropStep - 1)];
        m_drop = DropPlace{dragged.inner, static_cast<std::uint32_t>(m_dropStep),
                           static_cast<int>(card - m_places.cards.begin()),
                           m_places.rows[static_cast<std::size_t>(above)].rect.bottom() + 1};
    } else {
        m_drop = dropPlaceAt(m_places, m_rows, at, dragged.path);
    }
    Q_EMIT revealRequested(QRect(at, QSize(1, 1)));
    update();
}

void TreeView::drop(int row, QPoint position)
{
    dragTo(row, position);
    const std::optional<DropPlace> target = m_drop;
    const TreeRow dragged = row >= 0 ? m_rows[static_cast<std::size_t>(row)] : TreeRow{};
    const int step = m_dropStep;
    endDrag();
    if (!target) {
        return;
    }
    if (dragged.kind == RowKind::Step) {
        Q_EMIT stepMoved(dragged.inner, dragged.step, step);
    } else {
        Q_EMIT nodeMoved(dragged.path, *target);
    }
}

void TreeView::cancelDrag()
{
    endDrag();
    m_dragCancelled = true; // until the button is let go
}

void TreeView::endDrag()
{
    m_dragCancelled = false;
    m_drop.reset();
    m_dropStep = -1;
    if (m_ghost != nullptr) {
        m_ghost->deleteLater();
        m_ghost = nullptr;
    }
    update();
}

} // namespace postweave::ui::segments
