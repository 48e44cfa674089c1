// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/name_edit.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace postweave::ui::templates {

NameEdit::NameEdit(QWidget* parent) : QLineEdit(parent)
{
    setFont(fontFor(TextRole::BodyStrong));
    setAccessibleName(tr("Template name"));
    setToolTip(tr("Click to rename"));
    setMaxLength(200);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setMinimumWidth(scaled(60));
    connect(this, &QLineEdit::textChanged, this, &QWidget::updateGeometry);
}

void NameEdit::setName(const QString& name)
{
    m_name = name;
    setText(name);
    setCursorPosition(0);
}

void NameEdit::begin()
{
    setFocus(Qt::OtherFocusReason);
    selectAll();
}

QSize NameEdit::sizeHint() const
{
    return {textWidth(text(), font()) + scaled(24), scaled(size::kInput)};
}

void NameEdit::paintEvent(QPaintEvent* event)
{
    if (hasFocus()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    if (underMouse() && !isReadOnly()) {
        paintBox(painter, rect(), {.fill = theme().hover, .radius = radius::kControl});
    }
    paintText(painter, rect().adjusted(scaled(7), 0, -2, 0), text(), font(), theme().text);
}

void NameEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        setName(m_name);
        clearFocus();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        clearFocus();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void NameEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (text() != m_name) {
        const QString wanted = text();
        setText(m_name);
        Q_EMIT nameEntered(wanted);
    }
    setCursorPosition(0);
    update();
}

} // namespace postweave::ui::templates
