// SPDX-License-Identifier: GPL-3.0-or-later
// ListRowDelegate: rows of side lists. Two lines (name; figure and change; sparkline) at 52 px, or one line (icon,
// name, bar, figure) at 32.
#pragma once

#include <QStyledItemDelegate>

class QListView;

namespace postweave::ui {

/// Reads Qt::DisplayRole and itemrole. Sections (itemrole::Section) are 32 high in either form.
class ListRowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum class Form { TwoLines, OneLine };

    explicit ListRowDelegate(Form form, QObject* parent = nullptr);

    /// Width kept for the sparkline (two lines) or the bar (one line); 0 keeps none.
    void setGraphWidth(int designed) { m_graphWidth = designed; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintSection(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintTwoLines(QPainter& painter, QRect rect, const QModelIndex& index, bool selected) const;
    void paintOneLine(QPainter& painter, QRect rect, const QModelIndex& index, bool selected) const;

    Form m_form;
    int m_graphWidth;
};

/// Ground of a row: hover, soft and a 3 px accent bar when selected (border2 while the window is inactive), and the
/// keyboard's ring. Shared with delegates of features.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, bool withBar = true);

/// No frame, no ground of its own, smooth scrolling, whole-row selection, the delegate owned by the view.
void setUpList(QListView* view, ListRowDelegate::Form form);

} // namespace postweave::ui
