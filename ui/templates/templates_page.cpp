// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templates_page.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/editor/template_editor.h"
#include "ui/templates/blocks_view.h"
#include "ui/templates/comparison_popover.h"
#include "ui/templates/coverage_foot.h"
#include "ui/templates/editor_pane.h"
#include "ui/templates/preview_pane.h"
#include "ui/templates/starter_templates.h"
#include "ui/templates/template_picture.h"
#include "ui/templates/templates_pane.h"
#include "ui/templates/versions_popover.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/pane_splitter.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/undo_notice.h"

#include <QEvent>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr PaneWidth kList{236, 280};
constexpr PaneWidth kEditor{360, 588};
constexpr PaneWidth kPreview{410, 497};

} // namespace

TemplatesPage::TemplatesPage(TemplateSource& source, QObject* parent) : Page(parent), m_source(source) {}

TemplatesPage::~TemplatesPage()
{
    if (m_controller) {
        m_controller->flush();
    }
    delete m_widget; // before the models and the controller that its parts look at
}

QWidget* TemplatesPage::widget()
{
    if (!m_widget) {
        build();
    }
    return m_widget;
}

void TemplatesPage::build()
{
    m_widget = new Surface(&Theme::canvas);
    m_editor = new EditorPane(m_problems);
    m_controller = std::make_unique<TemplatesController>(m_source, *m_editor);
    m_templates = std::make_unique<TemplateListModel>(m_controller->document());
    m_list = new TemplatesPane(*m_templates, m_blocks);
    m_preview = new PreviewPane(m_controller->preview());
    m_editor->editor()->setCompletionSource(&m_names);
    makeEmptyState();

    auto* work = new PaneSplitter;
    work->addPane(m_editor, kEditor, true);
    work->addPane(m_preview, kPreview);
    m_editor->setMinimumWidth(scaled(320));
    m_preview->setMinimumWidth(scaled(360));
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(work);
    auto* all = new PaneSplitter;
    all->addPane(m_list, kList);
    all->addPane(m_stack, kEditor + kPreview, true);
    m_list->setMinimumWidth(scaled(200));
    auto* layout = new QVBoxLayout(m_widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(all);
    m_notice = new UndoNotice(m_widget);
    m_widget->installEventFilter(this);

    connectController();
    connectPanes();
    addShortcuts();
    showTemplates();
    showHead();
}

void TemplatesPage::makeEmptyState()
{
    m_empty = new EmptyState(
        tr("A template is one message with many faces"),
        tr("Write it once in HTML, say with Liquid who reads what,\nand see beside it what each of your people gets."));
    m_empty->setPicture(templatePicture());
    connect(m_empty->setPrimary(tr("New template"), Icon::Plus, tr("Ctrl N")), &QPushButton::clicked, this,
            &TemplatesPage::createNew);
}

void TemplatesPage::connectController()
{
    TemplatesDocument& document = m_controller->document();
    PreviewController& preview = m_controller->preview();
    connect(m_controller.get(), &TemplatesController::undoStackChanged, this, &TemplatesPage::undoStackChanged);
    connect(m_controller.get(), &TemplatesController::settledChanged, this, &TemplatesPage::settledChanged);
    connect(m_controller.get(), &TemplatesController::savedChanged, this, &TemplatesPage::tellStatus);
    connect(m_controller.get(), &TemplatesController::removed, this,
            [this](const QString& name, QUndoStack* stack) { m_notice->announce(tr("%1 deleted").arg(name), stack); });
    connect(&document, &TemplatesDocument::currentChanged, this, &TemplatesPage::showTemplates);
    connect(&document, &TemplatesDocument::inserted, this, [this] {
        openWanted();
        showTemplates();
    });
    connect(&document, &TemplatesDocument::removed, this, &TemplatesPage::showTemplates);
    connect(&document, &TemplatesDocument::renamed, this, &TemplatesPage::showHead);
    connect(&document, &TemplatesDocument::changed, this, &TemplatesPage::showHead);
    connect(&preview, &PreviewController::readingChanged, this, &TemplatesPage::showReading);
    connect(&preview, &PreviewController::coverageChanged, this, &TemplatesPage::showCoverage);
    connect(&m_source, &TemplateSource::worldChanged, this, [this] {
        m_names.setWorld(m_source.world());
        m_startersAreOld = true;
        showStarters();
    });
    connect(&m_source, &TemplateSource::reset, this, &TemplatesPage::showTemplates);
    connect(&m_source, &TemplateSource::failed, this,
            [this](const Error& error) { m_editor->showError(tr("The workspace did not take it"), error); });
    connect(&preview, &PreviewController::sampleFailed, this,
            [this](const Error& error) { m_editor->showError(tr("These people cannot be found"), error); });
    m_names.setWorld(m_source.world());
}

void TemplatesPage::connectPanes()
{
    editor::TemplateEditor* editor = m_editor->editor();
    connect(editor, &editor::TemplateEditor::stepBegan, m_controller.get(), &TemplatesController::stepBegan);
    connect(editor, &editor::TemplateEditor::textChanged, m_controller.get(), &TemplatesController::textEdited);
    connect(editor, &editor::TemplateEditor::caretMoved, this, &TemplatesPage::caretMoved);
    connect(m_editor, &EditorPane::nameEntered, this, [this](const QString& name) {
        const QString why = m_controller->rename(m_controller->document().currentId(), name);
        if (!why.isEmpty()) {
            m_editor->showError(tr("The name stays as it was"), {ErrorCode::AlreadyExists, why.toStdString(), {}});
        }
    });
    connect(m_editor, &EditorPane::versionsRequested, this, &TemplatesPage::openVersionsAt);
    connect(m_editor, &EditorPane::comparisonRequested, this, &TemplatesPage::openComparisonAt);
    connect(m_editor, &EditorPane::menuRequested, this, &TemplatesPage::openMenuAt);
    connect(m_list, &TemplatesPane::templateChosen, this, [this](int row) { m_controller->open(idAt(row)); });
    connect(m_list, &TemplatesPane::newRequested, this, &TemplatesPage::createNew);
    connect(m_list, &TemplatesPane::duplicateRequested, this, [this](int row) { m_controller->duplicate(idAt(row)); });
    connect(m_list, &TemplatesPane::removeRequested, this, [this](int row) { m_controller->remove(idAt(row)); });
    connect(m_list, &TemplatesPane::renameRequested, this, [this](int row) {
        m_controller->open(idAt(row));
        m_editor->rename();
    });
    connect(m_list->blocks(), &BlocksView::lineChosen, this, [editor](int line) { editor->goTo({line, 1}); });
    connect(m_preview, &PreviewPane::placeChosen, editor, &editor::TemplateEditor::goTo);
    connect(m_preview, &PreviewPane::settledChanged, this, &TemplatesPage::settledChanged);
    connect(m_preview, &PreviewPane::peopleWanted, this, [this] {
        Q_EMIT navigationRequested({u"data"_s, u"import"_s, 0});
    });
}

void TemplatesPage::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto action) {
        auto* shortcut = new QShortcut(keys, m_widget);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(QKeySequence::New, [this] { createNew(); });
    add(Qt::ALT | Qt::Key_Left, [this] { m_controller->preview().stepPerson(-1); });
    add(Qt::ALT | Qt::Key_Right, [this] { m_controller->preview().stepPerson(1); });
    add(QKeySequence::Save, [this] { m_controller->flush(); });
}

