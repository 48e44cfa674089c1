// SPDX-License-Identifier: GPL-3.0-or-later
// BlocksView: the tree of dynamic blocks: chevron, icon, words, bar, share. A click leads to the line.
#pragma once

#include <QTreeView>

namespace postweave::ui::templates {

class BlockTreeModel;

class BlocksView : public QTreeView {
    Q_OBJECT
public:
    /// The model outlives it.
    explicit BlocksView(BlockTreeModel& model, QWidget* parent = nullptr);

    /// Marks the block that holds a line without telling anybody.
    void followLine(int line);

Q_SIGNALS:
    /// Clicked, or Enter.
    void lineChosen(int line);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void setHovered(const QModelIndex& index);

    BlockTreeModel& m_model;
    QPersistentModelIndex m_hovered;
};

} // namespace postweave::ui::templates
