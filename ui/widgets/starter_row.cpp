// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/starter_row.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/widgets/sparkline.h"

#include <QPainter>

namespace postweave::ui {

StarterRow::StarterRow(const Starter& starter, QWidget* parent) : QAbstractButton(parent), m_starter(starter)
{
    setText(starter.title);
    setAccessibleName(starter.title);
    setAccessibleDescription(starter.detail);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRingAround(this, radius::kControl);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_starter.begin) {
            m_starter.begin();
        }
    });
}

QSize StarterRow::sizeHint() const
{
    return {scaled(320), scaled(56)};
}

void StarterRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& now = theme();
    if (underMouse()) {
        paintBox(painter, rect(), {now.hover, std::nullopt, radius::kControl});
    }
    QRect inner = rect().adjusted(scaled(16), 0, -scaled(16), 0);
    paintIcon(painter, m_starter.icon, QRect(inner.x(), 0, scaled(20), height()), scaled(18), now.accent);
    paintIcon(painter, Icon::ChevronRight, QRect(inner.right() - 14, 0, 16, height()), 14, now.text2);
    inner.adjust(scaled(32), 0, -scaled(28), 0);
    const int figureWidth = scaled(56);
    paintText(painter, QRect(inner.right() - figureWidth, 0, figureWidth, height()), m_starter.figure,
              fontFor(TextRole::BodyMedium), now.text, Qt::AlignRight);
    if (m_starter.spark.size() > 1) {
        paintSparkline(painter, QRectF(inner.right() - figureWidth - scaled(76), height() / 2.0 - 11, scaled(56), 22),
                       m_starter.spark, {.color = &Theme::text3});
    }
    inner.setRight(inner.right() - figureWidth - scaled(m_starter.spark.size() > 1 ? 84 : 8));
    const int middle = height() / 2;
    paintText(painter, QRect(inner.x(), middle - scaled(18), inner.width(), scaled(18)), m_starter.title,
              fontFor(TextRole::BodyMedium), now.text);
    paintText(painter, QRect(inner.x(), middle, inner.width(), scaled(16)), m_starter.detail,
              fontFor(TextRole::Secondary), now.text2);
}

} // namespace postweave::ui
