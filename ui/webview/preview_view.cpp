// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/preview_view.h"

#include "ui/base/appearance.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/base/theme.h"
#include "ui/webview/mark_script.h"
#include "ui/webview/message_html.h"
#include "ui/webview/message_page.h"
#include "ui/webview/message_scheme.h"
#include "ui/webview/network_guard.h"

#include <QPainter>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineView>

#include <algorithm>
#include <cmath>
#include <utility>

namespace postweave::ui::webview {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kDesktopMinimum = 640;
constexpr int kTabletWidth = 768;
constexpr int kPhoneWidth = 375;
constexpr int kMargin = 20;
constexpr int kBezel = 8;
constexpr double kBezelRadius = 22;

} // namespace

struct PreviewView::Parts {
    explicit Parts(PreviewView* owner) : profile(new QWebEngineProfile(owner)) // without a name: off the record
    {
        guard = new NetworkGuard(profile);
        handler = new MessageSchemeHandler(profile);
        profile->setHttpCacheType(QWebEngineProfile::NoCache);
        profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
        profile->setSpellCheckEnabled(false);
        profile->setUrlRequestInterceptor(guard);
        profile->installUrlSchemeHandler(kMessageScheme, handler);
        view = new QWebEngineView(owner);
        page = std::make_unique<MessagePage>(profile, nullptr);
        view->setPage(page.get());
    }
    ~Parts()
    {
        delete view;
        page.reset(); // before its profile
    }

    QWebEngineProfile* profile;
    NetworkGuard* guard;
    MessageSchemeHandler* handler;
    QWebEngineView* view;
    std::unique_ptr<MessagePage> page;
    std::string content;
    bool isText = false;
    Device device = Device::Desktop;
    bool dark = false;
    bool images = true;
    std::optional<double> chosenZoom;
    std::optional<MarkedLine> mark;
    QPointF keptPlace;
    bool settled = true;
    int refused = 0;
};

PreviewView::PreviewView(QWidget* parent) : QWidget(parent), m_parts(std::make_unique<Parts>(this))
{
    QWebEngineView* view = m_parts->view;
    MessagePage* page = m_parts->page.get();
    view->setAccessibleName(tr("Message as the recipient sees it"));
    view->setContextMenuPolicy(Qt::NoContextMenu);
    view->setAcceptDrops(false);
    view->hide();
    setFocusProxy(view);
    connect(page, &MessagePage::messageStands, this, &PreviewView::loadFinished);
    connect(page, &QWebEnginePage::linkHovered, this, &PreviewView::linkHovered);
    connect(page, &MessagePage::leavingRefused, this, &PreviewView::linkRefused);
    connect(m_parts->guard, &NetworkGuard::refused, this, [this] { Q_EMIT refusedCountChanged(++m_parts->refused); });
    if (const Appearance* appearance = Appearance::current()) {
        connect(appearance, &Appearance::themeChanged, this, [this] {
            if (m_parts->isText) {
                load(true);
            }
        });
    }
}

PreviewView::~PreviewView() = default;

void PreviewView::showHtml(const std::string& html, bool keepPlace)
{
    m_parts->content = html;
    m_parts->isText = false;
    load(keepPlace);
}

void PreviewView::showText(const std::string& text, bool keepPlace)
{
    m_parts->content = text;
    m_parts->isText = true;
    load(keepPlace);
}

void PreviewView::clear()
{
    m_parts->view->hide();
    m_parts->content.clear();
    update();
}

void PreviewView::load(bool keepPlace)
{
    const Theme& colors = m_parts->dark ? darkTheme() : lightTheme();
    const std::string html =
        m_parts->isText
            ? textAsHtml(m_parts->content, {colors.surface.name().toStdString(), colors.text.name().toStdString()})
            : shownHtml(m_parts->content, {.dark = m_parts->dark, .images = m_parts->images});
    keepScroll(keepPlace);
    m_parts->settled = false;
    m_parts->refused = 0;
    Q_EMIT refusedCountChanged(0);
    m_parts->page->show(m_parts->handler->setMessage(QByteArray::fromStdString(html)));
}

void PreviewView::keepScroll(bool keep)
{
    // The engine answers rounded; taken at its word each time, the page would creep while somebody types.
    const QPointF now = m_parts->page->scrollPosition();
    const bool unmoved = (now - m_parts->keptPlace).manhattanLength() < 3;
    m_parts->keptPlace = !keep ? QPointF() : unmoved ? m_parts->keptPlace : now;
}

