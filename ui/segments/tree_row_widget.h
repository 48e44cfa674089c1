// SPDX-License-Identifier: GPL-3.0-or-later
// TreeRowWidget: one row of the tree with its pill or chips, its numbers and its menu. The view paints grounds and
// threads behind it.
#pragma once

#include "ui/segments/row_flow.h"
#include "ui/segments/segment_counting.h"
#include "ui/segments/tree_places.h"
#include "ui/segments/tree_row_content.h"

#include <QWidget>

#include <optional>
#include <vector>

class QToolButton;

namespace postweave::ui {
class CountBar;
}

namespace postweave::ui::segments {

class WordPill;

/// What stands in the columns at the right.
struct RowNumbers {
    std::optional<qint64> finds; ///< nothing before the first count
    qint64 in = 0;
    qint64 people = 0;
    bool ignored = false;
    bool counting = false; ///< a newer number is on its way
    bool isWhole = false;  ///< the whole segment's: never marked as finding nobody or excluding nobody
    bool operator==(const RowNumbers&) const = default;
};

class TreeRowWidget : public QWidget {
    Q_OBJECT
public:
    explicit TreeRowWidget(RowKind kind, QWidget* parent = nullptr);

    [[nodiscard]] const RowContent& content() const { return m_content; }
    void setContent(const RowContent& content);
    void setColumns(const CountColumns& columns);
    void setNumbers(const RowNumbers& numbers);
    [[nodiscard]] const RowNumbers& numbers() const { return m_numbers; }
    /// A line below the chips; empty: none.
    void setProblem(const QString& mend, Severity severity);
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// With these columns, which need not be the present ones.
    [[nodiscard]] int heightFor(int width, const CountColumns& columns) const;

    /// NOTs, the pill, chips: what arrow keys move between, in order.
    [[nodiscard]] std::vector<QWidget*> parts() const;
    /// The chip that stands for it best; nullptr if there is none.
    [[nodiscard]] ConditionChip* chipFor(const Facet& facet) const;
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }
    [[nodiscard]] CombinatorPill* pill() const { return m_pill; }
    /// The chip whose editor is open.
    void setOpenFacet(const std::optional<Facet>& facet);

Q_SIGNALS:
    void facetClicked(const postweave::ui::segments::Facet& facet);
    void facetRemoved(const postweave::ui::segments::Facet& facet);
    void combinatorChosen(postweave::ui::Combinator combinator, int atLeast);
    void notClicked();
    /// Below the menu button, or where the pointer is.
    void menuRequested(QPoint globalPosition);
    /// `position` in the row.
    void pressed(QPoint position);
    void dragged(QPoint position);
    void dropped(QPoint position);
    void partsChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Item {
        QWidget* widget = nullptr; ///< else words
        QString text;
        QSize size;
        int gap = 0;
    };

    [[nodiscard]] bool isHead() const;
    [[nodiscard]] int leftOfItems() const;
    [[nodiscard]] int widthForItems(int width, const CountColumns& columns) const;
    [[nodiscard]] QRect gripRect() const;
    [[nodiscard]] int baseHeight() const;
    [[nodiscard]] std::vector<Item> items() const;
    [[nodiscard]] Flow flowFor(int width, const CountColumns& columns) const;
    void showNots(int count);
    void showChips();
    void place();
    void paintWords(QPainter& painter) const;
    void paintNumbers(QPainter& painter) const;
    void paintMark(QPainter& painter) const;
    void paintProblem(QPainter& painter) const;
    void updateName();

    RowContent m_content;
    CountColumns m_columns;
    RowNumbers m_numbers;
    QString m_problem;
    Severity m_severity = Severity::Error;
    CombinatorPill* m_pill = nullptr;
    WordPill* m_sequencePill = nullptr;
    std::vector<WordPill*> m_nots;
    std::vector<ConditionChip*> m_chips; ///< by position in content().chips; nullptr for glue
    CountBar* m_bar;
    QToolButton* m_menu;
    Flow m_flow;
    std::optional<QPoint> m_pressedAt;
    bool m_dragging = false;
};

/// How a number reads beside its row: "excludes nobody", "finds nobody", "switched off".
struct RowMark {
    Icon icon;
    QString words;
    ColorRole color;
};
[[nodiscard]] std::optional<RowMark> markOf(const RowContent& content, const RowNumbers& numbers);

} // namespace postweave::ui::segments
