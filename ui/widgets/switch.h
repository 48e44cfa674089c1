// SPDX-License-Identifier: GPL-3.0-or-later
// Switch: on or off at once, without a further step; words beside it are its accessible name.
#pragma once

#include <QAbstractButton>

class QVariantAnimation;

namespace postweave::ui {

class Switch : public QAbstractButton {
    Q_OBJECT
public:
    explicit Switch(const QString& text = {}, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVariantAnimation* m_animation;
    double m_position = 0; ///< of the knob, 0 off to 1 on
};

} // namespace postweave::ui
