// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_view.h"

#include "ui/base/error_words.h"
#include "ui/base/fonts.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QResizeEvent>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using segment::NodePath;

TreeView::TreeView(SegmentDocument& document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_context(makeContext(nullptr, nullptr, {}, {})),
      m_columns(countColumns(0))
{
    setAccessibleName(tr("Conditions"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&document, &SegmentDocument::changed, this, &TreeView::documentChanged);
    rebuild();
}

void TreeView::setContext(Context context)
{
    m_context = std::move(context);
    m_columns = countColumns(m_context->people());
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        fillRow(row);
    }
    place();
}

void TreeView::setCounts(const Counts& counts)
{
    m_counts = counts;
    fillNumbers();
}

void TreeView::setFindings(const LintResult& findings)
{
    m_findings = findings;
    fillNumbers();
}

void TreeView::setBusy(bool busy)
{
    m_busy = busy;
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        if (TreeRowWidget* widget = rowWidget(row)) {
            RowNumbers numbers = widget->numbers();
            numbers.counting = busy;
            widget->setNumbers(numbers);
        }
    }
}

void TreeView::documentChanged(const DocumentChange& change)
{
    if (change.kind == DocumentChange::Kind::Renamed) {
        return;
    }
    if (change.kind == DocumentChange::Kind::Loaded) {
        m_counts.reset();
    }
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    const int part = currentPart();
    const NodePath before =
        m_current < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(m_current)].path : NodePath{};
    const int stepBefore =
        m_current < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(m_current)].step : -1;
    rebuild();
    int row = rowOf(m_rows, change.focus);
    if (stepBefore >= 0 && change.focus == before && row + 1 + stepBefore < static_cast<int>(m_rows.size()) &&
        m_rows[static_cast<std::size_t>(row)].kind == RowKind::SequenceHead) {
        row += 1 + stepBefore;
    }
    setCurrent(std::max(0, row));
    if (hadFocus && change.kind == DocumentChange::Kind::Tree) {
        focusRow(m_current, part);
    }
}

void TreeView::rebuild()
{
    const std::vector<ShownNumbers> before = rememberNumbers();
    m_shown = m_document.tree();
    m_rows = layOutRows(m_shown);
    while (m_widgets.size() > m_rows.size()) {
        m_widgets.back()->hide();
        m_widgets.back()->deleteLater();
        m_widgets.pop_back();
    }
    m_widgets.resize(m_rows.size(), nullptr);
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        widgetFor(row);
        fillRow(row);
    }
    recallNumbers(before);
    setOpenFacet(m_openPath, m_openFacet);
    place();
    keepTabOrder();
}

void TreeView::keepTabOrder()
{
    // Qt appends what is made later to the end of the window's order, behind other panes.
    QWidget* before = previousInFocusChain();
    while (before != this && (isAncestorOf(before) || (before->focusPolicy() & Qt::TabFocus) == 0)) {
        before = before->previousInFocusChain();
    }
    const auto goesOn = [&before, this](QWidget* next) {
        if (before != this) {
            setTabOrder(before, next);
        }
        before = next;
    };
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        const TreeRowWidget* widget = rowWidget(row);
        if (widget != nullptr) {
            goesOn(m_widgets[static_cast<std::size_t>(row)]);
        }
        const std::vector<QWidget*> parts = widget != nullptr ? widget->parts() : footWidget(row)->parts();
        std::for_each(parts.begin(), parts.end(), goesOn);
    }
}

QWidget* TreeView::widgetFor(int row)
{
    QWidget*& widget = m_widgets[static_cast<std::size_t>(row)];
    const RowKind kind = m_rows[static_cast<std::size_t>(row)].kind;
    auto* rowWidget = qobject_cast<TreeRowWidget*>(widget);
    const bool fits =
        widget != nullptr &&
        (kind == RowKind::Foot ? rowWidget == nullptr : rowWidget != nullptr && rowWidget->content().row.kind == kind);
    if (fits) {
        return widget;
    }
    if (widget != nullptr) {
        widget->hide();
        widget->deleteLater();
    }
    if (kind == RowKind::Foot) {
        auto* foot = new FootRow(this);
        connect(foot, &FootRow::additionRequested, this,
                [this, foot](Addition addition) { Q_EMIT additionRequested(rowOfWidget(foot), addition); });
        widget = foot;
    } else {
        auto* fresh = new TreeRowWidget(kind, this);
        connectRow(fresh);
        widget = fresh;
    }
    watchParts(widget);
    widget->show();
    return widget;
}

