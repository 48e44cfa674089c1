// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

namespace postweave::ui {

namespace {

constexpr int kPadding = 10;
constexpr int kGap = 6;

} // namespace

SegmentedControl::SegmentedControl(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setRingAround(this, radius::kControl);
}

int SegmentedControl::add(const QString& text, std::optional<Icon> icon, bool withWords)
{
    m_parts.push_back({text, icon, withWords || !icon});
    if (!m_independent && m_current < 0) {
        m_current = 0;
        m_parts.front().on = true;
    }
    updateName();
    updateGeometry();
    return count() - 1;
}

void SegmentedControl::setText(int index, const QString& text)
{
    m_parts.at(static_cast<std::size_t>(index)).text = text;
    updateName();
    updateGeometry();
    update();
}

void SegmentedControl::setIndependent(bool independent)
{
    m_independent = independent;
    m_current = -1;
    for (Part& part : m_parts) {
        part.on = false;
    }
    updateName();
}

void SegmentedControl::setCurrent(int index)
{
    if (m_independent || index == m_current || index < 0 || index >= count()) {
        return;
    }
    m_current = index;
    for (int i = 0; i < count(); ++i) {
        m_parts[static_cast<std::size_t>(i)].on = i == index;
    }
    updateName();
    update();
    Q_EMIT currentChanged(index);
}

bool SegmentedControl::isOn(int index) const
{
    return m_parts.at(static_cast<std::size_t>(index)).on;
}

void SegmentedControl::setOn(int index, bool on)
{
    Part& part = m_parts.at(static_cast<std::size_t>(index));
    if (!m_independent || part.on == on) {
        return;
    }
    part.on = on;
    updateName();
    update();
    Q_EMIT toggled(index, on);
}

void SegmentedControl::updateName()
{
    QStringList on;
    for (const Part& part : m_parts) {
        if (part.on) {
            on.append(part.text);
        }
    }
    setAccessibleDescription(on.isEmpty() ? tr("none chosen") : on.join(QStringLiteral(", ")));
}

int SegmentedControl::widthOf(const Part& part) const
{
    int width = part.withWords ? textWidth(part.text, fontFor(TextRole::BodyMedium)) + 2 * scaled(kPadding) : 0;
    if (part.icon) {
        width += part.withWords ? iconsize::kNormal + scaled(kGap) : scaled(size::kSmallButton) + 2;
    }
    return width;
}

QSize SegmentedControl::sizeHint() const
{
    int width = 0;
    for (const Part& part : m_parts) {
        width += widthOf(part);
    }
    return {width, scaled(size::kSmallButton)};
}

QRect SegmentedControl::rectOf(int index) const
{
    int x = 0;
    for (int i = 0; i < index; ++i) {
        x += widthOf(m_parts[static_cast<std::size_t>(i)]);
    }
    const QRect rect(x, 0, widthOf(m_parts[static_cast<std::size_t>(index)]), height());
    return QStyle::visualRect(layoutDirection(), this->rect(), rect);
}

int SegmentedControl::partAt(const QPoint& position) const
{
    for (int i = 0; i < count(); ++i) {
        if (rectOf(i).contains(position)) {
            return i;
        }
    }
    return -1;
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBox(painter, rect(), {theme().surface, std::nullopt, radius::kControl});
    QPainterPath clip;
    clip.addRoundedRect(QRectF(rect()), radius::kControl, radius::kControl);
    painter.setClipPath(clip);
    for (int i = 0; i < count(); ++i) {
        paintPart(painter, i);
    }
    painter.setClipping(false);
    paintBox(painter, rect(), {std::nullopt, theme().border2, radius::kControl});
    if (m_independent && showsKeyboardFocus(this) && count() > 0) {
        paintRing(painter, rectOf(m_focused).adjusted(2, 2, -2, -2), radius::kBadge, 1);
    }
}

void SegmentedControl::paintPart(QPainter& painter, int index) const
{
    const Part& part = m_parts[static_cast<std::size_t>(index)];
    const QRect rect = rectOf(index);
    QColor color = isEnabled() ? theme().text2 : theme().disabled;
    if (part.on && isEnabled()) {
        painter.fillRect(rect, theme().soft);
        color = theme().softText;
    } else if (index == m_hovered && isEnabled()) {
        painter.fillRect(rect, theme().hover);
    }
    if (index > 0) {
        paintVerticalHairline(painter, rect.left(), 0, height(), theme().border2);
    }
    QRect inner = rect;
    if (part.icon) {
        const QRect box = part.withWords ? QRect(rect.x() + scaled(kPadding), 0, iconsize::kNormal, height()) : rect;
        paintIcon(painter, *part.icon, box, iconsize::kNormal, color);
        inner.setLeft(box.right() + 1 + scaled(kGap));
        inner.setRight(rect.right() - scaled(kPadding) + 1);
    }
    if (part.withWords) {
        paintText(painter, inner, part.text, fontFor(part.on ? TextRole::BodyMedium : TextRole::Body), color,
                  part.icon ? Qt::AlignLeft : Qt::AlignHCenter);
    }
}

void SegmentedControl::press(int index)
{
    if (index < 0) {
        return;
    }
    if (m_independent) {
        m_focused = index;
        setOn(index, !isOn(index));
    } else {
        setCurrent(index);
    }
}

void SegmentedControl::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        press(partAt(event->pos()));
    }
}

void SegmentedControl::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = partAt(event->pos());
    update();
}

void SegmentedControl::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void SegmentedControl::keyPressEvent(QKeyEvent* event)
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    int step = 0;
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down) {
        step = mirrored && event->key() == Qt::Key_Right ? -1 : 1;
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up) {
        step = mirrored && event->key() == Qt::Key_Left ? 1 : -1;
    } else if (event->key() == Qt::Key_Space && m_independent) {
        press(m_focused);
        return;
    } else {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_independent) {
        m_focused = qBound(0, m_focused + step, count() - 1);
        update();
    } else {
        setCurrent(qBound(0, m_current + step, count() - 1));
    }
}

void SegmentedControl::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

bool SegmentedControl::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = partAt(help->pos());
        if (index >= 0 && !m_parts[static_cast<std::size_t>(index)].withWords) {
            QToolTip::showText(help->globalPos(), m_parts[static_cast<std::size_t>(index)].text, this, rectOf(index));
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace postweave::ui
