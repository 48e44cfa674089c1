// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segments_page.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/segments/history_pane.h"
#include "ui/segments/inspector_pane.h"
#include "ui/segments/segment_list_pane.h"
#include "ui/segments/segment_pane.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/pane_splitter.h"
#include "ui/widgets/undo_notice.h"

#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

namespace {

constexpr PaneWidth kList{180, 244};
constexpr PaneWidth kInspector{290, 371};
constexpr PaneWidth kTree{520, 749};
constexpr int kLeastTree = 420; ///< of a window narrower than all of these
constexpr std::size_t kMostStarters = 5;

} // namespace

SegmentsPage::SegmentsPage(SegmentSource& source, QObject* parent) : Page(parent), m_controller(source)
{
    connect(&m_controller, &SegmentsController::settledChanged, this, &Page::settledChanged);
}

SegmentsPage::~SegmentsPage()
{
    delete m_widget;
}

QWidget* SegmentsPage::widget()
{
    if (m_widget == nullptr) {
        build();
    }
    return m_widget;
}

void SegmentsPage::build()
{
    m_widget = new QWidget;
    m_list = new SegmentListPane(m_controller.list());
    m_pane = new SegmentPane(m_controller);
    m_inspector = new InspectorPane;
    auto* inner = new PaneSplitter;
    inner->addPane(m_pane, kTree, true);
    inner->addPane(m_inspector, kInspector);
    inner->setCollapsible(1, true);
    m_stack = new QStackedWidget;
    makeEmptyState();
    m_stack->addWidget(inner);
    auto* outer = new PaneSplitter(m_widget);
    outer->addPane(m_list, kList);
    outer->addPane(m_stack, kTree + kInspector, true);
    outer->setCollapsible(0, true);
    m_list->setMinimumWidth(scaled(160));
    m_pane->setMinimumWidth(scaled(kLeastTree));
    m_inspector->setMinimumWidth(scaled(248));
    auto* row = new QHBoxLayout(m_widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(outer);
    m_notice = new UndoNotice(m_pane);
    connectParts();
    showOpen(m_controller.savedName());
}

void SegmentsPage::makeEmptyState()
{
    auto* ground = new Surface(&Theme::canvas);
    m_empty = new EmptyState(tr("A segment is a question about people"), {});
    m_empty->setPicture(treePicture());
    QPushButton* primary = m_empty->setPrimary(tr("New segment"), Icon::Plus, QStringLiteral("Ctrl N"));
    connect(primary, &QPushButton::clicked, this, &SegmentsPage::createNew);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_empty);
    m_stack->addWidget(ground);
}

void SegmentsPage::connectParts()
{
    auto* shortcut = new QShortcut(QKeySequence::New, m_widget);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, &SegmentsPage::createNew);
    connect(m_list, &SegmentListPane::segmentChosen, &m_controller, &SegmentsController::open);
    connect(m_list, &SegmentListPane::newRequested, this, &SegmentsPage::createNew);
    connect(m_list, &SegmentListPane::renameRequested, this, [this](const QString& name) {
        m_controller.open(name);
        m_pane->editTitle();
    });
    connect(m_list, &SegmentListPane::duplicateRequested, &m_controller, &SegmentsController::duplicate);
    connect(m_list, &SegmentListPane::removeRequested, this, &SegmentsPage::removeSegment);
    connect(m_pane, &SegmentPane::duplicateRequested, this,
            [this] { m_controller.duplicate(m_controller.savedName()); });
    connect(m_pane, &SegmentPane::removeRequested, this, [this] { removeSegment(m_controller.savedName()); });
    connect(m_inspector, &InspectorPane::profileRequested, this, [this](const QString& key) {
        Q_EMIT navigationRequested({QStringLiteral("data"), key, 0});
    });
    connect(m_inspector, &InspectorPane::refreshRequested, this, [this] {
        m_controller.flush();
        m_inspector->history()->setRefreshing(true);
        m_controller.source().refreshMembers(m_controller.savedName());
    });
    connect(&m_controller.source(), &SegmentSource::historyLoaded, this, &SegmentsPage::showHistory);
    connect(m_pane, &SegmentPane::peopleWanted, m_inspector, &InspectorPane::showPeople);
    connect(m_inspector, &InspectorPane::settledChanged, this, &Page::settledChanged);
    connect(&m_controller, &SegmentsController::opened, this, &SegmentsPage::showOpen);
    connect(&m_controller, &SegmentsController::contextChanged, this, &SegmentsPage::findStarters);
    // The list may come after the workspace: what is there is opened as soon as it is known.
    connect(&m_controller, &SegmentsController::contextChanged, this, &SegmentsPage::openWanted);
    connect(&m_controller.evaluation(), &TreeEvaluation::counted, this, &SegmentsPage::showCounts);
    connect(&m_controller.evaluation(), &TreeEvaluation::busyChanged, m_inspector, &InspectorPane::setBusy);
    connect(&m_controller.document(), &SegmentDocument::changed, this, [this](const DocumentChange& change) {
        if (change.kind == DocumentChange::Kind::Loaded) {
            m_inspector->clear();
        }
        m_inspector->setTree(m_controller.document().tree(), m_controller.context());
    });
    connect(&m_controller, &SegmentsController::removed, this,
            [this](const QString& name, const std::function<void()>& undo) {
                m_notice->announce(tr("“%1” deleted").arg(name), undo);
            });
}

