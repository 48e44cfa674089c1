// SPDX-License-Identifier: GPL-3.0-or-later
// Label: words in a step of the type scale and a colour by role, both following the theme.
#pragma once

#include "ui/base/fonts.h"
#include "ui/base/theme.h"

#include <QLabel>

class QPainter;

namespace postweave::ui {

class Label : public QLabel {
    Q_OBJECT
public:
    explicit Label(const QString& text = {}, TextRole role = TextRole::Body, ColorRole color = &Theme::text,
                   QWidget* parent = nullptr);

    void setTextRole(TextRole role);
    void setColorRole(ColorRole color);
    /// One line that gives up its end (with …, and the whole as tooltip) instead of asking for its full width.
    void setElided(bool elided);

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void applyColor();
    /// Plain words over several lines are set in the line height of their role, which QLabel cannot.
    [[nodiscard]] bool setsParagraph() const;
    /// Paints where there is a painter; returns the height.
    int layOutParagraph(int width, QPainter* painter) const;

    TextRole m_role;
    ColorRole m_color;
    bool m_elided = false;
};

} // namespace postweave::ui