void TreeView::connectRow(TreeRowWidget* widget)
{
    connect(widget, &TreeRowWidget::facetClicked, this,
            [this, widget](const Facet& facet) { Q_EMIT facetClicked(rowOfWidget(widget), facet); });
    connect(widget, &TreeRowWidget::facetRemoved, this,
            [this, widget](const Facet& facet) { Q_EMIT facetRemoved(rowOfWidget(widget), facet); });
    connect(widget, &TreeRowWidget::combinatorChosen, this, [this, widget](Combinator combinator, int atLeast) {
        Q_EMIT combinatorChosen(rowOfWidget(widget), combinator, atLeast);
    });
    connect(widget, &TreeRowWidget::notClicked, this, [this, widget] { Q_EMIT notClicked(rowOfWidget(widget)); });
    connect(widget, &TreeRowWidget::menuRequested, this,
            [this, widget](QPoint at) { Q_EMIT menuRequested(rowOfWidget(widget), at); });
    connect(widget, &TreeRowWidget::dragged, this, [this, widget](QPoint at) { dragTo(rowOfWidget(widget), at); });
    connect(widget, &TreeRowWidget::dropped, this, [this, widget](QPoint at) { drop(rowOfWidget(widget), at); });
    connect(widget, &TreeRowWidget::partsChanged, this, [this, widget] { watchParts(widget); });
}

void TreeView::watchParts(QWidget* widget)
{
    // Which row has the focus, wherever in it.
    widget->installEventFilter(this);
    for (QWidget* child : widget->findChildren<QWidget*>()) {
        child->installEventFilter(this);
    }
}

void TreeView::fillRow(int row)
{
    const TreeRow& shown = m_rows[static_cast<std::size_t>(row)];
    const RowContent content = contentOf(shown, m_shown, *m_context);
    if (TreeRowWidget* widget = rowWidget(row)) {
        widget->setContent(content);
    } else if (FootRow* foot = footWidget(row)) {
        const segment::Node* node = m_shown.find(shown.inner);
        const bool isSequence = node != nullptr && std::holds_alternative<segment::EventSequence>(node->body);
        foot->setRow(shown, isSequence, isSequence ? tr("In order") : wordOf(content.combinator, content.atLeast));
    }
}

RowNumbers TreeView::numbersFor(const TreeRow& row) const
{
    RowNumbers numbers;
    numbers.people = static_cast<qint64>(m_context->people());
    numbers.isWhole = row.path.empty() && row.kind != RowKind::Step;
    const segment::NodeCount* count = m_counts ? m_counts->at(row.path) : nullptr;
    const NodeProblem* problem = m_counts ? problemAt(m_counts->problems, row.inner) : nullptr;
    const bool isFaulty = problem != nullptr && problem->diagnostic.severity == Severity::Error;
    if (count != nullptr && !isFaulty) {
        numbers.finds = static_cast<qint64>(count->finds);
        numbers.in = static_cast<qint64>(count->inSegment);
        numbers.ignored = count->ignored;
    }
    return numbers;
}

void TreeView::fillNumbers()
{
    const bool isCurrent = m_counts && m_counts->tree == m_shown;
    if (!isCurrent) {
        return;
    }
    bool moved = false;
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        TreeRowWidget* widget = rowWidget(row);
        if (widget == nullptr) {
            continue;
        }
        const TreeRow& shown = m_rows[static_cast<std::size_t>(row)];
        RowNumbers numbers = numbersFor(shown);
        numbers.counting = m_busy;
        widget->setNumbers(numbers);
        const QString before = widget->problem();
        fillProblem(*widget, shown);
        moved = moved || before.isEmpty() != widget->problem().isEmpty();
    }
    if (moved) {
        place();
    }
}

