// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/overview_panel.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/base/workspace_session.h"
#include "ui/data/imports_model.h"
#include "ui/data/rejected_model.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/rounded_corners.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace postweave::ui::data {

namespace {

constexpr std::size_t kShownImports = 200;
constexpr std::size_t kShownRejected = 2'000;

QTableView* makeTable(QAbstractItemModel* model, const QString& name, std::initializer_list<int> widths, int stretched)
{
    auto* view = new QTableView;
    view->setModel(model);
    setUpTable(view);
    view->setAccessibleName(name);
    int column = 0;
    for (const int width : widths) {
        view->setColumnWidth(column++, scaled(width));
    }
    view->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    return view;
}

QVBoxLayout* column(QWidget* card)
{
    auto* layout = new QVBoxLayout(card);
    // The card's own hairline stays free.
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    roundCorners(card);
    return layout;
}

/// What stands in a table's place while it has no rows.
Label* emptyNote(const QString& words)
{
    auto* note = new Label(words, TextRole::Body, &Theme::text3);
    note->setWordWrap(true);
    note->setAlignment(Qt::AlignTop);
    note->setContentsMargins(scaled(space::kPane), scaled(space::kUnit), scaled(space::kPane), scaled(space::kPane));
    return note;
}

} // namespace

OverviewPanel::OverviewPanel(WorkspaceSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_completeness(new CompletenessModel(this)),
      m_imports(new ImportsModel(this)),
      m_rejected(new RejectedModel(this))
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(scaled(space::kPane), 0, scaled(space::kPane), scaled(space::kPane));
    page->setSpacing(0);
    page->addWidget(makeHead());
    auto* columns = new QHBoxLayout;
    columns->setSpacing(scaled(space::kPane));
    columns->addWidget(makeCompleteness(), 13);
    auto* right = new QVBoxLayout;
    right->setSpacing(scaled(space::kPane));
    right->addWidget(makeImports(), 1);
    right->addWidget(makeRejected(), 1);
    columns->addLayout(right, 11);
    page->addLayout(columns, 1);
    connect(&session, &WorkspaceSession::audienceChanged, this, &OverviewPanel::refresh);
    connect(&session, &WorkspaceSession::opened, this, &OverviewPanel::refresh);
}

QWidget* OverviewPanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, scaled(space::kPane), 0, scaled(space::kPane));
    row->setSpacing(scaled(24));
    row->addWidget(new Label(tr("Data"), TextRole::Title));
    m_people = addFigure(row, tr("People"));
    m_events = addFigure(row, tr("Events"));
    m_share = addFigure(row, tr("Completeness"));
    m_rejectedRows = addFigure(row, tr("Rejected rows"));
    row->addStretch(1);
    auto* button = new QPushButton(tr("Import…"));
    button->setIcon(themedIcon(Icon::Download, &Theme::onAccent));
    setButtonKind(button, ButtonKind::Primary);
    connect(button, &QPushButton::clicked, this, &OverviewPanel::importWanted);
    row->addWidget(button);
    return head;
}

Label* OverviewPanel::addFigure(QBoxLayout* row, const QString& caption)
{
    row->addWidget(new Hairline(Qt::Vertical));
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    auto* figure = new Label(QStringLiteral("–"), TextRole::Heading);
    figure->setAccessibleName(caption);
    column->addWidget(new Label(caption, TextRole::Secondary, &Theme::text2));
    column->addWidget(figure);
    row->addLayout(column);
    return figure;
}

QWidget* OverviewPanel::makeCompleteness()
{
    auto* card = new Card;
    auto* layout = column(card);
    m_completenessHead = new PaneHeader(tr("Completeness"));
    auto* search = new SearchField(tr("Filter attributes"));
    search->setFixedWidth(scaled(180));
    m_completenessHead->addAtEnd(search);
    layout->addWidget(m_completenessHead);
    auto* proxy = new QSortFilterProxyModel(this);
    proxy->setSourceModel(m_completeness);
    proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    connect(search, &QLineEdit::textChanged, proxy, &QSortFilterProxyModel::setFilterFixedString);
    auto* view =
        makeTable(proxy, tr("How far each attribute is filled in"), {178, 106, 80, 72, 76}, CompletenessModel::Filled);
    search->setTarget(view);
    layout->addWidget(view, 1);
    return card;
}

