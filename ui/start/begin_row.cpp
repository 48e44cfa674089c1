// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/begin_row.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/widgets/keycap.h"

#include <QPainter>

namespace postweave::ui {

BeginRow::BeginRow(Icon icon, const QString& title, const QString& detail, const QKeySequence& keys, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_detail(detail), m_keys(keys)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(detail);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRingAround(this, radius::kControl);
}

QSize BeginRow::sizeHint() const
{
    return {scaled(320), scaled(56)};
}

void BeginRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse()) {
        paintBox(painter, rect().adjusted(1, 1, -1, -1), {theme().hover, std::nullopt, radius::kControl});
    }
    QRect inner = rect().adjusted(scaled(16), 0, -scaled(16), 0);
    paintIcon(painter, m_icon, QRect(inner.x(), 0, scaled(20), height()), 18, theme().accent);
    inner.setRight(paintKeycap(painter, inner, m_keys).left() - scaled(8));
    inner.setLeft(inner.left() + scaled(32));
    const int middle = height() / 2;
    paintText(painter, QRect(inner.x(), middle - scaled(18), inner.width(), scaled(18)), text(),
              fontFor(TextRole::BodyMedium), theme().text);
    paintText(painter, QRect(inner.x(), middle, inner.width(), scaled(16)), m_detail, fontFor(TextRole::Secondary),
              theme().text2);
}

} // namespace postweave::ui
