// SPDX-License-Identifier: GPL-3.0-or-later
// WovenThreads: many threads, over and under each other, into one envelope. The picture of the start page.
#pragma once

#include <QWidget>

namespace postweave::ui {

class WovenThreads : public QWidget {
    Q_OBJECT
public:
    explicit WovenThreads(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace postweave::ui
