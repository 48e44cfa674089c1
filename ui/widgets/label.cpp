// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include "ui/base/painting.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace postweave::ui {

Label::Label(const QString& text, TextRole role, ColorRole color, QWidget* parent)
    : QLabel(text, parent), m_color(color)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(role));
    applyColor();
}

void Label::setTextRole(TextRole role) { setFont(fontFor(role)); }

void Label::setColorRole(ColorRole color)
{
    m_color = color;
    applyColor();
}

void Label::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
}

QSize Label::minimumSizeHint() const
{
    const QSize usual = QLabel::minimumSizeHint();
    return m_elided ? QSize(qMin(usual.width(), scaled(32)), usual.height()) : usual;
}

void Label::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyColor();
    }
}

void Label::paintEvent(QPaintEvent* event)
{
    if (!m_elided) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QColor color = isEnabled() ? themed(m_color) : theme().disabled;
    paintText(painter, contentsRect(), text(), font(), color, static_cast<int>(alignment() & Qt::AlignHorizontal_Mask));
}

bool Label::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_elided && toolTip().isEmpty()
        && textWidth(text(), font()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

void Label::applyColor()
{
    // Setting an equal palette again would send another PaletteChange.
    if (palette().color(QPalette::Active, QPalette::WindowText) == themed(m_color)) {
        return;
    }
    QPalette own;
    own.setColor(QPalette::Active, QPalette::WindowText, themed(m_color));
    own.setColor(QPalette::Inactive, QPalette::WindowText, themed(m_color));
    setPalette(own);
}

} // namespace postweave::ui
