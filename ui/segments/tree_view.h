// SPDX-License-Identifier: GPL-3.0-or-later
// TreeView: the segment as nested cards with threads, a widget a row. It shows and reports; editing is the actions' and
// the editor host's.
#pragma once

#include "ui/segments/foot_row.h"
#include "ui/segments/segment_document.h"
#include "ui/segments/tree_linting.h"
#include "ui/segments/tree_places.h"
#include "ui/segments/tree_row_widget.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <utility>

class QKeyEvent;

namespace postweave::ui::segments {

class TreeView : public QWidget {
    Q_OBJECT
public:
    explicit TreeView(SegmentDocument& document, QWidget* parent = nullptr);

    void setContext(Context context);
    [[nodiscard]] const Context& context() const { return m_context; }
    /// Numbers and problems; only their pixels change, nothing moves but rows that need a mend.
    void setCounts(const Counts& counts);
    /// What is likely meant otherwise, each at its row; of another tree than the one on show: ignored.
    void setFindings(const LintResult& findings);
    /// Numbers on show are on their way to new ones.
    void setBusy(bool busy);

    [[nodiscard]] const std::vector<TreeRow>& rows() const { return m_rows; }
    [[nodiscard]] const TreePlaces& places() const { return m_places; }
    /// nullptr for a foot.
    [[nodiscard]] TreeRowWidget* rowWidget(int row) const;
    [[nodiscard]] FootRow* footWidget(int row) const;
    [[nodiscard]] int rowOfWidget(const QWidget* widget) const;

    /// Where the keyboard is; 0 at first.
    [[nodiscard]] int currentRow() const { return m_current; }
    /// `part`: -1 the row itself, else one of its chips or buttons (the last if there are fewer).
    void focusRow(int row, int part = -1, Qt::FocusReason reason = Qt::OtherFocusReason);
    /// Of the widget that has the focus; -1 for a row itself.
    [[nodiscard]] int currentPart() const;
    /// Asked for every key that any row or part of it gets; with `ask`, only whether it would take it.
    void setKeyHandler(std::function<bool(QKeyEvent* event, bool ask)> handler) { m_keyHandler = std::move(handler); }
    /// Told how the focus came into a row.
    void setFocusNotice(std::function<void(Qt::FocusReason)> notice) { m_focusNotice = std::move(notice); }
    [[nodiscard]] bool isDragging() const { return m_ghost != nullptr; }
    void cancelDrag();
    /// The row whose editor is open, and on which chip.
    void setOpenFacet(const segment::NodePath& path, const std::optional<Facet>& facet);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

Q_SIGNALS:
    void facetClicked(int row, const postweave::ui::segments::Facet& facet);
    void facetRemoved(int row, const postweave::ui::segments::Facet& facet);
    void combinatorChosen(int row, postweave::ui::Combinator combinator, int atLeast);
    void notClicked(int row);
    void menuRequested(int row, QPoint globalPosition);
    void additionRequested(int row, postweave::ui::segments::Addition addition);
    /// A row was dropped: a node at a place, or a step at another position in its sequence.
    void nodeMoved(const postweave::segment::NodePath& from, const postweave::ui::segments::DropPlace& place);
    void stepMoved(const postweave::segment::NodePath& sequence, int from, int to);
    /// Keep this part in view.
    void revealRequested(const QRect& part);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct ShownNumbers {
        segment::NodePath path;
        segment::Node node;
        RowNumbers numbers;
    };

    void documentChanged(const DocumentChange& change);
    void rebuild();
    void keepTabOrder();
    QWidget* widgetFor(int row);
    void connectRow(TreeRowWidget* widget);
    void fillRow(int row);
    void fillNumbers();
    void fillProblem(TreeRowWidget& widget, const TreeRow& row) const;
    [[nodiscard]] RowNumbers numbersFor(const TreeRow& row) const;
    [[nodiscard]] std::vector<ShownNumbers> rememberNumbers() const;
    void recallNumbers(const std::vector<ShownNumbers>& before);
    void place();
    [[nodiscard]] TreePlaces placesFor(int width) const;
    void setCurrent(int row);
    void watchParts(QWidget* widget);

    void paintCard(QPainter& painter, const CardPlace& card) const;
    void paintThreads(QPainter& painter, const CardPlace& card) const;
    void paintDropLine(QPainter& painter) const;
    [[nodiscard]] double middleOf(int row) const;

    void dragTo(int row, QPoint position);
    void drop(int row, QPoint position);
    void endDrag();

    SegmentDocument& m_document;
    Context m_context;
    Counts m_counts;
    LintResult m_findings;
    bool m_busy = false;
    segment::FilterTree m_shown;
    std::vector<TreeRow> m_rows;
    std::vector<QWidget*> m_widgets; ///< TreeRowWidget or FootRow, by row
    CountColumns m_columns;
    TreePlaces m_places;
    int m_current = 0;
    segment::NodePath m_openPath;
    std::optional<Facet> m_openFacet;
    std::optional<DropPlace> m_drop;
    int m_dropStep = -1;
    QWidget* m_ghost = nullptr;
    bool m_dragCancelled = false;
    std::function<bool(QKeyEvent*, bool)> m_keyHandler;
    std::function<void(Qt::FocusReason)> m_focusNotice;
};

} // namespace postweave::ui::segments
