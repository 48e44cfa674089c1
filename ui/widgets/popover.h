// SPDX-License-Identifier: GPL-3.0-or-later
// Popover: a frame with a shadow that opens beside its anchor, never over it. Esc and a click outside close it.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace postweave::ui {

/// A top-level of type Qt::Popup, translucent around its box. Fill content() with a layout or setContent(). Deletes
/// itself when it closes unless told otherwise with setAttribute(Qt::WA_DeleteOnClose, false).
class Popover : public QWidget {
    Q_OBJECT
public:
    explicit Popover(QWidget* parent);

    /// Takes the widget over; padding is the content's own.
    void setContent(QWidget* content);
    /// Below `anchor` (a widget's part, in its coordinates), or above where there is no room; the arrow points at it.
    void openAt(const QWidget* anchor, const QRect& part);
    void openAt(const QWidget* anchor);

    /// Space kept around the box for the shadow.
    [[nodiscard]] static int shadowMargin();

Q_SIGNALS:
    /// Closed by Esc: what was edited is to be restored.
    void cancelled();
    /// Closed in any way, after cancelled().
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    [[nodiscard]] QRect boxRect() const;

    QVBoxLayout* m_layout;
    QWidget* m_content = nullptr;
    int m_arrowX = 0;
    bool m_above = false;
};

} // namespace postweave::ui
