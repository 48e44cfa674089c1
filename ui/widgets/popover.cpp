// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popover.h"

#include "ui/base/fonts.h"
#include "ui/base/motion.h"
#include "ui/base/painting.h"
#include "ui/base/shadow.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPropertyAnimation>
#include <QScreen>
#include <QVBoxLayout>

namespace postweave::ui {

namespace {

constexpr int kArrowWidth = 16;
constexpr int kArrowHeight = 8;
constexpr int kDistance = 2;

QPainterPath outline(const QRectF& box, double arrowX, bool above)
{
    QPainterPath path;
    path.addRoundedRect(box, radius::kCard, radius::kCard);
    const double edge = above ? box.bottom() : box.top();
    const double tip = above ? edge + kArrowHeight : edge - kArrowHeight;
    QPainterPath arrow;
    arrow.moveTo(arrowX - kArrowWidth / 2.0, edge);
    arrow.lineTo(arrowX, tip);
    arrow.lineTo(arrowX + kArrowWidth / 2.0, edge);
    arrow.closeSubpath();
    return path.united(arrow);
}

} // namespace

Popover::Popover(QWidget* parent) : QWidget(parent, kFloatingFlags), m_layout(new QVBoxLayout(this))
{
    makeFloating(this);
    setAttribute(Qt::WA_DeleteOnClose);
    const int margin = ui::shadowMargin() + 1;
    m_layout->setContentsMargins(margin, margin, margin, margin);
}

int Popover::shadowMargin()
{
    return ui::shadowMargin();
}

void Popover::setContent(QWidget* content)
{
    delete m_content;
    m_content = content;
    m_layout->addWidget(content);
    setFocusProxy(content);
}

QRect Popover::boxRect() const
{
    return floatingBox(this);
}

void Popover::openAt(const QWidget* anchor)
{
    openAt(anchor, anchor->rect());
}

void Popover::openAt(const QWidget* anchor, const QRect& part)
{
    adjustSize();
    const QRect target(anchor->mapToGlobal(part.topLeft()), part.size());
    const QRect screen = anchor->screen()->availableGeometry();
    const int gap = kArrowHeight + kDistance;
    const int margin = shadowMargin();
    const QSize box = size() - 2 * QSize(margin, margin);
    m_above =
        target.bottom() + gap + box.height() > screen.bottom() && target.top() - gap - box.height() > screen.top();
    const int y = m_above ? target.top() - gap - box.height() : target.bottom() + 1 + gap;
    const int wanted = target.center().x() - qMin(box.width() / 2, scaled(48));
    const int x = qBound(screen.left() + 4, wanted, qMax(screen.left() + 4, screen.right() - box.width() - 4));
    m_arrowX = qBound(kArrowWidth, target.center().x() - x, box.width() - kArrowWidth) + margin;
    move(x - margin, y - margin);
    if (const int duration = motionDuration(motion::kPopover); duration > 0) {
        setWindowOpacity(0);
        auto* fade = new QPropertyAnimation(this, "windowOpacity", this);
        fade->setDuration(duration);
        fade->setEndValue(1.0);
        fade->start(QAbstractAnimation::DeleteWhenStopped);
    }
    show();
    if (m_content) {
        m_content->setFocus(Qt::PopupFocusReason);
    }
}

void Popover::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect box = boxRect();
    if (shadowMargin() == 0) {
        paintFloatingBox(painter, box, 0);
        return;
    }
    paintShadow(painter, box, radius::kCard);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().border2, hairlineWidth(painter)));
    painter.setBrush(theme().surface);
    painter.drawPath(outline(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), m_arrowX, m_above));
}

void Popover::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Popover::mousePressEvent(QMouseEvent* event)
{
    // The shadow belongs to the window but not to what the user sees as the popover.
    if (!boxRect().contains(event->pos())) {
        close();
    }
}

void Popover::closeEvent(QCloseEvent* event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace postweave::ui