QString TemplatesPage::idAt(int row) const
{
    return m_templates->index(row).data(TemplateListModel::IdRole).toString();
}

void TemplatesPage::showTemplates()
{
    const TemplatesDocument& document = m_controller->document();
    m_stack->setCurrentIndex(document.entries().empty() ? 0 : 1);
    m_list->setCurrent(document.rowOf(document.currentId()));
    m_list->setReadOnly(m_source.isReadOnly());
    m_editor->setReadOnly(m_source.isReadOnly());
    showStarters();
    showHead();
}

void TemplatesPage::showHead()
{
    if (const TemplateEntry* entry = m_controller->document().current()) {
        m_editor->setName(entry->name, entry->version);
    }
    tellStatus();
}

void TemplatesPage::showReading()
{
    const auto& reading = m_controller->preview().reading();
    m_names.setReading(reading);
    if (!reading) {
        m_blocks.setBlocks({});
        return;
    }
    // A tree that a half-written tag has torn apart would only flicker.
    if (reading->parses || m_blocks.blocks().empty()) {
        m_blocks.setBlocks(blockTree(*reading));
    }
    m_editor->setProblems(*reading);
    caretMoved();
}

void TemplatesPage::showCoverage()
{
    const auto& coverage = m_controller->preview().coverage();
    m_blocks.setCoverage(coverage);
    m_editor->setReach(m_blocks.blocks(), coverage);
    m_list->foot()->setCoverage(coverage);
}

void TemplatesPage::showStarters()
{
    if (m_stack->currentIndex() != 0 || !m_startersAreOld) {
        return;
    }
    m_startersAreOld = false;
    QList<Starter> starters;
    for (const StarterTemplate& starter : starterTemplates(*m_source.world())) {
        starters.append({starter.icon, starter.title, starter.detail, {}, {}, [this, starter] {
                             m_controller->create(starter.name, starter.text);
                         }});
    }
    m_empty->setStarters(tr("Or begin with one of these"), starters);
}

void TemplatesPage::caretMoved()
{
    const SourcePosition place = m_editor->editor()->caretPosition();
    m_list->blocks()->followLine(place.line);
    const QModelIndex block = m_blocks.indexAtLine(place.line);
    const QString label = block.isValid() ? tr("line %1 · %2").arg(place.line).arg(block.data().toString())
                                          : tr("line %1").arg(place.line);
    m_preview->followLine(place.line, label);
    tellStatus();
}

