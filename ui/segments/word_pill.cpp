// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/word_pill.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QPainter>

namespace postweave::ui::segments {

namespace {
constexpr int kPadding = 10;
}

WordPill::WordPill(const QString& word, ColorRole color, ColorRole ground, QWidget* parent)
    : QAbstractButton(parent), m_color(color), m_ground(ground)
{
    setText(word);
    setAccessibleName(word);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setRingAround(this, size::kChip / 2.0);
}

QSize WordPill::sizeHint() const
{
    return {textWidth(text(), fontFor(TextRole::BodyStrong)) + 2 * scaled(kPadding), scaled(size::kChip)};
}

void WordPill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor ground = themed(m_ground);
    if (underMouse() && isEnabled()) {
        ground = theme().dark ? ground.lighter(118) : ground.darker(104);
    }
    paintBox(painter, rect(), {ground, std::nullopt, height() / 2.0, 0, false});
    paintText(painter, rect(), text(), fontFor(TextRole::BodyStrong), themed(m_color), Qt::AlignHCenter);
}

} // namespace postweave::ui::segments
