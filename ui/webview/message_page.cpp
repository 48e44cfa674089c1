// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/message_page.h"

#include <QWebEngineLoadingInfo>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineProfile>
#include <QWebEngineSettings>

#include <utility>

namespace postweave::ui::webview {

namespace {

void closeEverything(QWebEngineSettings& settings)
{
    using Settings = QWebEngineSettings;
    for (const Settings::WebAttribute off : {Settings::JavascriptEnabled,
                                             Settings::JavascriptCanOpenWindows,
                                             Settings::JavascriptCanAccessClipboard,
                                             Settings::JavascriptCanPaste,
                                             Settings::LocalStorageEnabled,
                                             Settings::LocalContentCanAccessRemoteUrls,
                                             Settings::LocalContentCanAccessFileUrls,
                                             Settings::HyperlinkAuditingEnabled,
                                             Settings::PluginsEnabled,
                                             Settings::FullScreenSupportEnabled,
                                             Settings::ScreenCaptureEnabled,
                                             Settings::WebGLEnabled,
                                             Settings::AutoLoadIconsForPage,
                                             Settings::TouchIconsEnabled,
                                             Settings::ErrorPageEnabled,
                                             Settings::FocusOnNavigationEnabled,
                                             Settings::AllowRunningInsecureContent,
                                             Settings::AllowGeolocationOnInsecureOrigins,
                                             Settings::AllowWindowActivationFromJavaScript,
                                             Settings::DnsPrefetchEnabled,
                                             Settings::PdfViewerEnabled,
                                             Settings::NavigateOnDropEnabled}) {
        settings.setAttribute(off, false);
    }
    settings.setAttribute(Settings::PlaybackRequiresUserGesture, true);
    settings.setAttribute(Settings::WebRTCPublicInterfacesOnly, true);
    settings.setDefaultTextEncoding(QStringLiteral("utf-8"));
}

} // namespace

MessagePage::MessagePage(QWebEngineProfile* profile, QObject* parent) : QWebEnginePage(profile, parent)
{
    closeEverything(*settings());
    connect(this, &QWebEnginePage::newWindowRequested, this,
            [this](const QWebEngineNewWindowRequest& request) { Q_EMIT leavingRefused(request.requestedUrl()); });
    connect(this, &QWebEnginePage::loadingChanged, this, [this](const QWebEngineLoadingInfo& loading) {
        const bool ends = loading.status() == QWebEngineLoadingInfo::LoadSucceededStatus ||
                          loading.status() == QWebEngineLoadingInfo::LoadFailedStatus;
        if (ends && loading.url() == m_shown) {
            Q_EMIT messageStands(loading.status() == QWebEngineLoadingInfo::LoadSucceededStatus);
        }
    });
    connect(this, &QWebEnginePage::featurePermissionRequested, this, [this](const QUrl& origin, Feature feature) {
        setFeaturePermission(origin, feature, PermissionDeniedByUser);
    });
}

void MessagePage::show(const QUrl& url)
{
    m_shown = url;
    load(url);
}

bool MessagePage::acceptNavigationRequest(const QUrl& url, NavigationType, bool isMainFrame)
{
    if (isMainFrame && url == m_shown) {
        return true;
    }
    if (!isMainFrame && url.scheme() == QLatin1StringView("about")) {
        return true;
    }
    const bool isAnchor = isMainFrame && url.hasFragment() && url.matches(m_shown, QUrl::RemoveFragment);
    if (!isAnchor && isMainFrame) {
        Q_EMIT leavingRefused(url);
    }
    return isAnchor;
}

QWebEnginePage* MessagePage::createWindow(WebWindowType)
{
    return nullptr;
}

QStringList MessagePage::chooseFiles(FileSelectionMode, const QStringList&, const QStringList&)
{
    return {};
}

void MessagePage::javaScriptAlert(const QUrl&, const QString&) {}

bool MessagePage::javaScriptConfirm(const QUrl&, const QString&)
{
    return false;
}

bool MessagePage::javaScriptPrompt(const QUrl&, const QString&, const QString&, QString*)
{
    return false;
}

void MessagePage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString&, int, const QString&) {}

} // namespace postweave::ui::webview
