// SPDX-License-Identifier: GPL-3.0-or-later
// IconSign: an icon beside words that say the same; it follows the theme and is nothing to a screen reader.
#pragma once

#include "ui/base/fonts.h"
#include "ui/base/icon.h"

#include <QPainter>
#include <QWidget>

namespace postweave::ui::templates {

class IconSign final : public QWidget {
public:
    explicit IconSign(Icon icon, ColorRole color = &Theme::text2, QWidget* parent = nullptr)
        : QWidget(parent), m_icon(icon), m_color(color)
    {
        setFixedSize(scaled(iconsize::kNormal), scaled(iconsize::kNormal));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintIcon(painter, m_icon, rect(), themed(m_color));
    }

private:
    Icon m_icon;
    ColorRole m_color;
};

} // namespace postweave::ui::templates
