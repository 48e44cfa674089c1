// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/screenshot.h"

#include "ui/shell/main_window.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTimer>

#include <cstdio>

namespace postweave::window {

namespace {

/// Long enough for the slowest movement and a page's late answers to its own layout.
constexpr int kQuietMilliseconds = 600;
constexpr int kPatienceMilliseconds = 120'000;

} // namespace

Screenshot::Screenshot(ui::MainWindow& window, const QString& file, QObject* parent)
    : QObject(parent), m_window(window), m_file(file), m_quiet(new QTimer(this)), m_patience(new QTimer(this))
{
    m_quiet->setSingleShot(true);
    m_quiet->setInterval(kQuietMilliseconds);
    m_patience->setSingleShot(true);
    connect(m_quiet, &QTimer::timeout, this, [this] {
        if (m_window.isSettled()) {
            take(true);
        }
    });
    connect(m_patience, &QTimer::timeout, this, [this] { take(false); });
    connect(&m_window, &ui::MainWindow::settledChanged, this, &Screenshot::consider);
    m_patience->start(kPatienceMilliseconds);
    consider();
}

void Screenshot::reportFailure(const QString& path, const Error& error)
{
    std::fprintf(stderr, "postweave: %s: %s\n", qUtf8Printable(path), error.message.c_str());
    m_failed = true;
}

void Screenshot::consider()
{
    if (m_window.isSettled()) {
        m_quiet->start();
    } else {
        m_quiet->stop();
    }
}

void Screenshot::take(bool settled)
{
    QPixmap picture = m_window.grab();
    QPainter painter(&picture);
    for (QWidget* floating : QApplication::topLevelWidgets()) {
        if (floating != &m_window && floating->isVisible()) {
            painter.drawPixmap(m_window.mapFromGlobal(floating->pos()), floating->grab());
        }
    }
    painter.end();
    const bool written = picture.save(m_file, "PNG");
    if (!settled) {
        std::fprintf(stderr, "postweave: the page did not settle within %d s; the picture shows it as it was\n",
                     kPatienceMilliseconds / 1000);
    }
    if (!written) {
        std::fprintf(stderr, "postweave: %s: could not be written; is there such a folder?\n", qUtf8Printable(m_file));
    }
    QApplication::exit(settled && written && !m_failed ? 0 : 1);
}

} // namespace postweave::window