void SegmentsPage::showOpen(const QString& name)
{
    if (name.isEmpty() && !m_controller.list().names().isEmpty()) {
        m_controller.open(m_controller.list().names().front());
        return;
    }
    m_stack->setCurrentIndex(name.isEmpty() ? 0 : 1);
    m_list->setCurrent(name);
    if (!name.isEmpty()) {
        m_inspector->history()->setRefused(
            m_controller.source().isReadOnly() ? tr("The workspace is open for reading only.") : QString());
        m_inspector->history()->setRefreshing(false);
        m_controller.source().loadHistory(name);
    }
    if (name.isEmpty()) {
        findStarters();
    } else if (m_controller.evaluation().latest()) {
        showCounts();
    }
    Q_EMIT undoStackChanged();
}

void SegmentsPage::showCounts()
{
    m_inspector->setBusy(false);
    m_inspector->setCounts(m_controller.evaluation().latest());
}

void SegmentsPage::showHistory(const QString& name, const SegmentHistory& history)
{
    if (name != m_controller.savedName()) {
        return;
    }
    m_inspector->history()->setRefreshing(false);
    if (history != nullptr) {
        m_inspector->setHistory(history, m_controller.context());
    }
}

void SegmentsPage::findStarters()
{
    if (m_widget == nullptr || m_controller.isOpen()) {
        return;
    }
    const auto people = static_cast<qint64>(m_controller.context()->people());
    m_empty->setWords(
        people > 0
            ? tr("Say who you mean, in words. Each condition shows how many of your\n%1 people it finds, exactly, "
                 "while you type.")
                  .arg(formatCount(people))
            : tr("Say who you mean, in words. Import people first,\nthen each condition shows how many it finds."));
    m_starterWork.run(
        [context = m_controller.context()](const CancelToken& cancel) {
            return segments::findStarters(*context, kMostStarters, cancel);
        },
        [this](const std::vector<StarterSegment>& starters) { showStarters(starters); });
}

void SegmentsPage::showStarters(const std::vector<StarterSegment>& starters)
{
    QList<Starter> rows;
    for (const StarterSegment& starter : starters) {
        rows.append({starter.icon, starter.name, starter.explanation, formatCount(static_cast<qint64>(starter.count)),
                     starter.past,
                     [this, name = starter.name, tree = starter.tree] { m_controller.create(name, tree); }});
    }
    m_empty->setStarters(tr("Or begin with one that fits your data"), rows);
    Q_EMIT settledChanged();
}

void SegmentsPage::createNew()
{
    m_controller.create();
    m_pane->tree()->focusRow(static_cast<int>(m_pane->tree()->rows().size()) - 1, 0);
}

void SegmentsPage::removeSegment(const QString& name)
{
    m_pane->editors()->close();
    m_controller.remove(name);
}

QUndoStack* SegmentsPage::undoStack()
{
    return m_controller.document().undoStack();
}

QList<SearchItem> SegmentsPage::search(const QString& text, int limit)
{
    QList<SearchItem> items;
    for (const QString& name : m_controller.list().names()) {
        items.append({Icon::Segments, name, tr("Segment"), {}, {id(), name, 0}, {}});
    }
    return bestMatches(text, items, limit);
}

QList<SearchItem> SegmentsPage::commands()
{
    SearchItem create;
    create.icon = Icon::Plus;
    create.title = tr("New segment");
    create.target = {id(), {}, 0};
    create.run = [this] {
        widget();
        Q_EMIT navigationRequested({id(), {}, 0});
        createNew();
    };
    return {create};
}

void SegmentsPage::activate(const PageTarget& target)
{
    widget();
    m_controller.source().refreshNow();
    m_opensFirst = target.item.isEmpty();
    m_wanted = target.item;
    openWanted();
}

void SegmentsPage::openWanted()
{
    if (!m_wanted.isEmpty() && m_controller.list().names().contains(m_wanted)) {
        m_controller.open(std::exchange(m_wanted, {}));
    }
    if (m_opensFirst && m_controller.savedName().isEmpty() && !m_controller.list().names().isEmpty()) {
        m_opensFirst = false;
        showOpen({});
    }
}

bool SegmentsPage::isSettled() const
{
    return m_controller.isSettled() && !m_starterWork.isRunning() &&
           (m_inspector == nullptr || m_inspector->isSettled());
}

} // namespace postweave::ui::segments
