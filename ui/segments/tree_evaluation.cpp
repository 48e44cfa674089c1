// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_evaluation.h"

#include "ui/base/motion.h"

#include <QTimer>

#include <utility>

namespace postweave::ui::segments {

TreeEvaluation::TreeEvaluation(QObject* parent) : QObject(parent), m_context(makeContext(nullptr, nullptr, {}, {})) {}

void TreeEvaluation::setContext(Context context)
{
    m_context = std::move(context);
    if (m_asked) {
        start();
    }
}

void TreeEvaluation::request(const segment::Segment& segment)
{
    const bool isCounted = m_latest && !m_work.isRunning() && m_latest->context == m_context;
    const bool isSame = m_asked && segment == m_segment;
    m_segment = segment;
    m_asked = true;
    if (!isSame || !isCounted) {
        start();
    }
}

void TreeEvaluation::clear()
{
    m_work.cancel();
    m_asked = false;
    m_latest.reset();
    showBusy();
}

void TreeEvaluation::start()
{
    if (const QStringList missing = missingHistories(); !missing.isEmpty()) {
        m_work.cancel();
        Q_EMIT historiesNeeded(missing);
        return;
    }
    m_work.run([segment = m_segment,
                context = m_context](const CancelToken& cancel) { return countTree(segment, context, cancel); },
               [this](Result<Counts> counts) { finish(std::move(counts)); });
    QTimer::singleShot(motion::kSignOfLife, this, &TreeEvaluation::showBusy);
}

void TreeEvaluation::finish(Result<Counts> counts)
{
    showBusy();
    if (!counts) {
        Q_EMIT failed(counts.error());
        return;
    }
    m_latest = std::move(*counts);
    Q_EMIT counted();
}

QStringList TreeEvaluation::missingHistories() const
{
    QStringList missing;
    for (const std::string& name : segment::attributesWithHistory(m_segment.tree, *m_context->definitions)) {
        const bool isKnown = m_context->audience->attribute(name) != nullptr;
        if (isKnown && m_context->audience->history(name) == nullptr) {
            missing << QString::fromStdString(name);
        }
    }
    return missing;
}

void TreeEvaluation::showBusy()
{
    if (m_work.isRunning() != m_busyShown) {
        m_busyShown = m_work.isRunning();
        Q_EMIT busyChanged(m_busyShown);
    }
}

} // namespace postweave::ui::segments
