// SPDX-License-Identifier: GPL-3.0-or-later
// Stepper: the steps of a piece of work as a thread, each with what it has or what it misses.
#pragma once

#include "ui/base/theme.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace postweave::ui {

struct Step {
    enum class State {
        Open,    ///< its number in a ring
        Done,    ///< a check
        Warning, ///< something to look at or to mend
        Error,
    };
    QString title;
    QString words; ///< what it has, or what it misses
    State state = State::Open;
    bool operator==(const Step&) const = default;
};

/// Up and Down move; the chosen step is what the page shows.
class Stepper : public QWidget {
    Q_OBJECT
public:
    explicit Stepper(QWidget* parent = nullptr);

    void setSteps(std::vector<Step> steps);
    [[nodiscard]] const std::vector<Step>& steps() const { return m_steps; }
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int step);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void currentChanged(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRect rowRect(int step) const;
    /// Where a part lies that is designed for reading from the left.
    [[nodiscard]] QRect mirrored(const QRect& part) const;
    void paintStep(QPainter& painter, int step) const;
    void paintMark(QPainter& painter, const QRectF& disc, int step) const;

    std::vector<Step> m_steps;
    int m_current = 0;
    int m_hovered = -1;
};

} // namespace postweave::ui
