// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rounded_corners.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace postweave::ui {

namespace {

/// Lies above everything in the card and lets every event through.
class Corners : public QWidget {
public:
    Corners(QWidget* card, ColorRole ground) : QWidget(card), m_ground(ground)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        card->installEventFilter(this);
        cover();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        switch (event->type()) {
        case QEvent::Resize:
        case QEvent::Show:
        case QEvent::LayoutRequest:
            cover();
            break;
        default:
            break;
        }
        return QWidget::eventFilter(watched, event);
    }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath outside;
        outside.addRect(rect());
        QPainterPath inside;
        inside.addRoundedRect(QRectF(rect()), radius::kCard, radius::kCard);
        painter.fillPath(outside - inside, themed(m_ground));
        paintBox(painter, rect(), {std::nullopt, theme().border, radius::kCard});
    }

private:
    void cover()
    {
        setGeometry(parentWidget()->rect());
        raise();
    }

    ColorRole m_ground;
};

} // namespace

void roundCorners(QWidget* card, ColorRole ground)
{
    new Corners(card, ground);
}

} // namespace postweave::ui
