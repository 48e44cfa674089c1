// SPDX-License-Identifier: GPL-3.0-or-later
// The URL scheme that messages are shown under. setHtml() fails above 2 MB; this has no such end.
#pragma once

#include <QByteArray>
#include <QUrl>
#include <QWebEngineUrlSchemeHandler>

namespace postweave::ui::webview {

inline constexpr char kMessageScheme[] = "postweave-message";

/// Serves the one message it was given last, as text/html in UTF-8; everything else is not found.
class MessageSchemeHandler : public QWebEngineUrlSchemeHandler {
    Q_OBJECT
public:
    using QWebEngineUrlSchemeHandler::QWebEngineUrlSchemeHandler;

    /// Returns the URL it stands under from now on.
    QUrl setMessage(const QByteArray& html);
    void requestStarted(QWebEngineUrlRequestJob* job) override;

private:
    QByteArray m_html;
    QUrl m_url;
    quint64 m_serial = 0;
};

} // namespace postweave::ui::webview
