// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector's table of members and the reasons for the one that is selected.
#include "ui/segments/inspector_pane.h"

#include "core/segment/evaluator.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/facets.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/table_delegate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QStyle>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <utility>

namespace postweave::ui::segments {

QWidget* InspectorPane::makeMembersHead()
{
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(scaled(16), scaled(6), scaled(10), scaled(4));
    column->setSpacing(scaled(space::kHalf));
    auto* row = new QHBoxLayout;
    row->setSpacing(scaled(space::kHalf));
    m_side = new SegmentedControl(pane);
    m_side->add(tr("Members"));
    m_side->add(tr("Others"));
    m_side->setCurrent(0);
    m_side->setAccessibleName(tr("Whom the table shows"));
    connect(m_side, &SegmentedControl::currentChanged, this, [this] {
        m_person.reset();
        query();
    });
    row->addWidget(m_side);
    m_membersCaption = new Label({}, TextRole::Secondary, &Theme::warn, pane);
    m_membersCaption->setElided(true);
    row->addWidget(m_membersCaption, 1);
    QToolButton* searchButton = iconButton(Icon::Search, tr("Search members"), pane);
    m_columnsButton = iconButton(Icon::Columns, tr("Choose columns"), pane);
    row->addWidget(searchButton);
    row->addWidget(m_columnsButton);
    column->addLayout(row);
    m_search = new SearchField(tr("Name, e-mail or key"), pane);
    m_search->hide();
    column->addWidget(m_search);
    m_peopleHead = makePeopleHead();
    column->addWidget(m_peopleHead);
    connect(searchButton, &QToolButton::clicked, this, [this] {
        m_search->setVisible(m_search->isHidden());
        m_search->clear();
        if (m_search->isVisible()) {
            m_search->setFocus(Qt::ShortcutFocusReason);
        }
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_query.search = text;
        query();
    });
    connect(m_columnsButton, &QToolButton::clicked, this, &InspectorPane::openColumnsMenu);
    return pane;
}

QWidget* InspectorPane::makePeopleHead()
{
    auto* pane = new QWidget(this);
    auto* row = new QHBoxLayout(pane);
    row->setContentsMargins(0, 0, 0, 0);
    m_peopleCaption = new Label({}, TextRole::BodyStrong, &Theme::text, pane);
    m_peopleCaption->setWordWrap(true);
    row->addWidget(m_peopleCaption, 1);
    QPushButton* back = compactButton(tr("Back to members"), pane, ButtonKind::Ghost);
    row->addWidget(back, 0, Qt::AlignTop);
    pane->hide();
    connect(back, &QPushButton::clicked, this, &InspectorPane::showSegment);
    return pane;
}

void InspectorPane::showPeople(const QString& caption, const audience::Bitset& people)
{
    if (!m_counts || people.size() != m_counts->people()) {
        return;
    }
    m_chosenPeople = people;
    m_fitWanted = !m_columnsChosen;
    m_person.reset();
    m_peopleCaption->setText(tr("%1: %2").arg(caption, formatCount(static_cast<qint64>(people.count()))));
    m_peopleHead->show();
    m_side->hide();
    query();
    m_table->setFocus(Qt::OtherFocusReason);
}

void InspectorPane::showSegment()
{
    const bool wasOther = m_chosenPeople.has_value();
    m_chosenPeople.reset();
    m_peopleHead->hide();
    m_side->show();
    if (wasOther) {
        m_person.reset();
        query();
    }
}

QString InspectorPane::peopleText() const
{
    return m_chosenPeople ? m_peopleCaption->text() : QString();
}

void InspectorPane::makeTable()
{
    m_table = new QTableView(this);
    m_table->setModel(&m_members);
    setUpTable(m_table);
    m_table->installEventFilter(this);
    m_table->setAccessibleName(tr("Members"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_search->setTarget(m_table);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, &InspectorPane::sortBy);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &InspectorPane::personSelected);
}

void InspectorPane::query()
{
    if (!m_counts) {
        return;
    }
    m_queryWork.run(
        [counts = m_counts, query = m_query, isOutside = m_side->current() == 1,
         chosen = m_chosenPeople](const CancelToken& cancel) {
            audience::Bitset people = chosen ? *chosen : counts->members;
            if (isOutside && !chosen) {
                people.flip();
            }
            return queryMembers(*counts->context, people, query, cancel);
        },
        [this](const MemberList& list) {
            if (list != nullptr) {
                showMembers(list);
            }
        });
}

void InspectorPane::showMembers(const MemberList& list)
{
    const QSignalBlocker quiet(m_table->selectionModel());
    m_members.setMembers(m_counts->context, list);
    if (m_fitWanted) {
        fitColumns();
    }
    selectPerson();
    if (!m_person && !list->empty()) {
        m_person = list->front();
        m_table->selectRow(0);
        explain();
    }
    Q_EMIT settledChanged();
}

void InspectorPane::sortBy(int column)
{
    const std::string& name = m_members.columns()[static_cast<std::size_t>(column)];
    const bool isAgain = m_query.sorted && m_query.sortBy == name;
    if (isAgain && m_query.descending) {
        m_query = {m_query.search, {}, false, false};
    } else {
        m_query = {m_query.search, name, true, isAgain};
    }
    m_table->horizontalHeader()->setSortIndicator(m_query.sorted ? column : -1,
                                                  m_query.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    query();
}

void InspectorPane::openColumnsMenu()
{
    if (!m_counts) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& words, const std::string& name) {
        QAction* action = menu->addAction(words);
        action->setCheckable(true);
        const auto& columns = m_members.columns();
        action->setChecked(std::find(columns.begin(), columns.end(), name) != columns.end());
        connect(action, &QAction::triggered, this, [this, name] { toggleColumn(name); });
    };
    add(tr("Key"), kKeyColumn);
    add(tr("E-mail"), kEmailColumn);
    menu->addSeparator();
    for (const auto& attribute : m_counts->context->audience->attributes()) {
        if (attribute->name != "email") {
            add(attributeLabel(attribute->name, *m_counts->context), attribute->name);
        }
    }
    menu->popup(m_columnsButton->mapToGlobal(QPoint(0, m_columnsButton->height())));
}

void InspectorPane::toggleColumn(const std::string& name)
{
    std::vector<std::string> columns = m_members.columns();
    const auto present = std::find(columns.begin(), columns.end(), name);
    if (present != columns.end()) {
        columns.erase(present);
    } else {
        columns.push_back(name);
    }
    m_columnsChosen = true;
    m_members.setColumns(std::move(columns));
    fitColumns();
}

bool InspectorPane::eventFilter(QObject* watched, QEvent* event)
{
    const bool isWidthNew = watched == m_table && event->type() == QEvent::Resize &&
                            static_cast<const QResizeEvent*>(event)->oldSize().width() != m_table->width();
    if (isWidthNew && m_counts && !m_columnsChosen && !m_fitWanted) {
        // When the table has laid itself out.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_columnsChosen && !m_fitWanted) {
                    layOutColumns();
                }
            },
            Qt::QueuedConnection);
    }
    return Surface::eventFilter(watched, event);
}

