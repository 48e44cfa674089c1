// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/search_button.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/widgets/keycap.h"

#include <QPainter>

namespace postweave::ui {

SearchButton::SearchButton(QWidget* parent) : QAbstractButton(parent)
{
    setText(tr("Search pages, segments, people, commands"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(scaled(220));
    setRingAround(this, radius::kControl);
}

QSize SearchButton::sizeHint() const
{
    return {scaled(416), scaled(size::kButton)};
}

void SearchButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBox(painter, rect(), {theme().surface, theme().control, radius::kControl});
    QRect inner = rect().adjusted(scaled(10), 0, -scaled(8), 0);
    paintIcon(painter, Icon::Search, QRect(inner.x(), 0, iconsize::kNormal, height()), theme().text2);
    inner.setLeft(inner.left() + iconsize::kNormal + scaled(8));
    inner.setRight(paintKeycap(painter, inner, QKeySequence(Qt::CTRL | Qt::Key_K)).left() - scaled(8));
    paintText(painter, inner, text(), fontFor(TextRole::Body), theme().text2);
}

} // namespace postweave::ui
