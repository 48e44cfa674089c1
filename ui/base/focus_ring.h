// SPDX-License-Identifier: GPL-3.0-or-later
// FocusRing: shows where the keyboard is, and only once the keyboard has been used to get there.
#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace postweave::ui {

/// True if the widget has the focus and it came by keyboard. Painters of rows, cells and own widgets ask this and draw
/// the ring inside; buttons, chips and pills get it outside from FocusRing without doing anything.
[[nodiscard]] bool showsKeyboardFocus(const QWidget* widget);

/// Property a focusable widget sets to have the ring drawn around it (buttons have it by default), with the radius of
/// its corners in pixels.
void setRingAround(QWidget* widget, double cornerRadius);

/// Owned by the style; watches the application's events.
class FocusRing : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QObject* parent = nullptr);
    ~FocusRing() override;

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void focusCame(QWidget* widget, Qt::FocusReason reason);
    void show(QWidget* widget);

    QPointer<QFocusFrame> m_frame;
};

} // namespace postweave::ui