void InspectorPane::fitColumns()
{
    m_fitWanted = false;
    if (!m_columnsChosen) {
        m_members.setColumns(m_proposedColumns);
    }
    m_columnWidths = columnWidths();
    layOutColumns();
}

void InspectorPane::layOutColumns()
{
    // The bar at the side may not be there yet.
    const int room = m_table->width() - m_table->style()->pixelMetric(QStyle::PM_ScrollBarExtent) - 2;
    std::vector<int> widths = m_columnWidths;
    const auto total = [&widths] { return std::accumulate(widths.begin(), widths.end(), 0); };
    // Rather a column less than every one cut short; columns that the user chose stay.
    while (!m_columnsChosen && widths.size() > 2 && total() > room) {
        widths.pop_back();
    }
    if (!m_columnsChosen && m_members.columns().size() != widths.size()) {
        const auto end = m_proposedColumns.begin() + static_cast<std::ptrdiff_t>(widths.size());
        m_members.setColumns({m_proposedColumns.begin(), end});
        selectPerson();
    }
    const int spare = std::max(0, room - total()) / static_cast<int>(std::max<std::size_t>(1, widths.size()));
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    for (int column = 0; column < m_members.columnCount(); ++column) {
        header->setSectionResizeMode(column, QHeaderView::Interactive);
        const bool isLast = column + 1 == m_members.columnCount();
        if (!isLast || total() > room) {
            m_table->setColumnWidth(column, widths[static_cast<std::size_t>(column)] + spare);
        }
    }
}

void InspectorPane::selectPerson()
{
    const QSignalBlocker quiet(m_table->selectionModel());
    const int row = m_person ? m_members.rowOf(*m_person) : -1;
    if (row >= 0) {
        m_table->selectRow(row);
    }
}

std::vector<int> InspectorPane::columnWidths() const
{
    constexpr int kMeasuredRows = 60;
    constexpr int kMostWidth = 200;
    const int padding = scaled(space::kPane) + scaled(space::kUnit);
    const QFont font = fontFor(TextRole::Body);
    std::vector<int> widths;
    for (int column = 0; column < m_members.columnCount(); ++column) {
        int width = m_table->horizontalHeader()->sectionSizeHint(column) + scaled(space::kUnit);
        for (int row = 0; row < std::min(kMeasuredRows, m_members.rowCount()); ++row) {
            const QString text = m_members.index(row, column).data().toString();
            width = std::max(width, std::min(textWidth(text, font), scaled(kMostWidth)) + padding);
        }
        widths.push_back(width);
    }
    return widths;
}

void InspectorPane::personSelected()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid()) {
        m_person = m_members.personAt(current.row());
        explain();
    }
}

void InspectorPane::explain()
{
    if (!m_person || !m_counts || *m_person >= m_counts->people()) {
        m_whyPane->hide();
        return;
    }
    m_whyWork.run(
        [counts = m_counts, person = *m_person](const CancelToken& cancel) -> std::optional<Why> {
            const SegmentContext& context = *counts->context;
            segment::Evaluator evaluator(context.audience, context.definitions, context.now, context.zone,
                                         context.cache);
            const segment::FilterTree sound = withoutFaulty(counts->tree, counts->problems);
            auto explanation = evaluator.explain(sound, person, cancel);
            if (!explanation) {
                return std::nullopt;
            }
            Why why{std::move(*explanation), {}};
            if (!why.explanation.member) {
                if (auto change = evaluator.smallestChange(sound, person, cancel)) {
                    why.change = std::move(*change);
                }
            }
            return why;
        },
        [this](const std::optional<Why>& why) {
            if (why && m_person) { // else other people are shown meanwhile
                showWhy(*why);
            }
        });
}

void InspectorPane::showWhy(const Why& why)
{
    const QString name = m_members.nameOf(*m_person);
    m_whyTitle->setText(why.explanation.member ? tr("Why %1 is in").arg(name) : tr("Why %1 is not in").arg(name));
    std::vector<WhyRow> rows = whyRows(m_counts->tree, why.explanation, *m_counts->context);
    if (why.change) {
        const std::vector<WhyRow> changes = changeRows(*why.change, *m_counts->context);
        rows.insert(rows.end(), changes.begin(), changes.end());
    }
    m_why.setRows(std::move(rows));
    m_whyPane->show();
    Q_EMIT settledChanged();
}

} // namespace postweave::ui::segments
