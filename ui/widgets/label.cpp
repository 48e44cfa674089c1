// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include "ui/base/painting.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace postweave::ui {

Label::Label(const QString& text, TextRole role, ColorRole color, QWidget* parent)
    : QLabel(text, parent), m_role(role), m_color(color)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(role));
    applyColor();
}

void Label::setTextRole(TextRole role)
{
    m_role = role;
    setFont(fontFor(role));
}

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

bool Label::setsParagraph() const
{
    const bool severalLines = wordWrap() || text().contains(u'\n');
    return severalLines && textFormat() == Qt::PlainText && textInteractionFlags() == Qt::LinksAccessibleByMouse;
}

int Label::layOutParagraph(int width, QPainter* painter) const
{
    const double step = lineHeight(m_role);
    const QMargins margins = contentsMargins();
    const double inner = width - margins.left() - margins.right();
    double y = margins.top();
    for (const QString& paragraph : text().split(u'\n')) {
        QTextLayout layout(paragraph, font());
        QTextOption option(alignment() & Qt::AlignHorizontal_Mask);
        option.setWrapMode(wordWrap() ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
        option.setTextDirection(layoutDirection());
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(inner);
            line.setPosition(QPointF(margins.left(), y + (step - line.height()) / 2));
            y += step;
        }
        layout.endLayout();
        if (painter) {
            layout.draw(painter, QPointF());
        }
    }
    return qRound(y + margins.bottom());
}

int Label::heightForWidth(int width) const
{
    return setsParagraph() ? layOutParagraph(width, nullptr) : QLabel::heightForWidth(width);
}

QSize Label::sizeHint() const
{
    const QSize usual = QLabel::sizeHint();
    return setsParagraph() ? QSize(usual.width(), layOutParagraph(usual.width(), nullptr)) : usual;
}

QSize Label::minimumSizeHint() const
{
    const QSize usual = QLabel::minimumSizeHint();
    if (setsParagraph()) {
        return {wordWrap() ? qMin(usual.width(), scaled(80)) : usual.width(), lineHeight(m_role)};
    }
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
    if (!m_elided && !setsParagraph()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QColor color = isEnabled() ? themed(m_color) : theme().disabled;
    if (!m_elided) {
        painter.setPen(color);
        layOutParagraph(width(), &painter);
        return;
    }
    paintText(painter, contentsRect(), text(), font(), color, static_cast<int>(alignment() & Qt::AlignHorizontal_Mask));
}

bool Label::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_elided && toolTip().isEmpty() &&
        textWidth(text(), font()) > contentsRect().width()) {
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
