// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/title_edit.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QKeyEvent>
#include <QPainter>

namespace postweave::ui::segments {

TitleEdit::TitleEdit(QWidget* parent) : QLineEdit(parent)
{
    setFont(fontFor(TextRole::Title));
    setFrame(false);
    setFixedHeight(scaled(36));
}

void TitleEdit::paintEvent(QPaintEvent* event)
{
    // Words stand at the pane's edge while it is only read.
    if (hasFocus()) {
        QLineEdit::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().accent, 2));
        painter.drawLine(0, height() - 1, width(), height() - 1);
        return;
    }
    QPainter painter(this);
    const QRect words = rect().adjusted(2, 0, -4, 0);
    paintText(painter, words, text(), font(), theme().text);
}

void TitleEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        setText(m_before);
        clearFocus();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        clearFocus(); // tells that editing has finished
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void TitleEdit::focusInEvent(QFocusEvent* event)
{
    m_before = text();
    QLineEdit::focusInEvent(event);
    update();
}

void TitleEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    setCursorPosition(0);
    update();
}

} // namespace postweave::ui::segments