void TemplatesPage::tellStatus()
{
    const TemplateEntry* entry = m_controller->document().current();
    if (entry == nullptr) {
        Q_EMIT statusTextChanged({});
        return;
    }
    const SourcePosition place = m_editor->editor()->caretPosition();
    QString words = tr("Ln %1, Col %2 · HTML with Liquid").arg(place.line).arg(place.column);
    if (!m_controller->isSaved()) {
        words += tr(" · not saved yet");
    }
    Q_EMIT statusTextChanged(words);
}

void TemplatesPage::createNew()
{
    if (!m_source.isReadOnly() && m_source.isOpen()) {
        const StarterTemplate starter = starterTemplates(*m_source.world()).first();
        m_controller->create(tr("template.liquid.html"), starter.text);
        m_editor->rename();
    }
}

void TemplatesPage::chooseVersion(QWidget* anchor, const QString& title, std::function<void(std::int64_t)> choose)
{
    const TemplateEntry* entry = m_controller->document().current();
    if (entry == nullptr) {
        return;
    }
    m_controller->flush();
    m_source.loadVersions(entry->name, anchor,
                          [this, anchor, title, choose = std::move(choose)](const std::vector<SavedVersion>& versions) {
                              const std::int64_t current = versions.empty() ? 0 : versions.front().version;
                              openVersions(anchor, title, versions, current, m_source.world()->people.zone, choose);
                          });
}

void TemplatesPage::openVersionsAt(QWidget* anchor)
{
    chooseVersion(anchor, tr("Earlier versions"),
                  [this](std::int64_t version) { m_controller->restoreVersion(version); });
}

void TemplatesPage::openComparisonAt(QWidget* anchor)
{
    chooseVersion(anchor, tr("Compare with"), [this, anchor](std::int64_t version) { compareWith(anchor, version); });
}

void TemplatesPage::compare()
{
    openComparisonAt(m_editor);
}

void TemplatesPage::compareWith(QWidget* anchor, std::int64_t version)
{
    const TemplateEntry* entry = m_controller->document().current();
    if (entry == nullptr) {
        return;
    }
    m_source.loadVersion(entry->name, version, anchor, [this, anchor, version](const std::string& earlier) {
        openComparison(anchor, m_controller->preview().currentJob(), version, earlier,
                       [this](audience::Ordinal person) { m_controller->preview().setPerson(person); });
    });
}

void TemplatesPage::openMenuAt(QWidget* anchor)
{
    const int row = m_controller->document().rowOf(m_controller->document().currentId());
    QMenu* menu = m_list->makeMenu(row);
    menu->addSeparator();
    menu->addAction(tr("Fold all blocks"), this, [this] { m_editor->editor()->foldAll(true); });
    menu->addAction(tr("Unfold all blocks"), this, [this] { m_editor->editor()->foldAll(false); });
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)));
}

QUndoStack* TemplatesPage::undoStack()
{
    return m_controller ? m_controller->undoStack() : nullptr;
}

QList<SearchItem> TemplatesPage::search(const QString& text, int limit)
{
    QList<SearchItem> items;
    for (const SavedTemplate& saved : m_source.templates()) {
        items.append({Icon::Template, saved.name, tr("Template"), {}, {id(), saved.name, 0}, {}});
    }
    return bestMatches(text, items, limit);
}

QList<SearchItem> TemplatesPage::commands()
{
    if (!m_source.isOpen() || m_source.isReadOnly()) {
        return {};
    }
    const auto command = [this](Icon icon, const QString& title, const QString& keys, void (TemplatesPage::*action)()) {
        return SearchItem{icon, title, {}, keys, {}, [this, action] {
                              Q_EMIT navigationRequested({id(), {}, 0});
                              widget();
                              (this->*action)();
                          }};
    };
    return {command(Icon::Plus, tr("New template"), tr("Ctrl N"), &TemplatesPage::createNew),
            command(Icon::Compare, tr("Compare the template with an earlier version"), {}, &TemplatesPage::compare)};
}

void TemplatesPage::activate(const PageTarget& target)
{
    widget();
    m_wanted = target;
    openWanted();
    tellStatus();
}

void TemplatesPage::openWanted()
{
    if (!m_wanted.item.isEmpty() && m_controller->openByName(m_wanted.item)) {
        const int line = std::exchange(m_wanted, {}).line;
        if (line > 0) {
            m_editor->editor()->goTo({line, 1});
        }
    }
}

PageTarget TemplatesPage::place() const
{
    const TemplateEntry* entry = m_controller ? m_controller->document().current() : nullptr;
    return {id(), entry != nullptr ? entry->name : QString(), 0};
}

bool TemplatesPage::isSettled() const
{
    return !m_source.isLoading() && (!m_controller || (m_controller->isSettled() && m_preview->isSettled()));
}

bool TemplatesPage::eventFilter(QObject* watched, QEvent* event)
{
    // Leaving the page or the window is when a version is worth keeping.
    if (watched == m_widget && (event->type() == QEvent::Hide || event->type() == QEvent::WindowDeactivate)) {
        m_controller->flush();
    }
    return Page::eventFilter(watched, event);
}

} // namespace postweave::ui::templates
