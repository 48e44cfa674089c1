// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segments/memory_segment_source.h"

#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"
#include "tests/ui/segments/garden_audience.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments::testing {

MemorySegmentSource::MemorySegmentSource(std::shared_ptr<const audience::Audience> audience,
                                         std::shared_ptr<const segment::Definitions> definitions, QObject* parent)
    : SegmentSource(parent),
      m_audience(std::move(audience)),
      m_base(std::move(definitions)),
      m_context(makeContext(m_audience, m_base, gardenNow(), {}))
{
}

void MemorySegmentSource::save(const QString& name, const std::string& text)
{
    ++saves;
    const auto found =
        std::find_if(m_segments.begin(), m_segments.end(), [&](const auto& each) { return each.name == name; });
    if (found != m_segments.end()) {
        found->text = text;
    } else {
        m_segments.push_back({name, text});
        std::sort(m_segments.begin(), m_segments.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    }
    publish();
}

void MemorySegmentSource::rename(const QString& from, const QString& to)
{
    for (SavedSegment& each : m_segments) {
        each.name = each.name == from ? to : each.name;
    }
    std::sort(m_segments.begin(), m_segments.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    publish();
}

void MemorySegmentSource::remove(const QString& name)
{
    std::erase_if(m_segments, [&](const SavedSegment& each) { return each.name == name; });
    publish();
}

void MemorySegmentSource::loadHistories(const QStringList& attributes)
{
    historiesAsked << attributes;
}

void MemorySegmentSource::loadHistory(const QString& name)
{
    Q_EMIT historyLoaded(name, std::make_shared<const std::vector<StoredRefresh>>(stored));
}

void MemorySegmentSource::refreshMembers(const QString& name)
{
    QTimer::singleShot(0, this, [this, name] {
        if (refreshes.empty()) {
            Q_EMIT historyLoaded(name, nullptr);
            return;
        }
        stored.push_back(refreshes.front());
        refreshes.erase(refreshes.begin());
        loadHistory(name);
    });
}

int MemorySegmentSource::findPastMembers(const segment::FilterTree& tree, Instant at)
{
    const int number = ++m_questions;
    QTimer::singleShot(0, this, [this, tree, at, number] {
        if (number != m_questions || !answersPast) {
            return;
        }
        segment::Evaluator evaluator(m_audience, m_context->definitions, at, m_context->zone, nullptr, at);
        const PastMembers past{evaluator.members(tree).value(), 0, {}};
        Q_EMIT pastMembersFound(number, pastFailure.empty() ? past : PastMembers{{}, 0, pastFailure}, m_context);
    });
    return number;
}

void MemorySegmentSource::setContext(Context context)
{
    m_context = std::move(context);
    Q_EMIT contextChanged();
}

std::string MemorySegmentSource::textOf(const QString& name) const
{
    const auto found =
        std::find_if(m_segments.begin(), m_segments.end(), [&](const auto& each) { return each.name == name; });
    return found != m_segments.end() ? found->text : std::string();
}

void MemorySegmentSource::publish()
{
    auto definitions = std::make_shared<segment::Definitions>(*m_base);
    for (const SavedSegment& each : m_segments) {
        definitions->segments[each.name.toStdString()] = segment::parseSegment(each.text).segment.tree;
    }
    Q_EMIT segmentsChanged();
    setContext(makeContext(m_audience, definitions, gardenNow(), {}, m_context->cache));
}

} // namespace postweave::ui::segments::testing
