// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/import_panel.h"

#include "ui/base/button_kind.h"
#include "ui/base/file_question.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/data/mapping_model.h"
#include "ui/data/mapping_view.h"
#include "ui/data/preview_model.h"
#include "ui/data/rejected_model.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/rounded_corners.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table_delegate.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace postweave::ui::data {

namespace {

QPushButton* button(const QString& text, ButtonKind kind)
{
    auto* made = new QPushButton(text);
    setButtonKind(made, kind);
    return made;
}

QVBoxLayout* stepColumn(QWidget* step)
{
    auto* layout = new QVBoxLayout(step);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->setSpacing(scaled(12));
    return layout;
}

QTableView* makeTable(QAbstractItemModel* model, const QString& name)
{
    auto* view = new QTableView;
    view->setModel(model);
    setUpTable(view);
    view->setAccessibleName(name);
    return view;
}

QWidget* framed(QWidget* content)
{
    auto* card = new Card;
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    roundCorners(card);
    return card;
}

} // namespace

ImportPanel::ImportPanel(ImportController& controller, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_mapping(new MappingModel(controller.document(), this)),
      m_preview(new PreviewModel(this)),
      m_rejected(new RejectedModel(this))
{
    setAcceptDrops(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSide());
    m_pages = new QStackedWidget;
    m_pages->addWidget(makeFileStep());
    m_pages->addWidget(makeColumnsStep());
    m_pages->addWidget(makeOutcomeStep());
    row->addWidget(m_pages, 1);
    connect(&controller.document(), &ImportDocument::changed, this, &ImportPanel::takeDraft);
    connect(&controller, &ImportController::previewed, this, &ImportPanel::takePreview);
    connect(&controller, &ImportController::refused, this, [this](const Error& error) {
        m_fileError->present(tr("This file cannot be read"), error);
        show(File);
    });
    connect(&controller, &ImportController::started, this, [this] {
        m_finished = false;
        show(Outcome);
    });
    connect(&controller, &ImportController::imported, this, &ImportPanel::takeReport);
    connect(&controller, &ImportController::failed, this, &ImportPanel::takeFailure);
    restart();
}

QWidget* ImportPanel::makeSide()
{
    auto* side = new Surface(&Theme::raised);
    side->setEdges(Qt::RightEdge);
    side->setFixedWidth(scaled(264));
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, scaled(space::kPane), 0, scaled(space::kPane));
    auto* title = new Label(tr("Import"), TextRole::Title);
    title->setContentsMargins(scaled(space::kPane), 0, scaled(space::kPane), scaled(space::kUnit));
    layout->addWidget(title);
    m_stepper = new Stepper;
    m_stepper->setAccessibleName(tr("Steps of the import"));
    connect(m_stepper, &Stepper::currentChanged, this, [this](int step) {
        const bool reachable = step == File || (step == Columns && m_ready) || (step == Outcome && m_finished);
        show(reachable ? static_cast<Step>(step) : static_cast<Step>(m_pages->currentIndex()));
    });
    layout->addWidget(m_stepper);
    layout->addStretch(1);
    auto* back = button(tr("Back to the overview"), ButtonKind::Quiet);
    back->setIcon(themedIcon(Icon::ArrowLeft));
    connect(back, &QPushButton::clicked, this, &ImportPanel::closed);
    layout->addWidget(back, 0, Qt::AlignLeft);
    return side;
}

QWidget* ImportPanel::makeFileStep()
{
    auto* step = new QWidget;
    auto* layout = stepColumn(step);
    layout->addWidget(new Label(tr("What do you bring?"), TextRole::Title));
    m_kind = new SegmentedControl;
    m_kind->setAccessibleName(tr("What the file holds"));
    m_kind->add(tr("People"), Icon::People, true);
    m_kind->add(tr("Events"), Icon::Bolt, true);
    layout->addWidget(m_kind, 0, Qt::AlignLeft);
    auto* words = new Label(
        tr("A CSV, TSV or JSON Lines file. Delimiter, encoding and types are found by themselves; nothing is imported "
           "before you have seen what becomes of it. You can also drop a file here."),
        TextRole::Body, &Theme::text2);
    words->setWordWrap(true);
    words->setMaximumWidth(scaled(560));
    layout->addWidget(words);
    auto* choose = button(tr("Choose a file…"), ButtonKind::Primary);
    choose->setIcon(themedIcon(Icon::Folder, &Theme::onAccent));
    connect(choose, &QPushButton::clicked, this, &ImportPanel::askForFile);
    layout->addWidget(choose, 0, Qt::AlignLeft);
    m_fileError = new ErrorPresenter;
    m_fileError->hide();
    layout->addWidget(m_fileError);
    layout->addStretch(1);
    return step;
}

