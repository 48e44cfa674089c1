// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/switch.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/motion.h"
#include "ui/base/painting.h"

#include <QPainter>
#include <QStyle>
#include <QVariantAnimation>

namespace postweave::ui {

namespace {

constexpr int kWidth = 30;
constexpr int kHeight = 16;
constexpr int kGap = 8;

} // namespace

Switch::Switch(const QString& text, QWidget* parent) : QAbstractButton(parent), m_animation(new QVariantAnimation(this))
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingAround(this, kHeight / 2.0);
    connect(m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant& position) {
        m_position = position.toDouble();
        update();
    });
    connect(this, &QAbstractButton::toggled, this, [this](bool on) {
        m_animation->stop();
        m_animation->setStartValue(m_position);
        m_animation->setEndValue(on ? 1.0 : 0.0);
        m_animation->setDuration(isVisible() ? motionDuration(motion::kPopover) : 0);
        m_animation->start();
    });
}

QSize Switch::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : scaled(kGap) + textWidth(text(), fontFor(TextRole::Body)) + 2;
    return {scaled(kWidth) + words, scaled(size::kBadge)};
}

void Switch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double height = scaled(kHeight);
    const QRectF track = QStyle::visualRect(
        layoutDirection(), rect(), QRect(0, (this->height() - scaled(kHeight)) / 2, scaled(kWidth), scaled(kHeight)));
    const QColor ground = !isEnabled() ? theme().border2 : isChecked() ? theme().accent : theme().control;
    paintBox(painter, track, {ground, std::nullopt, height / 2});
    const double knob = height - 4;
    const double position = layoutDirection() == Qt::RightToLeft ? 1 - m_position : m_position;
    const QRectF disc(track.left() + 2 + position * (track.width() - 4 - knob), track.top() + 2, knob, knob);
    paintBox(painter, disc, {theme().surface, std::nullopt, knob / 2});
    const QRect words = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(scaled(kWidth + kGap), 0, 0, 0));
    paintText(painter, words, text(), fontFor(TextRole::Body), isEnabled() ? theme().text : theme().disabled);
}

} // namespace postweave::ui
