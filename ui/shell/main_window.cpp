// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/base/appearance.h"
#include "ui/base/fonts.h"
#include "ui/base/status_jobs.h"
#include "ui/base/workspace_session.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/rail.h"
#include "ui/shell/settings_panel.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_bar.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/popover.h"

#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QKeySequence pageKeys(qsizetype index)
{
    return QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + index));
}

} // namespace

MainWindow::MainWindow(Language& language, Appearance& appearance, WorkspaceSession& session, StatusJobs& jobs,
                       QWidget* parent)
    : QWidget(parent),
      m_language(language),
      m_appearance(appearance),
      m_session(session),
      m_header(new HeaderBar(session, m_undo)),
      m_rail(new Rail),
      m_error(new ErrorPresenter),
      m_stack(new QStackedWidget),
      m_status(new StatusBar(session, jobs)),
      m_palette(new CommandPalette(this))
{
    setWindowTitle(tr("Postweave"));
    setMinimumSize(scaled(960), scaled(600));
    auto* column = new QVBoxLayout(this);
    auto* middle = new QHBoxLayout;
    auto* page = new QVBoxLayout;
    auto* errorRow = new QHBoxLayout;
    for (QLayout* layout :
         {static_cast<QLayout*>(column), static_cast<QLayout*>(middle), static_cast<QLayout*>(page)}) {
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
    }
    errorRow->setContentsMargins(0, 0, 0, 0);
    errorRow->addWidget(m_error);
    page->addLayout(errorRow);
    page->addWidget(m_stack, 1);
    middle->addWidget(m_rail);
    middle->addLayout(page, 1);
    column->addWidget(m_header);
    column->addLayout(middle, 1);
    column->addWidget(m_status);

    connect(m_header, &HeaderBar::searchRequested, this, &MainWindow::openPalette);
    connect(m_header->helpButton(), &QToolButton::clicked, this, &MainWindow::openHelp);
    connect(m_rail, &Rail::pageRequested, this, [this](const QString& id) { go({id, {}, 0}); });
    connect(m_rail->settingsButton(), &QAbstractButton::clicked, this, &MainWindow::openSettings);
    connect(m_palette, &CommandPalette::chosen, this,
            [this](const SearchItem& item) { item.run ? item.run() : static_cast<void>(go(item.target)); });
    connect(&m_session, &WorkspaceSession::stateChanged, this, &MainWindow::followWorkspace);
    connect(&m_session, &WorkspaceSession::audienceChanged, this, &MainWindow::settledChanged);
    connect(&m_session, &WorkspaceSession::failed, this,
            [this](const Error& error) { m_error->present(tr("This could not be done"), error); });
    addShortcuts();
    addProviders();
}

MainWindow::~MainWindow()
{
    // Pages may still hold widgets of the stack; they go first, while the session they use is there.
    qDeleteAll(std::exchange(m_pages, {}));
}

void MainWindow::addShortcuts()
{
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this), &QShortcut::activated, this,
            &MainWindow::openPalette);
    connect(new QShortcut(QKeySequence(Qt::Key_F1), this), &QShortcut::activated, this, &MainWindow::openHelp);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma), this), &QShortcut::activated, this,
            &MainWindow::openSettings);
}

void MainWindow::addProviders()
{
    m_palette->addProvider(tr("Pages"), [this](const QString& text, int limit) {
        return text.isEmpty() ? pageItems() : bestMatches(text, pageItems(), limit);
    });
    m_palette->addProvider(tr("In this workspace"), [this](const QString& text, int limit) {
        QList<SearchItem> found;
        for (Page* page : m_pages) {
            if (!text.isEmpty() && canShow(page)) {
                found += page->search(text, limit);
            }
        }
        return found;
    });
    m_palette->addProvider(tr("Commands"), [this](const QString& text, int limit) {
        return text.isEmpty() ? commandItems().first(qMin<qsizetype>(limit, commandItems().size()))
                              : bestMatches(text, commandItems(), limit);
    });
}

void MainWindow::addPage(Page* page)
{
    page->setParent(nullptr);
    const QKeySequence keys = pageKeys(m_pages.size());
    m_pages.append(page);
    m_rail->addPage(page->id(), page->icon(), page->title(), shortcutWords(keys));
    m_header->setLogoWidth(m_rail->minimumWidth());
    connect(new QShortcut(keys, this), &QShortcut::activated, this, [this, id = page->id()] { go({id, {}, 0}); });
    watch(page);
    m_rail->setPageEnabled(page->id(), canShow(page));
    if (!m_current && canShow(page)) {
        go({page->id(), {}, 0});
    }
}