QWidget* ImportPanel::makeColumnsStep()
{
    auto* step = new QWidget;
    auto* layout = stepColumn(step);
    auto* head = new QHBoxLayout;
    m_fileName = new Label({}, TextRole::Title);
    m_fileName->setElided(true);
    head->addWidget(m_fileName, 1);
    m_run = button(tr("Import"), ButtonKind::Primary);
    connect(m_run, &QPushButton::clicked, &m_controller, &ImportController::run);
    head->addWidget(m_run);
    layout->addLayout(head);
    m_typeRow = new QWidget;
    auto* typeRow = new QHBoxLayout(m_typeRow);
    typeRow->setContentsMargins(0, 0, 0, 0);
    typeRow->addWidget(new Label(tr("Every row is a")));
    m_eventType = new QLineEdit;
    m_eventType->setAccessibleName(tr("Kind of event of every row"));
    m_eventType->setMaximumWidth(scaled(220));
    connect(m_eventType, &QLineEdit::editingFinished, this, [this] {
        ImportDraft draft = m_controller.document().draft();
        draft.eventType = m_eventType->text().trimmed();
        m_controller.document().change(tr("Change the kind of event"), std::move(draft));
    });
    typeRow->addWidget(m_eventType);
    typeRow->addStretch(1);
    layout->addWidget(m_typeRow);
    m_planError = new ErrorPresenter;
    m_planError->hide();
    layout->addWidget(m_planError);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    m_mappingView = new MappingView(*m_mapping);
    splitter->addWidget(framed(m_mappingView));
    auto* below = new QWidget;
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(0, scaled(space::kUnit), 0, 0);
    m_verdict = new Label({}, TextRole::Secondary, &Theme::text2);
    column->addWidget(m_verdict);
    m_previewView = makeTable(m_preview, tr("The first rows of the file"));
    column->addWidget(framed(m_previewView), 1);
    splitter->addWidget(below);
    splitter->setSizes({scaled(360), scaled(320)});
    layout->addWidget(splitter, 1);
    return step;
}

QWidget* ImportPanel::makeOutcomeStep()
{
    auto* step = new QWidget;
    auto* layout = stepColumn(step);
    m_outcome = new Label({}, TextRole::Title);
    m_outcomeWords = new Label({}, TextRole::Body, &Theme::text2);
    m_outcomeWords->setWordWrap(true);
    layout->addWidget(m_outcome);
    layout->addWidget(m_outcomeWords);
    m_again = button(tr("Cancel the import"), ButtonKind::Default);
    connect(m_again, &QPushButton::clicked, this,
            [this] { m_controller.isRunning() ? m_controller.cancel() : restart(); });
    layout->addWidget(m_again, 0, Qt::AlignLeft);
    m_runError = new ErrorPresenter;
    m_runError->hide();
    layout->addWidget(m_runError);
    QTableView* rejected = makeTable(m_rejected, tr("Rejected rows"));
    rejected->setColumnWidth(RejectedModel::Line, scaled(64));
    rejected->setColumnWidth(RejectedModel::Reason, scaled(380));
    rejected->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(framed(rejected), 1);
    return step;
}

void ImportPanel::restart()
{
    m_ready = false;
    m_finished = false;
    m_fileError->hide();
    m_controller.document().restart({});
    m_rejected->setRows({});
    show(File);
}

void ImportPanel::askForFile()
{
    const FileQuestion question{
        .kind = FileQuestion::Kind::OpenFile,
        .title = tr("Import a file"),
        .filter = tr("Tables (*.csv *.tsv *.tab *.txt *.jsonl *.ndjson *.json);;All files (*)"),
    };
    ui::askForFile(this, question, this, [this](const QString& file) { chooseFile(file); });
}

void ImportPanel::chooseFile(const QString& file)
{
    m_fileError->hide();
    m_controller.begin(file, m_kind->current() == 0 ? ingest::MappingKind::Profiles : ingest::MappingKind::Events);
}

void ImportPanel::show(Step step)
{
    m_pages->setCurrentIndex(step);
    updateSteps();
    if (m_stepper->current() != step) {
        m_stepper->setCurrent(step);
    }
}

