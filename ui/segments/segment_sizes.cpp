// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_sizes.h"

#include "core/segment/segment_format.h"
#include "ui/segments/segment_counting.h"

#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kPastPoints = 12;
constexpr int kDaysBetween = 5;
constexpr int kMostReferences = 8; // levels of segments in segments that are looked through

bool nodeMoves(const Node& node, const Definitions& definitions, int level);

bool treeMoves(const FilterTree& tree, const Definitions& definitions, int level)
{
    bool moves = false;
    tree.forEach([&](const Node& node, const NodePath&) { moves = moves || nodeMoves(node, definitions, level); });
    return moves;
}

bool nodeMoves(const Node& node, const Definitions& definitions, int level)
{
    if (const auto* attribute = std::get_if<AttributeTest>(&node.body)) {
        return attribute->held || dependsOnNow(attribute->test);
    }
    if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
        const auto found = definitions.segments.find(reference->segment);
        return found != definitions.segments.end() && level < kMostReferences &&
               treeMoves(found->second, definitions, level + 1);
    }
    // Later events are not seen from an earlier moment, so whatever looks at events moves.
    return !std::holds_alternative<Group>(node.body);
}

} // namespace

bool movesWithTime(const FilterTree& tree, const Definitions& definitions)
{
    return treeMoves(tree, definitions, 0);
}

SegmentSize sizeOf(const FilterTree& tree, const SegmentContext& context, bool withPast, const CancelToken& cancel)
{
    SegmentSize size;
    const std::optional<std::uint64_t> now = countMembers(tree, context, context.now, cancel);
    if (!now) {
        return size;
    }
    size.count = static_cast<qint64>(*now);
    if (!withPast || !movesWithTime(tree, *context.definitions)) {
        return size;
    }
    for (int i = kPastPoints - 1; i > 0 && !cancel.isCancelled(); --i) {
        const Instant moment{context.now.microseconds - i * kDaysBetween * kMicrosecondsPerDay};
        size.past << static_cast<double>(countMembers(tree, context, moment, cancel).value_or(0));
    }
    size.past << static_cast<double>(*now);
    return size;
}

SegmentSizes::SegmentSizes(QObject* parent) : QObject(parent) {}

void SegmentSizes::request(const Context& context, const std::vector<SavedSegment>& segments)
{
    m_context = context;
    m_queue.clear();
    for (const SavedSegment& saved : segments) {
        const auto found = context->definitions->segments.find(saved.name.toStdString());
        if (found != context->definitions->segments.end()) {
            m_queue.push_back({saved.name, found->second});
        }
    }
    m_next = 0;
    m_work.cancel();
    countNext();
}

void SegmentSizes::countNext()
{
    if (m_next >= 2 * m_queue.size()) {
        Q_EMIT finished();
        return;
    }
    const bool withPast = m_next >= m_queue.size();
    const Item item = m_queue[m_next % m_queue.size()];
    ++m_next;
    m_work.run([context = m_context, tree = item.tree,
                withPast](const CancelToken& cancel) { return sizeOf(tree, *context, withPast, cancel); },
               [this, name = item.name](const SegmentSize& size) { sizeArrived(name, size); });
}

void SegmentSizes::sizeArrived(const QString& name, const SegmentSize& size)
{
    Q_EMIT sized(name, size);
    countNext();
}

} // namespace postweave::ui::segments
