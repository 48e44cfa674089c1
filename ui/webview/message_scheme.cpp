// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/message_scheme.h"

#include <QBuffer>
#include <QWebEngineUrlRequestJob>

namespace postweave::ui::webview {

QUrl MessageSchemeHandler::setMessage(const QByteArray& html)
{
    m_html = html;
    m_url.setScheme(QString::fromLatin1(kMessageScheme));
    m_url.setPath(QStringLiteral("/%1/message").arg(++m_serial));
    return m_url;
}

void MessageSchemeHandler::requestStarted(QWebEngineUrlRequestJob* job)
{
    if (job->requestUrl() != m_url || job->requestMethod() != "GET") {
        job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        return;
    }
    auto* buffer = new QBuffer(job);
    buffer->setData(m_html);
    job->reply("text/html;charset=utf-8", buffer);
}

} // namespace postweave::ui::webview
