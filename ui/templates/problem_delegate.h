// SPDX-License-Identifier: GPL-3.0-or-later
// ProblemDelegate: a problem in one row: icon, words, line and column, rule, mend at a fixed place.
#pragma once

#include <QStyledItemDelegate>

namespace postweave::ui::templates {

class ProblemDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

Q_SIGNALS:
    void mendClicked(const QModelIndex& index);

private:
    struct Places {
        QRect icon;
        QRect words;
        QRect place;
        QRect rule;
        QRect mend;
    };
    [[nodiscard]] static Places placesIn(const QRect& row);
    static void paintMend(QPainter& painter, const QRect& rect, const QModelIndex& index, bool hovered);
};

} // namespace postweave::ui::templates
