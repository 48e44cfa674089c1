// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/squash.h"

#include <algorithm>

namespace postweave::ui::templates {

Squash::Squash(int quiet, int longest, QObject* parent) : QObject(parent), m_quiet(quiet), m_longest(longest)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Squash::due);
}

void Squash::ask()
{
    if (!m_timer.isActive()) {
        m_since.start();
    }
    const auto left = static_cast<int>(std::max<qint64>(0, m_longest - m_since.elapsed()));
    m_timer.start(std::min(m_quiet, left));
}

void Squash::flush()
{
    if (m_timer.isActive()) {
        m_timer.stop();
        Q_EMIT due();
    }
}

} // namespace postweave::ui::templates
