// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkGuard: nothing in a message reaches the network, another file or another message.
#pragma once

#include <QWebEngineUrlRequestInterceptor>

namespace postweave::ui::webview {

/// Lets through the message itself (as a page, not as a part of one), data:, about: and blob:.
class NetworkGuard : public QWebEngineUrlRequestInterceptor {
    Q_OBJECT
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void interceptRequest(QWebEngineUrlRequestInfo& info) override;

Q_SIGNALS:
    void refused(const QUrl& url);
};

} // namespace postweave::ui::webview