void PreviewView::loadFinished(bool ok)
{
    m_parts->settled = true;
    m_parts->view->show();
    if (QWidget* input = m_parts->view->focusProxy()) {
        input->setAccessibleName(m_parts->view->accessibleName()); // the one that Tab stops at
    }
    place();
    if (!m_parts->keptPlace.isNull()) {
        m_parts->page->runJavaScript(
            u"window.scrollTo(%1,%2)"_s.arg(m_parts->keptPlace.x()).arg(m_parts->keptPlace.y()),
            QWebEngineScript::ApplicationWorld);
    }
    applyMark();
    Q_EMIT shown(ok);
}

void PreviewView::setDevice(Device device)
{
    m_parts->device = device;
    place();
}

Device PreviewView::device() const
{
    return m_parts->device;
}

void PreviewView::setDark(bool dark)
{
    if (std::exchange(m_parts->dark, dark) != dark && m_parts->view->isVisibleTo(this)) {
        load(true);
    }
    update();
}

void PreviewView::setImagesShown(bool shown)
{
    if (std::exchange(m_parts->images, shown) != shown && m_parts->view->isVisibleTo(this)) {
        load(true);
    }
}

void PreviewView::setZoom(std::optional<double> zoom)
{
    m_parts->chosenZoom = zoom;
    place();
}

double PreviewView::zoom() const
{
    return m_parts->view->zoomFactor();
}

int PreviewView::layoutWidth() const
{
    switch (m_parts->device) {
    case Device::Tablet:
        return kTabletWidth;
    case Device::Phone:
        return kPhoneWidth;
    case Device::Desktop:
        break;
    }
    return std::max(kDesktopMinimum, static_cast<int>(room() / m_parts->chosenZoom.value_or(1)));
}

int PreviewView::bezel() const
{
    return m_parts->device == Device::Phone ? kBezel : 1;
}

int PreviewView::room() const
{
    return std::max(width() - 2 * kMargin - 2 * bezel(), 100);
}

QRect PreviewView::frameRect() const
{
    return m_parts->view->geometry().adjusted(-bezel(), -bezel(), bezel(), bezel());
}

void PreviewView::place()
{
    const double before = zoom();
    const double factor =
        std::clamp(m_parts->chosenZoom.value_or(std::min(1.0, double(room()) / layoutWidth())), 0.25, 5.0);
    const int wide = std::min(room(), static_cast<int>(std::lround(layoutWidth() * factor)));
    m_parts->view->setGeometry((width() - wide) / 2, kMargin, wide, std::max(height() - 2 * kMargin, 50));
    m_parts->view->setZoomFactor(factor);
    update();
    if (!qFuzzyCompare(before, factor)) {
        Q_EMIT zoomChanged(factor);
    }
}

void PreviewView::markLine(const std::optional<MarkedLine>& line)
{
    m_parts->mark = line;
    if (m_parts->settled) {
        applyMark();
    }
}

void PreviewView::applyMark()
{
    if (m_parts->isText || m_parts->content.empty()) {
        return;
    }
    const MarkedLine mark = m_parts->mark.value_or(MarkedLine{});
    const Theme& colors = theme();
    m_parts->page->runJavaScript(markScript(mark.line, mark.label, colors.accent.name(), colors.onAccent.name()),
                                 QWebEngineScript::ApplicationWorld);
}

bool PreviewView::isSettled() const
{
    return m_parts->settled;
}

int PreviewView::refusedCount() const
{
    return m_parts->refused;
}

void PreviewView::evaluate(const QString& script, std::function<void(const QVariant&)> answer)
{
    m_parts->page->runJavaScript(script, QWebEngineScript::UserWorld, std::move(answer));
}

QWidget* PreviewView::inputWidget() const
{
    return m_parts->view->focusProxy() != nullptr ? m_parts->view->focusProxy() : m_parts->view;
}

void PreviewView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().sunken);
    if (!m_parts->view->isVisibleTo(this)) {
        return;
    }
    if (m_parts->device == Device::Phone) {
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor bezel = m_parts->dark ? darkTheme().chrome : lightTheme().surface;
        paintBox(painter, frameRect(), {.fill = bezel, .border = theme().control, .radius = kBezelRadius});
    } else {
        paintBox(painter, frameRect(), {.border = theme().border2});
    }
}

void PreviewView::resizeEvent(QResizeEvent*)
{
    place();
}

} // namespace postweave::ui::webview