void MainWindow::watch(Page* page)
{
    connect(page, &Page::navigationRequested, this, &MainWindow::go);
    connect(page, &Page::settledChanged, this, &MainWindow::settledChanged);
    connect(page, &Page::undoStackChanged, this, [this, page] {
        if (page == m_current) {
            m_undo.setActiveStack(page->undoStack());
        }
    });
    connect(page, &Page::statusTextChanged, this, [this, page](const QString& words) {
        if (page == m_current) {
            m_status->setPageWords(words);
        }
    });
}

void MainWindow::setWorkspaceMenu(QMenu* menu)
{
    m_header->setWorkspaceMenu(menu);
}

void MainWindow::addCommands(const QList<SearchItem>& commands)
{
    m_commands += commands;
}

Page* MainWindow::pageById(const QString& id) const
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(), [&id](Page* page) { return page->id() == id; });
    return found == m_pages.end() ? nullptr : *found;
}

bool MainWindow::canShow(const Page* page) const
{
    return !page->needsWorkspace() || m_session.isOpen();
}

bool MainWindow::go(const PageTarget& target)
{
    Page* page = pageById(target.page);
    if (!page || !canShow(page)) {
        return false;
    }
    showPage(page);
    page->activate(target);
    m_undo.setActiveStack(page->undoStack());
    Q_EMIT settledChanged();
    return true;
}

void MainWindow::showPage(Page* page)
{
    QWidget* widget = page->widget();
    if (m_stack->indexOf(widget) < 0) {
        m_stack->addWidget(widget);
    }
    if (page != m_current) {
        m_status->setPageWords({});
    }
    m_current = page;
    m_stack->setCurrentWidget(widget);
    m_rail->setCurrent(page->id());
}

void MainWindow::followWorkspace()
{
    for (const Page* page : m_pages) {
        m_rail->setPageEnabled(page->id(), canShow(page));
    }
    m_error->dismiss();
    setWindowTitle(m_session.isOpen() ? tr("%1 – Postweave").arg(m_session.name()) : tr("Postweave"));
    if (m_current && !canShow(m_current) && !m_pages.isEmpty()) {
        go({m_pages.first()->id(), {}, 0});
    }
    Q_EMIT settledChanged();
}

bool MainWindow::isSettled() const
{
    const bool loading = m_session.state() == WorkspaceSession::State::Opening || m_session.isLoadingAudience();
    return !loading && (!m_current || m_current->isSettled());
}

void MainWindow::openPalette()
{
    m_palette->openOver(m_header->searchField());
}

void MainWindow::openSettings()
{
    auto* popover = new Popover(this);
    popover->setContent(new SettingsPanel(m_language, m_appearance, m_session));
    popover->openAt(m_rail->settingsButton());
}

void MainWindow::openHelp()
{
    ShortcutGroup everywhere{tr("Everywhere"),
                             {{tr("Search and commands"), QKeySequence(Qt::CTRL | Qt::Key_K)},
                              {tr("Undo"), QKeySequence(QKeySequence::Undo)},
                              {tr("Redo"), QKeySequence(QKeySequence::Redo)},
                              {tr("Settings"), QKeySequence(Qt::CTRL | Qt::Key_Comma)}}};
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        everywhere.lines.append({m_pages[i]->title(), pageKeys(i)});
    }
    QList<ShortcutGroup> groups{everywhere};
    if (m_current) {
        groups.append({m_current->title(), shortcutsOf(m_current->widget())});
    }
    auto* popover = new Popover(this);
    popover->setContent(new ShortcutSheet(groups));
    popover->openAt(m_header->helpButton());
}

QList<SearchItem> MainWindow::pageItems() const
{
    QList<SearchItem> items;
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        if (canShow(m_pages[i])) {
            items.append({m_pages[i]->icon(),
                          m_pages[i]->title(),
                          {},
                          shortcutWords(pageKeys(i)),
                          {m_pages[i]->id(), {}, 0},
                          {}});
        }
    }
    return items;
}

QList<SearchItem> MainWindow::commandItems() const
{
    QList<SearchItem> items;
    for (Page* page : m_pages) {
        if (canShow(page)) {
            items += page->commands();
        }
    }
    return items + m_commands;
}

} // namespace postweave::ui
