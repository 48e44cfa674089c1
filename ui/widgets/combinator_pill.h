// SPDX-License-Identifier: GPL-3.0-or-later
// CombinatorPill: ALL, ANY, NONE, AT LEAST n in its colour; opens a menu to change it.
#pragma once

#include "ui/base/theme.h"

#include <QAbstractButton>

namespace postweave::ui {

enum class Combinator { All, Any, None, AtLeast };

[[nodiscard]] ColorRole wordRole(Combinator combinator);
[[nodiscard]] ColorRole softRole(Combinator combinator);
/// `ALL of`, `AT LEAST 2 of`.
[[nodiscard]] QString wordOf(Combinator combinator, int atLeast);
/// What it means, for the hint beside the pill: "every one must hold".
[[nodiscard]] QString meaningOf(Combinator combinator);

class CombinatorPill : public QAbstractButton {
    Q_OBJECT
public:
    explicit CombinatorPill(QWidget* parent = nullptr);

    /// `atLeast` counts for AtLeast alone; `children` is the highest number its menu offers.
    void setCombinator(Combinator combinator, int atLeast = 2, int children = 2);
    [[nodiscard]] Combinator combinator() const { return m_combinator; }
    [[nodiscard]] int atLeast() const { return m_atLeast; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user chose another one; the pill itself waits for setCombinator().
    void combinatorChosen(postweave::ui::Combinator combinator, int atLeast);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void openMenu();

    Combinator m_combinator = Combinator::All;
    int m_atLeast = 2;
    int m_children = 2;
};

} // namespace postweave::ui
