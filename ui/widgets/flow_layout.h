// SPDX-License-Identifier: GPL-3.0-or-later
// FlowLayout: items side by side, and on a further line where the next one would be cut off.
#pragma once

#include <QLayout>
#include <QList>

namespace postweave::ui {

class FlowLayout : public QLayout {
    Q_OBJECT
public:
    /// `gap` in pixels, between items and between lines.
    explicit FlowLayout(int gap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// On one line.
    [[nodiscard]] QSize sizeHint() const override;
    /// Of the widest item.
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// The height used; moves the items only if asked to.
    int flow(const QRect& rect, bool moves) const;

    QList<QLayoutItem*> m_items;
    int m_gap;
};

} // namespace postweave::ui
