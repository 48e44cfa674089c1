// SPDX-License-Identifier: GPL-3.0-or-later
// SearchButton: looks like an input and opens the command palette in its own place.
#pragma once

#include <QAbstractButton>

namespace postweave::ui {

class SearchButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit SearchButton(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace postweave::ui
