// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/network_guard.h"

#include "ui/webview/message_scheme.h"

#include <QUrl>
#include <QWebEngineUrlRequestInfo>

namespace postweave::ui::webview {

namespace {

bool isAllowed(const QWebEngineUrlRequestInfo& info)
{
    const QString scheme = info.requestUrl().scheme();
    if (scheme == QLatin1StringView(kMessageScheme)) {
        return info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeMainFrame;
    }
    return scheme == QLatin1StringView("data") || scheme == QLatin1StringView("about") ||
           scheme == QLatin1StringView("blob");
}

} // namespace

void NetworkGuard::interceptRequest(QWebEngineUrlRequestInfo& info)
{
    if (!isAllowed(info)) {
        info.block(true);
        Q_EMIT refused(info.requestUrl());
    }
}

} // namespace postweave::ui::webview
