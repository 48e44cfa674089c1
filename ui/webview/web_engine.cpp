// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/web_engine.h"

#include "ui/webview/message_scheme.h"

#include <QCoreApplication>
#include <QWebEngineUrlScheme>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace postweave::ui::webview {

namespace {

bool isRoot()
{
#ifdef Q_OS_UNIX
    return geteuid() == 0;
#else
    return false;
#endif
}

void registerScheme()
{
    // No flags: such a page is a secure context in nothing, may read no file and be fetched by no other page.
    QWebEngineUrlScheme scheme(kMessageScheme);
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Path);
    scheme.setFlags(QWebEngineUrlScheme::Flags());
    QWebEngineUrlScheme::registerScheme(scheme);
}

/// Name resolution and connections that the engine starts by itself (preconnect, updates) pass no interceptor.
void closeNetwork()
{
    QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
    flags += " --disable-background-networking --disable-component-update --disable-domain-reliability --no-pings"
             " --proxy-server=socks5://0.0.0.0:0 --proxy-bypass-list=<-loopback>";
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags.trimmed());
}

} // namespace

void prepareWebEngine()
{
    static bool done = false;
    if (std::exchange(done, true)) {
        return;
    }
    registerScheme();
    closeNetwork();
    if (isRoot()) {
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    }
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

} // namespace postweave::ui::webview