void TreeView::fillProblem(TreeRowWidget& widget, const TreeRow& row) const
{
    const bool isStep = row.kind == RowKind::Step;
    const NodeProblem* problem = isStep ? nullptr : problemAt(m_counts->problems, row.inner);
    if (problem != nullptr) {
        const Diagnostic& diagnostic = problem->diagnostic;
        const QString mend = diagnostic.mend.empty() ? QString() : sentenceOf(diagnostic.mend);
        widget.setProblem(QString(sentenceOf(diagnostic.message) + QLatin1Char(' ') + mend).trimmed(),
                          diagnostic.severity);
        return;
    }
    // What was found in a condition that still stands is kept until it has been looked at again: rows do not jump.
    const segment::Node* before = m_findings.tree.find(row.inner);
    const segment::Node* now = m_shown.find(row.inner);
    const bool stands = !isStep && before != nullptr && now != nullptr && *before == *now;
    const segment::LintFinding* finding = stands ? findingAt(m_findings.findings, row.inner) : nullptr;
    widget.setProblem(finding != nullptr ? findingWords(*finding) : QString(), Severity::Warning);
}

std::vector<TreeView::ShownNumbers> TreeView::rememberNumbers() const
{
    std::vector<ShownNumbers> shown;
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        const TreeRow& place = m_rows[static_cast<std::size_t>(row)];
        const TreeRowWidget* widget = rowWidget(row);
        const segment::Node* node = m_shown.find(place.path);
        if (widget != nullptr && node != nullptr && place.kind != RowKind::Step && widget->numbers().finds) {
            shown.push_back({place.path, *node, widget->numbers()});
        }
    }
    return shown;
}

void TreeView::recallNumbers(const std::vector<ShownNumbers>& before)
{
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        TreeRowWidget* widget = rowWidget(row);
        const TreeRow& place = m_rows[static_cast<std::size_t>(row)];
        const segment::Node* node = m_shown.find(place.path);
        if (widget == nullptr || node == nullptr) {
            continue;
        }
        const auto same =
            std::find_if(before.begin(), before.end(), [&](const auto& each) { return each.node == *node; });
        const auto here =
            std::find_if(before.begin(), before.end(), [&](const auto& each) { return each.path == place.path; });
        const bool sameBody = here != before.end() && here->node.body.index() == node->body.index();
        RowNumbers numbers;
        if (same != before.end()) {
            numbers = same->numbers;
        } else if (sameBody) {
            numbers = here->numbers;
        }
        numbers.people = static_cast<qint64>(m_context->people());
        numbers.isWhole = place.path.empty() && place.kind != RowKind::Step;
        widget->setNumbers(numbers);
    }
}

TreeRowWidget* TreeView::rowWidget(int row) const
{
    const bool exists = row >= 0 && row < static_cast<int>(m_widgets.size());
    return exists ? qobject_cast<TreeRowWidget*>(m_widgets[static_cast<std::size_t>(row)]) : nullptr;
}

FootRow* TreeView::footWidget(int row) const
{
    const bool exists = row >= 0 && row < static_cast<int>(m_widgets.size());
    return exists ? qobject_cast<FootRow*>(m_widgets[static_cast<std::size_t>(row)]) : nullptr;
}

int TreeView::rowOfWidget(const QWidget* widget) const
{
    while (widget != nullptr && widget->parentWidget() != this) {
        widget = widget->parentWidget();
    }
    const auto found = std::find(m_widgets.begin(), m_widgets.end(), widget);
    return widget != nullptr && found != m_widgets.end() ? static_cast<int>(found - m_widgets.begin()) : -1;
}