QWidget* OverviewPanel::makeImports()
{
    auto* card = new Card;
    auto* layout = column(card);
    layout->addWidget(new PaneHeader(tr("Imports")));
    m_importsView = makeTable(m_imports, tr("What was imported"), {140, 70, 150, 72, 72, 84}, ImportsModel::File);
    connect(m_importsView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &OverviewPanel::showRejected);
    m_noImports = emptyNote(tr(
        "Nothing was imported into this workspace yet. Import… takes people, or what they did, from a CSV, TSV or JSON "
        "Lines file, and shows what becomes of each column first."));
    layout->addWidget(m_noImports, 1);
    layout->addWidget(m_importsView, 1);
    m_importsView->hide();
    return card;
}

QWidget* OverviewPanel::makeRejected()
{
    auto* card = new Card;
    auto* layout = column(card);
    m_rejectedHead = new PaneHeader(tr("Rejected rows"));
    layout->addWidget(m_rejectedHead);
    m_noRejected = emptyNote(tr("Rows that an import cannot take stand here with their line and the reason. Mend them "
                                "in the file and import it "
                                "again: what is there already stays as it is."));
    m_rejectedView =
        makeTable(m_rejected, tr("Rows that the chosen import rejected"), {64, 260, 200}, RejectedModel::Text);
    layout->addWidget(m_noRejected, 1);
    layout->addWidget(m_rejectedView, 1);
    m_rejectedView->hide();
    return card;
}

void OverviewPanel::refresh()
{
    const workspace::WorkspaceSummary& summary = m_session.summary();
    m_people->setText(formatCount(static_cast<qint64>(summary.profiles)));
    m_events->setText(formatCount(static_cast<qint64>(summary.events)));
    m_rejectedRows->setText(formatCount(static_cast<qint64>(summary.rejectedRows)));
    measure();
    readImports();
}

void OverviewPanel::measure()
{
    const AudiencePtr audience = m_session.audience();
    if (!audience) {
        return;
    }
    m_measuring.run([audience](const CancelToken&) { return measureCompleteness(*audience); },
                    [this, people = static_cast<qint64>(audience->size())](std::vector<Completeness> rows) {
                        m_completeness->setRows(std::move(rows), people);
                        m_completenessHead->setCaption(tr("%n attribute(s)", nullptr, m_completeness->rowCount()));
                        m_share->setText(people > 0 ? formatPercent(m_completeness->share()) : QStringLiteral("–"));
                        Q_EMIT settled();
                    });
}

void OverviewPanel::readImports()
{
    m_reading = true;
    m_session.run([](workspace::Workspace& workspace) { return workspace.imports().imports(kShownImports); }, this,
                  [this](Result<std::vector<profile::ImportRecord>> imports) {
                      m_reading = false;
                      if (imports) {
                          m_imports->setImports(std::move(*imports), m_session.timeZone());
                          m_noImports->setVisible(m_imports->rowCount() == 0);
                          m_importsView->setVisible(m_imports->rowCount() > 0);
                          m_importsView->selectRow(0);
                          showRejected();
                      }
                      Q_EMIT settled();
                  });
}

void OverviewPanel::showRejected()
{
    const profile::ImportRecord* import = m_imports->at(m_importsView->currentIndex().row());
    if (import == nullptr) {
        showRejectedRows({});
        m_rejectedHead->setCaption(tr("none"));
        return;
    }
    const qint64 count = static_cast<qint64>(import->counts.rejected);
    m_rejectedHead->setCaption(count == 0 ? tr("none") : formatCount(count));
    m_session.run([id = import->id](
                      workspace::Workspace& workspace) { return workspace.imports().rejectedRows(id, kShownRejected); },
                  this,
                  [this](Result<std::vector<profile::RejectedRow>> rows) {
                      showRejectedRows(rows ? std::move(*rows) : std::vector<profile::RejectedRow>());
                  });
}

void OverviewPanel::showRejectedRows(std::vector<profile::RejectedRow> rows)
{
    m_noRejected->setVisible(rows.empty());
    m_rejectedView->setVisible(!rows.empty());
    m_rejected->setRows(std::move(rows));
}

} // namespace postweave::ui::data
