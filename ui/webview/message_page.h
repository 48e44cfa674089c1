// SPDX-License-Identifier: GPL-3.0-or-later
// MessagePage: a page that shows one message and goes nowhere.
#pragma once

#include <QWebEnginePage>

namespace postweave::ui::webview {

class MessagePage : public QWebEnginePage {
    Q_OBJECT
public:
    MessagePage(QWebEngineProfile* profile, QObject* parent);

    /// The only navigation that is accepted, until the next one.
    void show(const QUrl& url);

Q_SIGNALS:
    /// The message of the last show() is loaded, or failed to. Navigations that were refused say nothing.
    void messageStands(bool ok);
    /// A link, form or script wanted to leave.
    void leavingRefused(const QUrl& url);

protected:
    bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage* createWindow(WebWindowType type) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList& oldFiles,
                            const QStringList& acceptedMimeTypes) override;
    void javaScriptAlert(const QUrl& origin, const QString& message) override;
    bool javaScriptConfirm(const QUrl& origin, const QString& message) override;
    bool javaScriptPrompt(const QUrl& origin, const QString& message, const QString& initial, QString* result) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString& message, int line,
                                  const QString& source) override;

private:
    QUrl m_shown;
};

} // namespace postweave::ui::webview
