// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentedControl: a few alternatives side by side, one of them on. Arrow keys move between them.
#pragma once

#include "ui/base/icon.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace postweave::ui {

class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedControl(QWidget* parent = nullptr);

    /// The first one added is on. Where there is an icon, `text` is its tooltip and accessible name unless `withWords`.
    int add(const QString& text, std::optional<Icon> icon = std::nullopt, bool withWords = false);
    void setText(int index, const QString& text);
    /// Several may be on at once, each toggled by itself (for moon, images off, ¶).
    void setIndependent(bool independent);

    [[nodiscard]] int count() const { return static_cast<int>(m_parts.size()); }
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index);
    [[nodiscard]] bool isOn(int index) const;
    void setOn(int index, bool on);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// By the user or by setCurrent().
    void currentChanged(int index);
    /// Independent parts only.
    void toggled(int index, bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Part {
        QString text;
        std::optional<Icon> icon;
        bool withWords = false;
        bool on = false;
    };
    [[nodiscard]] int widthOf(const Part& part) const;
    [[nodiscard]] QRect rectOf(int index) const;
    [[nodiscard]] int partAt(const QPoint& position) const;
    void press(int index);
    void paintPart(QPainter& painter, int index) const;
    void updateName();

    std::vector<Part> m_parts;
    int m_current = -1;
    int m_hovered = -1;
    int m_focused = 0; ///< of independent parts
    bool m_independent = false;
};

} // namespace postweave::ui