void ImportPanel::updateSteps()
{
    using State = postweave::ui::Step::State;
    const ImportDraft& draft = m_controller.document().draft();
    const bool faulty = m_planError->isVisibleTo(this);
    m_stepper->setSteps(
        {{tr("File"), m_ready ? QFileInfo(draft.file).fileName() : tr("none chosen yet"),
          m_ready ? State::Done : State::Open},
         {tr("Columns"),
          m_ready ? tr("%n column(s)", nullptr, static_cast<int>(draft.columns.size())) : tr("what each becomes"),
          !m_ready ? State::Open
          : faulty ? State::Warning
                   : State::Done},
         {tr("Result"),
          m_finished                 ? tr("imported")
          : m_controller.isRunning() ? tr("importing…")
                                     : tr("not yet"),
          m_finished ? State::Done : State::Open}});
}

void ImportPanel::takeDraft()
{
    const ImportDraft& draft = m_controller.document().draft();
    const bool wasReady = m_ready;
    m_ready = !draft.columns.empty();
    m_fileName->setText(QFileInfo(draft.file).fileName());
    m_mappingView->setKind(draft.kind);
    m_typeRow->setVisible(draft.kind == ingest::MappingKind::Events);
    m_eventType->setText(draft.eventType);
    if (m_ready && !wasReady) {
        show(Columns);
        m_mappingView->setCurrentIndex(m_mapping->index(0, MappingModel::Role));
        m_mappingView->setFocus();
    }
    updateSteps();
}

void ImportPanel::takePreview(const ingest::Preview& preview)
{
    m_mapping->setPreview(preview);
    m_preview->setPreview(preview);
    fitPreview();
    if (preview.planFault) {
        m_planError->present(tr("This cannot be imported yet"), *preview.planFault);
    } else {
        m_planError->hide();
    }
    m_run->setEnabled(!preview.planFault);
    const QString seen =
        preview.complete
            ? tr("All %1 rows were looked at").arg(formatCount(static_cast<qint64>(preview.rowsSeen)))
            : tr("The first %1 rows were looked at").arg(formatCount(static_cast<qint64>(preview.rowsSeen)));
    const QString faulty = preview.rowsFaulty == 0
                               ? tr("none would be rejected")
                               : tr("%n would be rejected", nullptr, static_cast<int>(preview.rowsFaulty));
    const QString encoding = QString::fromStdString(std::string(nameOf(preview.format.encoding)));
    // Rows are judged by a mapping that does.
    m_verdict->setText(preview.planFault ? encoding : tr("%1 · %2 · %3").arg(encoding, seen, faulty));
    updateSteps();
}

void ImportPanel::fitPreview()
{
    constexpr int kWidest = 240;
    m_previewView->resizeColumnsToContents();
    for (int column = 0; column < m_preview->columnCount(); ++column) {
        const int width = m_previewView->columnWidth(column) + scaled(space::kUnit);
        m_previewView->setColumnWidth(column, qMin(width, scaled(kWidest)));
    }
}

void ImportPanel::takeReport(const ingest::ImportReport& report)
{
    const auto count = [](std::uint64_t number) { return formatCount(static_cast<qint64>(number)); };
    m_finished = true;
    m_runError->hide();
    m_again->setText(tr("Import another file"));
    m_outcome->setText(report.counts.rejected == 0
                           ? tr("Everything was imported")
                           : tr("Imported, but for %1 rows").arg(count(report.counts.rejected)));
    const bool people = m_controller.document().draft().kind == ingest::MappingKind::Profiles;
    m_outcomeWords->setText(people ? tr("%1 rows read: %2 new people, %3 changed, %4 unchanged, %5 rejected.")
                                         .arg(count(report.counts.rows), count(report.counts.created),
                                              count(report.counts.updated), count(report.counts.unchanged),
                                              count(report.counts.rejected))
                                   : tr("%1 rows read: %2 new events, %3 known already, %4 rejected.")
                                         .arg(count(report.counts.rows), count(report.counts.created),
                                              count(report.counts.duplicates), count(report.counts.rejected)));
    m_rejected->setRows(report.rejected);
    show(Outcome);
}

void ImportPanel::takeFailure(const Error& error)
{
    m_finished = false;
    m_again->setText(tr("Begin again"));
    m_outcome->setText(error.code == ErrorCode::Cancelled ? tr("The import was cancelled") : tr("The import stopped"));
    m_outcomeWords->setText(tr("Whole batches stay imported; the same file again goes on from there."));
    if (error.code != ErrorCode::Cancelled) {
        m_runError->present(tr("The import stopped"), error);
    }
    show(Outcome);
}

void ImportPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void ImportPanel::dropEvent(QDropEvent* event)
{
    chooseFile(event->mimeData()->urls().constFirst().toLocalFile());
}

} // namespace postweave::ui::data
