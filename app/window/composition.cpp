// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/composition.h"

#include "app/window/pages.h"
#include "app/window/sample_source.h"
#include "app/window/screenshot.h"
#include "ui/base/language.h"
#include "ui/base/status_jobs.h"
#include "ui/base/workspace_session.h"
#include "ui/shell/main_window.h"
#include "ui/start/recent_workspaces.h"
#include "ui/start/workspace_opener.h"

#include <QApplication>
#include <QSettings>

namespace postweave::window {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize kUsualSize(1440, 900);
const QString kGeometryKey = u"window/geometry"_s;
const QString kStartedKey = u"window/started"_s;

} // namespace

// In the order they need each other; destroyed the other way round.
struct Composition::Parts {
    Parts(bool persistent, const Clock& clock)
        : language(persistent),
          appearance(persistent),
          session(clock),
          recent(persistent),
          opener(session, jobs, recent, sampleOffer())
    {
    }

    ui::Language language;
    ui::Appearance appearance;
    ui::StatusJobs jobs;
    ui::WorkspaceSession session;
    ui::RecentWorkspaces recent;
    ui::WorkspaceOpener opener;
    std::unique_ptr<ui::MainWindow> window;
};

Composition::Composition(CommandLine commandLine)
    : m_commandLine(std::move(commandLine)),
      m_parts(std::make_unique<Parts>(m_commandLine.screenshot.isEmpty(), m_clock))
{
    if (m_commandLine.theme) {
        m_parts->appearance.setThemeMode(*m_commandLine.theme);
    }
    if (!m_commandLine.screenshot.isEmpty()) {
        m_parts->appearance.setMotionMode(ui::MotionMode::Reduced);
    }
    makeWindow();
    QObject::connect(&m_parts->session, &ui::WorkspaceSession::opened, &m_lifetime, [this] { showAskedPage(); });
    // Whoever asked stands in the window that is to go: that comes later.
    const auto makeAnewSoon = [this] {
        m_isOutdated = true;
        QMetaObject::invokeMethod(
            &m_lifetime, [this] { makeWindowAnew(); }, Qt::QueuedConnection);
    };
    QObject::connect(&m_parts->language, &ui::Language::changed, &m_lifetime, makeAnewSoon);
    QObject::connect(&m_parts->appearance, &ui::Appearance::textScaleChanged, &m_lifetime, makeAnewSoon);
    QObject::connect(&m_parts->jobs, &ui::StatusJobs::changed, &m_lifetime, [this, makeAnewSoon] {
        if (m_isOutdated && !m_parts->jobs.anyRunning()) {
            makeAnewSoon();
        }
    });
}

void Composition::makeWindow()
{
    Parts& parts = *m_parts;
    parts.window = std::make_unique<ui::MainWindow>(parts.language, parts.appearance, parts.session, parts.jobs);
    ui::MainWindow* window = parts.window.get();
    for (ui::Page* page : makePages({parts.session, parts.jobs, parts.opener, parts.recent}, window)) {
        window->addPage(page);
    }
    window->setWorkspaceMenu(parts.opener.makeMenu(window));
}

void Composition::makeWindowAnew()
{
    // What runs in the background answers to the pages that began it.
    if (!m_isOutdated || m_parts->jobs.anyRunning()) {
        return;
    }
    m_isOutdated = false;
    const ui::PageTarget place = m_parts->window->currentPage()->place();
    const QByteArray geometry = m_parts->window->saveGeometry();
    const bool quits = QApplication::quitOnLastWindowClosed();
    QApplication::setQuitOnLastWindowClosed(false);
    m_parts->window.reset();
    makeWindow();
    m_parts->window->restoreGeometry(geometry);
    m_parts->window->show();
    m_parts->window->go(place);
    m_parts->window->openSettings();
    QApplication::setQuitOnLastWindowClosed(quits);
}

Composition::~Composition()
{
    if (m_commandLine.screenshot.isEmpty()) {
        QSettings().setValue(kGeometryKey, m_parts->window->saveGeometry());
    }
}

Result<void> Composition::start()
{
    if (const Result<void> known = checkAskedPage(); !known) {
        return known;
    }
    restoreGeometry();
    m_parts->window->show();
    openFirst();
    if (!m_commandLine.screenshot.isEmpty()) {
        auto* screenshot = new Screenshot(*m_parts->window, m_commandLine.screenshot, m_parts->window.get());
        QObject::connect(&m_parts->session, &ui::WorkspaceSession::openFailed, screenshot, &Screenshot::reportFailure);
    }
    return {};
}

Result<void> Composition::checkAskedPage() const
{
    QStringList known;
    for (const ui::Page* page : m_parts->window->pages()) {
        known.append(page->id());
    }
    if (m_commandLine.page.isEmpty() || known.contains(m_commandLine.page)) {
        return {};
    }
    const QString message = u"--page %1: give one of %2"_s.arg(m_commandLine.page, known.join(u", "_s));
    return fail(ErrorCode::InvalidUsage, message.toStdString());
}

void Composition::restoreGeometry()
{
    ui::MainWindow& window = *m_parts->window;
    window.resize(m_commandLine.size.value_or(kUsualSize));
    if (!m_commandLine.size && m_commandLine.screenshot.isEmpty()) {
        window.restoreGeometry(QSettings().value(kGeometryKey).toByteArray());
    }
}

void Composition::openFirst()
{
    if (!m_commandLine.workspace.isEmpty()) {
        m_parts->session.open(m_commandLine.workspace);
        return;
    }
    if (!m_commandLine.screenshot.isEmpty()) {
        if (m_commandLine.page != u"start"_s) {
            m_parts->opener.openSample();
        }
        return;
    }
    QSettings settings;
    if (!settings.value(kStartedKey).toBool()) {
        settings.setValue(kStartedKey, true);
        m_parts->opener.openSample();
    }
}

void Composition::showAskedPage()
{
    // The first page that shows a workspace, unless another one was asked for; only for the first workspace.
    const QString asked = std::exchange(m_commandLine.page, QString());
    for (const ui::Page* page : m_parts->window->pages()) {
        if (asked.isEmpty() ? page->needsWorkspace() : page->id() == asked) {
            m_parts->window->go({page->id(), {}, 0});
            return;
        }
    }
}

} // namespace postweave::window
