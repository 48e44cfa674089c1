// SPDX-License-Identifier: GPL-3.0-or-later
// WordPill: a word on the soft ground of its colour, as high as a combinator: NOT, IN ORDER.
#pragma once

#include "ui/base/theme.h"

#include <QAbstractButton>

namespace postweave::ui::segments {

class WordPill : public QAbstractButton {
    Q_OBJECT
public:
    WordPill(const QString& word, ColorRole color, ColorRole ground, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColorRole m_color;
    ColorRole m_ground;
};

} // namespace postweave::ui::segments
