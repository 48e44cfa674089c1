// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/count_bar.h"

#include "ui/base/fonts.h"
#include "ui/base/motion.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"

#include <QPainter>
#include <QVariantAnimation>

#include <algorithm>

namespace postweave::ui {

namespace {

constexpr double kLeastVisible = 2;

void paintShare(QPainter& painter, const QRectF& track, double share, const QColor& color)
{
    if (share <= 0) {
        return;
    }
    QRectF part = track;
    part.setWidth(std::max(kLeastVisible, track.width() * std::min(share, 1.0)));
    if (painter.layoutDirection() == Qt::RightToLeft) {
        part.moveRight(track.right());
    }
    paintBox(painter, part, {color, std::nullopt, std::min(radius::kBar, part.width() / 2)});
}

double between(double from, double to, double progress)
{
    return from + (to - from) * progress;
}

double shareOf(qint64 part, qint64 whole)
{
    return whole > 0 ? std::clamp(static_cast<double>(part) / static_cast<double>(whole), 0.0, 1.0) : 0.0;
}

} // namespace

CountShares CountShares::of(qint64 finds, qint64 in, qint64 whole)
{
    return {.finds = shareOf(finds, whole), .in = shareOf(in, whole)};
}

CountShares CountShares::solid(double share, Tone tone)
{
    return {.finds = share, .in = share, .tone = tone};
}

void paintCountBar(QPainter& painter, const QRectF& rect, const CountShares& shares)
{
    if (shares.muted) {
        return;
    }
    const double top = std::round(rect.center().y() - kCountBarHeight / 2.0);
    const QRectF track(rect.left(), top, rect.width(), kCountBarHeight);
    paintBox(painter, track, {theme().track, std::nullopt, radius::kBar});
    if (shares.counting) {
        paintShare(painter, track, shares.finds, theme().border2);
        return;
    }
    paintShare(painter, track, shares.finds, theme().barPale);
    paintShare(painter, track, shares.in, themed(fillRole(shares.tone)));
}

CountBar::CountBar(QWidget* parent) : QWidget(parent), m_animation(new QVariantAnimation(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_animation->setStartValue(0.0);
    m_animation->setEndValue(1.0);
    m_animation->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_animation, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& progress) { moveTo(progress.toDouble()); });
}

QSize CountBar::sizeHint() const
{
    return {scaled(72), scaled(16)};
}

void CountBar::setShares(const CountShares& shares)
{
    if (shares == m_target) {
        return;
    }
    m_from = m_shown;
    m_target = shares;
    setAccessibleName(tr("%1, of them in the segment %2").arg(formatPercent(shares.finds), formatPercent(shares.in)));
    m_animation->stop();
    const int duration = motionDuration(motion::kCount);
    if (duration == 0 || !isVisible()) {
        moveTo(1);
        return;
    }
    m_animation->setDuration(duration);
    m_animation->start();
}

void CountBar::moveTo(double progress)
{
    m_shown = m_target;
    m_shown.finds = between(m_from.finds, m_target.finds, progress);
    m_shown.in = between(m_from.in, m_target.in, progress);
    update();
}

void CountBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintCountBar(painter, rect(), m_shown);
}

} // namespace postweave::ui
