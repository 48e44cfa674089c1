// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/focus_ring.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QKeyEvent>
#include <QWidget>

namespace postweave::ui {

namespace {

constexpr char kRingProperty[] = "ringRadius";
bool g_keyboardInUse = false;

bool isNavigation(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return false;
    }
}

bool wantsRingAround(const QWidget* widget)
{
    return widget->property(kRingProperty).isValid() || qobject_cast<const QAbstractButton*>(widget);
}

} // namespace

bool showsKeyboardFocus(const QWidget* widget)
{
    return widget && widget->hasFocus() && g_keyboardInUse;
}

void setRingAround(QWidget* widget, double cornerRadius)
{
    widget->setProperty(kRingProperty, cornerRadius);
}

FocusRing::FocusRing(QObject* parent) : QObject(parent)
{
    g_keyboardInUse = false;
    qApp->installEventFilter(this);
}

FocusRing::~FocusRing() = default;

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
        if (watched->isWidgetType()) {
            focusCame(static_cast<QWidget*>(watched), static_cast<QFocusEvent*>(event)->reason());
        }
        break;
    case QEvent::FocusOut:
        show(nullptr);
        break;
    case QEvent::MouseButtonPress:
        g_keyboardInUse = false;
        show(nullptr);
        break;
    case QEvent::KeyPress:
        if (watched->isWidgetType() && isNavigation(static_cast<QKeyEvent*>(event)->key()) && !g_keyboardInUse) {
            g_keyboardInUse = true;
            static_cast<QWidget*>(watched)->update();
        }
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::focusCame(QWidget* widget, Qt::FocusReason reason)
{
    if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason) {
        g_keyboardInUse = true;
    } else if (reason == Qt::MouseFocusReason) {
        g_keyboardInUse = false;
    }
    show(g_keyboardInUse && wantsRingAround(widget) ? widget : nullptr);
    widget->update();
}

void FocusRing::show(QWidget* widget)
{
    if (!m_frame && widget) {
        m_frame = new QFocusFrame(widget);
    }
    if (m_frame) {
        m_frame->setWidget(widget);
    }
}

} // namespace postweave::ui