int TreeView::currentPart() const
{
    const TreeRowWidget* row = rowWidget(m_current);
    const FootRow* foot = footWidget(m_current);
    const std::vector<QWidget*> parts = row != nullptr    ? row->parts()
                                        : foot != nullptr ? foot->parts()
                                                          : std::vector<QWidget*>{};
    const auto found = std::find(parts.begin(), parts.end(), QApplication::focusWidget());
    return found != parts.end() ? static_cast<int>(found - parts.begin()) : -1;
}

void TreeView::focusRow(int row, int part, Qt::FocusReason reason)
{
    if (m_widgets.empty()) {
        return;
    }
    row = std::clamp(row, 0, static_cast<int>(m_widgets.size()) - 1);
    FootRow* foot = footWidget(row);
    const std::vector<QWidget*> parts = foot != nullptr ? foot->parts() : rowWidget(row)->parts();
    QWidget* target = m_widgets[static_cast<std::size_t>(row)];
    if ((part >= 0 || foot != nullptr) && !parts.empty()) {
        target = parts[static_cast<std::size_t>(std::clamp(part, 0, static_cast<int>(parts.size()) - 1))];
    }
    setCurrent(row);
    target->setFocus(reason);
    Q_EMIT revealRequested(m_places.rows[static_cast<std::size_t>(row)].rect);
}

void TreeView::setCurrent(int row)
{
    m_current = std::min(row, std::max(0, static_cast<int>(m_rows.size()) - 1));
    update();
}

void TreeView::setOpenFacet(const NodePath& path, const std::optional<Facet>& facet)
{
    m_openPath = path;
    m_openFacet = facet;
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        if (TreeRowWidget* widget = rowWidget(row)) {
            const TreeRow& place = m_rows[static_cast<std::size_t>(row)];
            const bool isHere = facet && place.inner == path && (facet->step < 0 || facet->step == place.step);
            widget->setOpenFacet(isHere ? facet : std::nullopt);
        }
    }
    update();
}

bool TreeView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn) {
        const int row = rowOfWidget(qobject_cast<QWidget*>(watched));
        if (row >= 0) {
            setCurrent(row);
        }
        if (row >= 0 && m_focusNotice) {
            m_focusNotice(static_cast<QFocusEvent*>(event)->reason());
        }
    } else if (event->type() == QEvent::FocusOut) {
        update();
    } else if (event->type() == QEvent::ShortcutOverride && m_keyHandler) {
        // Keys that mean something in the tree are not the window's.
        if (m_keyHandler(static_cast<QKeyEvent*>(event), true)) {
            event->accept();
            return true;
        }
    } else if (event->type() == QEvent::KeyPress && m_keyHandler) {
        if (m_keyHandler(static_cast<QKeyEvent*>(event), false)) {
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

TreePlaces TreeView::placesFor(int width) const
{
    return placeRows(m_rows, width, [this, columns = columnsFor(m_rows, m_columns, width)](int row, int available) {
        const TreeRowWidget* widget = rowWidget(row);
        return widget != nullptr ? widget->heightFor(available, columns) : scaled(treespace::kFoot);
    });
}

void TreeView::place()
{
    const int width = std::max(this->width(), leastTreeWidth(m_rows, m_columns));
    const CountColumns columns = columnsFor(m_rows, m_columns, width);
    m_places = placesFor(width);
    for (std::size_t row = 0; row < m_widgets.size(); ++row) {
        m_widgets[row]->setGeometry(m_places.rows[row].rect);
        if (TreeRowWidget* widget = rowWidget(static_cast<int>(row))) {
            widget->setColumns(columns);
        }
    }
    updateGeometry();
    update();
}

void TreeView::resizeEvent(QResizeEvent* event)
{
    if (event->size().width() != event->oldSize().width()) {
        place();
    }
}

QSize TreeView::sizeHint() const
{
    return {scaled(700), m_places.height};
}

QSize TreeView::minimumSizeHint() const
{
    return {leastTreeWidth(m_rows, m_columns), m_places.height};
}

int TreeView::heightForWidth(int width) const
{
    return placesFor(width).height;
}

} // namespace postweave::ui::segments
