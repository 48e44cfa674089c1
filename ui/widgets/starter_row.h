// SPDX-License-Identifier: GPL-3.0-or-later
// StarterRow: one way to begin as a button of two lines with an icon, a sparkline, a figure and a chevron.
#pragma once

#include "ui/widgets/empty_state.h"

#include <QAbstractButton>

namespace postweave::ui {

class StarterRow : public QAbstractButton {
    Q_OBJECT
public:
    explicit StarterRow(const Starter& starter, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Starter m_starter;
};

} // namespace postweave::ui
