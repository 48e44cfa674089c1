// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stepper.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace postweave::ui {

namespace {

constexpr int kRow = 76;
constexpr int kDisc = 24;
constexpr int kDiscX = 16;
constexpr int kSelectionBar = 3;

} // namespace

Stepper::Stepper(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Steps"));
}

void Stepper::setSteps(std::vector<Step> steps)
{
    m_steps = std::move(steps);
    updateGeometry();
    update();
}

void Stepper::setCurrent(int step)
{
    if (step == m_current || step < 0 || step >= static_cast<int>(m_steps.size())) {
        return;
    }
    m_current = step;
    const Step& now = m_steps[static_cast<std::size_t>(step)];
    setAccessibleDescription(tr("Step %1 of %2: %3, %4").arg(step + 1).arg(m_steps.size()).arg(now.title, now.words));
    update();
    Q_EMIT currentChanged(step);
}

QSize Stepper::sizeHint() const
{
    return {scaled(240), scaled(kRow) * static_cast<int>(m_steps.size())};
}

QRect Stepper::rowRect(int step) const
{
    return {0, step * scaled(kRow), width(), scaled(kRow)};
}

QRect Stepper::mirrored(const QRect& part) const
{
    return QStyle::visualRect(layoutDirection(), rect(), part);
}

void Stepper::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int step = 0; step < static_cast<int>(m_steps.size()); ++step) {
        const QRect row = rowRect(step);
        if (step == m_current) {
            painter.fillRect(row, theme().soft);
            painter.fillRect(mirrored(QRect(row.left(), row.top(), kSelectionBar, row.height())), theme().accent);
        } else if (step == m_hovered) {
            painter.fillRect(row, theme().hover);
        }
    }
    for (int step = 0; step < static_cast<int>(m_steps.size()); ++step) {
        paintStep(painter, step);
    }
    if (showsKeyboardFocus(this) && !m_steps.empty()) {
        paintRing(painter, rowRect(m_current), 0);
    }
}

void Stepper::paintStep(QPainter& painter, int step) const
{
    const QRect row = rowRect(step);
    const Step& now = m_steps[static_cast<std::size_t>(step)];
    const int disc = scaled(kDisc);
    const QRect place(scaled(kDiscX), row.top() + (row.height() - disc) / 2, disc, disc);
    const QRectF mark(mirrored(place));
    if (step + 1 < static_cast<int>(m_steps.size())) {
        const bool done = now.state == Step::State::Done;
        painter.fillRect(QRectF(mark.center().x() - 1, mark.bottom(), 2, row.height() - disc),
                         done ? theme().accent : theme().border2);
    }
    paintMark(painter, mark, step);
    const int x = place.right() + 1 + scaled(12);
    const int middle = row.top() + row.height() / 2;
    const int width = row.width() - x - scaled(8);
    paintText(painter, mirrored(QRect(x, middle - scaled(18), width, scaled(18))), now.title,
              fontFor(TextRole::BodyStrong), theme().text);
    paintText(painter, mirrored(QRect(x, middle + 1, width, scaled(16))), now.words, fontFor(TextRole::Secondary),
              theme().text2);
}

void Stepper::paintMark(QPainter& painter, const QRectF& disc, int step) const
{
    const Theme& now = theme();
    const double half = disc.height() / 2;
    switch (m_steps[static_cast<std::size_t>(step)].state) {
    case Step::State::Done:
        paintBox(painter, disc, {now.accent, std::nullopt, half});
        paintIcon(painter, Icon::Check, disc.toRect(), iconsize::kBadge, now.onAccent);
        return;
    case Step::State::Warning:
        paintBox(painter, disc, {now.warnSoft, now.warnFill, half, 2});
        paintIcon(painter, Icon::Warning, disc.toRect(), iconsize::kBadge, now.warn);
        return;
    case Step::State::Error:
        paintBox(painter, disc, {now.errSoft, now.err, half, 2});
        paintIcon(painter, Icon::Error, disc.toRect(), iconsize::kBadge, now.err);
        return;
    case Step::State::Open:
        paintBox(painter, disc, {now.surface, now.control, half, 2});
        paintText(painter, disc.toRect(), QString::number(step + 1), fontFor(TextRole::SecondaryMedium), now.text2,
                  Qt::AlignHCenter);
        return;
    }
}

void Stepper::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        setCurrent(event->pos().y() / scaled(kRow));
    }
}

void Stepper::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = event->pos().y() / scaled(kRow);
    update();
}

void Stepper::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void Stepper::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down) {
        setCurrent(m_current + 1);
    } else if (event->key() == Qt::Key_Up) {
        setCurrent(m_current - 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Stepper::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

} // namespace postweave::ui
