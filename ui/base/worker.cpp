// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/worker.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace postweave::ui {

void detail::startWork(std::function<void()> work, std::function<void()> done)
{
    // The application outlives the pool's work (its destructor waits for the pool) and is the one receiver that a
    // worker may post to without a race; whoever asked is checked on the UI thread.
    QThreadPool::globalInstance()->start([work = std::move(work), done = std::move(done)]() mutable {
        work();
        work = nullptr;
        QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(done), Qt::QueuedConnection);
    });
}

void LatestWork::cancel()
{
    m_token.cancel();
    ++m_generation;
    setRunning(false);
}

std::uint64_t LatestWork::begin()
{
    m_token.cancel();
    setRunning(true);
    return ++m_generation;
}

bool LatestWork::finish(std::uint64_t generation)
{
    if (generation != m_generation) {
        return false;
    }
    setRunning(false);
    return true;
}

void LatestWork::setRunning(bool running)
{
    if (running != m_running) {
        m_running = running;
        Q_EMIT runningChanged(running);
    }
}

} // namespace postweave::ui
